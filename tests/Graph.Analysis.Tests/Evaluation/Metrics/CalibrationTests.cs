using CsCheck;
using Graph.Analysis.Evaluation.Metrics;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Metrics;

public sealed class CalibrationTests
{
    [Fact]
    public void Figures_of_a_case_worked_by_hand()
    {
        // 20 cases at 0.1 with 3 positives, 20 at 0.7 with 14: |0.1 − 0.15|·½ + 0.
        var probabilities = Enumerable.Repeat(0.1, 20).Concat(Enumerable.Repeat(0.7, 20)).ToArray();
        var positive = Enumerable.Range(0, 40).Select(i => i < 20 ? i < 3 : i < 34).ToArray();
        var calibration = Calibration.Of(probabilities, positive);
        Assert.Equal(0.025, calibration.Error, 12);
        Assert.Equal(((3 * 0.81) + (17 * 0.01) + (14 * 0.09) + (6 * 0.49)) / 40, calibration.Brier, 12);
        Assert.Equal([(20, 3), (20, 14)], calibration.Bins.Select(bin => (bin.Count, bin.Positives)));
    }

    [Fact]
    public void Equal_probabilities_are_never_parted_and_no_case_is_lost() =>
        Gen.Select(Gen.Int[0, 9].Select(i => i / 9.0), Gen.Bool).Array[1, 400].Sample(cases =>
        {
            var probabilities = cases.Select(c => c.Item1).ToArray();
            var calibration = Calibration.Of(probabilities, [.. cases.Select(c => c.Item2)]);
            Assert.Equal(cases.Length, calibration.Bins.Sum(bin => bin.Count));
            Assert.Equal(cases.Count(c => c.Item2), calibration.Bins.Sum(bin => bin.Positives));
            Assert.True(calibration.Bins.Count <= probabilities.Distinct().Count());
            var start = 0;
            Array.Sort(probabilities);
            foreach (var bin in calibration.Bins)
            {
                Assert.True(start == 0 || probabilities[start] > probabilities[start - 1]);
                Assert.Equal(probabilities.Skip(start).Take(bin.Count).Average(), bin.MeanProbability, 1e-12);
                start += bin.Count;
            }

            Assert.InRange(calibration.Error, 0.0, 1.0);
        });

    [Fact]
    public void Spread_out_probabilities_fill_bins_evenly()
    {
        var probabilities = Enumerable.Range(0, 1_000).Select(i => i / 1_000.0).ToArray();
        var calibration = Calibration.Of(probabilities, [.. probabilities.Select(p => p >= 0.2)]);
        Assert.Equal(Calibration.MostBins, calibration.Bins.Count);
        Assert.All(calibration.Bins, bin => Assert.InRange(bin.Count, 66, 67));
        // Outcomes change at 0.2, where a bin ends: 0.2²/2 below and 0.8²/2 above.
        Assert.Equal(0.34, calibration.Error, 0.001);
    }

    [Fact]
    public void Nothing_and_nonsense()
    {
        Assert.True(double.IsNaN(Calibration.Of([], []).Brier));
        Assert.Throws<ArgumentException>(() => Calibration.Of([1.01], [true]));
        Assert.Throws<ArgumentException>(() => Calibration.Of([double.NaN], [true]));
        Assert.Throws<ArgumentException>(() => Calibration.Of([0.5], []));
    }
}
