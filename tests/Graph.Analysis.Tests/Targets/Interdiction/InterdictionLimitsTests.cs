using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Rules;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Interdiction;

/// <summary>Limits beside the budget: numbers, exclusions, orders.</summary>
public sealed class InterdictionLimitsTests
{
    // Three ways of 9, 7 and 5 units side by side; each node costs 1.
    private static readonly TinyLinks Ways = new(5, (0, 1, 9), (0, 2, 7), (0, 3, 5), (1, 4, 9), (2, 4, 7), (3, 4, 5));
    private static readonly InterdictionAction[] Cuts = [new(1, -1, 1, 1, 0), new(2, -1, 1, 1, 1), new(3, -1, 1, 1, 2)];

    [Fact]
    public void Two_of_a_limited_number_are_not_taken() =>
        Assert.Equal([0, 2], Run(new PlanLimits(3, [1, 1, 1], [0, 1, 2], [new LimitGroup([0, 1], 1, decimal.MaxValue)], [], [], [])).Chosen);

    [Fact]
    public void Two_that_do_not_go_together_are_not_taken() =>
        Assert.Equal([0, 1], Run(new PlanLimits(3, [1, 1, 1], [0, 1, 2], [], [new ExcludedGroups([2], [0, 1])], [], [])).Chosen);

    [Fact]
    public void What_is_ordered_is_held_and_paid_for()
    {
        var found = Run(new PlanLimits(2, [1, 1, 1], [0, 1, 2], [], [], [2], []));
        Assert.Equal([0, 2], found.Chosen);
        Assert.Equal((21L, 7L, 7L), (found.FlowBefore, found.FlowAfter, found.LowerBoundAfter));
    }

    [Fact]
    public void Against_all_plans_that_keep_the_limits()
    {
        var optimal = 0;
        for (var number = 0UL; number < 300; number++)
        {
            var random = SeededRandom.Stream(31, number, 0);
            var links = TinyLinks.Random(ref random);
            var actions = links.RandomActions(ref random);
            var limits = Limits(ref random, actions);
            var least = Least(links, actions, limits);
            int[] candidates = [.. Enumerable.Range(0, actions.Count)];
            var found = InterdictionSearch.Run(links.Graph, actions, new InterdictionOptions { Budget = limits.Budget }, limits, candidates, CancellationToken.None);
            Assert.Equal(links.After(actions, found.Chosen), found.FlowAfter);
            Assert.True(Keeps(limits, found.Chosen));
            Assert.InRange(found.LowerBoundAfter, 0, least);
            optimal += found.FlowAfter == least ? 1 : 0;
        }

        Assert.True(optimal >= 297, $"optimal {optimal} of 300");
    }

    private static PlanLimits Limits(ref SeededRandom random, List<InterdictionAction> actions)
    {
        var group = new List<int>();
        for (var action = 0; action < actions.Count; action++)
        {
            if (random.Chance(600_000))
            {
                group.Add(action);
            }
        }

        int[] forced = actions.Count > 0 && random.Chance(300_000) ? [(int)random.Below(actions.Count)] : [];
        var budget = actions.Sum(action => action.Price) * random.Between(20, 80) / 100m + forced.Sum(action => actions[action].Price);
        ExcludedGroups[] exclusions = actions.Count > 3 && actions[0].Target != actions[^1].Target ? [new ExcludedGroups([0], [actions.Count - 1])] : [];
        return new PlanLimits(
            budget, [.. actions.Select(action => action.Price)], [.. actions.Select(action => action.Target)],
            [new LimitGroup([.. group], 1 + (int)random.Below(3), decimal.MaxValue)], exclusions, forced, []);
    }

    private static long Least(TinyLinks links, List<InterdictionAction> actions, PlanLimits limits) =>
        Enumerable.Range(0, 1 << actions.Count)
            .Select(set => Enumerable.Range(0, actions.Count).Where(action => (set >> action & 1) != 0).ToList())
            .Where(chosen => Keeps(limits, chosen)).Min(chosen => links.After(actions, chosen));

    private static bool Keeps(PlanLimits limits, IReadOnlyList<int> chosen) =>
        chosen.Sum(action => limits.Price[action]) <= limits.Budget
        && chosen.Select(action => limits.TargetOf[action]).Distinct().Count() == chosen.Count
        && limits.Forced.All(chosen.Contains)
        && limits.Groups.All(group => chosen.Count(group.Members.Contains) <= group.MostCount)
        && limits.Exclusions.All(exclusion => !chosen.Any(exclusion.First.Contains) || !chosen.Any(exclusion.Second.Contains));

    private static InterdictionResult Run(PlanLimits limits) =>
        InterdictionSearch.Run(Ways.Graph, Cuts, new InterdictionOptions { Budget = limits.Budget }, limits, [0, 1, 2], CancellationToken.None);
}
