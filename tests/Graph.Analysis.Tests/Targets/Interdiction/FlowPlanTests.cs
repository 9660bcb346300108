using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Rules;
using Graph.Analysis.Tests.Targets.Reroute;
using Graph.Model.Records;
using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Interdiction;

/// <summary>From records to a plan, against every plan measured by a slow flow over the hops.</summary>
public sealed class FlowPlanTests
{
    private const double Slack = 0.25;

    // Each cut is rounded up to a unit by way of decimals here, of binary fractions there.
    private const long Rounding = 8;

    [Fact]
    public void Worlds_with_cycles() => RandomWorlds.Cyclic.Sample(world => Compare(world, 3m), iter: 60, threads: 1);

    [Fact]
    public void Worlds_with_overlapping_roles() => RandomWorlds.Overlapping.Sample(world => Compare(world, 4.5m), iter: 60, threads: 1);

    [Theory]
    [InlineData(1, 1, 500)]
    [InlineData(2, 2, 0)]
    public void Two_resellers_that_take_over_for_each_other(int budget, int picks, int yuanAfter)
    {
        // 800 yuan, half by each reseller. Links carry a quarter more than they did: relay-a 500, relay-b, with its clean money, 550. So relay-b is cut first.
        var world = WorldText.Load(Path.Combine(Repository.At("datasets", "tiny"), "25-parallel-resellers-with-slack"));
        var problem = Problem(world, world.DefaultCut, new TargetOptions { Budget = budget });
        var (chosen, outcome) = FlowPlan.Run(problem, Slack, CancellationToken.None);
        Assert.Equal(picks, chosen.Count);
        Assert.All(chosen, pick => Assert.StartsWith("relay-", problem.Candidates.Targets[problem.Candidates.All[pick].Target].Id, StringComparison.Ordinal));
        Assert.Equal(new FlowOutcome(8_000_000, yuanAfter * 10_000, yuanAfter * 10_000), outcome);
    }

    [Fact]
    public void An_order_against_somebody_who_passes_no_pirate_money_is_held_and_paid_for()
    {
        var world = new WorldText().Black("pirate.example", "2026-01-01")
            .Placement("1", "2026-10-25", "alpha", "a", "pirate.example", 10m)
            .Placement("2", "2026-10-25", "beta", "b", "honest.example", 10m);
        var rules = new PlanRules { Forced = [new ForcedAction(new ActionPattern(TargetKind.Network, "beta"), null)] };
        var problem = Problem(world, world.DefaultCut, new TargetOptions { Budget = 1, Rules = rules });
        var (chosen, outcome) = FlowPlan.Run(problem, Slack, CancellationToken.None);
        Assert.Equal(problem.Limits.Forced, chosen);
        Assert.Equal(new FlowOutcome(100_000, 100_000, 100_000), outcome);
        problem = Problem(world, world.DefaultCut, new TargetOptions { Budget = 2, Rules = rules });
        Assert.Equal(0.0, FlowPlan.Run(problem, Slack, CancellationToken.None).Outcome.After);
    }

    private static void Compare(RandomWorld world, decimal budget)
    {
        var problem = Problem(world.World, world.Cut, new TargetOptions { Budget = budget });
        if (problem.Candidates.All.Count > 9)
        {
            return;
        }

        var (picks, outcome) = FlowPlan.Run(problem, Slack, CancellationToken.None);
        var least = long.MaxValue;
        for (var set = 0; set < 1 << problem.Candidates.All.Count; set++)
        {
            var chosen = Enumerable.Range(0, problem.Candidates.All.Count).Where(c => (set >> c & 1) != 0).ToList();
            if (Fits(problem.Limits, chosen))
            {
                least = Math.Min(least, After(problem, chosen));
            }
        }

        Assert.True(Fits(problem.Limits, picks));
        Assert.InRange(outcome.Before - After(problem, []), -Rounding, Rounding);
        Assert.InRange(outcome.After - After(problem, picks), -Rounding, Rounding);
        Assert.InRange(outcome.After - least, -Rounding, Rounding);
        Assert.InRange(outcome.LeastAfter, 0, least + Rounding);
    }

    private static bool Fits(PlanLimits limits, IReadOnlyList<int> chosen)
    {
        var use = limits.Start();
        foreach (var c in chosen)
        {
            if (!use.Fits(c))
            {
                return false;
            }

            use.Add(c);
        }

        return true;
    }

    private static long After(PlanProblem problem, IReadOnlyList<int> chosen)
    {
        var graph = problem.Flow.Graph;
        var (parties, pairs) = (new Dictionary<int, double>(), new Dictionary<(int, int), double>());
        foreach (var candidate in chosen.Select(c => problem.Candidates.All[c]))
        {
            var target = problem.Candidates.Targets[candidate.Target];
            var left = (double)(1m - candidate.Efficacy);
            if (target.Party >= 0)
            {
                parties.Add(target.Party, left);
            }
            else
            {
                pairs.Add((graph.NodeParty[target.Sources[0]], graph.NodeParty[graph.HopTarget[target.Hops[0]]]), left);
            }
        }

        return SlowReroute.Value(problem.Flow, problem.Exposure, Slack, parties, pairs);
    }

    private static PlanProblem Problem(WorldText world, AsOfCut cut, TargetOptions options)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, cut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        return new Planning(flow, exposure, options).Problem;
    }
}
