using CsCheck;
using Graph.Analysis.Knowledge.Signals;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

public sealed class KaplanMeierTests
{
    // Weeks in remission of the 21 patients on 6-mercaptopurine (Freireich and others, Blood 21, 1963), as every textbook gives them.
    private static readonly SurvivalTime[] Remission =
    [
        .. new[] { 6, 6, 6, 7, 10, 13, 16, 22, 23 }.Select(week => new SurvivalTime(week, true)),
        .. new[] { 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35 }.Select(week => new SurvivalTime(week, false)),
    ];

    [Fact]
    public void Published_curve_of_remission()
    {
        var curve = KaplanMeier.Run(Remission);
        Assert.Equal([6, 7, 10, 13, 16, 22, 23], curve.Steps.Select(step => step.Days));
        Assert.Equal([21, 17, 15, 12, 11, 7, 6], curve.Steps.Select(step => step.AtRisk));
        Assert.Equal([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], curve.Steps.Select(step => Math.Round(step.Survival, 3)));
        Assert.Equal([0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346], curve.Steps.Select(step => Math.Round(step.StandardError, 4)));
        Assert.Equal(23, curve.Median);

        // By hand: 6 + 18/21·1 + .8067·3 + .7529·3 + .6902·3 + .6275·6 + .5378·1 + .4482·12.
        Assert.Equal(23.287, curve.RestrictedMean(35), 0.001);
    }

    [Fact]
    public void Without_censoring_it_is_the_mean_and_its_error()
    {
        // Times 1, 2, 6: mean 3; Σ(x − 3)² / 3² = 14/9.
        var curve = KaplanMeier.Run([new(2, true), new(1, true), new(6, true)]);
        Assert.Equal(3.0, curve.RestrictedMean(10), 1e-12);
        Assert.Equal(Math.Sqrt(14.0 / 9.0), curve.RestrictedMeanStandardError(10), 1e-12);
        Assert.Equal(2, curve.Median);
        Assert.Equal(0.0, curve.At(6));
    }

    [Fact]
    public void Nothing_known_is_no_number()
    {
        var none = KaplanMeier.Run([]);
        Assert.True(double.IsNaN(none.RestrictedMean(84)));
        Assert.Null(none.Median);
        var open = KaplanMeier.Run([new(5, false), new(9, false)]);
        Assert.Null(open.Median);
        Assert.Equal(84.0, open.RestrictedMean(84));
        Assert.Throws<ArgumentOutOfRangeException>(() => KaplanMeier.Run([new(-1, true)]));
    }

    [Fact]
    public void Censored_cases_hand_their_weight_to_those_that_last_longer() =>
        Gen.Select(Gen.Int[0, 100], Gen.Bool).Array[1, 12].Sample(cases =>
        {
            var times = cases.Select(c => new SurvivalTime(c.Item1, c.Item2)).ToArray();
            var curve = KaplanMeier.Run(times);
            var slow = RedistributedToTheRight(times);
            for (var day = 0; day < 100; day++)
            {
                Assert.Equal(slow(day), curve.At(day), 1e-9);
            }

            Assert.Equal(Enumerable.Range(0, 84).Sum(curve.At), curve.RestrictedMean(84), 1e-9);
        }, iter: 500);

    /// <summary>Efron's way to the same curve (Berkeley Symposium, 1967): every case weighs 1/n; from the left, a censored one hands its weight to all to its right.</summary>
    private static Func<int, double> RedistributedToTheRight(SurvivalTime[] times)
    {
        var sorted = times.OrderBy(time => time.Days).ThenBy(time => !time.Ended).ToArray();
        var weight = sorted.Select(_ => 1.0 / sorted.Length).ToArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            for (var j = i + 1; j < sorted.Length && !sorted[i].Ended; j++)
            {
                weight[j] += weight[i] / (sorted.Length - i - 1);
            }
        }

        return day => 1.0 - sorted.Select((time, i) => time.Ended && time.Days <= day ? weight[i] : 0.0).Sum();
    }
}
