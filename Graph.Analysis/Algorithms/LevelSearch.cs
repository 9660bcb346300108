using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The search behind <see cref="BreadthFirstSearch"/>: one level after the other, outwards from a queue or inwards over bit sets.</summary>
/// <remarks>Which nodes a level holds does not depend on the threads; only their order in the queue does, and no result shows it.</remarks>
internal sealed unsafe class LevelSearch : IDisposable
{
    /// <summary>Go inwards once the frontier has more than this part of the edges not yet looked at.</summary>
    private const int InwardsShare = 15;

    /// <summary>Go outwards again once a shrinking level holds less than this part of the nodes.</summary>
    private const int OutwardsShare = 18;

    /// <summary>Frontiers with fewer edges are not worth a call to the team.</summary>
    private const int SharedEdges = 4096;

    private const int QueuedPerChunk = 32;
    private const int WordsPerChunk = 64;
    private const int EdgesPerLook = 1 << 16;

    private readonly WorkTeam team;
    private readonly CancellationToken cancellation;
    private readonly int nodes;
    private readonly int words;
    private readonly long arcs;
    private readonly long* outStarts;
    private readonly int* outTargets;
    private readonly long* inStarts;
    private readonly int* inSources;
    private readonly int* depth;
    private readonly int* parent;
    private readonly NativeColumn<int> queue;
    private readonly Action<int, int> expandChunk;
    private readonly Action<int, int> pullChunk;
    private NativeColumn<ulong>? bits;
    private ulong* front;
    private ulong* found;
    private ulong* open;
    private int head;
    private int tail;
    private int levelEnd;
    private int awake;
    private long frontierEdges;
    private long edgesSinceLook;

    /// <summary>Makes a search that has reached nothing.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="team">The threads.</param>
    /// <param name="depth">Where the depths go.</param>
    /// <param name="parent">Where levels searched inwards leave the first neighbour, by place, that they found in the level before; or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public LevelSearch(CsrGraph graph, WorkTeam team, int* depth, int* parent, CancellationToken cancellation)
    {
        (this.team, this.cancellation) = (team, cancellation);
        this.depth = depth;
        this.parent = parent;
        nodes = graph.NodeCount;
        words = (int)(((long)nodes + 63) / 64);
        arcs = graph.Out.ArcCount;
        outStarts = graph.Out.Offsets.Pointer;
        outTargets = graph.Out.Targets.Pointer;
        if (graph.HasReverse)
        {
            inStarts = graph.In.Offsets.Pointer;
            inSources = graph.In.Targets.Pointer;
        }

        queue = new NativeColumn<int>(nodes, cleared: false);
        (expandChunk, pullChunk) = (ExpandChunk, PullChunk);
    }

    /// <summary>Nodes reached.</summary>
    public int Reached { get; private set; }

    /// <summary>Levels beyond the source's.</summary>
    public int Levels { get; private set; }

    /// <summary>Finds the depth of every node.</summary>
    public void From(int source)
    {
        var parts = EdgeChunks.Even(nodes, 1 << 16);
        team.Run(parts.Count, (part, _) => new Span<int>(depth + parts.Start(part), parts.End(part) - parts.Start(part)).Fill(-1), cancellation);
        (depth[source], queue.Pointer[0], tail, Reached) = (0, source, 1, 1);
        frontierEdges = outStarts[source + 1] - outStarts[source];
        var unseenEdges = arcs;
        var outwardsOnce = false;
        while (head < tail)
        {
            if (inStarts is not null && !outwardsOnce && frontierEdges > SharedEdges && frontierEdges > unseenEdges / InwardsShare)
            {
                GoInwards();
                outwardsOnce = true;
            }
            else
            {
                unseenEdges -= frontierEdges;
                GoOutwards();
                outwardsOnce = false;
            }
        }
    }

    /// <summary>Releases the memory.</summary>
    public void Dispose()
    {
        queue.Dispose();
        bits?.Dispose();
    }

    /// <summary>One level: the nodes in the queue look for new ones.</summary>
    private void GoOutwards()
    {
        Levels++;
        levelEnd = tail;
        if (frontierEdges <= SharedEdges)
        {
            edgesSinceLook += frontierEdges + 1;
            if (edgesSinceLook > EdgesPerLook)
            {
                edgesSinceLook = 0;
                cancellation.ThrowIfCancellationRequested();
            }

            tail = Expand(outStarts, outTargets, depth, queue.Pointer, head, levelEnd, Levels, out frontierEdges);
        }
        else
        {
            frontierEdges = 0;
            team.Run((levelEnd - head + QueuedPerChunk - 1) / QueuedPerChunk, expandChunk, cancellation);
        }

        head = levelEnd;
        Reached += tail - head;
        Levels -= tail == head ? 1 : 0;
    }

    private void ExpandChunk(int chunk, int worker)
    {
        var from = head + (chunk * QueuedPerChunk);
        var edges = ExpandShared(from, Math.Min(from + QueuedPerChunk, levelEnd));
        if (edges != 0)
        {
            Interlocked.Add(ref frontierEdges, edges);
        }
    }

