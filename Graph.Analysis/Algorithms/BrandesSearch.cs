using System.Numerics;
using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>One thread's search from one source after another: counts shortest paths outward, gathers dependencies inward, and adds them up.</summary>
/// <remarks>
/// <para>Outward, level by level: σ(v) = Σ σ(u) over the arcs u → v from the level before. Inward, with g(v) = (1 + δ(v)) / σ(v):
/// g(u) = 1/σ(u) + Σ g(v) and δ(u) = σ(u) · Σ g(v) over the same arcs. So one number per node is read at random each way, and g takes σ's place.</para>
/// <para>Which arcs lead a level down is noted in one bit per arc, in the order of the search, so the way back tests nothing. Nodes of a large level are put in
/// ascending order: their rows then lie one behind the other in memory.</para>
/// </remarks>
internal sealed unsafe class BrandesSearch : IDisposable
{
    // Beyond that many paths doubles may overflow in the next level; numbers with exponents of their own take over.
    private const double MostPaths = 1e290;
    private const long StepsPerLook = 1 << 16;

    private readonly Adjacency rows;
    private readonly NativeColumn<double> value;
    private readonly NativeColumn<double> dependency;
    private readonly NativeColumn<int> queue;
    private readonly NativeColumn<ulong> unseen;
    private readonly NativeColumn<ulong> fresh;
    private readonly NativeColumn<byte> leading;

    public BrandesSearch(Adjacency rows)
    {
        this.rows = rows;
        value = new NativeColumn<double>(rows.NodeCount);
        dependency = new NativeColumn<double>(rows.NodeCount);
        queue = new NativeColumn<int>((long)rows.NodeCount + 1, cleared: false);
        unseen = new NativeColumn<ulong>(Words(rows));
        fresh = new NativeColumn<ulong>(Words(rows));
        leading = new NativeColumn<byte>(LeadingBytes(rows), cleared: false);
        unseen.AsSpan().Fill(ulong.MaxValue);
    }

    /// <summary>The memory of one search.</summary>
    public static long BytesFor(Adjacency rows) => (20L * rows.NodeCount) + (16L * Words(rows)) + LeadingBytes(rows);

    /// <summary>Adds the dependency of a source on every other node.</summary>
    public void AddFrom(int source, CancellationToken cancellation)
    {
        var reached = Outward(source, cancellation, out var end);
        if (reached < 0)
        {
            Forget(~reached);
            WideBrandes.AddFrom(rows, source, dependency.Pointer, cancellation);
            return;
        }

        Inward(reached, end, cancellation);
        Forget(reached);
    }

    /// <summary>Adds what was added up to a total, and starts anew from zero.</summary>
    public void MoveTo(double[] total)
    {
        var from = dependency.AsSpan();
        for (var node = 0; node < total.Length; node++)
        {
            total[node] += from[node];
        }

        from.Clear();
    }

    public void Dispose()
    {
        value.Dispose();
        dependency.Dispose();
        queue.Dispose();
        unseen.Dispose();
        fresh.Dispose();
        leading.Dispose();
    }

    private static long Words(Adjacency rows) => ((long)rows.NodeCount + 63) / 64;

    // Each row ends its bits with its last byte, and bits are written eight bytes at a time.
    private static long LeadingBytes(Adjacency rows) => (rows.ArcCount / 8) + rows.NodeCount + 8;

    /// <summary>Counts paths level by level.</summary>
    /// <returns>How many nodes stand in the queue; the complement of that where there are too many paths for doubles.</returns>
    private int Outward(int source, CancellationToken cancellation, out byte* end)
    {
        var nodes = queue.Pointer;
        nodes[0] = source;
        value.Pointer[source] = 1.0;
        unseen.Pointer[source >> 6] &= ~(1UL << source);
        end = leading.Pointer;
        var (from, to) = (0, 1);
        while (from < to)
        {
            var found = to;
            while (from < to)
            {
                cancellation.ThrowIfCancellationRequested();
                from = Expand(from, to, ref found, ref end);
                if (from < 0)
                {
                    return ~found;
                }
            }

            Close(to, found);
            to = found;
        }

        return to;
    }

