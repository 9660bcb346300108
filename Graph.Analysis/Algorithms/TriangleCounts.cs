using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Counts at each node the triangles, or the arcs of their far sides.</summary>
/// <remarks>
/// Nodes are ranked by their number of neighbours. Each triangle is met once, from its highest corner u: u's lower neighbours are taken from the lowest up, the row of
/// each is searched for those taken before. So an edge costs the shorter of its two rows, Σ min(degree) ≤ 2 · arboricity · edges, nearly all of it
/// tests of a bit, and no array per edge is needed.
/// Source: Chiba and Nishizeki, Arboricity and subgraph listing algorithms, SIAM J. Comput. 14 (1985).
/// Neighbours are sets: directions together, self loops left out, parallel edges once. Whole numbers are added, so the order in which threads add does not show.
/// </remarks>
internal sealed unsafe class TriangleCounts
{
    private const long StepsPerLook = 1 << 16;

    private readonly CsrGraph graph;
    private readonly bool countArcs;
    private readonly int[] rankOf;
    private readonly int[] nodeOf;

    private TriangleCounts(CsrGraph graph, bool countArcs)
    {
        (this.graph, this.countArcs) = (graph, countArcs && graph.IsDirected);
        (FarSides, NeighborCount) = (new long[graph.NodeCount], new int[graph.NodeCount]);
        (rankOf, nodeOf) = (new int[graph.NodeCount], new int[graph.NodeCount]);
    }

    /// <summary>Per node the far sides of its triangles: 1 each, or, with arcs counted, 1 or 2.</summary>
    public long[] FarSides { get; }

    /// <summary>Per node how many neighbours it has.</summary>
    public int[] NeighborCount { get; }

    /// <summary>Counts, in the order of the graph's rows.</summary>
    /// <param name="graph">The graph; directed with incoming edges.</param>
    /// <param name="countArcs">Whether a far side joined both ways counts 2, in a directed graph.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TriangleCounts Of(CsrGraph graph, bool countArcs, int threads, CancellationToken cancellation)
    {
        var counts = new TriangleCounts(graph, countArcs);
        using var team = new WorkTeam(threads);
        var chunks = EdgeChunks.Of(graph.Out);
        var longest = 0L;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            longest = Math.Max(longest, graph.Out.Degree(node) + (graph.IsDirected ? (long)graph.In.Degree(node) : 0));
        }

        longest = Math.Min(longest, graph.NodeCount);
        var scratch = new Marks[team.Threads];
        try
        {
            team.Run(chunks.Count, (chunk, worker) =>
            {
                var marks = scratch[worker] ??= new Marks(graph.NodeCount, longest);
                for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
                {
                    counts.NeighborCount[node] = counts.Read(node, marks.Members.Pointer, marks.Arcs.Pointer);
                }
            }, cancellation);
            counts.Rank();
            team.Run(chunks.Count, (chunk, worker) =>
            {
                var marks = scratch[worker] ??= new Marks(graph.NodeCount, longest);
                for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
                {
                    counts.Visit(node, marks, cancellation);
                }
            }, cancellation);
        }
        finally
        {
            foreach (var marks in scratch)
            {
                marks?.Dispose();
            }
        }