    /// <summary>Levels in which the nodes not reached look for one in the frontier, until the frontier is small again.</summary>
    private void GoInwards()
    {
        QueueToBits();
        var last = 0;
        awake = tail - head;
        do
        {
            last = awake;
            awake = 0;
            Levels++;
            team.Run((words + WordsPerChunk - 1) / WordsPerChunk, pullChunk, cancellation);
            var before = front;
            front = found;
            found = before;
            Reached += awake;
        }
        while (awake > 0 && (awake >= last || awake > nodes / OutwardsShare));
        Levels -= awake == 0 ? 1 : 0;
        BitsToQueue();
    }

    private void PullChunk(int chunk, int worker)
    {
        var from = chunk * WordsPerChunk;
        var count = Pull(inStarts, inSources, depth, parent, front, found, open, from, Math.Min(from + WordsPerChunk, words), Levels, cancellation);
        if (count != 0)
        {
            Interlocked.Add(ref awake, count);
        }
    }

    private void QueueToBits()
    {
        if (bits is null)
        {
            bits = new NativeColumn<ulong>(3L * words, cleared: false);
            front = bits.Pointer;
            found = front + words;
            open = found + words;
        }

        new Span<ulong>(front, words).Clear();
        for (var i = head; i < tail; i++)
        {
            var node = queue.Pointer[i];
            front[node >> 6] |= 1UL << node;
        }

        Unreached(depth, open, nodes);
    }

    private void BitsToQueue()
    {
        (head, tail, frontierEdges) = (0, 0, 0);
        for (var word = 0; word < words; word++)
        {
            for (var rest = front[word]; rest != 0; rest &= rest - 1)
            {
                var node = (word << 6) + BitOperations.TrailingZeroCount(rest);
                queue.Pointer[tail++] = node;
                frontierEdges += outStarts[node + 1] - outStarts[node];
            }
        }
    }

    /// <summary>Sets the bits of the nodes that have no depth.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Unreached(int* depth, ulong* open, int nodes)
    {
        unchecked
        {
            var word = 0;
            for (; word < nodes >> 6; word++)
            {
                var set = 0UL;
                for (var part = 0; part < 64; part += 8)
                {
                    // The sign of a depth says whether the node was reached.
                    set |= (ulong)Vector256.Load(depth + ((long)word << 6) + part).ExtractMostSignificantBits() << part;
                }

                open[word] = set;
            }

            if ((nodes & 63) != 0)
            {
                open[word] = 0;
                for (var node = word << 6; node < nodes; node++)
                {
                    open[word] |= depth[node] < 0 ? 1UL << node : 0;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Expand(long* starts, int* targets, int* depth, int* queue, int from, int end, int level, out long edges)
    {
        unchecked
        {
            var (tail, leaving) = (end, 0L);
            for (var i = from; i < end; i++)
            {
                var node = queue[i];
                for (var place = starts[node]; place < starts[node + 1]; place++)
                {
                    var target = targets[place];
                    if (depth[target] < 0)
                    {
                        depth[target] = level;
                        queue[tail++] = target;
                        leaving += starts[target + 1] - starts[target];
                    }
                }
            }

            edges = leaving;
            return tail;
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long ExpandShared(int from, int end)
    {
        const int Held = 1024;
        unchecked
        {
            var held = stackalloc int[Held];
            var starts = outStarts;
            var targets = outTargets;
            var depths = depth;
            var (level, count, leaving) = (Levels, 0, 0L);
            for (var i = from; i < end; i++)
            {
                var node = queue.Pointer[i];
                var (place, last) = (starts[node], starts[node + 1]);
                while (place < last)
                {
                    // A part of the row that cannot overfill what is held.
                    var until = Math.Min(last, place + Held - count);
                    for (; place < until; place++)
                    {
                        var target = targets[place];
                        if (depths[target] < 0 && Interlocked.CompareExchange(ref depths[target], level, -1) < 0)
                        {
                            held[count++] = target;
                            leaving += starts[target + 1] - starts[target];
                        }
                    }

                    if (count == Held)
                    {
                        Append(held, count);
                        count = 0;
                        cancellation.ThrowIfCancellationRequested();
                    }
                }
            }

            Append(held, count);
            return leaving;
        }
    }

    private void Append(int* held, int count)
    {
        var at = Interlocked.Add(ref tail, count) - count;
        new ReadOnlySpan<int>(held, count).CopyTo(new Span<int>(queue.Pointer + at, count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pull(
        long* starts, int* sources, int* depth, int* parent, ulong* front, ulong* found, ulong* open, int from, int end, int level, CancellationToken cancellation)
    {
        unchecked
        {
            var count = 0;
            for (var word = from; word < end; word++)
            {
                var (hit, lost) = (0UL, 0UL);
                for (var rest = open[word]; rest != 0; rest &= rest - 1)
                {
                    var node = (word << 6) + BitOperations.TrailingZeroCount(rest);
                    var (place, last) = (starts[node], starts[node + 1]);
                    if (place == last)
                    {
                        // Nothing leads here: never looked at again.
                        lost |= rest & (0 - rest);
                    }

                    for (; place < last; place++)
                    {
                        var source = sources[place];
                        if ((front[source >> 6] & (1UL << source)) != 0)
                        {
                            depth[node] = level;
                            hit |= rest & (0 - rest);
                            if (parent is not null)
                            {
                                parent[node] = source;
                            }

                            break;
                        }
                    }
                }

                found[word] = hit;
                open[word] &= ~(hit | lost);
                count += BitOperations.PopCount(hit);
            }

            return count;
        }
    }
}
