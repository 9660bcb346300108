using Graph.Analysis.Flow;

namespace Graph.Analysis.Targets.Rules;

/// <summary>A set of candidates of which only so many, or only so much cost, may be chosen.</summary>
/// <param name="Members">The candidates, ascending.</param>
/// <param name="MostCount">At most so many; <see cref="int.MaxValue"/>: no limit in number.</param>
/// <param name="MostCost">At most so much; <see cref="decimal.MaxValue"/>: no limit in money.</param>
internal sealed record LimitGroup(int[] Members, int MostCount, decimal MostCost);

/// <summary>Which sets of candidates are plans: the budget, one action per target, and the rules, over candidate numbers.</summary>
internal sealed class PlanLimits
{
    internal PlanLimits(decimal budget, decimal[] price, int[] targetOf, LimitGroup[] groups, (int First, int Second)[] pairs, int[] forced)
    {
        Budget = budget;
        Price = price;
        TargetOf = targetOf;
        Groups = groups;
        Pairs = pairs;
        Forced = forced;
    }

    /// <summary>What all prices may sum to.</summary>
    public decimal Budget { get; }

    /// <summary>Per candidate what it takes of the budget: cost + λ·collateral, or what is left to pay of a forced action.</summary>
    public decimal[] Price { get; }

    /// <summary>Per candidate its target: at most one action of each.</summary>
    public int[] TargetOf { get; }

    /// <summary>Limits beside the budget. In them an action counts with its price.</summary>
    public LimitGroup[] Groups { get; }

    /// <summary>Pairs of candidates of which one at most is chosen; first &lt; second, ascending.</summary>
    public (int First, int Second)[] Pairs { get; }

    /// <summary>Candidates that every plan holds, in candidate order.</summary>
    public int[] Forced { get; }

    /// <summary>The limits of a set of candidates.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="flow">The parties with their regions.</param>
    /// <param name="options">Budget and rules.</param>
    /// <param name="price">Per candidate cost + λ·collateral.</param>
    /// <exception cref="PlanRuleException">A forced action is none or several, or the forced actions break the limits.</exception>
    public static PlanLimits Of(TargetCandidates candidates, FlowResult flow, TargetOptions options, decimal[] price) =>
        new(options.Budget, price, [.. candidates.All.Select(candidate => candidate.Target)], [], [], []);
}
