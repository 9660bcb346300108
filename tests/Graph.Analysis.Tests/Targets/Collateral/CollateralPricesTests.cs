using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Collateral;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Collateral;

/// <summary>Prices by hand, and the frontier against its own promises.</summary>
public sealed class CollateralPricesTests
{
    private const string Day = "2026-10-20";

    /// <summary>n passes 100 to honest sites, 33.3333 of them through r; half.example is neither honest nor sure.</summary>
    private static WorldText World() => new WorldText().Black("bad.example", "2026-01-01").Black("half.example", "2026-01-01", confidence: 50)
        .Placement("p1", Day, "n", "a", "good.example", 66.6667m).Placement("p2", Day, "n", "b", "good.example", 33.3333m, "r")
        .Placement("p3", Day, "n", "a", "bad.example", 50m).Placement("p4", Day, "n", "a", "half.example", 20m)
        .Action(TargetKind.Network, "cut", 2m, 1m).Action(TargetKind.Account, "freeze", 3m, 0.5m).Action(TargetKind.Relationship, "stop", 1m, 1m);

    [Fact]
    public void A_price_is_cost_and_what_honest_sites_lose()
    {
        var prices = Prices(World(), null);
        Assert.Equal(3m + 0.1m * 0.5m * 66.6667m, prices["a freeze"](0.1m), 4);
        Assert.Equal(2m + 10m, prices["n cut"](0.1m));
        Assert.Equal(1m + 3.3333m, prices["r cut"](0.1m));
        Assert.Equal(1m + 3.3333m, prices["n>r stop"](0.1m));
        Assert.Equal(1m + 6.6667m, prices["n>a stop"](0.1m));
    }

    [Fact]
    public void The_product_is_rounded_half_away_from_zero_to_four_digits()
    {
        Assert.Equal(3.0003m, Prices(World(), 0.85)["a freeze"](0.00006m)); // 5.00000 x 0.00006 = 0.0003
        var prices = Prices(new WorldText().Placement("p1", Day, "n", "a", "good.example", 5m).Black("bad.example", "2026-01-01"), null);
        Assert.Equal(1.0001m, prices["n cut"](0.00001m)); // 0.00005
        Assert.Equal(1m, prices["n cut"](0.000009m));
    }

    [Fact]
    public void Without_a_price_it_is_the_cost()
    {
        foreach (var (name, price) in Prices(World(), 0.3))
        {
            Assert.Equal(name switch { "n cut" => 2m, "a freeze" or "b freeze" => 3m, _ => 1m }, price(0m));
        }
    }

    [Fact]
    public void What_moves_by_itself_is_discounted() => Assert.Equal(2m + 6m, Prices(World(), 0.4)["n cut"](0.1m));

    [Fact]
    public void The_frontier_of_a_plan_keeps_its_promises()
    {
        var world = World().Placement("p5", Day, "m", "c", "bad.example", 40m).Placement("p6", Day, "m", "d", "good.example", 500m);
        var (flow, exposure) = Analysed(world);
        var plan = TargetRanking.Run(flow, exposure, new TargetOptions { Budget = 6m, Frontier = true }, CancellationToken.None);
        Assert.Equal(plan.Frontier.OrderBy(p => p.Cost).ThenBy(p => p.Removed), plan.Frontier);
        Assert.All(plan.Frontier, p => Assert.True(p.Cost <= 6m && p.Actions > 0));
        Assert.All(plan.Frontier, p => Assert.DoesNotContain(
            plan.Frontier, o => o != p && o.Cost <= p.Cost && o.Removed >= p.Removed && o.Collateral <= p.Collateral));
        // Whatever the ranking itself holds is there, or beaten.
        Assert.All(plan.Rows, row => Assert.Contains(plan.Frontier, p => p.Cost <= plan.Rows.Take(row.Rank).Sum(r => r.Cost)
            && p.Removed >= row.CumulativeRemoved && p.Collateral <= row.Collateral));
        // Dear collateral turns the plan from the network m to its account c: the same removal, nothing honest lost.
        Assert.Contains(plan.Frontier, p => p.CollateralPrice > 0m || p.Collateral == 0.0);
    }

    private static (FlowResult Flow, ExposureResult Exposure) Analysed(WorldText world)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None);
        return (flow, ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None));
    }

    private static Dictionary<string, Func<decimal, decimal>> Prices(WorldText world, double? mobility)
    {
        var (flow, exposure) = Analysed(world);
        var (system, nodes) = (exposure.SystemOf(flow.Graph), exposure.NodesOf(flow.Graph));
        var candidates = TargetCandidates.Of(flow.Graph, flow.Records.Actions, nodes, new PassageSolver(flow.Graph, system));
        var prices = CollateralPrices.Of(flow.Graph, system, nodes, candidates, mobility);
        return Enumerable.Range(0, candidates.All.Count).ToDictionary(
            c => candidates.Targets[candidates.All[c].Target].Id + " " + candidates.All[c].Action,
            c => (Func<decimal, decimal>)(price => prices.At(price)[c]));
    }
}
