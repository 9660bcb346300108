using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>Σ weight · value over the neighbours in a row: the inner loop of every sweep.</summary>
internal static unsafe class RowSum
{
    /// <summary>Bytes of values beyond which a neighbour's value is mostly not in the cache when its turn comes.</summary>
    public const long CacheBytes = 16L << 20;

    /// <summary>How many arcs ahead memory is asked for: some 100 ns of work.</summary>
    private const int Ahead = 32;

    /// <summary>The sum over places <paramref name="from"/> … <paramref name="end"/> − 1.</summary>
    /// <remarks>Four sums in turn, since one would wait for itself: the same order, so the same bits, for any number of lanes.</remarks>
    /// <param name="values">Value per node.</param>
    /// <param name="targets">Neighbour per place.</param>
    /// <param name="weights">Weight per place.</param>
    /// <param name="from">First place.</param>
    /// <param name="end">Place behind the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TLanes, TWeights>(T* values, int* targets, TWeights weights, long from, long end)
        where T : unmanaged
        where TLanes : struct, ILanes<T>
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            T first = default, second = default, third = default, fourth = default;
            var place = from;
            for (; place + 4 <= end; place += 4)
            {
                first = TLanes.Add(first, Term<T, TLanes, TWeights>(values, targets, weights, place));
                second = TLanes.Add(second, Term<T, TLanes, TWeights>(values, targets, weights, place + 1));
                third = TLanes.Add(third, Term<T, TLanes, TWeights>(values, targets, weights, place + 2));
                fourth = TLanes.Add(fourth, Term<T, TLanes, TWeights>(values, targets, weights, place + 3));
            }

            for (; place < end; place++)
            {
                first = TLanes.Add(first, Term<T, TLanes, TWeights>(values, targets, weights, place));
            }

            return TLanes.Add(TLanes.Add(first, second), TLanes.Add(third, fourth));
        }
    }

    /// <summary>Asks for the values that the next rows need; <paramref name="last"/> is the last place of the graph.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(T* values, int* targets, long from, long end, long last)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            unchecked
            {
                var limit = Math.Min(end + Ahead, last);
                for (var place = from + Ahead; place < limit; place++)
                {
                    Sse.Prefetch0(values + targets[place]);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Term<T, TLanes, TWeights>(T* values, int* targets, TWeights weights, long place)
        where T : unmanaged
        where TLanes : struct, ILanes<T>
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var value = values[targets[place]];
            return TWeights.Unit ? value : TLanes.Times(value, weights.At(place));
        }
    }
}
