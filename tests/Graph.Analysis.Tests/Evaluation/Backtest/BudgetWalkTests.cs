using Graph.Analysis.Evaluation.Backtest;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Backtest;

/// <summary>What is taken off a ranking, by hand.</summary>
public sealed class BudgetWalkTests
{
    [Fact]
    public void Takes_what_fits_one_action_a_target()
    {
        var world = new WorldText().Black("p.example", "2026-01-01")
            .Placement("1", "2026-10-01", "n", "a", "p.example", 50m).Placement("2", "2026-10-01", "n", "b", "p.example", 30m).Placement("3", "2026-10-01", "n", "c", "p.example", 20m);
        var graph = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None).Graph;
        var valuation = new PlanValuation(graph, new FlowSystem(graph), new PartyNodes(graph));
        RankedAction[] ranking =
        [
            new(TargetKind.Account, "a", "freeze", 3m, 1m), new(TargetKind.Account, "b", "cut", 1m, 1m),
            new(TargetKind.Account, "a", "warn", 1m, 0.5m), new(TargetKind.Account, "c", "cut", 1.5m, 1m),
        ];

        // 1: b. 2: b, warn a. 3: freeze a. 4: freeze a, b. 5: the same, 1 left. 6: freeze a, b, c.
        double[] expected = [0.3, 0.55, 0.5, 0.8, 0.8, 1.0];
        var shares = BudgetWalk.Shares(ranking, 6, valuation)[0];
        Assert.Equal(expected, shares.Select(share => Math.Round(share, 12)));
    }
}
