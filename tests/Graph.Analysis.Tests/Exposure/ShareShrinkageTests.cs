using Graph.Analysis.Exposure;
using Xunit;

namespace Graph.Analysis.Tests.Exposure;

public sealed class ShareShrinkageTests
{
    /// <summary>A market in which most networks touch no pirate and a few do a little.</summary>
    private static List<(double Share, double Sites)> Market() =>
        [.. Enumerable.Range(0, 80).Select(i => (i % 6 == 0 ? 0.01 : 0.0, 20.0 + i)), (0.2, 25.0), (0.05, 1_800.0)];

    [Fact]
    public void Small_samples_shrink_towards_the_market()
    {
        var shrinkage = new ShareShrinkage(Market());
        var few = shrinkage.Interval(1.0, 1.0, 0.95);
        var many = shrinkage.Interval(1.0, 400.0, 0.95);
        Assert.True(few.Low < 0.5, $"one site of one site proves little: {few}");
        Assert.True(many.Low > 0.8, $"400 of 400 do: {many}");
    }

    [Fact]
    public void A_larger_sample_gives_a_narrower_interval()
    {
        var shrinkage = new ShareShrinkage(Market());
        var small = shrinkage.Interval(0.05, 25.0, 0.95);
        var large = shrinkage.Interval(0.05, 1_800.0, 0.95);
        Assert.True(large.High - large.Low < (small.High - small.Low) / 2, $"{large} against {small}");
        Assert.InRange(0.05, large.Low, large.High);
    }

    [Fact]
    public void Fewer_than_three_parties_carry_no_prior_of_their_own()
    {
        var (low, high) = new ShareShrinkage([(1.0, 10.0), (1.0, 5.0)]).Interval(0.5, 0.0, 0.95);
        Assert.Equal(0.001541, low, 1e-6); // Beta(1/2, 1/2): sin²(π·0.025/2)
        Assert.Equal(0.998459, high, 1e-6);
    }

    [Fact]
    public void What_was_seen_is_never_ruled_out()
    {
        var shrinkage = new ShareShrinkage(Market());
        foreach (var (share, sites) in new[] { (0.0, 0.0), (0.0, 500.0), (0.44, 3.0), (1.0, 1.0) })
        {
            var (low, high) = shrinkage.Interval(share, sites, 0.95);
            Assert.InRange(share, low, high);
        }

        Assert.Equal(0.0, shrinkage.Interval(0.0, 500.0, 0.95).Low);
    }

    [Fact]
    public void The_interval_grows_with_the_share()
    {
        var shrinkage = new ShareShrinkage(Market());
        var intervals = new[] { 0.0, 0.1, 0.3, 0.9 }.Select(share => shrinkage.Interval(share, 50.0, 0.95)).ToList();
        Assert.Equal(intervals.OrderBy(i => i.Low), intervals);
        Assert.Equal(intervals.OrderBy(i => i.High), intervals);
    }
}
