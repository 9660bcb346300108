using Graph.Analysis.Evaluation.Backtest;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Model;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Backtest;

/// <summary>Plans scored on futures that are known by construction.</summary>
public sealed class OriginScoringTests
{
    private static readonly AsOfCut At = new(new DateOnly(2026, 6, 28), null, 12);
    private static readonly AsOfCut After = new(At.AsOf.AddDays(7 * 12), null, 12);
    private static readonly BacktestOptions Options = new() { Plan = new TargetOptions { Budget = 6m }, RandomDraws = 5, Threads = 1 };

    [Fact]
    public void Where_the_future_is_the_past_the_plan_keeps_what_it_promised()
    {
        var world = Market(seed: 5, actions: false);
        var past = Solve(world, At);
        var score = OriginScoring.Run(new BacktestOrigin(At.AsOf, past.Flow, past.Exposure, past.Flow, past.Exposure), Options, CancellationToken.None);
        var plan = TargetRanking.Run(past.Flow, past.Exposure, Options.Plan, CancellationToken.None);
        Assert.Equal(plan.Rows.Select(row => row.TargetId), score.Plan.Select(action => action.TargetId));
        Assert.Equal(plan.Rows[^1].CumulativeShare, score.Promised);
        Assert.Equal(0, score.Gone);
        Assert.Equal(Enum.GetValues<BacktestMethod>(), score.Curves.Select(curve => curve.Method));
        var ours = score.Curves[(int)BacktestMethod.Plan];
        for (var b = 0; b < 6; b++)
        {
            Assert.Equal(plan.Rows[Math.Min(b, plan.Rows.Count - 1)].CumulativeShare, ours.Removed[b], 9);
            Assert.Equal(ours.Removed[b], ours.RemovedKnownThen[b], 9);
            Assert.Equal(ours.Removed[b], score.Curves[(int)BacktestMethod.Foresight].Removed[b], 9);
        }

        // With one price a prefix of greedy can be beaten only within the certificate of the whole plan.
        Assert.All(score.Curves, curve => Assert.True(curve.Removed[^1] <= plan.UpperBound / plan.Revenue * (1 + 1e-9), $"{curve.Method}"));
        Assert.All(score.Curves, curve => Assert.Equal(curve.Removed.Order(), curve.Removed));
        Assert.True(ours.Area > score.Curves[(int)BacktestMethod.Random].Area);
    }

    [Fact]
    public void What_comes_after_the_origin_changes_no_ranking()
    {
        var world = Market(seed: 6, actions: true);
        var before = Solve(world, At);
        var more = Market(seed: 6, actions: true);
        more.Placement("late", "2026-07-05", "n0", "a0", "pirate-0.example", 9_999m).Black("clean-0.example", "2026-07-05").Black("clean-1.example", "2026-05-01", recordedAt: "2026-07-02");
        var (past, future) = (Solve(more, At), Solve(more, After));
        var score = OriginScoring.Run(new BacktestOrigin(At.AsOf, past.Flow, past.Exposure, future.Flow, future.Exposure), Options, CancellationToken.None);
        var plan = TargetRanking.Run(before.Flow, before.Exposure, Options.Plan, CancellationToken.None);
        Assert.Equal(plan.Rows.Select(row => (row.Kind, row.TargetId, row.Action)), score.Plan.Select(action => (action.Kind, action.TargetId, action.Action)));
    }

    [Fact]
    public void Targets_that_are_gone_remove_nothing_and_beliefs_are_those_of_either_time()
    {
        var world = new WorldText().Black("old.example", "2026-01-01").Black("new.example", "2026-08-01")
            .Placement("p1", "2026-06-01", "n1", "a1", "old.example", 100m)
            .Placement("p2", "2026-06-01", "n2", "a2", "old.example", 60m)
            .Placement("f1", "2026-08-02", "n2", "a2", "old.example", 50m)
            .Placement("f2", "2026-08-02", "n3", "a3", "new.example", 150m);
        var (past, future) = (Solve(world, At), Solve(world, After));
        var options = Options with { Plan = new TargetOptions { Budget = 2m } };
        var score = OriginScoring.Run(new BacktestOrigin(At.AsOf, past.Flow, past.Exposure, future.Flow, future.Exposure), options, CancellationToken.None);
        Assert.Equal(["a1", "a2"], score.Plan.Select(action => action.TargetId));
        Assert.Equal(1, score.Gone);
        Assert.Equal((2_000_000.0, 500_000.0), (score.FuturePirateMoney, score.FuturePirateMoneyKnownThen));
        Assert.Equal([0.0, 0.25], score.Curves[0].Removed);
        Assert.Equal([0.0, 1.0], score.Curves[0].RemovedKnownThen);
        Assert.Equal([0.75, 1.0], score.Curves[(int)BacktestMethod.Foresight].Removed);
        Assert.Equal([1.0, 1.0], score.Curves[(int)BacktestMethod.Foresight].RemovedKnownThen);
    }

    [Fact]
    public void Threads_change_no_figure()
    {
        var world = Market(seed: 7, actions: true);
        var (past, future) = (Solve(world, At), Solve(world, After));
        var origin = new BacktestOrigin(At.AsOf, past.Flow, past.Exposure, future.Flow, future.Exposure);
        var one = OriginScoring.Run(origin, Options, CancellationToken.None);
        var two = OriginScoring.Run(origin, Options with { Threads = 2 }, CancellationToken.None);
        Assert.Equal(one.Curves.SelectMany(curve => curve.Removed.Concat(curve.RemovedKnownThen)), two.Curves.SelectMany(curve => curve.Removed.Concat(curve.RemovedKnownThen)));
    }

    [Fact]
    public void Budgets_below_one_are_refused()
    {
        var past = Solve(Market(seed: 5, actions: false), At);
        var origin = new BacktestOrigin(At.AsOf, past.Flow, past.Exposure, past.Flow, past.Exposure);
        Assert.Throws<ArgumentOutOfRangeException>(() => OriginScoring.Run(origin, Options with { Plan = new TargetOptions { Budget = 0.5m } }, CancellationToken.None));
    }

    private static (FlowResult Flow, ExposureResult Exposure) Solve(WorldText world, AsOfCut cut)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, cut), CancellationToken.None);
        return (flow, ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None));
    }

    /// <summary>Half a year of a small market, with resellers, listed sites and, if wanted, actions of several prices.</summary>
    private static WorldText Market(ulong seed, bool actions)
    {
        var (world, random) = (new WorldText(), new SeededRandom(seed));
        for (var i = 0; i < 160; i++)
        {
            var owner = random.Below(12);
            world.Placement(
                $"p{i}", At.AsOf.AddDays((int)random.Between(-80, 80)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                $"n{random.Below(5)}", $"a{owner}", owner < 5 ? $"pirate-{owner}.example" : $"clean-{owner - 5}.example", random.Between(1, 500),
                reseller: random.Chance(400_000) ? $"r{random.Below(3)}" : null);
        }

        for (var pirate = 0; pirate < 5; pirate++)
        {
            world.Black($"pirate-{pirate}.example", "2026-01-01", confidence: pirate == 0 ? 60m : null);
        }

        return !actions ? world : world.Action(TargetKind.Account, "warn", 1m, 0.3m).Action(TargetKind.Account, "freeze", 2m, 0.9m)
            .Action(TargetKind.Network, "interview", 3m, 0.5m).Action(TargetKind.Relationship, "ask", 1m, 0.5m);
    }
}
