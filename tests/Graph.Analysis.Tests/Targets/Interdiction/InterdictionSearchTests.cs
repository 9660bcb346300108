using Graph.Analysis.Targets.Interdiction;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Interdiction;

public sealed class InterdictionSearchTests
{
    [Fact]
    public void Of_two_in_series_one_is_enough()
    {
        // 0 → 1 → 2 → 3, ten units; the second node is cheaper, and cutting both removes no more.
        var links = new TinyLinks(4, (0, 1, 10), (1, 2, 10), (2, 3, 10));
        var found = Run(links, 3, Cut(1, 2), Cut(2, 1));
        Assert.Equal((10L, 0L, 0L), (found.FlowBefore, found.FlowAfter, found.LowerBoundAfter));
        Assert.Equal([1], Run(links, 1, Cut(1, 2), Cut(2, 1)).Chosen);
        Assert.Single(found.Chosen);
    }

    [Fact]
    public void Two_in_parallel_with_room_for_each_others_money_only_work_together()
    {
        // Each of two resellers carries five of ten units and could carry all: one cut alone removes nothing.
        var links = new TinyLinks(5, (0, 1, 10), (1, 2, 10), (1, 3, 10), (2, 4, 10), (3, 4, 10));
        Assert.Equal(10, Run(links, 1, Cut(2, 1), Cut(3, 1)).FlowAfter);
        Assert.Equal(0, Run(links, 2, Cut(2, 1), Cut(3, 1)).FlowAfter);
        Assert.Empty(Run(links, 1, Cut(2, 1), Cut(3, 1)).Chosen);
    }

    [Fact]
    public void Two_cheap_sides_beat_a_dear_bridge_and_a_cheap_bridge_beats_them()
    {
        // All twelve units pass the bridge 3, having come by way of 1 (seven) and 2 (five).
        var links = new TinyLinks(5, (0, 1, 7), (0, 2, 5), (1, 3, 7), (2, 3, 5), (3, 4, 12));
        Assert.Equal([0, 1], Run(links, 4, Cut(1, 2), Cut(2, 2), Cut(3, 5)).Chosen);
        Assert.Equal([2], Run(links, 4, Cut(1, 2.5m), Cut(2, 2), Cut(3, 4)).Chosen);
        Assert.Equal([0], Run(links, 3, Cut(1, 2), Cut(2, 2), Cut(3, 5)).Chosen);
    }

    [Fact]
    public void An_action_that_works_in_part_leaves_the_rest_rounded_up()
    {
        // Node 1 can take in 15 and pay out 11: 0.3 of it leaves 7.7, so 8. The dearer action leaves 1.1, so 2.
        var links = new TinyLinks(3, (0, 1, 15), (1, 2, 11));
        InterdictionAction[] actions = [new(1, -1, 0.3, 1, 7), new(1, -1, 0.9, 2, 7)];
        Assert.Equal((8L, 8L), Least(Run(links, 1, actions)));
        Assert.Equal((2L, 2L), Least(Run(links, 3, actions)));
        Assert.Equal([1], Run(links, 3, actions).Chosen);

        // An arc: the lower way of two keeps half of its 5.
        var ways = new TinyLinks(4, (0, 1, 5), (0, 2, 5), (1, 3, 5), (2, 3, 5));
        Assert.Equal(8, Run(ways, 1, new InterdictionAction(-1, 3, 0.5, 1, 0)).FlowAfter);
        Assert.Equal(8, Run(ways, 1, new InterdictionAction(-1, 0, 0.5, 1, 0)).FlowAfter);
    }

    [Fact]
    public void Against_all_plans_of_small_problems()
    {
        var (optimal, proven, real, problems) = (0, 0, 0, 800);
        for (var number = 0UL; number < (ulong)problems; number++)
        {
            var random = SeededRandom.Stream(11, number, 0);
            var links = TinyLinks.Random(ref random);
            InterdictionAction[] actions = [.. links.RandomActions(ref random)];
            var budget = decimal.Floor(actions.Sum(action => action.Price) * random.Between(10, 70) / 10m) / 10m;
            var least = links.Least(actions, budget);
            var found = Run(links, budget, actions);
            AssertPlan(links, actions, budget, found);
            Assert.InRange(least, found.LowerBoundAfter, found.FlowAfter);
            optimal += found.FlowAfter == least ? 1 : 0;
            proven += found.LowerBoundAfter == found.FlowAfter ? 1 : 0;
            real += least > 0 && least < found.FlowBefore ? 1 : 0;

            // The relaxation alone, without search and branching.
            var first = InterdictionSearch.Run(links.Graph, actions, Options(budget) with { Rounds = 0, Branches = 0 }, CancellationToken.None);
            AssertPlan(links, actions, budget, first);
            Assert.InRange(least, first.LowerBoundAfter, first.FlowAfter);
        }

        // Measured: all. A change of the search may lose a few.
        Assert.True(real >= 300 && optimal >= problems - 4 && proven >= problems - 8, FormattableString.Invariant($"real {real}, optimal {optimal}, proven {proven}"));
    }

