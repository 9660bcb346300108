using System.Numerics;
using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Ingest.GraphFiles;

/// <summary>Which 32-bit numbers are ids, and the rank of each: its node.</summary>
internal sealed unsafe class NumberPresence : IDisposable
{
    private const int WordsPerRank = 8;
    private readonly NativeColumn<ulong> bits;
    private NativeColumn<int>? ranks;

    private NumberPresence(ulong span) => bits = new NativeColumn<ulong>((long)((span + 63) / 64 / WordsPerRank * WordsPerRank) + (2 * WordsPerRank));

    /// <summary>How many ids there are.</summary>
    public int Count { get; private set; }

    /// <summary>Marks all ids of the blocks.</summary>
    /// <returns>Null where the numbers lie so far apart that a table is better.</returns>
    public static NumberPresence? Of(IReadOnlyList<EdgeBlock> blocks, WorkTeam team, CancellationToken cancellation)
    {
        var tops = new uint[blocks.Count];
        team.Run(blocks.Count, (block, _) => tops[block] = Top(blocks[block].Ends), cancellation);
        var span = tops.Length == 0 ? 0 : (ulong)tops.Max() + 1;
        var edges = blocks.Sum(block => block.Ends.Length);
        const ulong Always = 1UL << 27;
        const ulong PerEdge = 64;
        if (span > Math.Max(Always, (ulong)edges * PerEdge))
        {
            return null;
        }

        var presence = new NumberPresence(span);
        team.Run(blocks.Count, (block, _) => Mark(presence.bits.Pointer, blocks[block].Ends), cancellation);
        presence.Rank();
        return presence;
    }

    /// <summary>The node of an id that is present.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NodeOf(uint id)
    {
        unchecked
        {
            var word = bits.Pointer + (id >> 6);
            var node = ranks!.Pointer[id >> 9];
            for (var before = bits.Pointer + (id >> 9 << 3); before < word; before++)
            {
                node += BitOperations.PopCount(*before);
            }

            return node + BitOperations.PopCount(*word & ((1UL << (int)(id & 63)) - 1));
        }
    }

    /// <summary>The ids.</summary>
    public NodeNames Names()
    {
        var ids = new uint[Count];
        var at = 0;
        for (var word = 0L; word < bits.Length; word++)
        {
            for (var rest = bits.Pointer[word]; rest != 0; rest &= rest - 1)
            {
                ids[at++] = (uint)((word * 64) + BitOperations.TrailingZeroCount(rest));
            }
        }

        return ids.Length == 0 || ids[^1] - ids[0] == (uint)(ids.Length - 1) ? new ContiguousNames(ids.Length == 0 ? 0 : ids[0], ids.Length) : new NumberNames(ids);
    }

    public void Dispose()
    {
        bits.Dispose();
        ranks?.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Top(NativeColumn<ulong> ends)
    {
        var (sources, targets) = (0UL, 0UL);
        for (var edge = 0L; edge < ends.Length; edge++)
        {
            sources = Math.Max(sources, ends.Pointer[edge]);
            targets = Math.Max(targets, ends.Pointer[edge] & uint.MaxValue);
        }

        return (uint)Math.Max(sources >> 32, targets);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mark(ulong* bits, NativeColumn<ulong> ends)
    {
        unchecked
        {
            for (var edge = 0L; edge < ends.Length; edge++)
            {
                Mark(bits, ends.Pointer[edge] >> 32);
                Mark(bits, ends.Pointer[edge] & uint.MaxValue);
            }
        }
    }

    /// <summary>Sets a bit; two threads may set bits of one word, so it is set at once, and only where it is not set yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mark(ulong* bits, ulong id)
    {
        unchecked
        {
            var bit = 1UL << (int)(id & 63);
            ref var word = ref bits[id >> 6];
            if ((word & bit) == 0)
            {
                Interlocked.Or(ref word, bit);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Rank()
    {
        var groups = bits.Length / WordsPerRank;
        ranks = new NativeColumn<int>(groups, cleared: false);
        var sum = 0L;
        for (var group = 0L; group < groups; group++)
        {
            ranks.Pointer[group] = (int)sum;
            for (var word = group * WordsPerRank; word < (group + 1) * WordsPerRank; word++)
            {
                sum += BitOperations.PopCount(bits.Pointer[word]);
            }

            if (sum > int.MaxValue)
            {
                throw new InvalidOperationException("The file names more than 2147483647 nodes, which is more than a graph can have.");
            }
        }

        Count = (int)sum;
    }
}
