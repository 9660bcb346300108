using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Graph.Ingest.Csv;

/// <summary>Remembers what a field's bytes were parsed to, so that normalising runs once per distinct text.</summary>
/// <remarks>An open-addressing index of small numbers over entries that lie in order of first appearance: what is common comes
/// early, so the busy part of the table is small. Keys of up to 32 bytes lie in the entry itself; longer ones lie in a text beside it.
/// Bounded: a key is looked for in a few places of the index only, and when the table or the text grows too large everything is
/// forgotten. So it answers fast or not at all, and never wrongly.</remarks>
internal sealed class ByteCache<TValue> where TValue : class
{
    private const int Window = 8;
    private const int InlineBytes = 32;
    private const int MaxEntries = 1 << 19;
    private const int MaxTextBytes = 1 << 25;
    private const int MaxKeyLength = 512;

    // An element of the index is the number of an entry, under some bits of its hash; 0 is no entry.
    private const uint NumberMask = (1 << 20) - 1;

    private uint[] index = new uint[1 << 9];
    private Entry[] entries = new Entry[1 << 8];
    private int count = 1;
    private byte[] text = [];
    private int textLength;

    /// <summary>Looks a text up.</summary>
    /// <param name="key">The bytes.</param>
    /// <param name="hash">Their hash, for <see cref="Add"/>.</param>
    /// <returns>The value, or null.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TValue? Find(ReadOnlySpan<byte> key, out ulong hash)
    {
        if (key.Length > InlineBytes)
        {
            return FindLong(key, out hash);
        }

        var block = Block.Of(key);
        hash = block.Hash(key.Length);
        var first = First(hash);
        for (var i = 0; i < Window; i++)
        {
            var element = index[At(first + i)];
            if (IsOf(element, hash))
            {
                ref readonly var entry = ref entries[element & NumberMask];
                if (entry.Key.IsSame(block) && entry.Length == key.Length)
                {
                    return entry.Value;
                }
            }
            else if (element == 0)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Asks the processor for the entry of a text that will be looked up soon: the table is larger than its caches.</summary>
    public unsafe void Foresee(ReadOnlySpan<byte> key)
    {
        if (Sse.IsSupported && key.Length is > 0 and <= InlineBytes)
        {
            // A hint only: should the collector move the table meanwhile, nothing is lost but the hint.
            ref var entry = ref entries[index[First(Block.Of(key).Hash(key.Length))] & NumberMask];
            var address = (byte*)Unsafe.AsPointer(ref entry);
            Sse.Prefetch0(address);
            Sse.Prefetch0(address + Unsafe.SizeOf<Entry>() - 1);
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

        if (count == entries.Length)
        {
            Grow();
        }

        var block = key.Length > InlineBytes ? Block.OfLong(Keep(key), hash) : Block.Of(key);
        entries[count] = new Entry(value, key.Length, block);
        Place(count, hash);
        count++;
    }

    private TValue? FindLong(ReadOnlySpan<byte> key, out ulong hash)
    {
        hash = LongHash(key);
        var first = First(hash);
        for (var i = 0; i < Window; i++)
        {
            var element = index[At(first + i)];
            if (element == 0)
            {
                return null;
            }

            ref readonly var entry = ref entries[element & NumberMask];
            if (IsOf(element, hash) && entry.Length == key.Length && key.SequenceEqual(text.AsSpan(entry.Key.Place, entry.Length)))
            {
                return entry.Value;
            }
        }

        return null;
    }

    private void Place(int number, ulong hash)
    {
        var first = First(hash);
        var free = 0;
        while (free < Window && index[At(first + free)] != 0)
        {
            free++;
        }

        // Where all places of the window are taken, the first one is given up.
        index[free < Window ? At(first + free) : first] = Tag(hash) | (uint)number;
    }

    private void Grow()
    {
        if (entries.Length == MaxEntries)
        {
            Forget();
            return;
        }

        Array.Resize(ref entries, entries.Length * 2);
        index = new uint[entries.Length * 2];
        for (var number = 1; number < count; number++)
        {
            // Of a long key the hash stands beside its place; of a short one it follows from the block.
            ref readonly var entry = ref entries[number];
            Place(number, entry.Length > InlineBytes ? entry.Key.LongHash : entry.Key.Hash(entry.Length));
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
        Array.Clear(index);
        Array.Clear(entries);
        count = 1;
        textLength = 0;
    }

    private static ulong LongHash(ReadOnlySpan<byte> key)
    {
        var hash = (ulong)key.Length;
        for (var rest = key; rest.Length > 0; rest = rest[Math.Min(InlineBytes, rest.Length)..])
        {
            var part = rest[..Math.Min(InlineBytes, rest.Length)];
            hash = unchecked(BitOperations.RotateLeft(hash, 5) * 31) ^ Block.Of(part).Hash(part.Length);
        }

        return hash;
    }

    // The low bits of the hash place, the high ones tell keys apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int First(ulong hash) => At(unchecked((int)hash));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int At(int place) => unchecked(place & (index.Length - 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Tag(ulong hash) => (uint)(hash >> 32) & ~NumberMask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOf(uint element, ulong hash) => element != 0 && (element & ~NumberMask) == Tag(hash);

    private readonly record struct Entry(TValue? Value, int Length, Block Key);

    /// <summary>A short key, filled up with zeros; with the length it says all of the key.</summary>
    private readonly record struct Block(ulong A, ulong B, ulong C, ulong D)
    {
        private const ulong Factor = 0x9E3779B97F4A7C15;
        private const ulong OtherFactor = 0xC2B2AE3D27D4EB4F;
        private const nuint PageSize = 4096;

        private static ReadOnlySpan<byte> OnesThenZeros =>
        [
            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];

        /// <summary>Where the bytes of a long key lie, and their hash.</summary>
        public static Block OfLong(int place, ulong hash) => new((ulong)place, hash, 0, 0);

        /// <summary>Where the bytes of a long key lie.</summary>
        public int Place => (int)A;

        /// <summary>The hash of a long key.</summary>
        public ulong LongHash => B;

        /// <summary>Takes a key of at most <see cref="InlineBytes"/> bytes.</summary>
        /// <remarks>Lengths follow no pattern that a processor could foresee, so there is no branch on them: a whole block is read
        /// and what lies behind the key is masked off. Within the key's page that is safe; at the page's end the key is copied.</remarks>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static unsafe Block Of(ReadOnlySpan<byte> key)
        {
            fixed (byte* start = key)
            {
                return (unchecked((nuint)start) & (PageSize - 1)) <= PageSize - InlineBytes && key.Length > 0
                    ? Masked(start, key.Length)
                    : Copied(key);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool IsSame(Block other) => ((A ^ other.A) | (B ^ other.B) | (C ^ other.C) | (D ^ other.D)) == 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ulong Hash(int length)
        {
            unchecked
            {
                var first = ((A ^ (ulong)length) * Factor) ^ BitOperations.RotateLeft(B * OtherFactor, 32);
                var second = ((C + Factor) * OtherFactor) ^ BitOperations.RotateLeft(D * Factor, 32);
                var sum = first ^ (first >> 29) ^ second ^ (second >> 31);
                sum *= Factor;
                return sum ^ (sum >> 32);
            }
        }

        // Words and not a vector: a vector's alignment would leave a quarter of the table empty.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Block Of(Vector256<ulong> words) => new(words[0], words[1], words[2], words[3]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static unsafe Block Masked(byte* start, int length)
        {
            ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(OnesThenZeros), InlineBytes - length);
            return Of((Vector256.Load(start) & Vector256.LoadUnsafe(ref mask)).AsUInt64());
        }

        private static Block Copied(ReadOnlySpan<byte> key)
        {
            Span<byte> block = stackalloc byte[InlineBytes];
            block.Clear();
            key.CopyTo(block);
            return Of(Vector256.Create<byte>(block).AsUInt64());
        }
    }
}
