using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Coverage;

/// <summary>Follows all pirate money along the flow, component by component, keeping at each node what came by which targets.</summary>
internal sealed class WalkEnumeration
{
    /// <summary>Rounds inside a cycle go on until less than this share of all pirate money is left in it.</summary>
    private const double FollowedShare = 1e-17;

    /// <summary>Steps over hops per walk of the largest table: cycles that need more are left to the equations.</summary>
    private const long StepsPerWalk = 50;

    private readonly FlowGraph graph;
    private readonly FlowSystem system;
    private readonly int most;
    private readonly double[] share;
    private readonly int[] targetOfNode;
    private readonly int[]? targetOfHop;
    private readonly PassageSets sets;
    private readonly MoneyAtNodes money;
    private readonly double revenue;
    private double[] walks = new double[1 << 12];
    private int walkCount;
    private long stepsLeft;
    private double unfollowed;

    /// <summary>Prepares a table of at most <paramref name="most"/> walks.</summary>
    public WalkEnumeration(FlowGraph graph, FlowSystem system, TargetCandidates candidates, int most)
    {
        this.graph = graph;
        this.system = system;
        this.most = most;
        stepsLeft = (StepsPerWalk * most) + graph.HopCount;
        share = new double[graph.NodeCount];
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
        targetOfHop = TargetsOfHops(candidates);
        sets = new PassageSets(SureTargets(candidates));
        money = new MoneyAtNodes(graph.NodeCount);
    }

    /// <summary>Follows the money; null where there are too many walks.</summary>
    public WalkTable? Run(CancellationToken cancellation)
    {
        for (var c = system.Components.Count - 1; c >= 0; c--)
        {
            if ((c & 1023) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

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
            if (candidates.Targets[t].Party >= 0)
            {
                ofParty[candidates.Targets[t].Party] = t;
            }
        }

        var ofNode = new int[graph.NodeCount];
        for (var node = 0; node < ofNode.Length; node++)
        {
            ofNode[node] = graph.NodeParty[node] < 0 ? -1 : ofParty[graph.NodeParty[node]];
        }

        return ofNode;
    }

    /// <summary>Per hop the relationship that it belongs to, or −1; null where no relationship is a target.</summary>
    private int[]? TargetsOfHops(TargetCandidates candidates)
    {
        int[]? ofHop = null;
        for (var t = 0; t < candidates.Targets.Count; t++)
        {
            foreach (var hop in candidates.Targets[t].Hops)
            {
                if (ofHop is null)
                {
                    ofHop = new int[graph.HopCount];
                    Array.Fill(ofHop, -1);
                }

                ofHop[hop] = t;
            }
        }

        return ofHop;
    }

    private static bool[] SureTargets(TargetCandidates candidates)
    {
        var sure = new bool[candidates.Targets.Count];
        Array.Fill(sure, true);
        foreach (var candidate in candidates.All)
        {
            sure[candidate.Target] &= candidate.Efficacy == 1m;
        }

        return sure;
    }

    private bool Follow(int component)
    {
        var members = system.Components.Members(component);
        foreach (var node in members)
        {
            if (!graph.IsTerminal(node) && share[node] > 0.0 && graph.OwnMoney(node) > 0)
            {
                money.Add(node, PassageSets.Empty, graph.OwnMoney(node));
            }
        }

        var cyclic = system.IsCyclic(component);
        do
        {
            for (var i = 0; i < members.Length && IsWithinLimits(); i++)
            {
                Leave(members[i]);
            }
        }
        while (cyclic && IsWithinLimits() && LeftIn(members) > FollowedShare * revenue);

        if (cyclic)
        {
            GiveUp(members);
        }

        return IsWithinLimits();
    }

    private bool IsWithinLimits() => walkCount <= most && sets.Count <= most && stepsLeft > 0;

    private void Leave(int node)
    {
        if (money.IsEmpty(node))
        {
            return;
        }

        var count = money.Take(node);
        var (hops, target) = (graph.HopStart[node + 1] - graph.HopStart[node], targetOfNode[node]);
        stepsLeft -= count * hops;
        for (var i = 0; i < count; i++)
        {
            var (before, amount) = (money.TakenSets(count)[i], money.TakenAmounts(count)[i]);
            var set = target < 0 ? before : sets.With(before, target);
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

    private int Over(long hop, int set) => targetOfHop is null || targetOfHop[hop] < 0 ? set : sets.With(set, targetOfHop[hop]);

    private void Pass(int to, int set, double amount)
    {
        if (!graph.IsTerminal(to))
        {
            money.Add(to, set, amount);
            return;
        }

        if (set >= walks.Length)
        {
            Array.Resize(ref walks, Math.Max(2 * walks.Length, set + 1));
        }

        walkCount += walks[set] == 0.0 ? 1 : 0;
        walks[set] += amount * share[to];
    }

    private double LeftIn(ReadOnlySpan<int> members)
    {
        var left = 0.0;
        foreach (var node in members)
        {
            left += money.Sum(node) * share[node];
        }

        return left;
    }

    private void GiveUp(ReadOnlySpan<int> members)
    {
        unfollowed += LeftIn(members);
        foreach (var node in members)
        {
            money.Take(node);
        }
    }

    private WalkTable Table()
    {
        var last = Math.Min(walks.Length, sets.Count);
        var (count, passages) = (0, 0);
        for (var set = 0; set < last; set++)
        {
            if (walks[set] > 0.0)
            {
                count++;
                passages += sets.Size(set);
            }
        }

        var (weight, start, targets, passes) = (new double[count], new int[count + 1], new int[passages], new int[passages]);
        var walk = 0;
        for (var set = 0; set < last; set++)
        {
            if (walks[set] > 0.0)
            {
                weight[walk] = walks[set];
                sets.Targets(set).CopyTo(targets.AsSpan(start[walk]));
                sets.Passes(set).CopyTo(passes.AsSpan(start[walk]));
                start[walk + 1] = start[walk] + sets.Size(set);
                walk++;
            }
        }

        return new WalkTable { Weight = weight, Start = start, Target = targets, Passes = passes, Unfollowed = unfollowed };
    }
}
