using Graph.Analysis.Flow;

namespace Graph.Analysis.Targets.Rules;

/// <summary>Turns rules over names into limits over candidate numbers.</summary>
internal sealed class RuleCompilation(TargetCandidates candidates, FlowResult flow, TargetOptions options, decimal[] price)
{
    private readonly PlanRules rules = options.Rules;
    private readonly CandidateScope scope = new(candidates, flow, options.Rules.Teams);

    /// <summary>The limits.</summary>
    /// <exception cref="PlanRuleException">A forced action is none or several, or the forced actions break the limits.</exception>
    public PlanLimits Run()
    {
        var prices = (decimal[])price.Clone();
        decimal[] costs = [.. candidates.All.Select(candidate => candidate.Cost)];
        var forced = Forced(prices, costs);
        var limits = new PlanLimits(
            options.Budget, prices, [.. candidates.All.Select(candidate => candidate.Target)], Groups(), Exclusions(), forced, scope.Unmatched)
        {
            Cost = costs,
        };
        RequireTogether(limits);
        return limits;
    }

    private LimitGroup[] Groups()
    {
        var groups = new List<LimitGroup>();
        foreach (var limit in rules.Counts)
        {
            RequireNotNegative(limit.Most, "limit", limit.Of);
            groups.Add(new LimitGroup(scope.Members(limit.Of, $"limit of {limit.Most}"), limit.Most, decimal.MaxValue));
        }

        foreach (var limit in rules.Costs)
        {
            RequireNotNegative(limit.Most, "budget", limit.Of);
            groups.Add(new LimitGroup(scope.Members(limit.Of, $"budget of {PatternText.Cost(limit.Most)}"), int.MaxValue, limit.Most));
        }

        groups.RemoveAll(group => group.Members.Length == 0);
        return [.. groups];
    }

    private ExcludedGroups[] Exclusions()
    {
        var exclusions = rules.Pairs.Select(pair => new ExcludedGroups(scope.Members(pair.First, "exclude"), scope.Members(pair.Second, "exclude"))).ToList();
        exclusions.RemoveAll(exclusion => exclusion.First.Length == 0 || exclusion.Second.Length == 0);
        return [.. exclusions];
    }

    private int[] Forced(decimal[] prices, decimal[] costs)
    {
        var forced = new SortedSet<int>();
        foreach (var rule in rules.Forced)
        {
            var c = RequireOne(rule.Of);
            if (!forced.Add(c))
            {
                throw new PlanRuleException($"force: {scope.Describe(c)} is forced twice; leave one of the rules out.");
            }

            if (rule.Cost is { } left)
            {
                RequireNotNegative(left, "force", rule.Of);
                (prices[c], costs[c]) = (left, left);
            }
        }

        return [.. forced];
    }

    private int RequireOne(ActionPattern pattern)
    {
        var members = scope.Members(pattern);
        return members.Length switch
        {
            1 => members[0],
            0 => throw new PlanRuleException(scope.HasTarget(pattern)
                ? $"force: {PatternText.Of(pattern)} is not open to this plan; check that actions.csv offers that action there and that no rule forbids it."
                : $"force: there is no target for {PatternText.Of(pattern)} in the money of the window; check kind and id, or leave the rule out."),
            _ => throw new PlanRuleException(
                $"force: {PatternText.Of(pattern)} means {members.Length} actions ({scope.Describe(members)}); name one action of one target."),
        };
    }

    /// <summary>Adds the forced candidates one by one, and says which rule stands in the way.</summary>
    private void RequireTogether(PlanLimits limits)
    {
        var use = limits.Start();
        foreach (var c in limits.Forced)
        {
            if (!use.Fits(c))
            {
                throw new PlanRuleException(WhyNot(limits, use, c));
            }

            use.Add(c);
        }
    }

    private string WhyNot(PlanLimits limits, PlanUse use, int c)
    {
        var earlier = limits.Forced.Where(use.Holds).ToArray();
        if (earlier.FirstOrDefault(other => limits.TargetOf[other] == limits.TargetOf[c], -1) is var same and >= 0)
        {
            return $"force: {scope.Describe(same)} and {scope.Describe(c)} are two actions on one target, and a plan holds one at most; force one of them.";
        }

        if (limits.Price[c] > use.Left)
        {
            var needed = limits.Forced.Sum(other => limits.Price[other]);
            return $"force: the forced actions take {PatternText.Cost(needed)}, the budget is {PatternText.Cost(limits.Budget)}; raise the budget, "
                + "or give as value what an order that is already in force still costs.";
        }

        if (earlier.FirstOrDefault(other => Clash(limits, other, c), -1) is var clash and >= 0)
        {
            return $"force: {scope.Describe(clash)} and {scope.Describe(c)} do not go together by an exclude rule; leave one of the three rules out.";
        }

        var full = limits.GroupsOf(c).ToArray().Select(group => limits.Groups[group]).First(group => !HasRoom(limits, use, group, c));
        return $"force: {scope.Describe(c)} and the other forced actions go beyond the "
            + (full.MostCount < int.MaxValue ? $"limit of {full.MostCount}" : $"budget of {PatternText.Cost(full.MostCost)}")
            + " that a rule sets for them; raise it or force fewer.";
    }

    private static bool HasRoom(PlanLimits limits, PlanUse use, LimitGroup group, int c)
    {
        var held = group.Members.Where(use.Holds).ToArray();
        return held.Length < group.MostCount && held.Sum(other => limits.Price[other]) + limits.Price[c] <= group.MostCost;
    }

    private static bool Clash(PlanLimits limits, int a, int b) =>
        limits.SidesOf(a).ToArray().Any(one => limits.SidesOf(b).ToArray().Any(other => one.Exclusion == other.Exclusion && one.Side != other.Side));

    private static void RequireNotNegative(decimal value, string rule, ActionPattern pattern)
    {
        if (value < 0m)
        {
            throw new PlanRuleException($"{rule}: {PatternText.Cost(value)} for {PatternText.Of(pattern)} is below 0; give 0 or more.");
        }
    }
}
