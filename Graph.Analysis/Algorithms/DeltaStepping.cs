using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The search behind <see cref="ShortestPaths"/>: nodes wait in buckets by distance; all of the nearest bucket are relaxed at once.</summary>
/// <remarks>
/// Distances only fall, by compare-and-swap, and end at the least fixpoint of d[v] = min(d[u] + length), which knows no order of work.
/// Buckets reach over a window of distances from <see cref="floor"/> on; what lies beyond waits in one last bucket until the window moves there.
/// A node waits once in the bucket of its distance; entries of buckets that it has left are passed over.
/// </remarks>
/// <typeparam name="T">The number that holds a distance.</typeparam>
/// <typeparam name="TDistance">How it does.</typeparam>
/// <typeparam name="TLength">The kind of the weights.</typeparam>
internal sealed unsafe class DeltaStepping<T, TDistance, TLength> : IDisposable
    where T : unmanaged, INumber<T>
    where TDistance : struct, IDistance<T>
    where TLength : struct, ILength
{
    private const int Window = 1024;
    private const int Slices = 4;
    private const int NodesPerSlice = NodeBlock.Capacity / Slices;

    /// <summary>Buckets with fewer edges are not worth a call to the team.</summary>
    private const int SharedEdges = 4096;
    private const int EdgesPerLook = 1 << 16;
    /// <summary>Nodes ahead whose row's start is asked for, and whose row is.</summary>
    private const int FarAhead = 8;
    private const int NearAhead = 3;
    private const int WidenBy = 4;
    private const double LeastWidth = 1e-300;

    private readonly WorkTeam team;
    private readonly CancellationToken cancellation;
    private readonly long* starts;
    private readonly int* targets;
    private readonly void* lengths;
    private readonly T* distance;
    private readonly DistanceBins[] bins;
    private readonly List<nint> blocks = [];
    private readonly int[] blocksUpTo;
    private readonly Action<int, int> relaxSlice;
    private T floor;
    private double width;
    private double perWidth;
    private bool widen;
    private int current;
    private long edgesSinceLook;

    /// <summary>Makes a search.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="team">The threads.</param>
    /// <param name="distance">Where the distances go; all infinite.</param>
    /// <param name="delta">Width of a bucket.</param>
    /// <param name="cancellation">Stops the work.</param>
    public DeltaStepping(CsrGraph graph, WorkTeam team, T* distance, double delta, CancellationToken cancellation)
    {
        (this.team, this.cancellation) = (team, cancellation);
        this.distance = distance;
        starts = graph.Out.Offsets.Pointer;
        targets = graph.Out.Targets.Pointer;
        lengths = new EdgeLengths(graph.Out).Column;
        SetWidth(delta);
        bins = new DistanceBins[team.Threads];
        for (var worker = 0; worker < bins.Length; worker++)
        {
            bins[worker] = new DistanceBins(Window + 1);
        }

        blocksUpTo = new int[bins.Length];
        relaxSlice = RelaxSlice;
    }

    /// <summary>Finds the distance of every node.</summary>
    public void From(int source)
    {
        distance[source] = T.Zero;
        bins[0].Add(0, source);
        while (true)
        {
            current = FirstUsed();
            if (current == Window)
            {
                if (!MoveWindow())
                {
                    return;
                }

                continue;
            }

            TakeBlocks(current);
            if (EdgesToRelax() is var edges and <= SharedEdges)
            {
                LookAfter(edges + 1);
                foreach (var block in blocks)
                {
                    Relax(((NodeBlock*)block)->Nodes, ((NodeBlock*)block)->Count, bins[0]);
                }
            }
            else
            {
                team.Run(blocks.Count * Slices, relaxSlice, cancellation);
            }

            GiveBlocksBack();
        }
    }

    /// <summary>Releases the buckets.</summary>
    public void Dispose()
    {
        foreach (var own in bins)
        {
            own.Dispose();
        }
    }

    private void SetWidth(double value)
    {
        width = Math.Clamp(value, LeastWidth, 1 / LeastWidth);
        perWidth = 1 / width;
    }

    private int FirstUsed()
    {
        var first = Window;
        foreach (var own in bins)
        {
            first = own.FirstUsed(current, first);
        }

        return first;
    }

    private void TakeBlocks(int bin)
    {
        blocks.Clear();
        for (var worker = 0; worker < bins.Length; worker++)
        {
            for (var block = bins[worker].Take(bin); block is not null; block = block->Next)
            {
                blocks.Add((nint)block);
            }

            blocksUpTo[worker] = blocks.Count;
        }
    }

    private void GiveBlocksBack()
    {
        var block = 0;
        for (var worker = 0; worker < bins.Length; worker++)
        {
            for (; block < blocksUpTo[worker]; block++)
            {
                bins[worker].GiveBack((NodeBlock*)blocks[block]);
            }
        }
    }

    /// <summary>Edges of the nodes taken; counted no further than to tell whether they are many.</summary>
    private long EdgesToRelax()
    {
        unchecked
        {
            var edges = 0L;
            foreach (var address in blocks)
            {
                var block = (NodeBlock*)address;
                for (var i = 0; i < block->Count && edges <= SharedEdges; i++)
                {
                    var node = block->Nodes[i];
                    edges += starts[node + 1] - starts[node];
                }
            }

            return edges;
        }
    }

    private void LookAfter(long edges)
    {
        edgesSinceLook += edges;
        if (edgesSinceLook > EdgesPerLook)
        {
            edgesSinceLook = 0;
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private void RelaxSlice(int slice, int worker)
    {
        var block = (NodeBlock*)blocks[slice / Slices];
        var from = slice % Slices * NodesPerSlice;
        Relax(block->Nodes + from, Math.Min(NodesPerSlice, block->Count - from), bins[worker]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Relax(int* nodes, int count, DistanceBins own)
    {
        unchecked
        {
            var starts = this.starts;
            var targets = this.targets;
            var lengths = this.lengths;
            var distance = this.distance;
            var (floor, perWidth, current) = (this.floor, this.perWidth, this.current);
            for (var i = 0; i < count; i++)
            {
                if (i + FarAhead < count && Sse.IsSupported)
                {
                    Sse.Prefetch0(starts + nodes[i + FarAhead]);
                    Sse.Prefetch0(distance + nodes[i + FarAhead]);
                    var soon = starts[nodes[i + NearAhead]];
                    Sse.Prefetch0(targets + soon);
                    Sse.Prefetch0((byte*)lengths + (soon * TLength.Size));
                }

                var node = nodes[i];
                var here = distance[node];
                if (TDistance.ToDouble(here - floor) * perWidth < current)
                {
                    continue;
                }

                var (place, last) = (starts[node], starts[node + 1]);
                while (place < last)
                {
                    cancellation.ThrowIfCancellationRequested();
                    for (var until = Math.Min(last, place + EdgesPerLook); place < until; place++)
                    {
                        var target = targets[place];
                        var there = here + TDistance.Length<TLength>(lengths, place);
                        var old = distance[target];
                        while (there < old)
                        {
                            var before = Interlocked.CompareExchange(ref distance[target], there, old);
                            if (before == old)
                            {
                                var bin = BinOf(there, floor, perWidth);
                                if (bin == current || old == TDistance.Infinity || bin != BinOf(old, floor, perWidth))
                                {
                                    own.Add(bin, target);
                                }

                                break;
                            }

                            old = before;
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BinOf(T distance, T floor, double perWidth)
    {
        var bin = TDistance.ToDouble(unchecked(distance - floor)) * perWidth;
        return bin < Window ? double.ConvertToIntegerNative<int>(bin) : Window;
    }

    /// <summary>Moves the window to the nearest of the nodes beyond it. Where only few fell within the last time, buckets become wider.</summary>
    /// <returns>Whether there is any node.</returns>
    private bool MoveWindow()
    {
        TakeBlocks(Window);
        var (nearest, waiting) = (TDistance.Infinity, 0L);
        foreach (var block in blocks)
        {
            nearest = T.Min(nearest, DropSettled((NodeBlock*)block));
            waiting += ((NodeBlock*)block)->Count;
            LookAfter(NodeBlock.Capacity);
        }

        // All buckets are empty here, so their width may change.
        SetWidth(widen ? width * WidenBy : width);
        (floor, current) = (nearest, 0);
        var within = 0L;
        foreach (var block in blocks)
        {
            within += Spread((NodeBlock*)block);
            LookAfter(NodeBlock.Capacity);
        }

        GiveBlocksBack();
        widen = within * WidenBy < waiting;
        return waiting > 0;
    }

    /// <summary>Keeps the nodes beyond the window, and gives the nearest one's distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private T DropSettled(NodeBlock* block)
    {
        unchecked
        {
            var (kept, nearest) = (0, TDistance.Infinity);
            for (var i = 0; i < block->Count; i++)
            {
                var node = block->Nodes[i];
                if (BinOf(distance[node], floor, perWidth) == Window)
                {
                    block->Nodes[kept++] = node;
                    nearest = T.Min(nearest, distance[node]);
                }
            }

            block->Count = kept;
            return nearest;
        }
    }

    /// <summary>Puts nodes into the buckets of the new window, and counts those that lie within it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Spread(NodeBlock* block)
    {
        unchecked
        {
            var within = 0;
            for (var i = 0; i < block->Count; i++)
            {
                var bin = BinOf(distance[block->Nodes[i]], floor, perWidth);
                within += bin < Window ? 1 : 0;
                bins[0].Add(bin, block->Nodes[i]);
            }

            return within;
        }
    }
}
