using CsCheck;
using Graph.Analysis.Targets.Collateral;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Collateral;

/// <summary>The points that are kept against every pair of points.</summary>
public sealed class FrontierSweepTests
{
    private static readonly Gen<FrontierPoint[]> Points = Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 5])
        .Select((cost, removed, collateral) => new FrontierPoint(0m, 1, cost, removed, collateral)).Array[0, 30];

    [Fact]
    public void A_point_stays_if_and_only_if_none_beats_it() => Points.Sample(points =>
    {
        var kept = FrontierSweep.Undominated(points);
        var expected = points.Where(point => !points.Any(other => Beats(other, point))).Distinct()
            .OrderBy(point => point.Cost).ThenBy(point => point.Removed).ToArray();
        Assert.Equal(expected.ToHashSet(), kept.ToHashSet());
        Assert.Equal(expected.Length, kept.Count);
        Assert.Equal(expected.Select(point => (point.Cost, point.Removed)), kept.Select(point => (point.Cost, point.Removed)));
    });

    [Fact]
    public void Of_equal_points_the_first_stays()
    {
        var first = new FrontierPoint(0m, 2, 3m, 5.0, 1.0);
        Assert.Equal([first], FrontierSweep.Undominated([first, first with { CollateralPrice = 1m }]));
    }

    private static bool Beats(FrontierPoint a, FrontierPoint b) =>
        a.Cost <= b.Cost && a.Removed >= b.Removed && a.Collateral <= b.Collateral && a != b;
}
