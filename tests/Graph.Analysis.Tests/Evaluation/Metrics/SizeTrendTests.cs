using Graph.Analysis.Evaluation.Metrics;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Metrics;

public sealed class SizeTrendTests
{
    /// <summary>Two sizes make a two-by-two table, and Firth's penalty adds ½ to each of its cells (Heinze and Schemper 2002).</summary>
    [Theory]
    [InlineData(3, 17, 9, 11)]
    [InlineData(0, 20, 4, 16)]
    [InlineData(1, 24, 0, 40)]
    public void Two_sizes_are_a_table_with_a_half_added_to_each_cell(int hitsSmall, int restSmall, int hitsLarge, int restLarge)
    {
        var small = hitsSmall + restSmall;
        var sizes = Enumerable.Range(0, small + hitsLarge + restLarge).Select(i => i < small ? 1.0 : Math.E).ToArray();
        var wrong = Enumerable.Range(0, sizes.Length).Select(i => i < small ? i < hitsSmall : i - small < hitsLarge).ToArray();
        var trend = SizeTrend.Of(sizes, wrong, 0.95);
        Assert.Equal(Math.Log((hitsLarge + 0.5) / (restLarge + 0.5)) - Math.Log((hitsSmall + 0.5) / (restSmall + 0.5)), trend.Slope.Value, 1e-7);
        Assert.Equal((hitsSmall + hitsLarge, sizes.Length), (trend.Events, trend.Cases));
    }

    [Fact]
    public void The_slope_of_simulated_errors_is_found()
    {
        var random = new SeededRandom(11);
        var sizes = Enumerable.Range(0, 4_000).Select(_ => Math.Exp(random.NextNormalQ16() / 65536.0 * 1.5)).ToArray();
        var odds = sizes.Select(size => Math.Exp(-3.0 + (0.6 * Math.Log(size)))).ToArray();
        var wrong = odds.Select(o => random.Below(1_000_000) < 1_000_000 * o / (1.0 + o)).ToArray();
        var trend = SizeTrend.Of(sizes, wrong, 0.95);
        Assert.InRange(0.6, trend.Slope.Low, trend.Slope.High);
        Assert.False(trend.NoTrend);
        Assert.True(trend.Slope.High - trend.Slope.Low < 0.5);
    }

    [Fact]
    public void Errors_that_size_separates_keep_a_finite_slope()
    {
        double[] sizes = [1, 2, 3, 4, 50, 60, 70, 80];
        var trend = SizeTrend.Of(sizes, [.. sizes.Select(s => s > 10)], 0.95);
        Assert.InRange(trend.Slope.Value, 0.1, 10.0);
        Assert.Equal((true, false), (SizeTrend.Of(sizes, new bool[8], 0.95).NoTrend, SizeTrend.Of(sizes, new bool[8], 0.95).Slope.IsDefined));
    }

    [Fact]
    public void Without_a_spread_of_sizes_there_is_no_slope()
    {
        var trend = SizeTrend.Of([5, 5, 5], [true, false, true], 0.95);
        Assert.False(trend.Slope.IsDefined);
        Assert.True(trend.NoTrend);
        Assert.Throws<ArgumentException>(() => SizeTrend.Of([0.0, 1.0], [true, false], 0.95));
    }

    [Fact]
    public void Thirds_by_size()
    {
        Assert.Equal([0, 2, 1, 0, 1, 2], SizeThirds.Of([1, 9, 5, 2, 6, 8]));
        Assert.Equal([1, 1, 1], SizeThirds.Of([4, 4, 4]));
        Assert.Empty(SizeThirds.Of([]));
    }
}
