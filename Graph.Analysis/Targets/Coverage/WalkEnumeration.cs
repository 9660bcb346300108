using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>Follows all pirate money along the flow, component by component, keeping at each node what came by which targets.</summary>
internal sealed class WalkEnumeration
{
    /// <summary>Rounds inside a cycle go on until less than this share of all pirate money is left in it.</summary>
    private const double FollowedShare = 1e-13;

    private readonly FlowGraph graph;
    private readonly FlowSystem system;
    private readonly int most;
    private readonly double[] share;
    private readonly int[] targetOfNode;
    private readonly Dictionary<long, List<int>> targetsOfHop = [];
    private readonly Dictionary<int, double>?[] arrived;
    private readonly PassageSets sets = new();
    private readonly Dictionary<int, double> walks = [];
    private readonly double revenue;
    private double unfollowed;

    /// <summary>Prepares a table of at most <paramref name="most"/> walks.</summary>
    public WalkEnumeration(FlowGraph graph, FlowSystem system, TargetCandidates candidates, int most)
    {
        this.graph = graph;
        this.system = system;
        this.most = most;
        share = new double[graph.NodeCount];
        arrived = new Dictionary<int, double>?[graph.NodeCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            share[node] = graph.BeliefAt(node);
        }

        system.SolveShares(share, null, null);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            revenue += graph.IsTerminal(node) ? 0.0 : graph.OwnMoney(node) * share[node];
        }

        targetOfNode = TargetsOfNodes(candidates);
    }

    /// <summary>Follows the money; null where there are too many walks.</summary>
    public WalkTable? Run(CancellationToken cancellation)
    {
        for (var c = system.Components.Count - 1; c >= 0; c--)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Follow(c))
            {
                return null;
            }
        }

        return Table();
    }

    private int[] TargetsOfNodes(TargetCandidates candidates)
    {
        var ofParty = new int[graph.Parties.Count];
        Array.Fill(ofParty, -1);
        for (var t = 0; t < candidates.Targets.Count; t++)
        {
            var target = candidates.Targets[t];
            if (target.Party >= 0)
            {
                ofParty[target.Party] = t;
            }

            foreach (var hop in target.Hops)
            {
                (targetsOfHop.TryGetValue(hop, out var list) ? list : targetsOfHop[hop] = []).Add(t);
            }
        }

        return [.. graph.NodeParty.Select(party => party < 0 ? -1 : ofParty[party])];
    }

    private bool Follow(int component)
    {
        var members = system.Components.Members(component);
        foreach (var node in members)
        {
            if (!graph.IsTerminal(node) && share[node] > 0.0 && graph.OwnMoney(node) > 0)
            {
                Arrive(node, PassageSets.Empty, graph.OwnMoney(node));
            }
        }

        do
        {
            foreach (var node in members)
            {
                Leave(node);
            }
        }
        while (system.IsCyclic(component) && sets.Count <= most && LeftIn(members) > FollowedShare * revenue);

        GiveUp(members);
        return walks.Count <= most && sets.Count <= most;
    }

    private void Arrive(int node, int set, double amount)
    {
        var at = arrived[node] ??= [];
        at[set] = at.GetValueOrDefault(set) + amount;
    }

    private void Leave(int node)
    {
        if (arrived[node] is not { } at)
        {
            return;
        }

        arrived[node] = null;
        foreach (var (before, amount) in at)
        {
            var set = targetOfNode[node] < 0 ? before : sets.With(before, targetOfNode[node]);
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var to = graph.HopTarget[hop];
                if (share[to] > 0.0)
                {
                    Pass(to, Over(hop, set), amount * system.Share(hop));
                }
            }
        }
    }

    private int Over(long hop, int set)
    {
        if (targetsOfHop.Count > 0 && targetsOfHop.TryGetValue(hop, out var targets))
        {
            foreach (var target in targets)
            {
                set = sets.With(set, target);
            }
        }

        return set;
    }

    private void Pass(int to, int set, double amount)
    {
        if (graph.IsTerminal(to))
        {
            walks[set] = walks.GetValueOrDefault(set) + amount * share[to];
        }
        else
        {
            Arrive(to, set, amount);
        }
    }

    private double LeftIn(ReadOnlySpan<int> members)
    {
        var left = 0.0;
        foreach (var node in members)
        {
            left += (arrived[node]?.Values.Sum() ?? 0.0) * share[node];
        }

        return left;
    }

    private void GiveUp(ReadOnlySpan<int> members)
    {
        unfollowed += LeftIn(members);
        foreach (var node in members)
        {
            arrived[node] = null;
        }
    }

    private WalkTable Table()
    {
        var ordered = walks.Where(walk => walk.Value > 0.0).Select(walk => (Passages: sets.Of(walk.Key), Weight: walk.Value)).ToArray();
        Array.Sort(ordered, static (a, b) => a.Passages.AsSpan().SequenceCompareTo(b.Passages));
        var start = new int[ordered.Length + 1];
        for (var walk = 0; walk < ordered.Length; walk++)
        {
            start[walk + 1] = start[walk] + ordered[walk].Passages.Length;
        }

        var passages = ordered.SelectMany(walk => walk.Passages).ToArray();
        return new WalkTable
        {
            Weight = [.. ordered.Select(walk => walk.Weight)],
            Start = start,
            Target = [.. passages.Select(passage => passage.Target)],
            Passes = [.. passages.Select(passage => passage.Passes)],
            Unfollowed = unfollowed,
        };
    }
}
