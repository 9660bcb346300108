using System.Numerics;
using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Breadth-first searches from up to 64 sources at once, one bit of a word each.</summary>
/// <remarks>
/// A level with few arcs is pushed from its nodes by one thread; one with many is pulled by all nodes that some search has not reached, shared out to threads.
/// Both find the same bits, and each node adds its share of a level once, so the way taken never shows.
/// Source: Then et al., The more the merrier: efficient multi-source graph traversal, PVLDB 8 (2014).
/// </remarks>
internal sealed unsafe class BitSearch : IDisposable
{
    /// <summary>How many searches run at once.</summary>
    public const int Width = 64;

    // Pushing writes at random on one thread, pulling reads every row: it pays below an eighth of the arcs.
    private const int PushShare = 8;
    private const long StepsPerLook = 1 << 16;

    private readonly Adjacency onward;
    private readonly Adjacency backward;
    private readonly WorkTeam team;
    private readonly EdgeChunks chunks;
    private readonly NativeColumn<ulong> seen;
    private readonly NativeColumn<int> queue;
    private readonly long[] foundArcs;
    private NativeColumn<ulong> frontier;
    private NativeColumn<ulong> next;
    private ulong all;
    private long frontierArcs;

    // The frontier's nodes; −1 where only the bits are known.
    private int queued;

    /// <summary>Makes room.</summary>
    /// <param name="onward">Arcs in the direction of the search.</param>
    /// <param name="backward">The same arcs turned around.</param>
    /// <param name="team">Threads.</param>
    public BitSearch(Adjacency onward, Adjacency backward, WorkTeam team)
    {
        (this.onward, this.backward, this.team) = (onward, backward, team);
        chunks = EdgeChunks.Of(backward);
        foundArcs = new long[chunks.Count];
        seen = new NativeColumn<ulong>(onward.NodeCount);
        frontier = new NativeColumn<ulong>(onward.NodeCount);
        next = new NativeColumn<ulong>(onward.NodeCount);
        queue = new NativeColumn<int>(2L * onward.NodeCount, cleared: false);
    }

    /// <summary>The distance of the nodes that the last step found.</summary>
    public int Level { get; private set; }

    /// <summary>Begins a batch of searches.</summary>
    /// <param name="sources">Places of 1 to 64 different nodes.</param>
    public void Start(ReadOnlySpan<int> sources)
    {
        seen.AsSpan().Clear();
        frontier.AsSpan().Clear();
        next.AsSpan().Clear();
        (Level, queued, frontierArcs) = (0, 0, 0);
        all = ulong.MaxValue >> (Width - sources.Length);
        for (var i = 0; i < sources.Length; i++)
        {
            seen.Pointer[sources[i]] = frontier.Pointer[sources[i]] = 1UL << i;
            queue.Pointer[queued++] = sources[i];
            frontierArcs += onward.Degree(sources[i]);
        }
    }

    /// <summary>Goes one level on.</summary>
    /// <param name="sums">Gets, per node, the number of searches that reach it now over their distance; or null.</param>
    /// <param name="counts">Gets, per search, how many nodes it reaches now; or empty.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Whether any search reached any node.</returns>
    public bool Step(NativeColumn<double>? sums, long[] counts, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Level++;
        Array.Clear(counts);
        var share = 1.0 / Level;
        if (frontierArcs * PushShare <= onward.ArcCount)
        {
            PushLevel(sums is null ? null : sums.Pointer, share, counts, cancellation);
        }
        else
        {
            PullLevel(sums, share, counts, cancellation);
        }

        (frontier, next) = (next, frontier);
        return frontierArcs >= 0;
    }

    public void Dispose()
    {
        seen.Dispose();
        frontier.Dispose();
        next.Dispose();
        queue.Dispose();
    }

    private void PushLevel(double* sums, double share, long[] counts, CancellationToken cancellation)
    {
        if (queued < 0)
        {
            // The last level was pulled: its nodes are to be listed, and the bits of the one before to be wiped.
            List();
            next.AsSpan().Clear();
        }

        var nodes = queue.Pointer;
        var (place, found) = (0, queued);
        while (place < queued)
        {
            cancellation.ThrowIfCancellationRequested();
            place = Push(place, ref found);
        }

        for (var i = 0; i < queued; i++)
        {
            frontier.Pointer[nodes[i]] = 0;
        }

        frontierArcs = found == queued ? -1 : 0;
        var planes = default(BitCounts);
        for (var i = queued; i < found; i++)
        {
            var bits = next.Pointer[nodes[i]];
            frontierArcs += onward.Degree(nodes[i]);
            if (sums is not null)
            {
                sums[nodes[i]] += BitOperations.PopCount(bits) * share;
            }
            else
            {
                planes.Add(bits);
            }

            nodes[i - queued] = nodes[i];
        }

        planes.AddTo(counts);
        queued = found - queued;
    }