    [Fact]
    public void The_same_problem_has_the_same_answer()
    {
        var random = SeededRandom.Stream(12, 0, 0);
        var links = TinyLinks.Random(ref random);
        InterdictionAction[] actions = [.. links.RandomActions(ref random)];
        var first = Run(links, 4, actions);
        var others = Enumerable.Range(0, 4).AsParallel().WithDegreeOfParallelism(4).Select(_ => Run(links, 4, actions)).ToList();
        Assert.All(others, other => Assert.Equal((first.FlowAfter, first.LowerBoundAfter, first.Iterations), (other.FlowAfter, other.LowerBoundAfter, other.Iterations)));
        Assert.All(others, other => Assert.Equal(first.Chosen, other.Chosen));
    }

    [Fact]
    public void Work_can_be_stopped()
    {
        var links = new TinyLinks(3, (0, 1, 15), (1, 2, 11));
        Assert.Throws<OperationCanceledException>(() => InterdictionSearch.Run(links.Graph, [Cut(1, 1)], Options(1), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Actions_that_make_no_sense_are_refused()
    {
        var links = new TinyLinks(4, (0, 1, 15), (1, 2, 11), (2, 3, 11));
        Assert.Throws<ArgumentException>(() => Run(links, 1, Cut(0, 1)));
        Assert.Throws<ArgumentException>(() => Run(links, 1, Cut(4, 1)));
        Assert.Throws<ArgumentException>(() => Run(links, 1, new InterdictionAction(1, 1, 1, 1, 0)));
        Assert.Throws<ArgumentException>(() => Run(links, 1, new InterdictionAction(1, -1, 1.5, 1, 0)));
        Assert.Throws<ArgumentException>(() => Run(links, 1, new InterdictionAction(1, -1, double.NaN, 1, 0)));
        Assert.Throws<ArgumentException>(() => Run(links, 1, Cut(1, 1), new InterdictionAction(1, -1, 1, 1, 9)));
        Assert.Throws<ArgumentException>(() => Run(links, 1, new InterdictionAction(1, -1, 1, 1, 9), new InterdictionAction(2, -1, 1, 1, 9)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(links, -1));
    }

    [Fact]
    public void Without_actions_or_links_nothing_changes()
    {
        var links = new TinyLinks(3, (0, 1, 15), (1, 2, 11));
        Assert.Equal((11L, 11L), Least(Run(links, 5)));
        Assert.Equal((0L, 0L), Least(Run(new TinyLinks(2), 5)));
        Assert.Equal((11L, 11L), Least(Run(links, 0, Cut(1, 1))));
    }

    private static void AssertPlan(TinyLinks links, InterdictionAction[] actions, decimal budget, InterdictionResult found)
    {
        Assert.Equal(links.After(actions, []), found.FlowBefore);
        Assert.Equal(links.After(actions, found.Chosen), found.FlowAfter);
        Assert.True(found.Chosen.Sum(action => actions[action].Price) <= budget);
        Assert.Equal(found.Chosen.Order(), found.Chosen);
        Assert.Equal(found.Chosen.Count, found.Chosen.Select(action => actions[action].Target).Distinct().Count());
    }

    private static (long After, long Bound) Least(InterdictionResult result) => (result.FlowAfter, result.LowerBoundAfter);

    private static InterdictionAction Cut(int node, decimal price) => new(node, -1, 1.0, price, node);

    private static InterdictionOptions Options(decimal budget) => new() { Budget = budget, Rounds = 30, Branches = 100 };

    private static InterdictionResult Run(TinyLinks links, decimal budget, params InterdictionAction[] actions) =>
        InterdictionSearch.Run(links.Graph, actions, Options(budget), CancellationToken.None);
}
