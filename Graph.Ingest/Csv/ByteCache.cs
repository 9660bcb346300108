using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graph.Ingest.Csv;

/// <summary>Remembers what a field's bytes were parsed to, so that normalising runs once per distinct text.</summary>
/// <remarks>An open-addressing table over the raw bytes: slots of 8 bytes (part of the hash and the entry's number), so that many
/// distinct texts still fit the processor's caches. Bounded: a key is looked for in a few slots only, and when the table or its
/// text grows too large everything is forgotten. So it answers fast or not at all, and never wrongly.</remarks>
internal sealed class ByteCache<TValue> where TValue : class
{
    private const int Window = 8;
    private const int MaxSlots = 1 << 21;
    private const int MaxTextBytes = 1 << 25;
    private const int MaxKeyLength = 512;

    private ulong[] slots = new ulong[1 << 8];
    private Entry[] entries = new Entry[1 << 7];
    private byte[] text = new byte[1 << 12];
    private int textLength;
    private int count;

    /// <summary>Looks a text up.</summary>
    /// <param name="key">The bytes.</param>
    /// <param name="hash">Their hash, for <see cref="Add"/>.</param>
    /// <returns>The value, or null.</returns>
    public TValue? Find(ReadOnlySpan<byte> key, out ulong hash)
    {
        hash = Hash(key);
        var mask = slots.Length - 1;
        var first = FirstSlot(hash, mask);
        for (var i = 0; i < Window; i++)
        {
            var slot = slots[(first + i) & mask];
            if (slot == 0)
            {
                return null;
            }

            if ((slot ^ hash) >> 32 == 0)
            {
                ref readonly var entry = ref entries[EntryOf(slot)];
                if (key.SequenceEqual(text.AsSpan(entry.Start, entry.Length)))
                {
                    return entry.Value;
                }
            }
        }

        return null;
    }

    /// <summary>Remembers a value.</summary>
    /// <param name="key">The bytes; very long ones are not remembered.</param>
    /// <param name="hash">What <see cref="Find"/> gave.</param>
    /// <param name="value">What they were parsed to.</param>
    public void Add(ReadOnlySpan<byte> key, ulong hash, TValue value)
    {
        if (key.Length > MaxKeyLength)
        {
            return;
        }

        if (count == entries.Length || textLength + key.Length > text.Length)
        {
            Grow(key.Length);
        }

        key.CopyTo(text.AsSpan(textLength));
        entries[count] = new Entry(value, hash, textLength, key.Length);
        textLength += key.Length;
        Place(count);
        count++;
    }

    private void Place(int entry)
    {
        var hash = entries[entry].Hash;
        var mask = slots.Length - 1;
        var first = FirstSlot(hash, mask);
        var at = first;
        for (var i = 0; i < Window; i++)
        {
            if (slots[(first + i) & mask] == 0)
            {
                at = (first + i) & mask;
                break;
            }
        }

        // When all slots of the window are taken the first one is given up.
        slots[at] = (hash & 0xFFFFFFFF00000000) | (uint)(entry + 1);
    }

    private void Grow(int added)
    {
        if (count == entries.Length && slots.Length == MaxSlots || textLength + added > MaxTextBytes)
        {
            Array.Clear(slots);
            Array.Clear(entries);
            (count, textLength) = (0, 0);
            return;
        }

        if (textLength + added > text.Length)
        {
            Array.Resize(ref text, text.Length * 2);
        }

        if (count == entries.Length)
        {
            // Slots stay twice the entries or more, so that windows are rarely full.
            Array.Resize(ref entries, entries.Length * 2);
            slots = new ulong[slots.Length * 2];
            for (var entry = 0; entry < count; entry++)
            {
                Place(entry);
            }
        }
    }

    // The low half places, the high half tells entries apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FirstSlot(ulong hash, int mask) => unchecked((int)hash) & mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int EntryOf(ulong slot) => unchecked((int)slot) - 1;

    // Multiply and fold, eight bytes at a time; only speed and spread matter, the bytes are compared anyway.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> key)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        unchecked
        {
            var hash = (ulong)key.Length * Factor;
            if (key.Length >= 8)
            {
                // The last eight bytes may overlap the ones before.
                var last = MemoryMarshal.Read<ulong>(key[^8..]);
                for (; key.Length > 8; key = key[8..])
                {
                    hash = Mix(hash ^ MemoryMarshal.Read<ulong>(key), Factor);
                }

                return Mix(hash ^ last, Factor);
            }

            var word = 0UL;
            for (var i = 0; i < key.Length; i++)
            {
                word = (word << 8) | key[i];
            }

            return Mix(hash ^ word, Factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value, ulong factor)
    {
        var high = Math.BigMul(value, factor, out var low);
        return high ^ low;
    }

    private readonly record struct Entry(TValue Value, ulong Hash, int Start, int Length);
}
