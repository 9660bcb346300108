using CsCheck;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Coverage;

/// <summary>Plans and certificates against the best of all sets.</summary>
public sealed class CoverageSearchTests
{
    /// <summary>A network pays two resellers 5 each; each has 4 of its own and pays a pirate site 9.</summary>
    private static readonly PlanProblem TwoResellers = RandomPlans.Of(
        RandomPlans.Graph([0, 1, 4], [1.0], [new(0, 1, 5), new(0, 2, 5), new(1, 3, 9), new(2, 3, 9)]), [], 9, candidates => RandomPlans.Budget(candidates, 2m));

    [Fact]
    public void Greedy_takes_the_network_first()
    {
        var result = CoverageSearch.Run(TwoResellers with { Options = new TargetOptions { Exchanges = false } }, CancellationToken.None);
        Assert.Equal(["p0", "p1"], Ids(TwoResellers, result));
        Assert.Equal([10.0, 14.0], result.Picks.Select(pick => pick.Removed));
        Assert.Equal((18.0, 18.0, 0, "ratio"), (result.Revenue, result.UpperBound, result.Exchanges, result.Rule));
    }

    [Fact]
    public void An_exchange_finds_the_two_resellers()
    {
        var result = CoverageSearch.Run(TwoResellers, CancellationToken.None);
        Assert.Equal(["p1", "p4"], Ids(TwoResellers, result));
        Assert.Equal([9.0, 18.0], result.Picks.Select(pick => pick.Removed));
        Assert.Equal((18.0, 1), (result.UpperBound, result.Exchanges));
    }

    [Fact]
    public void One_dear_action_is_exchanged_for_two_cheap_ones()
    {
        // Gains 11, 7 and 7 at prices 1.5, 1 and 1: greedy by either rule takes the 11 and cannot afford more.
        var graph = RandomPlans.Graph([0, 3, 6], [1.0], [new(0, 3, 11), new(1, 3, 7), new(2, 3, 7)]);
        var plain = RandomPlans.Of(graph, [], 9, candidates => RandomPlans.Budget(candidates, 2m));
        var problem = plain with { Limits = new PlanLimits(2m, [1.5m, 1m, 1m], plain.Limits.TargetOf, [], [], [], []) };
        var result = CoverageSearch.Run(problem, CancellationToken.None);
        Assert.Equal(["p3", "p6"], Ids(problem, result));
        Assert.Equal(14.0, result.Picks[^1].Removed);
        Assert.Equal(11.0, CoverageSearch.Run(problem with { Options = new TargetOptions { Exchanges = false } }, CancellationToken.None).Picks[^1].Removed);
    }

    [Fact]
    public void Forced_actions_come_first_and_stay()
    {
        var graph = RandomPlans.Graph([0, 3, 6], [1.0, 0.0], [new(0, 3, 10), new(1, 3, 5), new(2, 4, 7)]);
        var problem = RandomPlans.Of(graph, [], 9, candidates => RandomPlans.Limits(candidates, 2m, [], [], [2]));
        var result = CoverageSearch.Run(problem, CancellationToken.None);
        Assert.Equal(["p6", "p0"], Ids(problem, result));
        Assert.Equal([(0.0, 0.0, 7.0), (10.0, 10.0, 7.0)], result.Picks.Select(pick => (pick.Gain, pick.Removed, pick.Collateral)));
        Assert.Equal(10.0, result.UpperBound);
    }

    [Fact]
    public void A_limit_in_number_lowers_the_certificate()
    {
        var graph = RandomPlans.Graph([0, 3, 6], [1.0], [new(0, 3, 5), new(1, 3, 5), new(2, 3, 5)]);
        var problem = RandomPlans.Of(graph, [], 9, candidates => RandomPlans.Limits(candidates, 3m, [new LimitGroup([0, 1, 2], 1, decimal.MaxValue)], [], []));
        var result = CoverageSearch.Run(problem, CancellationToken.None);
        Assert.Equal(["p0"], Ids(problem, result));
        Assert.InRange(result.UpperBound, 5.0, 5.01);
    }

    [Fact]
    public void Without_rules_no_plan_is_above_the_certificate() => RandomPlans.Plain.Sample(Check, iter: 700, threads: 1);

    [Fact]
    public void With_rules_no_plan_is_above_the_certificate() => RandomPlans.Ruled.Sample(Check, iter: 1_000, threads: 1);

    private static void Check(PlanProblem problem)
    {
        var slow = new SlowPlans(problem);
        var (optimum, tolerance) = (slow.Optimum(), 1e-9 * slow.Revenue);
        var byEquations = new FlowCoverage(problem);
        CoverageResult[] results =
        [
            CoverageSearch.Run(problem, CancellationToken.None),
            CoverageSearch.Run(problem, byEquations, CancellationToken.None),
            CoverageSearch.Run(problem with { Options = new TargetOptions { Exchanges = false } }, byEquations, CancellationToken.None),
        ];
        foreach (var result in results)
        {
            Assert.True(result.UpperBound >= optimum - tolerance, $"certificate {result.UpperBound:R} below {optimum:R}");
            Assert.True(results[2].Picks.Count == 0 || result.Picks[^1].Removed >= results[2].Picks[^1].Removed - tolerance, "worse than greedy");
            CheckPicks(problem, slow, result, optimum + tolerance);
        }
    }

    private static void CheckPicks(PlanProblem problem, SlowPlans slow, CoverageResult result, double most)
    {
        int[] plan = [.. result.Picks.Select(pick => pick.Candidate)];
        Assert.True(slow.IsPlan(plan), "limits broken");
        Assert.Equal(problem.Limits.Forced, plan[..problem.Limits.Forced.Length]);
        for (var row = 0; row < plan.Length; row++)
        {
            var (before, removed) = (slow.Removed(plan[..row]), slow.Removed(plan[..(row + 1)]));
            Assert.Equal(removed, result.Picks[row].Removed, 1e-9 * slow.Revenue);
            Assert.Equal(removed - before, result.Picks[row].Gain, 1e-9 * slow.Revenue);
            Assert.Equal(slow.Collateral(plan[..(row + 1)]), result.Picks[row].Collateral, 1e-9 * Math.Max(1.0, slow.Collateral(plan)));
            Assert.True(removed <= most, "above the optimum");
        }
    }

    private static IEnumerable<string> Ids(PlanProblem problem, CoverageResult result) =>
        result.Picks.Select(pick => problem.Candidates.Targets[problem.Candidates.All[pick.Candidate].Target].Id);
}
