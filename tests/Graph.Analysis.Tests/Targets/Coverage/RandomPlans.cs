using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Rules;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Tests.Targets.Coverage;

/// <summary>Small random planning problems: money graphs with cycles, parties of several nodes, several actions, limits.</summary>
internal static class RandomPlans
{
    private static readonly PartyRoles[] Roles = [PartyRoles.Network, PartyRoles.Reseller, PartyRoles.Account];
    private static readonly TargetKind[] Kinds = [TargetKind.Network, TargetKind.Reseller, TargetKind.Account, TargetKind.Relationship];
    private static readonly string[] Words = ["call", "freeze", "warn"];

    /// <summary>A hop of a graph: between nodes, a target from the number of nodes on being a site.</summary>
    public readonly record struct Hop(int From, int To, long Amount);

    /// <summary>Budget alone.</summary>
    public static Gen<PlanProblem> Plain => Problems(withRules: false);

    /// <summary>Budget, groups, pairs, and sometimes a forced action.</summary>
    public static Gen<PlanProblem> Ruled => Problems(withRules: true);

    /// <summary>The problem of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="most">At most so many candidates: the first.</param>
    /// <param name="limits">Makes the limits.</param>
    public static PlanProblem Of(FlowGraph graph, IReadOnlyList<TargetAction> actions, int most, Func<TargetCandidates, PlanLimits> limits)
    {
        var (system, nodes) = (new FlowSystem(graph), new PartyNodes(graph));
        var passages = new PassageSolver(graph, system);
        var candidates = TargetCandidates.Of(graph, actions, nodes, passages).Where(c => c < most);
        return new PlanProblem
        {
            Flow = new FlowResult(graph, [], null!, Basis.Paid, null!),
            Exposure = null!,
            System = system,
            Reverse = new ReverseHops(graph),
            Nodes = nodes,
            Passages = passages,
            Candidates = candidates,
            Limits = limits(candidates),
            Options = new TargetOptions(),
        };
    }

    /// <summary>Limits without rules.</summary>
    public static PlanLimits Budget(TargetCandidates candidates, decimal budget) => Limits(candidates, budget, [], [], []);

    /// <summary>Limits.</summary>
    public static PlanLimits Limits(TargetCandidates candidates, decimal budget, LimitGroup[] groups, ExcludedGroups[] exclusions, int[] forced) => new(
        budget, [.. candidates.All.Select(c => c.Cost)], [.. candidates.All.Select(c => c.Target)], groups, exclusions, forced, []);

    /// <summary>A graph of hops.</summary>
    /// <param name="partyOf">Party per node that is no site.</param>
    /// <param name="belief">y per site.</param>
    /// <param name="hops">The hops.</param>
    public static FlowGraph Graph(int[] partyOf, double[] belief, IReadOnlyList<Hop> hops)
    {
        var count = partyOf.Length + belief.Length;
        var ordered = hops.OrderBy(hop => hop.From).ToList();
        long Sum(Func<Hop, bool> which) => ordered.Where(which).Sum(hop => hop.Amount);
        return new FlowGraph
        {
            Parties = [.. Enumerable.Range(0, partyOf.Max() + 1).Select(party => new PartyInfo("p" + party, Roles[party % 3], null))],
            Sites = [.. belief.Select((_, site) => $"s{site}.example")],
            Belief = belief,
            NodeKind = [.. Enumerable.Range(0, count).Select(node => node < partyOf.Length ? FlowNodeKind.Head : FlowNodeKind.Site)],
            NodeParty = [.. partyOf, .. belief.Select(_ => -1)],
            NodeSite = [.. partyOf.Select(_ => -1), .. Enumerable.Range(0, belief.Length)],
            NodeIsAccount = new bool[count],
            HopStart = [.. Enumerable.Range(0, count + 1).Select(node => ordered.LongCount(hop => hop.From < node))],
            HopTarget = [.. ordered.Select(hop => hop.To)],
            HopAmount = [.. ordered.Select(hop => hop.Amount)],
            HopBasis = [.. ordered.Select(_ => Basis.Paid)],
            HopOpaque = [.. ordered.Select(_ => true)],
            In = [.. Enumerable.Range(0, count).Select(node => Sum(hop => hop.To == node))],
            Out = [.. Enumerable.Range(0, count).Select(node => Sum(hop => hop.From == node))],
        };
    }

    private static Gen<PlanProblem> Problems(bool withRules) =>
        from graph in Graphs
        from actions in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[1, 40], Gen.Int[0, 5]).Array[0, 6]
        from budget in Gen.Int[0, 90]
        from rules in Gen.Int[0, 999].Array[10]
        select Of(graph, [.. actions.Select(Action)], 9, candidates => withRules ? WithRules(candidates, budget / 10m, rules) : Budget(candidates, budget / 10m));

    private static Gen<FlowGraph> Graphs =>
        from parties in Gen.Int[2, 6]
        from more in Gen.Int[0, 99].Array[0, 3]
        from belief in Gen.OneOf(Gen.Const(1.0), Gen.Const(0.0), Gen.Const(0.6)).Array[1, 3]
        from hops in Gen.Select(Gen.Int[0, 999], Gen.Int[0, 999], Gen.Long[1, 50], Gen.Bool).Array[2, 16]
        select Graph(
            [.. Enumerable.Range(0, parties), .. more.Select(party => party % parties)], belief,
            [.. hops.Select(hop => HopOf(hop, parties + more.Length, belief.Length))]);

    /// <summary>Every second hop leads to a site, so that most money ends.</summary>
    private static Hop HopOf((int From, int To, long Amount, bool ToSite) hop, int nodes, int sites) =>
        new(hop.From % nodes, hop.ToSite ? nodes + (hop.To % sites) : hop.To % nodes, hop.Amount);

    private static TargetAction Action((int Kind, int Word, int Cost, int Efficacy) action) =>
        new(default, null, Kinds[action.Kind], Words[action.Word], action.Cost / 10m, action.Efficacy is 0 or 5 ? 1m : action.Efficacy * 0.2m, "");

    private static PlanLimits WithRules(TargetCandidates candidates, decimal budget, int[] rules)
    {
        int[] Members(int bits) => [.. Enumerable.Range(0, candidates.All.Count).Where(c => (bits & (1 << c)) != 0)];
        LimitGroup[] groups =
        [
            new(Members(rules[0]), rules[1] % 3, decimal.MaxValue),
            new(Members(rules[2]), int.MaxValue, rules[3] % 50 / 10m),
            new(Members(rules[4]), rules[5] % 4, rules[6] % 80 / 10m),
        ];
        ExcludedGroups[] pairs = [new(Members(rules[7] & 3), Members(rules[7] & 60))];
        var limits = Limits(candidates, budget, groups, pairs, []);
        var forced = rules[8] % (candidates.All.Count + 1);
        return rules[9] % 2 == 0 && forced < candidates.All.Count && limits.Start().Fits(forced) ? Limits(candidates, budget, groups, pairs, [forced]) : limits;
    }
}