        GC.KeepAlive(graph);
        return counts;
    }

    /// <summary>Ranks nodes: by their number of neighbours, ties by place.</summary>
    private void Rank()
    {
        var starts = new int[graph.NodeCount + 1];
        foreach (var count in NeighborCount)
        {
            starts[count + 1]++;
        }

        for (var count = 1; count < starts.Length; count++)
        {
            starts[count] += starts[count - 1];
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            rankOf[node] = starts[NeighborCount[node]]++;
            nodeOf[rankOf[node]] = node;
        }
    }

    /// <summary>Counts the triangles whose highest corner is a node.</summary>
    private void Visit(int top, Marks marks, CancellationToken cancellation)
    {
        var count = Below(top, marks);
        var (own, steps) = (0L, 0L);
        for (var place = 0; place < count && !cancellation.IsCancellationRequested; steps = 0)
        {
            for (; place < count && steps < StepsPerLook; place++)
            {
                var key = marks.Keys.Pointer[place];
                var middle = nodeOf[(int)(key >> 2)];
                marks.ArcsOf.Pointer[middle] = (byte)(key & 3);
                own += graph.IsDirected ? MeetMerged(middle, marks) : Meet(middle, marks);
                marks.Bits.Pointer[middle >> 6] |= 1UL << middle;
                steps += graph.Out.Degree(middle) + 1;
            }
        }

        for (var place = 0; place < count; place++)
        {
            var node = nodeOf[(int)(marks.Keys.Pointer[place] >> 2)];
            var hits = marks.Take(node);
            if (hits != 0)
            {
                Interlocked.Add(ref FarSides[node], hits);
            }
        }

        if (own != 0)
        {
            Interlocked.Add(ref FarSides[top], own);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Lists the neighbours of a node that rank below it, from the lowest up: rank, and in two bits the arcs.</summary>
    /// <returns>How many.</returns>
    private int Below(int top, Marks marks)
    {
        var members = Read(top, marks.Members.Pointer, marks.Arcs.Pointer);
        var count = 0;
        for (var i = 0; i < members; i++)
        {
            var rank = rankOf[marks.Members.Pointer[i]];
            if (rank < rankOf[top])
            {
                marks.Keys.Pointer[count++] = ((long)rank << 2) | marks.Arcs.Pointer[i];
            }
        }

        new Span<long>(marks.Keys.Pointer, count).Sort();
        return count;
    }

    /// <summary>Looks for marked nodes in an undirected row: each closes a triangle with the row's node and the top.</summary>
    /// <returns>How many.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Meet(int middle, Marks marks)
    {
        unchecked
        {
            var bits = marks.Bits.Pointer;
            var hits = marks.HitsOf.Pointer;
            var at = graph.Out.Targets.Pointer + graph.Out.Offsets.Pointer[middle];
            var end = graph.Out.Targets.Pointer + graph.Out.Offsets.Pointer[middle + 1];
            var (found, last) = (0U, -1);
            for (; at < end; at++)
            {
                var node = *at;
                if (((bits[node >> 6] >> node) & 1) != 0 && node != last)
                {
                    last = node;
                    found++;
                    hits[node]++;
                }
            }

            hits[middle] += found;
            return found;
        }
    }

    /// <summary>The same for both rows of a directed graph.</summary>
    /// <returns>The arcs between the middle and the nodes found.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long MeetMerged(int middle, Marks marks)
    {
        unchecked
        {
            var bits = marks.Bits.Pointer;
            var hits = marks.HitsOf.Pointer;
            var arcsOf = marks.ArcsOf.Pointer;
            var members = marks.Members.Pointer;
            var count = Read(middle, members, marks.Arcs.Pointer);
            var found = 0L;
            for (var i = 0; i < count; i++)
            {
                var node = members[i];
                if (((bits[node >> 6] >> node) & 1) != 0)
                {
                    found += marks.Arcs.Pointer[i];
                    hits[middle] += arcsOf[node];
                    hits[node] += arcsOf[middle];
                }
            }

            return found;
        }
    }

    /// <summary>A node's neighbours as a set, ascending, with the arcs that each counts for.</summary>
    /// <returns>How many.</returns>
    private int Read(int node, int* members, byte* arcs) =>
        graph.IsDirected ? Merge(graph.Out, graph.In, node, countArcs, members, arcs) : Single(graph.Out, node, members, arcs);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Single(Adjacency rows, int node, int* members, byte* arcs)
    {
        unchecked
        {
            var (count, last) = (0, -1);
            var at = rows.Targets.Pointer + rows.Offsets.Pointer[node];
            var end = rows.Targets.Pointer + rows.Offsets.Pointer[node + 1];
            for (; at < end; at++)
            {
                if (*at != last && *at != node)
                {
                    members[count] = *at;
                    arcs[count++] = 1;
                }

                last = *at;
            }

            return count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Merge(Adjacency outgoing, Adjacency incoming, int node, bool countArcs, int* members, byte* arcs)
    {
        unchecked
        {
            var count = 0;
            var left = outgoing.Targets.Pointer + outgoing.Offsets.Pointer[node];
            var leftEnd = outgoing.Targets.Pointer + outgoing.Offsets.Pointer[node + 1];
            var right = incoming.Targets.Pointer + incoming.Offsets.Pointer[node];
            var rightEnd = incoming.Targets.Pointer + incoming.Offsets.Pointer[node + 1];
            while (left < leftEnd || right < rightEnd)
            {
                var next = left == leftEnd ? *right : right == rightEnd ? *left : Math.Min(*left, *right);
                var directions = (left < leftEnd && *left == next ? 1 : 0) + (right < rightEnd && *right == next ? 1 : 0);
                for (; left < leftEnd && *left == next; left++)
                {
                }

                for (; right < rightEnd && *right == next; right++)
                {
                }

                if (next != node)
                {
                    members[count] = next;
                    arcs[count++] = (byte)(countArcs ? directions : 1);
                }
            }

            return count;
        }
    }

    /// <summary>What one thread works with: a row as it stands, and the lower neighbours of the top with what was found at each.</summary>
    private sealed class Marks(int nodes, long longest) : IDisposable
    {
        public NativeColumn<int> Members { get; } = new(longest, cleared: false);

        public NativeColumn<byte> Arcs { get; } = new(longest, cleared: false);

        public NativeColumn<long> Keys { get; } = new(longest, cleared: false);

        /// <summary>One bit per node, set for those taken: small enough for the nearest cache.</summary>
        public NativeColumn<ulong> Bits { get; } = new(((long)nodes + 63) / 64);

        /// <summary>The far sides found at each node taken, at most two for each other node.</summary>
        public NativeColumn<uint> HitsOf { get; } = new(nodes);

        /// <summary>The arcs between the top and each node taken; meaningless for others.</summary>
        public NativeColumn<byte> ArcsOf { get; } = new(nodes, cleared: false);

        /// <summary>What was found at a node, which is taken no more. Other nodes of its word must be about to go as well.</summary>
        public long Take(int node)
        {
            var hits = HitsOf.Pointer[node];
            (Bits.Pointer[node >> 6], HitsOf.Pointer[node]) = (0, 0);
            return hits;
        }

        public void Dispose()
        {
            Members.Dispose();
            Arcs.Dispose();
            Keys.Dispose();
            Bits.Dispose();
            HitsOf.Dispose();
            ArcsOf.Dispose();
        }
    }
}
