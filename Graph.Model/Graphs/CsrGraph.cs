using System.Diagnostics;

namespace Graph.Model.Graphs;

/// <summary>A graph in compressed sparse rows: what the kernels run on. Immutable.</summary>
/// <remarks>
/// <para>Nodes are numbered 0 … <see cref="NodeCount"/> − 1. <see cref="Out"/> holds the edges by source, <see cref="In"/> by target;
/// rows ascend. An undirected graph stores each edge in both ends' rows (a self loop once), and <see cref="In"/> is <see cref="Out"/>.</para>
/// <para>A relabelled graph (<see cref="Relabel"/>) has its nodes in another order for speed. Callers never see that order: kernels take
/// and give original numbers through <see cref="PositionOf"/>, <see cref="OriginalOf"/> and <see cref="ToOriginalOrder"/>.</para>
/// <para>Memory lies outside the managed heap; dispose the graph when it is no longer needed.</para>
/// </remarks>
public sealed class CsrGraph : IDisposable
{
    private readonly Adjacency? reverse;

    internal CsrGraph(bool directed, Adjacency outgoing, Adjacency? incoming, NodeOrder? order, long edges, long selfLoops, long merged)
    {
        (IsDirected, Out, reverse, Order, EdgeCount, SelfLoopCount, MergedEdgeCount) = (directed, outgoing, incoming, order, edges, selfLoops, merged);
        Debug.Assert(Validate() is null, Validate());
    }

    /// <summary>Whether edges lead one way.</summary>
    public bool IsDirected { get; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => Out.NodeCount;

    /// <summary>How many edges there are after merging; an undirected edge counts once.</summary>
    public long EdgeCount { get; }

    /// <summary>How many edges lead from a node to itself.</summary>
    public long SelfLoopCount { get; }

    /// <summary>How many given edges were merged into others when the graph was built.</summary>
    public long MergedEdgeCount { get; }

    /// <summary>Edges by source.</summary>
    public Adjacency Out { get; }

    /// <summary>Edges by target.</summary>
    /// <exception cref="InvalidOperationException">The graph was built without them (<see cref="CsrOptions.Reverse"/>).</exception>
    public Adjacency In => !IsDirected ? Out : reverse ?? throw new InvalidOperationException("This graph has no incoming edges: build it with CsrOptions.Reverse.");

    /// <summary>Whether <see cref="In"/> is there.</summary>
    public bool HasReverse => !IsDirected || reverse is not null;

    /// <summary>What the edges carry.</summary>
    public EdgeWeightKind WeightKind => Out.WeightKind;

    /// <summary>The order that the nodes are in, or null: as numbered by the caller.</summary>
    public NodeOrder? Order { get; }

    /// <summary>The memory of the graph in bytes.</summary>
    public long Bytes => Out.Bytes + (reverse?.Bytes ?? 0);

    /// <summary>Builds a graph from edges.</summary>
    /// <inheritdoc cref="CsrBuilder.Build"/>
    public static CsrGraph Build(EdgeList edges, CsrOptions options, CancellationToken cancellation) => CsrBuilder.Build(edges, options, cancellation);

    /// <summary>The place in this graph's rows of the node that the caller calls <paramref name="node"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public int PositionOf(int node)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(node);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(node, NodeCount);
        return Order is null ? node : Order.PositionOf(node);
    }

    /// <summary>The caller's number of the node at a place.</summary>
    public int OriginalOf(int position) => Order is null ? position : Order.OriginalOf(position);

    /// <summary>Values per place as values per caller's number. The same array where the graph is in the caller's order.</summary>
    public T[] ToOriginalOrder<T>(T[] byPosition) => Order is null ? byPosition : Order.Restore<T>(byPosition);

    /// <summary>The same graph with its nodes in another order. Kernels undo the order in every result.</summary>
    /// <param name="order">The order; its numbers are this graph's caller's numbers.</param>
    /// <param name="threads">Threads to use; 0: one per core.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">The order is for another number of nodes, or this graph is relabelled already.</exception>
    public CsrGraph Relabel(NodeOrder order, int threads, CancellationToken cancellation) => CsrBuilder.Relabel(this, order, threads, cancellation);

    /// <summary>Looks whether everything that the rows promise holds: offsets ascend, targets lie within and ascend, weights are finite,
    /// in-rows are the out-rows turned around, undirected rows are symmetric.</summary>
    /// <returns>Null where all holds, else the first thing that does not.</returns>
    public string? Validate() => CsrInvariants.FirstBroken(this, reverse);

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        Out.Dispose();
        reverse?.Dispose();
    }
}
