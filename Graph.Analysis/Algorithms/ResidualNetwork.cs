using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Residual arcs by node: the arcs of a node stand together, and each knows the one that leads back.</summary>
/// <remarks>
/// An edge and one the other way, or an undirected edge, share a pair of arcs. Only useful nodes have arcs: those on some way from the source
/// to the sink. Self loops have none. In front stand a node's own edges, so that flow prefers them to the ways back of incoming edges, which
/// stand behind. Both grow away from a pivot between them: the k-th useful edge of a row is arc pivot − 1 − k.
/// </remarks>
internal sealed unsafe class ResidualNetwork : IDisposable
{
    /// <summary>Arc numbers take 31 bits beside the open bit.</summary>
    private const long MostArcs = int.MaxValue;

    private ResidualNetwork(NativeColumn<int> distance, long mostArcs)
    {
        Distance = distance;
        Rows = new NativeColumn<ArcRange>(distance.Length, cleared: false);
        Arcs = new NativeColumn<ResidualArc>(mostArcs, cleared: false);
    }

    /// <summary>How many nodes there are, useful or not.</summary>
    public int NodeCount => (int)Rows.Length;

    /// <summary>Edges from each useful node to the sink at least; of others the number of nodes.</summary>
    public NativeColumn<int> Distance { get; }

    /// <summary>Each node's arcs.</summary>
    public NativeColumn<ArcRange> Rows { get; }

    /// <summary>The arcs; places outside the rows hold nothing.</summary>
    public NativeColumn<ResidualArc> Arcs { get; }

    /// <summary>Takes a graph's edges with their capacities and no flow.</summary>
    /// <exception cref="ArgumentException">A capacity is negative, or there are too many edges.</exception>
    public static ResidualNetwork Of(CsrGraph graph, int source, int sink, CancellationToken cancellation)
    {
        var most = graph.Out.ArcCount * (graph.IsDirected ? 2 : 1);
        if (most > MostArcs)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The residual network would have {most} arcs, and {MostArcs} is the most: leave out edges that no flow can use."), nameof(graph));
        }

