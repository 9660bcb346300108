using CsCheck;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class VennAbersTests
{
    private static readonly Gen<(double Score, bool Positive)[]> Calibrations =
        Gen.Select(Gen.Int[0, 12], Gen.Bool, (score, positive) => (score / 4.0, positive)).Array[1, 40];

    [Fact]
    public void It_is_isotonic_regression_with_the_case_added_as_either_label() =>
        Calibrations.Select(Gen.Int[-1, 26]).Sample((calibration, place) =>
        {
            var score = place / 8.0;
            var (p0, p1) = new VennAbers(calibration).Band(score);
            Assert.Equal(Isotonic([.. calibration, (score, false)], score), p0, 1e-12);
            Assert.Equal(Isotonic([.. calibration, (score, true)], score), p1, 1e-12);
        });

    [Fact]
    public void Band_and_number_rise_with_the_score() => Calibrations.Sample(calibration =>
    {
        var band = new VennAbers(calibration);
        var found = Enumerable.Range(-2, 40).Select(place => band.Band(place / 8.0)).ToList();
        Assert.All(found, own => Assert.InRange(VennAbers.Merged(own), own.P0 - 1e-15, own.P1 + 1e-15));
        Assert.Equal(found.Select(own => own.P0).Order(), found.Select(own => own.P0));
        Assert.Equal(found.Select(own => own.P1).Order(), found.Select(own => own.P1));
        Assert.Equal(found.Select(VennAbers.Merged).Order(), found.Select(VennAbers.Merged));
    });

    [Fact]
    public void Four_cases_worked_by_hand()
    {
        // Scores 1, 2, 3, 4 with labels 0, 1, 0, 1; the new case at 2.5 lies between.
        // As 0: 0 | 1 0 0 pooled to 1/3 | 1. As 1: 0 | 1 1 0 pooled to 2/3 | 1.
        var band = new VennAbers([(1.0, false), (2.0, true), (3.0, false), (4.0, true)]).Band(2.5);
        Assert.Equal(1.0 / 3.0, band.P0, 1e-15);
        Assert.Equal(2.0 / 3.0, band.P1, 1e-15);
        Assert.Equal(0.5, VennAbers.Merged(band), 1e-15);
    }

    [Fact]
    public void The_band_holds_the_truth_on_average_and_narrows_with_cases()
    {
        var widths = new List<double>();
        foreach (var cases in new[] { 200, 5_000 })
        {
            var random = new SeededRandom(11);
            var band = new VennAbers(Simulated(cases, ref random));
            var test = Simulated(20_000, ref random).Select(row => (Band: band.Band(row.Score), row.Positive)).ToList();
            var truth = test.Average(row => row.Positive ? 1.0 : 0.0);

            // One of p0 and p1 is calibrated, so the share of positives lies between their means but for chance.
            var chance = 3.0 / Math.Sqrt(cases);
            Assert.InRange(truth, test.Average(row => row.Band.P0) - chance, test.Average(row => row.Band.P1) + chance);
            widths.Add(test.Average(row => row.Band.P1 - row.Band.P0));
        }

        Assert.True(widths[1] < widths[0] / 3.0, $"{widths[1]} against {widths[0]}");
    }

    [Fact]
    public void Each_stretch_of_probabilities_keeps_its_promise()
    {
        var random = new SeededRandom(5);
        var calibration = new ScoreCalibration(null, new VennAbers(Simulated(5_000, ref random)));
        var bins = Simulated(40_000, ref random).Select(row => (Found: calibration.Of(row.Score), row.Positive))
            .GroupBy(row => (int)(row.Found.Probability * 5.0)).Where(bin => bin.Count() > 1_000).ToList();
        Assert.True(bins.Count >= 3);
        Assert.All(bins, bin => Assert.InRange(
            bin.Average(row => row.Positive ? 1.0 : 0.0), bin.Average(row => row.Found.Low) - 0.03, bin.Average(row => row.Found.High) + 0.03));
    }

    private static List<(double Score, bool Positive)> Simulated(int cases, ref SeededRandom random)
    {
        var rows = new List<(double, bool)>();
        for (var i = 0; i < cases; i++)
        {
            var score = random.NextNormalQ16() / 65_536.0;
            rows.Add((score, random.Below(1_000_000) < 1_000_000 / (1.0 + Math.Exp(1.0 - (1.7 * score)))));
        }

        return rows;
    }

    /// <summary>max over a ≤ s of min over b ≥ s of the mean label of the cases with scores in [a, b].</summary>
    private static double Isotonic((double Score, bool Positive)[] rows, double score)
    {
        double[] at = [.. rows.Select(row => row.Score).Distinct()];
        return at.Where(a => a <= score).Max(a => at.Where(b => b >= score).Min(b =>
            rows.Where(row => row.Score >= a && row.Score <= b).Average(row => row.Positive ? 1.0 : 0.0)));
    }
}
