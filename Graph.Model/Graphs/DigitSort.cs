using System.Numerics;
using System.Runtime.CompilerServices;

namespace Graph.Model.Graphs;

/// <summary>Scratch memory of the threads that sort buckets.</summary>
internal sealed unsafe class BucketScratch<T>(int threads, long rows) : IDisposable
    where T : unmanaged
{
    private readonly NativeColumn<long> cursors = new(threads * rows, cleared: false);
    private readonly NativeColumn<ulong>?[] arcs = new NativeColumn<ulong>?[threads];
    private readonly NativeColumn<T>?[] loads = new NativeColumn<T>?[threads];

    /// <summary>One place per row of a bucket.</summary>
    public long* Cursors(int worker) => cursors.Pointer + (worker * rows);

    /// <summary>Room for so many arcs.</summary>
    public ulong* Arcs(int worker, long length) => Room(arcs, worker, length);

    /// <summary>Room for what so many arcs carry.</summary>
    public T* Loads(int worker, long length) => Room(loads, worker, length);

    /// <inheritdoc />
    public void Dispose()
    {
        cursors.Dispose();
        Array.ForEach(arcs, column => column?.Dispose());
        Array.ForEach(loads, column => column?.Dispose());
    }

    private static TItem* Room<TItem>(NativeColumn<TItem>?[] rooms, int worker, long length)
        where TItem : unmanaged
    {
        if (rooms[worker] is not { } room || room.Length < length)
        {
            rooms[worker]?.Dispose();
            rooms[worker] = new NativeColumn<TItem>(length + (length / 4), cleared: false);
        }

        return rooms[worker]!.Pointer;
    }
}

/// <summary>Sorts the arcs of a bucket by their values, digit by digit from the lowest: stable, O(arcs) a digit.</summary>
internal static unsafe class DigitSort
{
    private const int MostBits = 11;
    private const long LookEvery = 1 << 20;

    /// <summary>Sorts; the arcs and what they carry are then where the pointers show.</summary>
    public static void ByLowHalf<T>(
        ref ulong* arcs, ref T* loads, long length, int bound, BucketScratch<T> scratch, int worker, CancellationToken cancellation)
        where T : unmanaged
    {
        var bits = 32 - BitOperations.LeadingZeroCount((uint)Math.Max(bound - 1, 1));
        var digits = (bits + MostBits - 1) / MostBits;
        var width = (bits + digits - 1) / digits;
        if (length < 2)
        {
            return;
        }

        var other = scratch.Arcs(worker, length);
        var otherLoads = loads is null ? null : scratch.Loads(worker, length);
        for (var digit = 0; digit < digits; digit++)
        {
            Deal(arcs, loads, other, otherLoads, length, digit * width, (1 << width) - 1, cancellation);
            var spare = arcs;
            var spareLoads = loads;
            arcs = other;
            loads = otherLoads;
            other = spare;
            otherLoads = spareLoads;
        }
    }

    /// <summary>One digit: counts it, then deals the arcs out in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Deal<T>(ulong* from, T* loads, ulong* to, T* toLoads, long length, int shift, int mask, CancellationToken cancellation)
        where T : unmanaged
    {
        unchecked
        {
            var places = stackalloc long[1 << MostBits];
            new Span<long>(places, 1 << MostBits).Clear();
            for (var arc = 0L; arc < length;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var stop = Math.Min(length, arc + LookEvery); arc < stop; arc++)
                {
                    places[(int)(uint)(from[arc] >> shift) & mask]++;
                }
            }

            var sum = 0L;
            for (var digit = 0; digit <= mask; digit++)
            {
                var count = places[digit];
                places[digit] = sum;
                sum += count;
            }

            for (var arc = 0L; arc < length;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var stop = Math.Min(length, arc + LookEvery); arc < stop; arc++)
                {
                    var both = from[arc];
                    var at = places[(int)(uint)(both >> shift) & mask]++;
                    to[at] = both;
                    if (loads is not null)
                    {
                        toLoads[at] = loads[arc];
                    }
                }
            }
        }
    }
}
