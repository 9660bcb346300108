using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    [MethodImpl(MethodImplOptions.NoInlining)]
    public TValue? Find(ReadOnlySpan<byte> key, out ulong hash)
    {
        if (key.Length > InlineBytes)
        {
            return FindLong(key, out hash);
        }

        var block = Block.Of(key);
        hash = block.Hash(key.Length);
        var mask = slots.Length - 1;
        var first = First(hash, mask);
        for (var i = 0; i < Window; i++)
        {
            ref readonly var slot = ref slots[(first + i) & mask];
            if (slot.Key.Words == block.Words && slot.Length == key.Length)
            {
                return slot.Value;
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
            ref var slot = ref slots[First(Block.Of(key).Hash(key.Length), slots.Length - 1)];
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

        var block = key.Length > InlineBytes ? Block.OfLong(Keep(key), hash) : Block.Of(key);
        Place(new Slot(value, High(hash), key.Length, block), hash);
    }

    private TValue? FindLong(ReadOnlySpan<byte> key, out ulong hash)
    {
        hash = LongHash(key);
        var mask = slots.Length - 1;
        var first = First(hash, mask);
        for (var i = 0; i < Window; i++)
        {
            ref readonly var slot = ref slots[(first + i) & mask];
            if (slot.Value is null)
            {
                return null;
            }

            if (slot.Hash == High(hash) && slot.Length == key.Length && key.SequenceEqual(text.AsSpan(slot.Key.Place, slot.Length)))
            {
                return slot.Value;
            }
        }

        return null;
    }

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
                // Of a long key the hash stands beside its place; of a short one it follows from the block.
                Place(slot, slot.Length > InlineBytes ? slot.Key.LongHash : slot.Key.Hash(slot.Length));
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

    // The low half of the hash places, the high half tells keys apart.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(ulong hash, int mask) => unchecked((int)hash) & mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint High(ulong hash) => (uint)(hash >> 32);

    private readonly record struct Slot(TValue? Value, uint Hash, int Length, Block Key);

    /// <summary>A short key, filled up with zeros; with the length it says all of the key.</summary>
    private readonly record struct Block(Vector256<ulong> Words)
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
        public static Block OfLong(int place, ulong hash) => new(Vector256.Create((ulong)place, hash, 0, 0));

        /// <summary>Where the bytes of a long key lie.</summary>
        public int Place => (int)Words[0];

        /// <summary>The hash of a long key.</summary>
        public ulong LongHash => Words[1];

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
        public ulong Hash(int length)
        {
            unchecked
            {
                var first = ((Words[0] ^ (ulong)length) * Factor) ^ BitOperations.RotateLeft(Words[1] * OtherFactor, 32);
                var second = ((Words[2] + Factor) * OtherFactor) ^ BitOperations.RotateLeft(Words[3] * Factor, 32);
                var sum = first ^ (first >> 29) ^ second ^ (second >> 31);
                sum *= Factor;
                return sum ^ (sum >> 32);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static unsafe Block Masked(byte* start, int length)
        {
            ref var mask = ref Unsafe.Add(ref MemoryMarshal.GetReference(OnesThenZeros), InlineBytes - length);
            return new Block((Vector256.Load(start) & Vector256.LoadUnsafe(ref mask)).AsUInt64());
        }

        private static Block Copied(ReadOnlySpan<byte> key)
        {
            Span<byte> block = stackalloc byte[InlineBytes];
            block.Clear();
            key.CopyTo(block);
            return new Block(Vector256.Create<byte>(block).AsUInt64());
        }
    }
}
