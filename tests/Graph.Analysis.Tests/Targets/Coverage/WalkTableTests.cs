using CsCheck;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Coverage;
using Graph.Model.Records;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Coverage;

public sealed class WalkTableTests
{
    private static TargetAction Action(TargetKind kind, decimal efficacy) => new(default, null, kind, "act", 1m, efficacy, "");

    private static WalkTable? Table(PlanProblem problem, int most = 1_000) =>
        WalkTable.Of(problem.Flow.Graph, problem.System, problem.Candidates, most, CancellationToken.None);

    [Fact]
    public void Walks_that_pass_the_same_targets_are_one()
    {
        // Two nodes of network p0 pay reseller p1, which pays a pirate and, in equal parts, a site of belief 0.5.
        var graph = RandomPlans.Graph([0, 0, 1], [1.0, 0.5], [new(0, 2, 6), new(1, 2, 2), new(2, 3, 4), new(2, 4, 4)]);
        var table = Table(RandomPlans.Of(graph, [], 9, candidates => RandomPlans.Budget(candidates, 1m)))!;
        Assert.Equal([6.0], table.Weight);
        Assert.Equal([0, 2], table.Start);
        Assert.Equal([0, 1], table.Target);
        Assert.Equal([1, 1], table.Passes);
        Assert.Equal(0.0, table.Unfollowed);
    }

    [Fact]
    public void Circles_are_followed_round_by_round()
    {
        // 8 of p0's own go to p1, which sends half of its 16 back and half to a pirate: each round half of what came before.
        var graph = RandomPlans.Graph([0, 1], [1.0], [new(0, 1, 16), new(1, 0, 8), new(1, 2, 8)]);
        var table = Table(RandomPlans.Of(graph, [Action(TargetKind.Network, 0.5m), Action(TargetKind.Reseller, 1m)], 9, candidates => RandomPlans.Budget(candidates, 1m)))!;
        var rounds = table.Count;
        Assert.InRange(rounds, 40, 80);
        for (var walk = 0; walk < rounds; walk++)
        {
            // p1 is certain to stop all, so that it is passed again does not matter.
            Assert.Equal([walk + 1, 1], table.Passes[table.Start[walk]..table.Start[walk + 1]]);
            Assert.Equal(Math.Pow(0.5, walk + 1) * 8.0, table.Weight[walk], 1e-12);
        }
    }

    [Fact]
    public void Certain_actions_keep_the_walks_of_a_circle_few()
    {
        var graph = RandomPlans.Graph([0, 1], [1.0], [new(0, 1, 16), new(1, 0, 8), new(1, 2, 8)]);
        Assert.Equal(1, Table(RandomPlans.Of(graph, [], 9, candidates => RandomPlans.Budget(candidates, 1m)))!.Count);
    }

    [Fact]
    public void Too_many_walks_are_no_table()
    {
        var graph = RandomPlans.Graph([0, 1], [1.0], [new(0, 1, 16), new(1, 0, 8), new(1, 2, 8)]);
        Assert.Null(Table(RandomPlans.Of(graph, [Action(TargetKind.Network, 0.5m)], 9, candidates => RandomPlans.Budget(candidates, 1m)), most: 20));
    }

    [Fact]
    public void Walks_and_what_is_unfollowed_make_up_all_pirate_money() => RandomPlans.Plain.Sample(problem =>
    {
        if (Table(problem, 100_000) is { } table)
        {
            var revenue = new SlowPlans(problem).Revenue;
            Assert.Equal(revenue, table.Weight.Sum() + table.Unfollowed, 1e-9 * Math.Max(1.0, revenue));
            for (var walk = 0; walk < table.Count; walk++)
            {
                var targets = table.Target[table.Start[walk]..table.Start[walk + 1]];
                Assert.Equal(targets.Distinct().Order(), targets);
            }
        }
    }, iter: 500, threads: 1);
}
