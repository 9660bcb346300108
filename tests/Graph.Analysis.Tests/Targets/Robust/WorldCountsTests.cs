using Graph.Analysis.Targets.Robust;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Robust;

/// <summary>Mean and variance of the counts, on both sides of the number of trials that are drawn one by one.</summary>
public sealed class WorldCountsTests
{
    private const int Draws = 40_000;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(10_000)]
    public void Rows_in_a_bootstrap_sample_have_the_mean_and_variance_of_poisson(long rows)
    {
        var random = new SeededRandom(3);
        var drawn = Enumerable.Range(0, Draws).Select(_ => (double)WorldCounts.Poisson(ref random, rows)).ToArray();
        Check(drawn, rows, rows);
    }

    [Theory]
    [InlineData(1, 0.85)]
    [InlineData(40, 0.5)]
    [InlineData(100, 0.85)]
    [InlineData(10_000, 0.3)]
    public void Rows_kept_have_the_mean_and_variance_of_binomial(long rows, double probability)
    {
        var random = new SeededRandom(4);
        var drawn = Enumerable.Range(0, Draws).Select(_ => (double)WorldCounts.Binomial(ref random, rows, probability)).ToArray();
        Check(drawn, rows * probability, rows * probability * (1 - probability));
        Assert.All(drawn, kept => Assert.InRange(kept, 0, rows));
    }

    [Fact]
    public void Nothing_and_all_are_certain()
    {
        var random = new SeededRandom(5);
        for (var draw = 0; draw < 1_000; draw++)
        {
            Assert.False(WorldCounts.Chance(ref random, 0.0));
            Assert.True(WorldCounts.Chance(ref random, 1.0));
            Assert.Equal(0, WorldCounts.Poisson(ref random, 0));
            Assert.Equal(7, WorldCounts.Binomial(ref random, 7, 1.0));
            Assert.Equal(700, WorldCounts.Binomial(ref random, 700, 1.0));
        }
    }

    /// <summary>Within five standard errors; rounding to whole numbers adds a twelfth to the variance.</summary>
    private static void Check(double[] drawn, double mean, double variance)
    {
        var found = drawn.Average();
        Assert.InRange(found, mean - (5 * Math.Sqrt(variance / Draws)), mean + (5 * Math.Sqrt(variance / Draws)));
        var spread = drawn.Sum(value => (value - found) * (value - found)) / (Draws - 1);
        Assert.InRange(spread, variance * 0.94, (variance * 1.06) + 0.09);
    }
}
