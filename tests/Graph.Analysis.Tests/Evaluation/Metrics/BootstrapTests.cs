using Graph.Analysis.Evaluation.Metrics;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Metrics;

public sealed class BootstrapTests
{
    private static double Share(int[] times, Func<int, bool> hit) =>
        (double)Enumerable.Range(0, times.Length).Where(hit).Sum(i => times[i]) / times.Sum();

    [Fact]
    public void The_interval_of_a_mean_is_as_wide_as_theory_says()
    {
        var rows = Enumerable.Range(0, 400).Select(i => (0, $"g{i}")).ToArray();
        var estimate = new Bootstrap(rows, new BootstrapOptions { Resamples = 4_000, Seed = 5 }).Interval(times => Share(times, i => i % 4 == 0), default);
        var half = 1.959964 * Math.Sqrt(0.25 * 0.75 / 400);
        Assert.Equal(0.25, estimate.Value, 12);
        Assert.Equal(0.25 - half, estimate.Low, 0.004);
        Assert.Equal(0.25 + half, estimate.High, 0.004);
    }

    [Fact]
    public void Rows_of_one_group_move_together()
    {
        // 40 groups of 10 equal rows: as wide as 40 cases, not as 400.
        var rows = Enumerable.Range(0, 400).Select(i => (0, $"g{i / 10}")).ToArray();
        var estimate = new Bootstrap(rows, new BootstrapOptions { Resamples = 4_000, Seed = 5 }).Interval(times => Share(times, i => i / 10 % 4 == 0), default);
        Assert.Equal(2 * 1.959964 * Math.Sqrt(0.25 * 0.75 / 40), estimate.High - estimate.Low, 0.03);
    }

    [Fact]
    public void Every_world_keeps_its_number_of_groups()
    {
        (int World, string Group)[] rows = [(1, "a"), (1, "a"), (1, "b"), (7, "a"), (7, "b"), (7, "c")];
        var seen = new HashSet<int>();
        new Bootstrap(rows, new BootstrapOptions { Resamples = 50 }).Interval(
            times =>
            {
                Assert.Equal(times[0], times[1]);
                Assert.Equal(2, times[0] + times[2]);
                Assert.Equal(3, times[3] + times[4] + times[5]);
                seen.Add(times[3]);
                return 1.0;
            },
            default);
        Assert.True(seen.Count > 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval_and_another_another()
    {
        var rows = Enumerable.Range(0, 60).Select(i => (i % 3, $"g{i}")).ToArray();
        Estimate Of(ulong seed) => new Bootstrap(rows, new BootstrapOptions { Seed = seed }).Interval(times => Share(times, i => i % 5 == 0), default);
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
    }

    [Fact]
    public void A_statistic_that_most_resamples_do_not_define_has_no_interval()
    {
        var calls = 0;
        var estimate = new Bootstrap([(0, "a"), (0, "b")], new BootstrapOptions()).Interval(_ => calls++ == 0 ? 0.5 : double.NaN, default);
        Assert.Equal(0.5, estimate.Value);
        Assert.True(double.IsNaN(estimate.Low) && double.IsNaN(estimate.High));
    }
}
