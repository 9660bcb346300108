namespace Graph.Analysis.Targets.Coverage;

/// <summary>Numbers for sets of passages, so that equal ones are one number.</summary>
/// <remarks>
/// The sets lie one after the other in two columns and are found by a hash that does not depend on the order of passages: the hash of a set
/// with one more passage is a sum. Open addressing; nothing is allocated per set.
/// </remarks>
/// <param name="isSure">Targets all of whose actions stop every passage: that money passes them again changes nothing, so they count once.</param>
internal sealed class PassageSets(bool[] isSure)
{
    /// <summary>The set without passages.</summary>
    public const int Empty = 0;

    private const int FirstSize = 1 << 12;

    private int[] targets = new int[FirstSize];
    private int[] passes = new int[FirstSize];
    private int[] start = new int[FirstSize];
    private ulong[] hashes = new ulong[FirstSize];
    private int[] slots = NewSlots(2 * FirstSize);

    /// <summary>How many sets have a number.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>How many passages a set has.</summary>
    public int Size(int set) => start[set + 1] - start[set];

    /// <summary>The targets of a set, ascending.</summary>
    public ReadOnlySpan<int> Targets(int set) => targets.AsSpan(start[set]..start[set + 1]);

    /// <summary>How often it passes each.</summary>
    public ReadOnlySpan<int> Passes(int set) => passes.AsSpan(start[set]..start[set + 1]);

    /// <summary>The set with one more passage of a target.</summary>
    public int With(int set, int target)
    {
        var (size, at) = (Size(set), Targets(set).BinarySearch(target));
        if (at >= 0 && isSure[target])
        {
            return set;
        }

        Reserve(size + 1);
        var more = at >= 0 ? Repeat(set, size, at) : Insert(set, size, ~at, target);
        var hash = unchecked(hashes[set] + Mix((uint)target));
        var slot = FindSlot(hash, more);
        if (slots[slot] < 0)
        {
            slots[slot] = Count;
            hashes[Count++] = hash;
            start[Count] = start[Count - 1] + more;
            return Count - 1;
        }

        return slots[slot];
    }

    private static int[] NewSlots(int size)
    {
        var slots = new int[size];
        Array.Fill(slots, -1);
        return slots;
    }

    /// <summary>SplitMix64's finaliser (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value + 1) * 0x9E3779B97F4A7C15UL;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }

    /// <summary>Makes room for one more set behind the last, where it is written before it is looked up.</summary>
    private void Reserve(int size)
    {
        var end = start[Count];
        if (end + size > targets.Length)
        {
            Array.Resize(ref targets, Math.Max(2 * targets.Length, end + size));
            Array.Resize(ref passes, targets.Length);
        }

        if (Count + 2 > hashes.Length)
        {
            Array.Resize(ref hashes, 2 * hashes.Length);
            Array.Resize(ref start, hashes.Length);
            slots = NewSlots(2 * hashes.Length);
            for (var set = 1; set < Count; set++)
            {
                var slot = hashes[set] & (ulong)(slots.Length - 1);
                while (slots[slot] >= 0)
                {
                    slot = (slot + 1) & (ulong)(slots.Length - 1);
                }

                slots[slot] = set;
            }
        }
    }

    private int Repeat(int set, int size, int at)
    {
        Copy(start[set], start[Count], size);
        passes[start[Count] + at]++;
        return size;
    }

    private int Insert(int set, int size, int at, int target)
    {
        var (from, to) = (start[set], start[Count]);
        Copy(from, to, at);
        (targets[to + at], passes[to + at]) = (target, 1);
        Copy(from + at, to + at + 1, size - at);
        return size + 1;
    }

    private void Copy(int from, int to, int count)
    {
        Array.Copy(targets, from, targets, to, count);
        Array.Copy(passes, from, passes, to, count);
    }

    /// <summary>The slot of the set that was just written behind the last, or the free one where it belongs.</summary>
    private int FindSlot(ulong hash, int size)
    {
        var (end, mask) = (start[Count], slots.Length - 1);
        var slot = (int)(hash & (ulong)mask);
        for (; slots[slot] >= 0; slot = (slot + 1) & mask)
        {
            var set = slots[slot];
            if (hashes[set] == hash && Targets(set).SequenceEqual(targets.AsSpan(end, size)) && Passes(set).SequenceEqual(passes.AsSpan(end, size)))
            {
                break;
            }
        }

        return slot;
    }
}