    /// <summary>Follows the arcs of nodes in the queue for some while.</summary>
    /// <returns>The first place of the queue that was not followed; −1 where there are too many paths.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Expand(int from, int to, ref int found, ref byte* end)
    {
        unchecked
        {
            var offsets = rows.Offsets.Pointer;
            var targets = rows.Targets.Pointer;
            var nodes = queue.Pointer;
            var paths = value.Pointer;
            var open = unseen.Pointer;
            var bitsAt = end;
            var tail = found;
            var steps = 0L;
            for (; from < to && steps < StepsPerLook; from++)
            {
                var node = nodes[from];
                var own = paths[node];
                if (own > MostPaths)
                {
                    found = tail;
                    return -1;
                }

                var at = targets + offsets[node];
                var left = offsets[node + 1] - offsets[node];
                steps += left + 1;
                while (left > 0)
                {
                    var count = (int)Math.Min(left, 64);
                    var bits = 0UL;
                    for (var i = 0; i < count; i++)
                    {
                        var target = at[i];
                        bits |= ((open[target >> 6] >> target) & 1) << i;
                    }

                    Unsafe.WriteUnaligned(bitsAt, bits);
                    bitsAt += (count + 7) >> 3;
                    for (; bits != 0; bits &= bits - 1)
                    {
                        var target = at[BitOperations.TrailingZeroCount(bits)];
                        var before = paths[target];
                        paths[target] = before + own;
                        nodes[tail] = target;
                        tail += before == 0.0 ? 1 : 0;
                    }

                    at += count;
                    left -= count;
                }
            }

            found = tail;
            end = bitsAt;
            return from;
        }
    }

    /// <summary>Marks the nodes of a new level as seen; in ascending order where the level is large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Close(int from, int to)
    {
        unchecked
        {
            var nodes = queue.Pointer;
            var open = unseen.Pointer;
            var words = (int)unseen.Length;
            if (to - from < words)
            {
                for (var i = from; i < to; i++)
                {
                    open[nodes[i] >> 6] &= ~(1UL << nodes[i]);
                }

                return;
            }

            var level = fresh.Pointer;
            for (var i = from; i < to; i++)
            {
                level[nodes[i] >> 6] |= 1UL << nodes[i];
            }

            for (var word = 0; word < words; word++)
            {
                var bits = level[word];
                level[word] = 0;
                open[word] &= ~bits;
                for (; bits != 0; bits &= bits - 1)
                {
                    nodes[from++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
                }
            }
        }
    }

    /// <summary>Gathers dependencies in the reverse order of the search; the source itself gets none.</summary>
    private void Inward(int reached, byte* end, CancellationToken cancellation)
    {
        var last = reached - 1;
        while (last > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            last = Gather(last, ref end);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Gather(int last, ref byte* end)
    {
        unchecked
        {
            var offsets = rows.Offsets.Pointer;
            var targets = rows.Targets.Pointer;
            var nodes = queue.Pointer;
            var values = value.Pointer;
            var sums = dependency.Pointer;
            var bitsAt = end;
            var steps = 0L;
            for (; last > 0 && steps < StepsPerLook; last--)
            {
                var node = nodes[last];
                var at = targets + offsets[node];
                var left = offsets[node + 1] - offsets[node];
                steps += left + 1;
                bitsAt -= (left + 7) >> 3;
                var next = bitsAt;
                var sum = 0.0;
                while (left > 0)
                {
                    var bits = Unsafe.ReadUnaligned<ulong>(next);
                    bits &= left >= 64 ? ulong.MaxValue : (1UL << (int)left) - 1;
                    for (; bits != 0; bits &= bits - 1)
                    {
                        sum += values[at[BitOperations.TrailingZeroCount(bits)]];
                    }

                    next += 8;
                    at += 64;
                    left -= 64;
                }

                var paths = values[node];
                values[node] = (1.0 / paths) + sum;
                sums[node] += paths * sum;
            }

            end = bitsAt;
            return last;
        }
    }

    /// <summary>Makes the nodes of the queue unseen again.</summary>
    private void Forget(int reached)
    {
        var nodes = queue.Pointer;
        for (var i = 0; i < reached; i++)
        {
            value.Pointer[nodes[i]] = 0.0;
            unseen.Pointer[nodes[i] >> 6] = ulong.MaxValue;
        }
    }
}
