using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Graph.Ingest.Csv;

/// <summary>Remembers what a field's bytes were parsed to, so that normalising runs once per distinct text.</summary>
/// <remarks>An open-addressing table over the raw bytes. Keys of up to 32 bytes lie in the slot itself, so that a look-up costs one
/// miss of the processor's caches; longer ones lie in a text beside it. Bounded: a key is looked for in a few slots only, and when
/// the table or the text grows too large everything is forgotten. So it answers fast or not at all, and never wrongly.</remarks>
internal sealed class ByteCache<TValue> where TValue : class
{
    private const int Window = 8;
    private const int InlineBytes = 32;
    private const int MaxSlots = 1 << 20;
    private const int MaxTextBytes = 1 << 25;
    private const int MaxKeyLength = 512;

    private Slot[] slots = new Slot[1 << 8];
    private byte[] text = [];
    private int textLength;
    private int count;

    /// <summary>Looks a text up.</summary>
    /// <param name="key">The bytes.</param>
    /// <param name="hash">Their hash, for <see cref="Add"/>.</param>
    /// <returns>The value, or null.</returns>
    public TValue? Find(ReadOnlySpan<byte> key, out ulong hash)
    {
        var words = Words.Of(key);
        hash = words.Hash(key);
        var mask = slots.Length - 1;
        var first = First(hash, mask);
        for (var i = 0; i < Window; i++)
        {
            ref readonly var slot = ref slots[(first + i) & mask];
            if (slot.Hash == High(hash) && slot.Length == key.Length && slot.Value is { } value && IsSame(in slot, words, key))
            {
                return value;
            }

            if (slot.Value is null)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Asks the processor for the slot of a text that will be looked up soon: the table is larger than its caches.</summary>
    public unsafe void Foresee(ReadOnlySpan<byte> key)
    {
        if (Sse.IsSupported && key.Length is > 0 and <= InlineBytes)
        {
            // A hint only: should the collector move the table meanwhile, nothing is lost but the hint.
            ref var slot = ref slots[First(Words.Of(key).Hash(key.Length), slots.Length - 1)];
            var address = (byte*)Unsafe.AsPointer(ref slot);
            Sse.Prefetch0(address);
            Sse.Prefetch0(address + Unsafe.SizeOf<Slot>() - 1);
        }
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

        if (count * 2 >= slots.Length)
        {
            Grow();
        }

        var words = Words.Of(key);
        if (key.Length > InlineBytes)
        {
            words = new Words((ulong)Keep(key), hash, 0, 0);
        }

        Place(new Slot(value, High(hash), key.Length, words), hash);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsSame(ref readonly Slot slot, Words words, ReadOnlySpan<byte> key) =>
        key.Length <= InlineBytes
            ? ((slot.Key.A ^ words.A) | (slot.Key.B ^ words.B) | (slot.Key.C ^ words.C) | (slot.Key.D ^ words.D)) == 0
            : key.SequenceEqual(text.AsSpan((int)slot.Key.A, slot.Length));

    private void Place(Slot added, ulong hash)
    {
        var mask = slots.Length - 1;
        var first = First(hash, mask);
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
        if (slots.Length == MaxSlots)
        {
            Forget();
            return;
        }

        var old = slots;
        slots = new Slot[old.Length * 2];
        count = 0;
        foreach (var slot in old)
        {
            if (slot.Value is not null)
            {
                // Of a long key the hash stands beside its place; of a short one it follows from the words.
                Place(slot, slot.Length > InlineBytes ? slot.Key.B : slot.Key.Hash(slot.Length));
            }
        }
    }

    private int Keep(ReadOnlySpan<byte> key)
    {
        if (textLength + key.Length > MaxTextBytes)
        {
            Forget();
        }

        if (textLength + key.Length > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, 1 << 12));
        }

        var start = textLength;
        key.CopyTo(text.AsSpan(start));
        textLength += key.Length;
        return start;
    }

    private void Forget()
    {
        Array.Clear(slots);
        count = 0;
        textLength = 0;
    }

    // The low half of the hash places, the high half tells keys apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(ulong hash, int mask) => unchecked((int)hash) & mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint High(ulong hash) => (uint)(hash >> 32);

    private readonly record struct Slot(TValue? Value, uint Hash, int Length, Words Key);

    /// <summary>A short key as four words; with the length they say all of it (reads may overlap).</summary>
    private readonly record struct Words(ulong A, ulong B, ulong C, ulong D)
    {
        private const ulong Factor = 0x9E3779B97F4A7C15;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Words Of(ReadOnlySpan<byte> key) => key.Length switch
        {
            > InlineBytes => default,
            > 16 => new Words(Read(key), Read(key[8..]), Read(key[^16..]), Read(key[^8..])),
            >= 8 => new Words(Read(key), Read(key[^8..]), 0, 0),
            >= 4 => new Words(MemoryMarshal.Read<uint>(key) | ((ulong)MemoryMarshal.Read<uint>(key[^4..]) << 32), 0, 0, 0),
            > 0 => new Words(key[0] | ((ulong)key[key.Length / 2] << 8) | ((ulong)key[^1] << 16), 0, 0, 0),
            _ => default,
        };

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Hash(int length) => length > 16 ? Mix(Pair(length) ^ Mix(C ^ Factor) ^ D) : Mix(Pair(length));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private ulong Pair(int length) => unchecked(Mix(((ulong)length * Factor) ^ A) ^ B);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Hash(ReadOnlySpan<byte> key) => key.Length <= InlineBytes ? Hash(key.Length) : LongHash(key);

        private static ulong LongHash(ReadOnlySpan<byte> key)
        {
            var hash = unchecked((ulong)key.Length * Factor);
            for (var rest = key; rest.Length > 8; rest = rest[8..])
            {
                hash = Mix(hash ^ Read(rest));
            }

            return Mix(hash ^ Read(key[^8..]));
        }

        private static ulong Read(ReadOnlySpan<byte> key) => MemoryMarshal.Read<ulong>(key);

        // Multiply and fold; only speed and spread matter, the bytes are compared anyway.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static ulong Mix(ulong value)
        {
            var high = Math.BigMul(value, Factor, out var low);
            return high ^ low;
        }
    }
}
