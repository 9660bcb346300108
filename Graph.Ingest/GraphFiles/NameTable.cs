using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graph.Ingest.GraphFiles;

/// <summary>Gives each distinct id a number, in the order of first sight: one worker's table.</summary>
internal sealed unsafe class NameTable : IDisposable
{
    private const ulong Mix = 0x9E3779B97F4A7C15;

    // High half: hash; low half: number + 1; 0: free.
    private ulong[] slots = new ulong[1 << 12];
    private long[] ends = new long[1 << 11];
    private byte* text;
    private long room;
    private long used;

    /// <summary>How many ids there are.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of all ids.</summary>
    public long TextBytes => used;

    /// <summary>Whether all ids are whole numbers without leading zeros.</summary>
    public bool AllNumbers { get; private set; } = true;

    /// <summary>An id by its number.</summary>
    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var start = number == 0 ? 0 : ends[number - 1];
            return new ReadOnlySpan<byte>(text + start, (int)(ends[number] - start));
        }
    }

    /// <summary>The number of an id, new or known.</summary>
    public uint NumberOf(ReadOnlySpan<byte> id)
    {
        unchecked
        {
            var hash = Hash(id);
            var mask = slots.Length - 1;
            for (var at = (int)(hash >> 32) & mask; ; at = (at + 1) & mask)
            {
                var slot = slots[at];
                if (slot == 0)
                {
                    return Add(id, hash, at);
                }

                if ((slot ^ hash) >> 32 == 0 && this[(int)(uint)slot - 1].SequenceEqual(id))
                {
                    return (uint)slot - 1;
                }
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        NativeMemory.Free(text);
        text = null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> id)
    {
        unchecked
        {
            var hash = (ulong)id.Length * Mix;
            while (id.Length >= 8)
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(id)) * Mix;
                hash ^= hash >> 29;
                id = id[8..];
            }

            var rest = 0UL;
            for (var i = 0; i < id.Length; i++)
            {
                rest |= (ulong)id[i] << (i * 8);
            }

            hash = (hash ^ rest) * Mix;
            hash ^= hash >> 32;
            hash *= Mix;
            return hash & 0xFFFF_FFFF_0000_0000;
        }
    }

    private uint Add(ReadOnlySpan<byte> id, ulong hash, int at)
    {
        Append(id);
        AllNumbers = AllNumbers && NameOrder.IsNumber(id);
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, ends.Length * 2);
        }

        ends[Count++] = used;
        slots[at] = hash | (uint)Count;
        if (Count > slots.Length / 2)
        {
            Grow();
        }

        return (uint)Count - 1;
    }

    private void Append(ReadOnlySpan<byte> id)
    {
        if (used + id.Length > room)
        {
            room = Math.Max(room * 2, Math.Max(1 << 16, used + id.Length));
            text = (byte*)NativeMemory.Realloc(text, (nuint)room);
        }

        id.CopyTo(new Span<byte>(text + used, id.Length));
        used += id.Length;
    }

    private void Grow()
    {
        var wider = new ulong[slots.Length * 2];
        var mask = wider.Length - 1;
        foreach (var slot in slots)
        {
            if (slot != 0)
            {
                var at = unchecked((int)(slot >> 32)) & mask;
                while (wider[at] != 0)
                {
                    at = (at + 1) & mask;
                }

                wider[at] = slot;
            }
        }

        slots = wider;
    }
}
