using Graph.Analysis.Evaluation.Metrics;
using Graph.Analysis.Knowledge.Tiers;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Metrics;

public sealed class RateBoundsTests
{
    /// <summary>Newcombe (1998), table I: methods 3 (Wilson) and 5 (Clopper–Pearson).</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0624, 0.1605, 0.0578, 0.1617)]
    [InlineData(0, 20, 0.0, 0.1611, 0.0, 0.1684)]
    [InlineData(1, 29, 0.0061, 0.1718, 0.0009, 0.1776)]
    public void Published_values(int hits, int cases, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        var (wilson, exact) = (RateBounds.Wilson(hits, cases, 0.95), RateBounds.ClopperPearson(hits, cases, 0.95));
        Assert.Equal((wilsonLow, wilsonHigh), (Math.Round(wilson.Low, 4), Math.Round(wilson.High, 4)));
        Assert.Equal((exactLow, exactHigh), (Math.Round(exact.Low, 4), Math.Round(exact.High, 4)));
    }

    [Fact]
    public void The_one_sided_bound_leaves_exactly_the_tail()
    {
        Assert.Equal(1.0 - Math.Pow(0.05, 1.0 / 30.0), RateBounds.UpperBound(0, 30, 0.95), 1e-9);
        Assert.Equal(1.0, RateBounds.UpperBound(0, 0, 0.95));
        Assert.Equal(1.0, RateBounds.UpperBound(5, 5, 0.95));
        // P(X ≤ 2 | n = 12, bound) = 0.05, term by term.
        var bound = RateBounds.UpperBound(2, 12, 0.95);
        var tail = Math.Pow(1 - bound, 12) + (12 * bound * Math.Pow(1 - bound, 11)) + (66 * bound * bound * Math.Pow(1 - bound, 10));
        Assert.Equal(0.05, tail, 1e-9);
    }

    [Fact]
    public void More_hits_than_cases_are_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RateBounds.Wilson(3, 2, 0.95));

    [Fact]
    public void Tier_errors_count_this_tier_and_above()
    {
        (Tier, bool)[] cases = [(Tier.K3, true), (Tier.K2, true), (Tier.K2, false), (Tier.K1, true), (Tier.K0, false), (Tier.K0, true)];
        var second = TierErrors.Of(cases, Tier.K2);
        Assert.Equal((3, 1, 4), (second.Given, second.False, second.Knowing));
        Assert.Equal(1.0 / 3.0, second.FalseDiscovery.Value, 12);
        Assert.Equal(0.5, second.Recall.Value, 12);
        Assert.Equal(RateBounds.UpperBound(1, 3, 0.95), second.FalseDiscoveryUpper);
        var third = TierErrors.Of(cases, Tier.K3);
        Assert.Equal((1, 0), (third.Given, third.False));
        Assert.Equal(0.95, third.FalseDiscoveryUpper, 1e-9);
        Assert.False(TierErrors.Of([], Tier.K2).Recall.IsDefined);
    }
}
