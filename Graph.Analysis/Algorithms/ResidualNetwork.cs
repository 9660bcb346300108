using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>One direction of an edge in a residual network.</summary>
internal struct ResidualArc
{
    /// <summary>The node that the arc leads to.</summary>
    public int Head;

    /// <summary>The number of the arc that leads back, twice, plus 1 where that arc has room. The bit spares a search from the sink,
    /// which asks for the arcs into a node, the way to the other arc.</summary>
    public uint MateAndOpen;

    /// <summary>How much more fits. Unsigned: the two directions of an undirected edge together can hold more than 2^63.</summary>
    public ulong Residual;

    /// <summary>The number of the arc that leads back.</summary>
    public readonly uint Mate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MateAndOpen >> 1;
    }
}

/// <summary>Residual arcs by node: an edge's two directions know each other, and all arcs of a node stand together.</summary>
/// <remarks>
/// The row of a node holds first its outgoing edges in the order of the graph's row, then the ways back of the incoming ones in
/// ascending order of source. An undirected edge is one pair of arcs with its capacity each way. Self loops have no arcs.
/// </remarks>
internal sealed unsafe class ResidualNetwork : IDisposable
{
    /// <summary>Arc numbers take 31 bits beside the open bit.</summary>
    private const long MostArcs = int.MaxValue;

    private const int CheckEvery = 1 << 16;

    private ResidualNetwork(NativeColumn<int> first, NativeColumn<ResidualArc> arcs)
    {
        (First, Arcs) = (first, arcs);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => (int)First.Length - 1;

    /// <summary>First arc of each node; one longer than the number of nodes.</summary>
    public NativeColumn<int> First { get; }

    /// <summary>The arcs.</summary>
    public NativeColumn<ResidualArc> Arcs { get; }

    /// <summary>Takes a graph's edges with their capacities and no flow.</summary>
    /// <exception cref="ArgumentException">A capacity is negative, or there are too many edges.</exception>
    public static ResidualNetwork Of(CsrGraph graph, CancellationToken cancellation)
    {
        var first = Rows(graph, cancellation);
        try
        {
            var network = new ResidualNetwork(first, new NativeColumn<ResidualArc>(first[graph.NodeCount], cleared: false));
            network.Fill(graph, cancellation);
            return network;
        }
        catch
        {
            first.Dispose();
            throw;
        }
    }

    /// <summary>The flow on each place of the graph's rows: what an edge carries net in its direction, 0 in the other.</summary>
    public long[] Flows(CsrGraph graph, CancellationToken cancellation)
    {
        var flows = new long[graph.Out.ArcCount];
        fixed (long* flow = flows)
        {
            var offsets = graph.Out.Offsets.Pointer;
            var targets = graph.Out.Targets.Pointer;
            var capacities = graph.Out.IntegerWeights is { } weights ? weights.Pointer : null;
            for (var node = 0; node < graph.NodeCount; node++)
            {
                Look(node, cancellation);
                var arc = Arcs.Pointer + First.Pointer[node];
                for (var place = offsets[node]; place < offsets[node + 1]; place++)
                {
                    if (targets[place] != node)
                    {
                        var capacity = capacities is null ? 1UL : (ulong)capacities[place];
                        flow[place] = arc->Residual < capacity ? (long)(capacity - arc->Residual) : 0;
                        arc++;
                    }
                }
            }
        }

        return flows;
    }

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        First.Dispose();
        Arcs.Dispose();
    }

    /// <summary>Where each node's arcs start: its outgoing edges and, of a directed graph, the incoming ones, loops left out.</summary>
    private static NativeColumn<int> Rows(CsrGraph graph, CancellationToken cancellation)
    {
        var pairs = graph.Out.ArcCount * (graph.IsDirected ? 2 : 1);
        if (pairs > MostArcs)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The residual network would have {pairs} arcs, and {MostArcs} is the most: leave out edges that no flow can use."), nameof(graph));
        }

        var first = new NativeColumn<int>(graph.NodeCount + 1L);
        Count(graph.Out.Offsets.Pointer, graph.Out.Targets.Pointer, first.Pointer + 1, graph.NodeCount, graph.IsDirected, cancellation);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            first.Pointer[node + 1] += first.Pointer[node];
        }

        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Count(long* offsets, int* targets, int* count, int nodes, bool directed, CancellationToken cancellation)
    {
        unchecked
        {
            for (var node = 0; node < nodes; node++)
            {
                Look(node, cancellation);
                var own = 0;
                for (var place = offsets[node]; place < offsets[node + 1]; place++)
                {
                    var target = targets[place];
                    own += target != node ? 1 : 0;
                    if (directed && target != node)
                    {
                        count[target]++;
                    }
                }

                count[node] += own;
            }
        }
    }

    /// <summary>Writes the arcs. Sources come in ascending order, so each target's ways back do as well, and its next one is at a cursor.</summary>
    private void Fill(CsrGraph graph, CancellationToken cancellation)
    {
        using var cursors = new NativeColumn<int>(graph.NodeCount, cleared: false);
        SetCursors(graph, cursors.Pointer);
        var capacities = graph.Out.IntegerWeights is { } weights ? weights.Pointer : null;
        Fill(graph, graph.Out.Offsets.Pointer, graph.Out.Targets.Pointer, capacities, cursors.Pointer, cancellation);
    }

    private void SetCursors(CsrGraph graph, int* cursor)
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var loops = graph.SelfLoopCount == 0 || !graph.IsDirected ? 0 : graph.Out.Neighbors(node).Count(node);
            cursor[node] = First.Pointer[node] + (graph.IsDirected ? graph.Out.Degree(node) - loops : 0);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(CsrGraph graph, long* offsets, int* targets, long* capacities, int* cursor, CancellationToken cancellation)
    {
        var first = First.Pointer;
        var arcs = Arcs.Pointer;
        var nodes = NodeCount;
        var directed = graph.IsDirected;
        unchecked
        {
            for (var node = 0; node < nodes; node++)
            {
                Look(node, cancellation);
                var arc = (uint)first[node];
                for (var place = offsets[node]; place < offsets[node + 1]; place++)
                {
                    var target = targets[place];
                    if (target == node)
                    {
                        continue;
                    }

                    // An undirected edge stands in both rows; the lower end writes both arcs.
                    if (directed || target > node)
                    {
                        var capacity = capacities is null ? 1 : capacities[place];
                        if (capacity < 0)
                        {
                            ThrowNegative(graph.OriginalOf(node), graph.OriginalOf(target), capacity);
                        }

                        Pair(arcs, arc, (uint)cursor[target]++, node, target, (ulong)capacity, directed ? 0 : (ulong)capacity);
                    }

                    arc++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(ResidualArc* arcs, uint arc, uint mate, int node, int target, ulong capacity, ulong back)
    {
        unchecked
        {
            arcs[arc] = new ResidualArc { Head = target, MateAndOpen = (mate << 1) | (back != 0 ? 1u : 0u), Residual = capacity };
            arcs[mate] = new ResidualArc { Head = node, MateAndOpen = (arc << 1) | (capacity != 0 ? 1u : 0u), Residual = back };
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Look(int node, CancellationToken cancellation)
    {
        if ((node & (CheckEvery - 1)) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private static void ThrowNegative(int source, int target, long capacity) => throw new ArgumentException(FormattableString.Invariant(
        $"The edge {source} → {target} has capacity {capacity}: capacities are whole numbers from 0."));
}