        RefuseNegative(graph);
        var network = new ResidualNetwork(UsefulNodes.Distances(graph, source, sink, cancellation), most);
        network.Fill(graph, cancellation);
        return network;
    }

    /// <summary>The flow on each place of the graph's rows: what an edge carries net in its direction, 0 in the other.</summary>
    public long[] Flows(CsrGraph graph, CancellationToken cancellation)
    {
        var flows = new long[graph.Out.ArcCount];
        fixed (long* flow = flows)
        {
            Flows(graph, flow, cancellation);
        }

        return flows;
    }

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        Distance.Dispose();
        Rows.Dispose();
        Arcs.Dispose();
    }

    private static void RefuseNegative(CsrGraph graph)
    {
        if (graph.Out.IntegerWeights is not { } weights || !AnyNegative(weights.Pointer, weights.Length))
        {
            return;
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var place = graph.Out.Offsets[node]; place < graph.Out.Offsets[node + 1]; place++)
            {
                if (weights[place] < 0)
                {
                    throw new ArgumentException(FormattableString.Invariant(
                        $"The edge {graph.OriginalOf(node)} → {graph.OriginalOf(graph.Out.Targets[place])} has capacity {weights[place]}: capacities are whole numbers from 0."), nameof(graph));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AnyNegative(long* weights, long length)
    {
        unchecked
        {
            var bits = 0L;
            for (var place = 0L; place < length; place++)
            {
                bits |= weights[place];
            }

            return bits < 0;
        }
    }

    /// <summary>The arc between a node's own edges and the ways back.</summary>
    private static int Pivot(CsrGraph graph, int node) =>
        (int)(graph.Out.Offsets.Pointer[node + 1] + (graph.IsDirected ? graph.In.Offsets.Pointer[node] : 0));

    /// <summary>Writes every row in order. As nodes come in ascending order and so do rows, the next arc back to a node is always the next one of
    /// its row: a cursor per node tells the mate without a search. An undirected graph is its own reverse and needs nothing of its own.</summary>
    private void Fill(CsrGraph graph, CancellationToken cancellation)
    {
        for (var node = 0; node < NodeCount; node++)
        {
            var pivot = Pivot(graph, node);
            Rows.Pointer[node] = new ArcRange(pivot, pivot);
        }

        // Without weights all edges read the same 1.
        var one = 1L;
        var outgoing = CapacityRows.Of(graph.Out, &one);
        var incoming = CapacityRows.Of(graph.In, &one);
        var meter = new CancellationMeter(cancellation);
        for (var node = 0; node < NodeCount; node++)
        {
            meter.Spend(1 + (long)graph.Out.Degree(node) + graph.In.Degree(node));
            if (Distance.Pointer[node] < NodeCount)
            {
                FillRow(node, Pivot(graph, node), in outgoing, in incoming);
            }
        }

        GC.KeepAlive(graph);
    }

    /// <summary>Merges a node's outgoing and incoming edges by the other end. Masks (−1 or 0) instead of branches, which could not be predicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(int node, int pivot, in CapacityRows outgoing, in CapacityRows incoming)
    {
        var row = new RowWriter(this, node, pivot);
        var targets = outgoing.Others;
        var sources = incoming.Others;
        unchecked
        {
            var leaving = outgoing.Offsets[node];
            var leavingEnd = outgoing.Offsets[node + 1];
            var arriving = incoming.Offsets[node];
            var arrivingEnd = incoming.Offsets[node + 1];
            while (leaving < leavingEnd && arriving < arrivingEnd)
            {
                var difference = targets[leaving] - sources[arriving];
                var leaves = ~(-difference >> 31);
                var arrives = ~(difference >> 31);
                var other = sources[arriving] + (difference & ~arrives);
                row.Add(other, outgoing.Capacity(leaving) & leaves, incoming.Capacity(arriving) & arrives, leaves, arrives);
                leaving -= leaves;
                arriving -= arrives;
            }

            for (; leaving < leavingEnd; leaving++)
            {
                row.Add(targets[leaving], outgoing.Capacity(leaving), 0, -1, 0);
            }

            for (; arriving < arrivingEnd; arriving++)
            {
                row.Add(sources[arriving], 0, incoming.Capacity(arriving), 0, -1);
            }
        }
    }

    private void Flows(CsrGraph graph, long* flow, CancellationToken cancellation)
    {
        var one = 1L;
        var rows = CapacityRows.Of(graph.Out, &one);
        var meter = new CancellationMeter(cancellation);
        for (var node = 0; node < NodeCount; node++)
        {
            meter.Spend(1 + graph.Out.Degree(node));
            if (Distance.Pointer[node] < NodeCount)
            {
                FlowsOfRow(node, Arcs.Pointer + Pivot(graph, node), in rows, flow);
            }
        }

        GC.KeepAlive(graph);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FlowsOfRow(int node, ResidualArc* arc, in CapacityRows rows, long* flow)
    {
        unchecked
        {
            var end = rows.Offsets[node + 1];
            for (var place = rows.Offsets[node]; place < end; place++)
            {
                var target = rows.Others[place];
                if (target != node && Distance.Pointer[target] < Distance.Length)
                {
                    arc--;
                    var capacity = (ulong)rows.Capacity(place);
                    flow[place] = arc->Residual < capacity ? (long)(capacity - arc->Residual) : 0;
                }
            }
        }
    }

    /// <summary>Rows of edges in one direction with their capacities.</summary>
    private readonly struct CapacityRows
    {
        private readonly long* capacities;
        private readonly long mask;

        private CapacityRows(Adjacency rows, long* one)
        {
            Offsets = rows.Offsets.Pointer;
            Others = rows.Targets.Pointer;
            capacities = rows.IntegerWeights is { } weights ? weights.Pointer : one;
            mask = rows.IntegerWeights is null ? 0 : -1;
        }

        /// <summary>Start of each row.</summary>
        public long* Offsets { get; }

        /// <summary>The other end per place.</summary>
        public int* Others { get; }

        public static CapacityRows Of(Adjacency rows, long* one) => new(rows, one);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public long Capacity(long place) => capacities[place & mask];
    }

    /// <summary>Writes the arcs of one node.</summary>
    private struct RowWriter(ResidualNetwork network, int node, int pivot)
    {
        private readonly int* distance = network.Distance.Pointer;
        private readonly ArcRange* cursors = network.Rows.Pointer;
        private readonly ResidualArc* arcs = network.Arcs.Pointer;
        private readonly int nodes = network.NodeCount;
        private readonly int node = node;
        private int first = pivot;
        private int end = pivot;

        /// <summary>Adds the arc to another node, unless that is the node itself or useless.</summary>
        /// <param name="other">The other node.</param>
        /// <param name="there">Capacity to it.</param>
        /// <param name="back">Capacity from it.</param>
        /// <param name="leaves">−1 where an edge leads there, else 0.</param>
        /// <param name="arrives">−1 where an edge leads back, else 0.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int other, long there, long back, int leaves, int arrives)
        {
            unchecked
            {
                if (distance[other] == nodes || other == node)
                {
                    return;
                }

                var mate = Next(ref cursors[other].First, ref cursors[other].End, arrives);
                var arc = Next(ref first, ref end, leaves);
                arcs[arc].Head = other;
                arcs[arc].MateAndOpen = ((uint)mate << 1) | (back != 0 ? 1u : 0u);
                arcs[arc].Residual = (ulong)there;
            }
        }

        /// <summary>The next place in front of a row (−1) or behind it (0).</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static int Next(ref int first, ref int end, int inFront)
        {
            unchecked
            {
                var behind = end;
                first += inFront;
                end += 1 + inFront;
                return (first & inFront) | (behind & ~inFront);
            }
        }
    }
}
