using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Counts at each node the triangles, or the arcs of their far sides.</summary>
/// <remarks>
/// Each triangle is met once, at its corner u with most neighbours: u's neighbours are marked, and the rows of those with fewer neighbours
/// are read. So an edge costs the shorter of its two rows, Σ min(degree) ≤ 2 · arboricity · edges, and no array per edge is needed.
/// Source: Chiba and Nishizeki, Arboricity and subgraph listing algorithms, SIAM J. Comput. 14 (1985).
/// Neighbours are sets: directions together, self loops left out, parallel edges once. Whole numbers are added, so the order in which threads add does not show.
/// </remarks>
internal sealed unsafe class TriangleCounts
{
    private const long StepsPerLook = 1 << 16;

    private readonly CsrGraph graph;
    private readonly bool countArcs;

    private TriangleCounts(CsrGraph graph, bool countArcs)
    {
        (this.graph, this.countArcs) = (graph, countArcs && graph.IsDirected);
        (FarSides, NeighborCount) = (new long[graph.NodeCount], new int[graph.NodeCount]);
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

    /// <summary>Whether a node comes before another: fewer neighbours, ties by place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsBelow(int node, int other)
    {
        var (mine, others) = (NeighborCount[node], NeighborCount[other]);
        return mine < others || (mine == others && node < other);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(int top, Marks marks, CancellationToken cancellation)
    {
        unchecked
        {
            var members = marks.Members.Pointer;
            var arcs = marks.Arcs.Pointer;
            var hits = marks.Hits.Pointer;
            var placeOf = marks.PlaceOf.Pointer;
            var others = marks.OtherMembers.Pointer;
            var otherArcs = marks.OtherArcs.Pointer;
            var count = Read(top, members, arcs);
            for (var i = 0; i < count; i++)
            {
                placeOf[members[i]] = i + 1;
                hits[i] = 0;
            }

            var own = 0L;
            var steps = 0L;
            for (var i = 0; i < count; i++)
            {
                var middle = members[i];
                if (!IsBelow(middle, top))
                {
                    continue;
                }

                var otherCount = Read(middle, others, otherArcs);
                for (var j = 0; j < otherCount; j++)
                {
                    var place = placeOf[others[j]] - 1;
                    if (place >= 0 && IsBelow(others[j], middle))
                    {
                        own += otherArcs[j];
                        hits[i] += arcs[place];
                        hits[place] += arcs[i];
                    }
                }

                steps += otherCount;
                if (steps >= StepsPerLook)
                {
                    steps = 0;
                    if (cancellation.IsCancellationRequested)
                    {
                        break;
                    }
                }
            }

            for (var i = 0; i < count; i++)
            {
                placeOf[members[i]] = 0;
                if (hits[i] != 0)
                {
                    Interlocked.Add(ref FarSides[members[i]], hits[i]);
                }
            }

            if (own != 0)
            {
                Interlocked.Add(ref FarSides[top], own);
            }
        }

        cancellation.ThrowIfCancellationRequested();
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

    /// <summary>What one thread works with: the place of each marked node, and two rows.</summary>
    private sealed class Marks(int nodes, long longest) : IDisposable
    {
        public NativeColumn<int> PlaceOf { get; } = new(nodes);

        public NativeColumn<int> Members { get; } = new(longest, cleared: false);

        public NativeColumn<byte> Arcs { get; } = new(longest, cleared: false);

        public NativeColumn<long> Hits { get; } = new(longest, cleared: false);

        public NativeColumn<int> OtherMembers { get; } = new(longest, cleared: false);

        public NativeColumn<byte> OtherArcs { get; } = new(longest, cleared: false);

        public void Dispose()
        {
            PlaceOf.Dispose();
            Members.Dispose();
            Arcs.Dispose();
            Hits.Dispose();
            OtherMembers.Dispose();
            OtherArcs.Dispose();
        }
    }
}
