using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>A forest over the nodes in which each tree grows to be one component; a tree's root is its smallest member.</summary>
/// <remarks>
/// A parent is never greater than its child, and only a root changes by compare-and-swap; all else replaces a parent by an
/// ancestor. So whatever the threads do to each other, the trees end the same.
/// </remarks>
internal sealed unsafe class ComponentForest
{
    /// <summary>Edges per node that are linked before the largest tree is looked for.</summary>
    private const int SampledRounds = 2;

    private const int Samples = 1024;
    private const int NodesPerChunk = 1 << 14;
    private const int EdgesPerLook = 1 << 16;

    private readonly CsrGraph graph;
    private readonly WorkTeam team;
    private readonly int* parent;
    private readonly int nodes;
    private readonly EdgeChunks places;
    private readonly CancellationToken cancellation;
    private int largest = -1;

    /// <summary>Makes a forest of single nodes.</summary>
    public ComponentForest(CsrGraph graph, WorkTeam team, int* parent, CancellationToken cancellation)
    {
        (this.graph, this.team, this.cancellation) = (graph, team, cancellation);
        this.parent = parent;
        nodes = graph.NodeCount;
        places = EdgeChunks.Even(nodes, NodesPerChunk);
    }

    /// <summary>Joins what edges join, and makes every node point to its root.</summary>
    public void Link()
    {
        team.Run(places.Count, (chunk, _) => Plant(parent, places.Start(chunk), places.End(chunk)), cancellation);
        if (!graph.HasReverse)
        {
            // The rows of the largest tree could not be skipped: their edges stand nowhere else.
            LinkRows(graph.Out, 0);
            Compress();
            return;
        }

        for (var round = 0; round < SampledRounds; round++)
        {
            var skip = round;
            var (starts, targets) = (graph.Out.Offsets, graph.Out.Targets);
            team.Run(places.Count, (chunk, _) => LinkOne(parent, starts.Pointer, targets.Pointer, places.Start(chunk), places.End(chunk), skip), cancellation);
            Compress();
        }

        largest = MostFrequentRoot();
        LinkRows(graph.Out, SampledRounds);
        if (graph.IsDirected)
        {
            LinkRows(graph.In, 0);
        }

        Compress();
    }

    /// <summary>Counts the trees and the nodes of the largest one. All nodes must point to their roots.</summary>
    public (int Count, int Largest) Measure()
    {
        var roots = new int[places.Count];
        var inLargest = new int[places.Count];
        team.Run(places.Count, (chunk, _) =>
            (roots[chunk], inLargest[chunk]) = Count(parent, places.Start(chunk), places.End(chunk), largest), cancellation);
        var (count, size) = (roots.Sum(), inLargest.Sum());

        // Members beside the largest tree that are no roots: all of them in one tree would make that one.
        var others = nodes - size - (count - (size > 0 ? 1 : 0));
        return (count, size > others ? size : LargestOfAll());
    }

    private int LargestOfAll()
    {
        using var sizes = new NativeColumn<int>(nodes);
        var most = 0;
        for (var node = 0; node < nodes; node++)
        {
            most = Math.Max(most, ++sizes.Pointer[parent[node]]);
        }

        return most;
    }

    private void LinkRows(Adjacency rows, int skip)
    {
        var chunks = EdgeChunks.Of(rows);
        var starts = rows.Offsets.Pointer;
        var targets = rows.Targets.Pointer;
        team.Run(chunks.Count, (chunk, _) =>
            LinkRest(parent, starts, targets, chunks.Start(chunk), chunks.End(chunk), skip, largest, cancellation), cancellation);
    }

    private void Compress() =>
        team.Run(places.Count, (chunk, _) => Flatten(parent, places.Start(chunk), places.End(chunk)), cancellation);

    /// <summary>The root seen most often among evenly spaced nodes: most likely that of the largest tree. A wrong guess costs time only.</summary>
    private int MostFrequentRoot()
    {
        var seen = new Dictionary<int, int>();
        var (best, most) = (-1, 0);
        var count = Math.Min(Samples, nodes);
        for (var i = 0; i < count; i++)
        {
            var root = parent[(int)((long)i * nodes / count)];
            seen.TryGetValue(root, out var times);
            seen[root] = ++times;
            (best, most) = times > most ? (root, times) : (best, most);
        }

        return best;
    }

    private static void Plant(int* parent, int from, int end)
    {
        for (var node = from; node < end; node++)
        {
            parent[node] = node;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LinkOne(int* parent, long* starts, int* targets, int from, int end, int skip)
    {
        unchecked
        {
            for (var node = from; node < end; node++)
            {
                var place = starts[node] + skip;
                if (place < starts[node + 1])
                {
                    Join(parent, node, targets[place]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LinkRest(int* parent, long* starts, int* targets, int from, int end, int skip, int largest, CancellationToken cancellation)
    {
        unchecked
        {
            for (var node = from; node < end; node++)
            {
                if (parent[node] == largest)
                {
                    continue;
                }

                var (place, last) = (starts[node] + skip, starts[node + 1]);
                while (place < last)
                {
                    cancellation.ThrowIfCancellationRequested();
                    for (var until = Math.Min(last, place + EdgesPerLook); place < until; place++)
                    {
                        Join(parent, node, targets[place]);
                    }
                }
            }
        }
    }

    /// <summary>Hangs the greater of two roots below the smaller one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(int* parent, int one, int other)
    {
        unchecked
        {
            var (low, high) = (parent[one], parent[other]);
            while (low != high)
            {
                if (low > high)
                {
                    (low, high) = (high, low);
                }

                var above = parent[high];
                if (above == low || (above == high && Interlocked.CompareExchange(ref parent[high], low, high) == high))
                {
                    return;
                }

                // Not a root (any more): go on two steps up, and make the way shorter for the next.
                above = parent[high];
                var further = parent[above];
                parent[high] = further;
                high = further;
                low = parent[low];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Flatten(int* parent, int from, int end)
    {
        unchecked
        {
            for (var node = from; node < end; node++)
            {
                var root = parent[node];
                while (root != parent[root])
                {
                    root = parent[root];
                }

                if (parent[node] != root)
                {
                    parent[node] = root;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int Roots, int Members) Count(int* parent, int from, int end, int root)
    {
        unchecked
        {
            var (roots, members) = (0, 0);
            for (var node = from; node < end; node++)
            {
                roots += parent[node] == node ? 1 : 0;
                members += parent[node] == root ? 1 : 0;
            }

            return (roots, members);
        }
    }
}
