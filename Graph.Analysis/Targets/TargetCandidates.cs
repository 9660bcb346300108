using Graph.Analysis.Exposure;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Targets;

/// <summary>Something that can be cut: a party's nodes, or the hops from one party to another.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Party">The party, or −1 for a relationship.</param>
/// <param name="Hops">The hops of a relationship, else empty.</param>
/// <param name="Sources">The source node of each hop.</param>
internal sealed record CutTarget(TargetKind Kind, string Id, int Party, long[] Hops, int[] Sources)
{
    /// <summary>Whether money can pass it twice: then a gain must be solved, not summed.</summary>
    public bool CanRepeat { get; set; }
}

/// <summary>An action on a target.</summary>
/// <param name="Target">Index of the target.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Cost">&gt; 0.</param>
/// <param name="Efficacy">0..1.</param>
internal readonly record struct Candidate(int Target, string Action, decimal Cost, decimal Efficacy);

/// <summary>All targets and what can be done to each, in the order in which ties are broken: kind, id, action.</summary>
internal sealed class TargetCandidates
{
    /// <summary>The action that is assumed where the actions files say nothing.</summary>
    public const string DefaultAction = "cut";

    private readonly FlowGraph graph;
    private readonly ILookup<(TargetKind Kind, string Id), TargetAction> actions;
    private readonly HashSet<TargetKind> kindsWithActions;

    private TargetCandidates(FlowGraph graph, ILookup<(TargetKind Kind, string Id), TargetAction> actions, HashSet<TargetKind> kindsWithActions)
    {
        this.graph = graph;
        this.actions = actions;
        this.kindsWithActions = kindsWithActions;
    }

    /// <summary>The targets.</summary>
    public List<CutTarget> Targets { get; } = [];

    /// <summary>The candidates, in tie order.</summary>
    public List<Candidate> All { get; } = [];

    /// <summary>Finds the targets of a graph.</summary>
    public static TargetCandidates Of(FlowGraph graph, IReadOnlyList<TargetAction> actions, PartyNodes nodes, PassageSolver passages)
    {
        var candidates = new TargetCandidates(graph, actions.ToLookup(row => (row.TargetKind, row.TargetId)), [.. actions.Select(row => row.TargetKind)]);
        candidates.AddParties(TargetKind.Account, PartyKind.Account, nodes, passages);
        candidates.AddParties(TargetKind.Network, PartyKind.Network, nodes, passages);
        candidates.AddRelationships(passages);
        candidates.AddParties(TargetKind.Reseller, PartyKind.Reseller, nodes, passages);
        return candidates;
    }

    /// <summary>Some of the candidates, numbered anew in the same order. A target of which none is kept is no target any more; the others stay as they are.</summary>
    /// <param name="isKept">By the candidate's number here.</param>
    public TargetCandidates Where(Predicate<int> isKept)
    {
        var kept = new TargetCandidates(graph, actions, kindsWithActions);
        var last = -1;
        for (var c = 0; c < All.Count; c++)
        {
            if (!isKept(c))
            {
                continue;
            }

            // The candidates of a target stand side by side.
            if (All[c].Target != last)
            {
                last = All[c].Target;
                kept.Targets.Add(Targets[last]);
            }

            kept.All.Add(All[c] with { Target = kept.Targets.Count - 1 });
        }

        return kept.All.Count == All.Count ? this : kept;
    }

    private void AddParties(TargetKind kind, PartyKind partyKind, PartyNodes nodes, PassageSolver passages)
    {
        for (var party = 0; party < graph.Parties.Count; party++)
        {
            if (graph.Parties[party].Kind == partyKind && !nodes.Of(party).IsEmpty)
            {
                var target = new CutTarget(kind, graph.Parties[party].Id, party, [], [])
                {
                    CanRepeat = passages.CanRepeat(nodes.Of(party)),
                };
                Add(target, defaultAction: true);
            }
        }
    }

    private void AddRelationships(PassageSolver passages)
    {
        if (!kindsWithActions.Contains(TargetKind.Relationship))
        {
            return;
        }

        var every = actions[(TargetKind.Relationship, "")].Any();
        var hopsOf = new SortedDictionary<(int, int), List<(long Hop, int Source)>>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var payee = graph.NodeParty[graph.HopTarget[hop]];
                if (payee >= 0 && (every || actions[(TargetKind.Relationship, IdOf(graph.NodeParty[node], payee))].Any()))
                {
                    if (!hopsOf.TryGetValue((graph.NodeParty[node], payee), out var hops))
                    {
                        hopsOf.Add((graph.NodeParty[node], payee), hops = []);
                    }

                    hops.Add((hop, node));
                }
            }
        }

        foreach (var ((payer, payee), hops) in hopsOf.OrderBy(entry => IdOf(entry.Key.Item1, entry.Key.Item2), StringComparer.Ordinal))
        {
            var target = new CutTarget(TargetKind.Relationship, IdOf(payer, payee), -1,
                [.. hops.Select(hop => hop.Hop)], [.. hops.Select(hop => hop.Source)]);
            target.CanRepeat = passages.CanRepeatHops(target.Hops, target.Sources);
            Add(target, defaultAction: false);
        }
    }

    private string IdOf(int payer, int payee) => graph.Parties[payer].Id + ">" + graph.Parties[payee].Id;

    /// <summary>A row without target id holds for all targets of its kind; one with it replaces the general row of that action there.</summary>
    private void Add(CutTarget target, bool defaultAction)
    {
        if (defaultAction && !kindsWithActions.Contains(target.Kind))
        {
            Targets.Add(target);
            All.Add(new Candidate(Targets.Count - 1, DefaultAction, 1m, 1m));
            return;
        }

        var rows = new SortedDictionary<string, TargetAction>(StringComparer.Ordinal);
        foreach (var row in actions[(target.Kind, "")].Concat(actions[(target.Kind, target.Id)]))
        {
            rows[row.Action] = row;
        }

        if (rows.Count == 0 && !defaultAction)
        {
            return;
        }

        Targets.Add(target);
        if (rows.Count == 0)
        {
            All.Add(new Candidate(Targets.Count - 1, DefaultAction, 1m, 1m));
        }

        foreach (var row in rows.Values)
        {
            All.Add(new Candidate(Targets.Count - 1, row.Action, row.Cost, row.Efficacy));
        }
    }
}