    /// <summary>Follows the arcs of listed nodes for some while.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Push(int place, ref int found)
    {
        unchecked
        {
            var offsets = onward.Offsets.Pointer;
            var targets = onward.Targets.Pointer;
            var nodes = queue.Pointer;
            var bitsOf = frontier.Pointer;
            var reached = seen.Pointer;
            var into = next.Pointer;
            var (tail, steps) = (found, 0L);
            for (; place < queued && steps < StepsPerLook; place++)
            {
                var node = nodes[place];
                var own = bitsOf[node];
                steps += 1 + offsets[node + 1] - offsets[node];
                for (var arc = offsets[node]; arc < offsets[node + 1]; arc++)
                {
                    var target = targets[arc];
                    var bits = own & ~reached[target];
                    if (bits != 0)
                    {
                        if (into[target] == 0)
                        {
                            nodes[tail++] = target;
                        }

                        into[target] |= bits;
                        reached[target] |= bits;
                    }
                }
            }

            found = tail;
            return place;
        }
    }

    private void List()
    {
        queued = 0;
        for (var node = 0; node < onward.NodeCount; node++)
        {
            if (frontier.Pointer[node] != 0)
            {
                queue.Pointer[queued++] = node;
            }
        }
    }

    private void PullLevel(NativeColumn<double>? sums, double share, long[] counts, CancellationToken cancellation)
    {
        team.Run(
            chunks.Count,
            (chunk, _) => foundArcs[chunk] = Pull(chunks.Start(chunk), chunks.End(chunk), sums is null ? null : sums.Pointer, share, counts),
            cancellation);
        (queued, frontierArcs) = (-1, -1);
        foreach (var arcs in foundArcs)
        {
            // −1: nothing found in the chunk.
            frontierArcs = arcs < 0 ? frontierArcs : Math.Max(frontierArcs, 0) + arcs;
        }
    }

    /// <summary>Collects the bits of the frontier at a run of nodes.</summary>
    /// <returns>Arcs that leave the nodes found; −1 where none was.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Pull(int start, int end, double* sums, double share, long[] counts)
    {
        unchecked
        {
            var offsets = backward.Offsets.Pointer;
            var targets = backward.Targets.Pointer;
            var bitsOf = frontier.Pointer;
            var reached = seen.Pointer;
            var into = next.Pointer;
            var planes = default(BitCounts);
            var arcs = -1L;
            for (var node = start; node < end; node++)
            {
                var missing = all & ~reached[node];
                var bits = 0UL;
                if (missing != 0)
                {
                    for (var arc = offsets[node]; arc < offsets[node + 1]; arc++)
                    {
                        bits |= bitsOf[targets[arc]];
                        if ((bits & missing) == missing)
                        {
                            break;
                        }
                    }
                }

                bits &= missing;
                into[node] = bits;
                if (bits != 0)
                {
                    reached[node] |= bits;
                    arcs = Math.Max(arcs, 0) + onward.Degree(node);
                    if (sums is not null)
                    {
                        sums[node] += BitOperations.PopCount(bits) * share;
                    }
                    else
                    {
                        planes.Add(bits);
                    }
                }
            }

            planes.AddTo(counts);
            return arcs;
        }
    }

    /// <summary>How often each of 64 bits was set, held as the binary digits of 64 numbers side by side.</summary>
    [InlineArray(Digits)]
    private struct BitCounts
    {
        private const int Digits = 32;

        private ulong first;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong bits)
        {
            for (var digit = 0; bits != 0; digit++)
            {
                var carry = this[digit] & bits;
                this[digit] ^= bits;
                bits = carry;
            }
        }

        /// <summary>Adds to shared counts. Whole numbers: the order of threads does not show.</summary>
        public readonly void AddTo(long[] counts)
        {
            for (var bit = 0; bit < counts.Length; bit++)
            {
                var count = 0L;
                for (var digit = 0; digit < Digits; digit++)
                {
                    count += (long)((this[digit] >> bit) & 1) << digit;
                }

                if (count != 0)
                {
                    Interlocked.Add(ref counts[bit], count);
                }
            }
        }
    }
}
