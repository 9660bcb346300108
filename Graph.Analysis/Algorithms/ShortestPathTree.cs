using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Parents in a tree of shortest ways, found from the finished distances: of several, the one with the smallest original number.</summary>
/// <remarks>A distance says nothing of order among nodes that are equally far (edges of length 0, or too short to change a sum):
/// nodes that only such edges reach are attached in breadth-first order, after all others.</remarks>
internal sealed unsafe class ShortestPathTree
{
    private const int Unknown = int.MaxValue;
    private const int EdgesPerLook = 1 << 16;

    private readonly CsrGraph graph;
    private readonly WorkTeam team;
    private readonly CancellationToken cancellation;
    private readonly int[] parent;

    /// <summary>Makes an empty tree.</summary>
    public ShortestPathTree(CsrGraph graph, WorkTeam team, CancellationToken cancellation)
    {
        (this.graph, this.team, this.cancellation) = (graph, team, cancellation);
        parent = new int[graph.NodeCount];
        Array.Fill(parent, Unknown);
    }

    /// <summary>Parents (original numbers) per place, from depths.</summary>
    public int[] OfDepths(int* depth, int source) => Of(new DepthEdges(graph, depth), source);

    /// <summary>Parents (original numbers) per place, from distances and the lengths of the edges.</summary>
    public int[] OfDistances(double* distance, int source) => Of(new DistanceEdges(graph, distance), source);

    private int[] Of<TEdges>(TEdges edges, int source)
        where TEdges : struct, ITreeEdges
    {
        parent[source] = graph.OriginalOf(source);
        var chunks = EdgeChunks.Of(graph.Out);
        team.Run(chunks.Count, (chunk, _) =>
        {
            fixed (int* parents = parent)
            {
                for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
                {
                    if (edges.IsReached(node))
                    {
                        Offer(edges, parents, node, graph.OriginalOf(node), source, cancellation);
                    }
                }
            }
        }, cancellation);
        AttachEquallyFar(edges);
        for (var node = 0; node < parent.Length; node++)
        {
            parent[node] = parent[node] == Unknown ? -1 : parent[node];
        }

        return parent;
    }

    /// <summary>Offers a node to all that it leads to by a shortest way that grows on the edge.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Offer<TEdges>(TEdges edges, int* parents, int node, int name, int source, CancellationToken cancellation)
        where TEdges : struct, ITreeEdges
    {
        unchecked
        {
            var (place, last) = edges.Row(node);
            while (place < last)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var until = Math.Min(last, place + EdgesPerLook); place < until; place++)
                {
                    var target = edges.Target(place);
                    if (name < parents[target] && target != source && edges.IsTight(node, place, target) && edges.IsNearer(node, target))
                    {
                        Lower(ref parents[target], name);
                    }
                }
            }
        }
    }

    private static void Lower(ref int slot, int name)
    {
        var seen = Volatile.Read(ref slot);
        while (name < seen)
        {
            var before = Interlocked.CompareExchange(ref slot, name, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    private void AttachEquallyFar<TEdges>(TEdges edges)
        where TEdges : struct, ITreeEdges
    {
        var left = 0;
        for (var node = 0; node < parent.Length; node++)
        {
            left += parent[node] == Unknown && edges.IsReached(node) ? 1 : 0;
        }

        if (left == 0)
        {
            return;
        }

        using var queue = new NativeColumn<int>(parent.Length, cleared: false);
        var tail = 0;
        for (var node = 0; node < parent.Length; node++)
        {
            if (parent[node] != Unknown)
            {
                queue[tail++] = node;
            }
        }

        using var fresh = new NativeColumn<byte>(parent.Length);
        for (var head = 0; head < tail;)
        {
            var end = tail;
            for (; head < end; head++)
            {
                Attach(edges, queue, fresh, queue[head], ref tail);
            }

            // From here on the level's nodes have their parents for good.
            for (var i = end; i < tail; i++)
            {
                fresh[queue[i]] = 0;
            }
        }
    }

    private void Attach<TEdges>(TEdges edges, NativeColumn<int> queue, NativeColumn<byte> fresh, int node, ref int tail)
        where TEdges : struct, ITreeEdges
    {
        var (place, last) = edges.Row(node);
        cancellation.ThrowIfCancellationRequested();
        for (; place < last; place++)
        {
            var target = edges.Target(place);
            if ((parent[target] != Unknown && fresh[target] == 0) || !edges.IsTight(node, place, target))
            {
                continue;
            }

            if (parent[target] == Unknown)
            {
                queue[tail++] = target;
                fresh[target] = 1;
            }

            parent[target] = Math.Min(parent[target], graph.OriginalOf(node));
        }
    }

    /// <summary>What a tree asks of edges; places are those of the outgoing rows.</summary>
    private interface ITreeEdges
    {
        bool IsReached(int node);

        (long From, long End) Row(int node);

        int Target(long place);

        /// <summary>Whether a shortest way to the target leads over this edge.</summary>
        bool IsTight(int node, long place, int target);

        /// <summary>Whether the node is nearer than the target.</summary>
        bool IsNearer(int node, int target);
    }

    private readonly struct DepthEdges(CsrGraph graph, int* depth) : ITreeEdges
    {
        private readonly long* starts = graph.Out.Offsets.Pointer;
        private readonly int* targets = graph.Out.Targets.Pointer;
        private readonly int* depth = depth;

        public bool IsReached(int node) => depth[node] >= 0;

        public (long From, long End) Row(int node) => (starts[node], starts[node + 1]);

        public int Target(long place) => targets[place];

        public bool IsTight(int node, long place, int target) => depth[target] == depth[node] + 1;

        public bool IsNearer(int node, int target) => depth[node] < depth[target];
    }

    private readonly struct DistanceEdges(CsrGraph graph, double* distance) : ITreeEdges
    {
        private readonly long* starts = graph.Out.Offsets.Pointer;
        private readonly int* targets = graph.Out.Targets.Pointer;
        private readonly EdgeLengths lengths = new(graph.Out);
        private readonly double* distance = distance;

        public bool IsReached(int node) => distance[node] < double.PositiveInfinity;

        public (long From, long End) Row(int node) => (starts[node], starts[node + 1]);

        public int Target(long place) => targets[place];

        public bool IsTight(int node, long place, int target) =>
            IsReached(target) && distance[node] + lengths.At(place) == distance[target];

        public bool IsNearer(int node, int target) => distance[node] < distance[target];
    }
}
