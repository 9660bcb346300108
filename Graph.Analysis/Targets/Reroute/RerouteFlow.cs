namespace Graph.Analysis.Targets.Reroute;

/// <summary>The most pirate money that an adversary can push, kept up to date while nodes and arcs are cut and restored.</summary>
/// <remarks>
/// A node that may be cut is two, joined by an arc that carries what can pass the node; so cutting it is a matter of one capacity. Changes are
/// made good around the arc, and the flow stays a maximum one:
/// <para>Raised: if the arc was full and so part of a minimum cut, all that more can be pushed goes from the source to its tail and from its head to
/// the sink, and neither way crosses the cut: two pushes, as much as both allow.</para>
/// <para>Lowered: what no longer fits goes round the arc as far as it can, the rest back to the source and off the sink; the nodes that the tail
/// still reaches are a full cut.</para>
/// <para>Capacities left are rounded up to whole units, so an adversary is never underrated. Cost: what lies around the change, at worst a maximum
/// flow. Not safe for concurrent use.</para>
/// </remarks>
internal sealed class RerouteFlow
{
    private readonly ResidualArcs arcs;
    private readonly int source;
    private readonly int sink;
    private readonly int[] nodeArc;
    private readonly int[] arcOf;
    private readonly long[] full;
    private readonly Stack<(int Journal, long Value, bool Solved)> marks = new();
    private long value;
    private bool solved;

    /// <summary>Takes a graph with nothing cut.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="nodes">The nodes that may be cut, each once; neither source nor sink.</param>
    public RerouteFlow(RerouteGraph graph, ReadOnlySpan<int> nodes)
    {
        (source, sink) = (graph.Source, graph.Sink);
        nodeArc = new int[graph.NodeCount];
        Array.Fill(nodeArc, -1);
        for (var i = 0; i < nodes.Length; i++)
        {
            nodeArc[nodes[i]] = i;
        }

        var (from, to, capacity) = Split(graph, nodes);
        full = capacity;
        arcs = new ResidualArcs(graph.NodeCount + nodes.Length, from, to, capacity);
        arcOf = arcs.PlaceOf;
    }

    /// <summary>The maximum flow, units.</summary>
    public long Value
    {
        get
        {
            if (!solved)
            {
                value += arcs.Push(source, sink, long.MaxValue);
                solved = true;
            }

            return value;
        }
    }

    /// <summary>Lets a node pass a share of what can pass it.</summary>
    /// <param name="node">One of the nodes that may be cut.</param>
    /// <param name="survival">0..1.</param>
    /// <param name="enough">If this lets more be pushed, so much more is enough: then the flow need not be a maximum one, and what was marked before
    /// must be gone back to.</param>
    public void SetNode(int node, double survival, long enough = long.MaxValue)
    {
        if (nodeArc[node] < 0)
        {
            throw new ArgumentException($"Node {node} was not named as one that may be cut.", nameof(node));
        }

        Set(full.Length - 1 - nodeArc[node], survival, enough);
    }

    /// <summary>Lets an arc carry a share of its capacity.</summary>
    /// <param name="arc">An arc of the graph that leaves another node than the source.</param>
    /// <param name="survival">0..1.</param>
    /// <param name="enough">As with nodes.</param>
    public void SetArc(int arc, double survival, long enough = long.MaxValue) => Set(arc, survival, enough);

    /// <summary>Remembers the flow and the capacities as they are.</summary>
    public void Mark() => marks.Push((arcs.StartJournal(), value, solved));

    /// <summary>What has changed since the last mark: places of arcs, ascending, with how much more room they have.</summary>
    public (int Place, long More)[] Changes() => arcs.Changes(marks.Peek().Journal);

    /// <summary>An upper bound of how much two sets of changes to the present flow get in each other's way: if both are made, so much and no more must
    /// be taken back to respect all capacities.</summary>
    public long Clash((int Place, long More)[] some, (int Place, long More)[] others)
    {
        var (clash, at) = (0L, 0);
        foreach (var (place, more) in some)
        {
            while (at < others.Length && others[at].Place < place)
            {
                at++;
            }

            if (at < others.Length && others[at].Place == place)
            {
                clash += Math.Max(0, -(arcs.Room(place) + more + others[at].More));
            }
        }

        return clash;
    }

    /// <summary>Goes back to what was last marked.</summary>
    public void Rollback()
    {
        (var journal, value, solved) = marks.Pop();
        arcs.Undo(journal, keep: marks.Count > 0);
    }

    private void Set(int arc, double survival, long enough)
    {
        var place = arcOf[arc];
        var wasFull = arcs.Room(place) == 0;
        var excess = arcs.SetCapacity(place, RerouteGraph.RoundUp(full[arc] * survival));
        if (excess > 0)
        {
            GoRound(arcs.Tail(place), arcs.Head(place), excess);
        }
        else if (solved && wasFull)
        {
            PushOver(place, Math.Min(enough, arcs.Room(place)));
        }
    }

    private void GoRound(int tail, int head, long excess)
    {
        var rest = excess - arcs.Push(tail, head, excess);
        if (rest > 0)
        {
            arcs.Push(tail, source, rest);
            arcs.Push(sink, head, rest);
            value -= rest;
        }
    }

    private void PushOver(int place, long most)
    {
        var (tail, head) = (arcs.Tail(place), arcs.Head(place));
        var arrived = arcs.Push(source, tail, most);
        var left = arcs.Push(head, sink, arrived);
        arcs.Push(tail, source, arrived - left);
        arcs.Carry(place, left);
        value += left;
    }

    /// <summary>The arcs of the graph, leaving the second half of split nodes, and behind them the arcs inside those, last node first.</summary>
    private static (int[] From, int[] To, long[] Capacity) Split(RerouteGraph graph, ReadOnlySpan<int> nodes)
    {
        var secondHalf = Enumerable.Range(0, graph.NodeCount).ToArray();
        for (var i = 0; i < nodes.Length; i++)
        {
            secondHalf[nodes[i]] = graph.NodeCount + i;
        }

        var count = graph.ArcTarget.Length + nodes.Length;
        var (from, to, capacity) = (new int[count], new int[count], new long[count]);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            from.AsSpan(graph.ArcStart[node]..graph.ArcStart[node + 1]).Fill(secondHalf[node]);
        }

        graph.ArcTarget.CopyTo(to, 0);
        graph.Capacity.CopyTo(capacity, 0);
        var throughput = graph.Throughputs();
        for (var i = 0; i < nodes.Length; i++)
        {
            var arc = count - 1 - i;
            (from[arc], to[arc], capacity[arc]) = (nodes[i], graph.NodeCount + i, throughput[nodes[i]]);
        }

        return (from, to, capacity);
    }
}
