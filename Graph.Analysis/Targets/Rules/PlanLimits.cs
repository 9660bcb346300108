using Graph.Analysis.Flow;

namespace Graph.Analysis.Targets.Rules;

/// <summary>A set of candidates of which only so many, or only so much cost, may be chosen.</summary>
/// <param name="Members">The candidates, ascending.</param>
/// <param name="MostCount">At most so many; <see cref="int.MaxValue"/>: no limit in number.</param>
/// <param name="MostCost">At most so much; <see cref="decimal.MaxValue"/>: no limit in money.</param>
internal sealed record LimitGroup(int[] Members, int MostCount, decimal MostCost);

/// <summary>Two sets of candidates of which a plan uses one at most. A candidate in both goes with none other of either.</summary>
/// <param name="First">One, ascending.</param>
/// <param name="Second">The other, ascending.</param>
internal sealed record ExcludedGroups(int[] First, int[] Second);

/// <summary>Which sets of candidates are plans: the budget, one action per target, and the rules, over candidate numbers.</summary>
internal sealed class PlanLimits
{
    private readonly int[][] groupsOf;
    private readonly (int Exclusion, int Side)[][] sidesOf;
    private (int First, int Second)[]? pairs;

    /// <summary>Takes over compiled rules.</summary>
    internal PlanLimits(
        decimal budget, decimal[] price, int[] targetOf, LimitGroup[] groups, ExcludedGroups[] exclusions, int[] forced, IReadOnlyList<string> unmatched)
    {
        Budget = budget;
        Price = price;
        Cost = price;
        TargetOf = targetOf;
        Groups = groups;
        Exclusions = exclusions;
        Forced = forced;
        Unmatched = unmatched;
        groupsOf = Memberships(groups.Select((group, number) => (group.Members, number)));
        sidesOf = Memberships(exclusions.SelectMany<ExcludedGroups, (int[] Members, (int Exclusion, int Side))>(
            (exclusion, number) => [(exclusion.First, (number, 0)), (exclusion.Second, (number, 1))]));
    }

    /// <summary>What all prices may sum to.</summary>
    public decimal Budget { get; }

    /// <summary>Per candidate what it takes of the budget: cost + λ·collateral, or what is left to pay of a forced action.</summary>
    public decimal[] Price { get; }

    /// <summary>Per candidate its cost, λ·collateral aside; of a forced action what is left to pay.</summary>
    public decimal[] Cost { get; init; }

    /// <summary>Per candidate its target: at most one action of each.</summary>
    public int[] TargetOf { get; }

    /// <summary>Limits beside the budget. In them an action counts with its price.</summary>
    public LimitGroup[] Groups { get; }

    /// <summary>Groups of candidates that do not go together.</summary>
    public ExcludedGroups[] Exclusions { get; }

    /// <summary><see cref="Exclusions"/> pair by pair: candidates of two targets of which one at most is chosen; first &lt; second, ascending,
    /// each once. As many as the product of the groups, so made only when asked for.</summary>
    public (int First, int Second)[] Pairs => pairs ??=
    [
        .. Exclusions.SelectMany(exclusion => exclusion.First.SelectMany(a => exclusion.Second.Select(b => (First: Math.Min(a, b), Second: Math.Max(a, b)))))
            .Where(pair => TargetOf[pair.First] != TargetOf[pair.Second]).Distinct().Order(),
    ];

    /// <summary>Candidates that every plan holds, in candidate order. They go together, and fit budget and limits.</summary>
    public int[] Forced { get; }

    /// <summary>Rules that speak of no candidate, as people read them. A slip of the pen, or an action that tiers bar: worth a warning.</summary>
    public IReadOnlyList<string> Unmatched { get; }

    /// <summary>The limits of a set of candidates.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="flow">The parties with their regions.</param>
    /// <param name="options">Budget and rules.</param>
    /// <param name="price">Per candidate cost + λ·collateral.</param>
    /// <exception cref="PlanRuleException">A forced action is none or several, or the forced actions break the limits.</exception>
    public static PlanLimits Of(TargetCandidates candidates, FlowResult flow, TargetOptions options, decimal[] price) =>
        new RuleCompilation(candidates, flow, options, price).Run();

    /// <summary>The empty plan, to which candidates are added. Forced ones may be added before all others, in any order.</summary>
    public PlanUse Start() => new(this);

    /// <summary>The limit groups of a candidate, by number.</summary>
    internal ReadOnlySpan<int> GroupsOf(int c) => groupsOf[c];

    /// <summary>Where a candidate stands in the exclusions: which, and on its first (0) or second (1) side.</summary>
    internal ReadOnlySpan<(int Exclusion, int Side)> SidesOf(int c) => sidesOf[c];

    /// <summary>Whether a plan without a member might have room for a candidate that does not fit beside it.</summary>
    /// <param name="member">A candidate that the plan holds.</param>
    /// <param name="comer">One that does not fit.</param>
    /// <param name="use">The plan.</param>
    internal bool StandsInTheWay(int member, int comer, PlanUse use)
    {
        if (TargetOf[member] == TargetOf[comer] || Price[comer] > use.Left)
        {
            return true;
        }

        foreach (var group in groupsOf[comer])
        {
            if (groupsOf[member].AsSpan().Contains(group))
            {
                return true;
            }
        }

        foreach (var (exclusion, side) in sidesOf[comer])
        {
            if (sidesOf[member].AsSpan().Contains((exclusion, 1 - side)))
            {
                return true;
            }
        }

        return false;
    }

    private T[][] Memberships<T>(IEnumerable<(int[] Members, T Place)> places)
    {
        var lists = new List<T>?[Price.Length];
        foreach (var (members, place) in places)
        {
            foreach (var c in members)
            {
                (lists[c] ??= []).Add(place);
            }
        }

        return [.. lists.Select(list => list?.ToArray() ?? [])];
    }
}
