using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graph.Ingest.Csv;

/// <summary>Remembers what a field's bytes were parsed to, so that normalising runs once per distinct text.</summary>
/// <remarks>An open-addressing table over the raw bytes. Bounded: a key is looked for in a few slots only, and when the table or its
/// text grows too large everything is forgotten. So it answers fast or not at all, and never wrongly.</remarks>
internal sealed class ByteCache<TValue> where TValue : class
{
    private const int Window = 8;
    private const int MaxSlots = 1 << 20;
    private const int MaxTextBytes = 1 << 25;
    private const int MaxKeyLength = 512;

    private Slot[] slots = new Slot[1 << 8];
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
        var first = unchecked((int)hash) & mask;
        for (var i = 0; i < Window; i++)
        {
            ref readonly var slot = ref slots[(first + i) & mask];
            if (slot.Value is null)
            {
                return null;
            }

            if (slot.Hash == hash && key.SequenceEqual(text.AsSpan(slot.Start, slot.Length)))
            {
                return slot.Value;
            }
        }

        return null;
    }

    /// <summary>Remembers a value.</summary>
    public void Add(ReadOnlySpan<byte> key, ulong hash, TValue value)
    {
        if (key.Length > MaxKeyLength)
        {
            return;
        }

        if (count * 2 >= slots.Length)
        {
            Grow();
        }

        if (textLength + key.Length > text.Length)
        {
            GrowText(textLength + key.Length);
        }

        key.CopyTo(text.AsSpan(textLength));
        Place(new Slot(hash, textLength, key.Length, value));
        textLength += key.Length;
    }

    private void Place(Slot added)
    {
        var mask = slots.Length - 1;
        var first = unchecked((int)added.Hash) & mask;
        for (var i = 0; i < Window; i++)
        {
            ref var slot = ref slots[(first + i) & mask];
            if (slot.Value is null)
            {
                slot = added;
                count++;
                return;
            }
        }

        // All slots of the window are taken: the first one is given up.
        slots[first] = added;
    }

    private void Grow()
    {
        if (slots.Length >= MaxSlots)
        {
            Forget();
            return;
        }

        var old = slots;
        slots = new Slot[old.Length * 4];
        count = 0;
        foreach (var slot in old)
        {
            if (slot.Value is not null)
            {
                Place(slot);
            }
        }
    }

    private void GrowText(int needed)
    {
        if (needed > MaxTextBytes)
        {
            Forget();
            return;
        }

        Array.Resize(ref text, Math.Max(needed, text.Length * 2));
    }

    private void Forget()
    {
        Array.Clear(slots);
        count = 0;
        textLength = 0;
    }

    // Multiply and fold, eight bytes at a time; only speed and spread matter, the bytes are compared anyway.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Hash(ReadOnlySpan<byte> key)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        unchecked
        {
            var hash = (ulong)key.Length * Factor;
            while (key.Length >= 8)
            {
                hash = Mix(hash ^ MemoryMarshal.Read<ulong>(key), Factor);
                key = key[8..];
            }

            var last = 0UL;
            for (var i = 0; i < key.Length; i++)
            {
                last = (last << 8) | key[i];
            }

            return Mix(hash ^ last, Factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value, ulong factor)
    {
        var high = Math.BigMul(value, factor, out var low);
        return high ^ low;
    }

    private readonly record struct Slot(ulong Hash, int Start, int Length, TValue? Value);
}
