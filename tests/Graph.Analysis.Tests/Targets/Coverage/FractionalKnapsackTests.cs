using CsCheck;
using Graph.Analysis.Targets.Coverage;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Coverage;

public sealed class FractionalKnapsackTests
{
    private static readonly Gen<(double[] Price, double[][] Gains, double Budget)> Cases =
        from count in Gen.Int[0, 30]
        from price in Gen.OneOf(Gen.Const(1.0), Gen.Double[0.1, 5.0]).Array[count]
        from gains in Gen.OneOf(Gen.Const(0.0), Gen.Const(3.0), Gen.Double[0.0, 100.0]).Array[count].Array[1, 6]
        from budget in Gen.OneOf(Gen.Const(0.0), Gen.Int[1, 8].Select(whole => (double)whole), Gen.Double[0.0, 60.0])
        select (price, gains, budget);

    /// <summary>Whatever it was asked before: what it remembers must not matter.</summary>
    [Fact]
    public void It_buys_by_falling_ratio() => Cases.Sample(c =>
    {
        var knapsack = new FractionalKnapsack(c.Price, c.Budget);
        foreach (var gains in c.Gains)
        {
            var (expected, left) = (0.0, c.Budget);
            foreach (var i in Enumerable.Range(0, gains.Length).OrderByDescending(i => gains[i] / c.Price[i]))
            {
                var part = Math.Min(1.0, left / c.Price[i]);
                expected += part * gains[i];
                left -= part * c.Price[i];
            }

            Assert.Equal(expected, knapsack.Most(gains), 1e-9 * Math.Max(1.0, expected));
        }
    }, iter: 2_000, threads: 1);
}
