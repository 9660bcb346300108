using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>Σ weight · value over the neighbours in a row: the inner loop of every sweep.</summary>
/// <remarks>Four sums in turn, since one would wait for itself. The order is the same, and so are the bits, for any number of lanes.</remarks>
internal static unsafe class RowSum
{
    /// <summary>How many arcs ahead values are asked for: some 100 ns of work.</summary>
    private const int Ahead = 32;

    /// <summary>Places that <see cref="Of"/> may look at behind the end of a row.</summary>
    private const int Beyond = Ahead + 4;

    /// <summary>Bytes of values beyond which asking ahead pays: below, it costs more than the waits that it saves.</summary>
    public const long CacheBytes = 8L << 20;

    /// <summary>The first row whose end is so near the end of the column that <see cref="OfLast"/> must sum it and all after it.</summary>
    public static int FirstOfLast(Adjacency rows)
    {
        var (low, high) = (0, rows.NodeCount);
        while (low < high)
        {
            var middle = (int)(((long)low + high) / 2);
            (low, high) = rows.Offsets[middle + 1] + Beyond > rows.ArcCount ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The sum over places <paramref name="from"/> … <paramref name="end"/> − 1.</summary>
    /// <remarks>The up to three arcs left over are summed without a branch, which would be mispredicted at every other row: three places are
    /// read, and what lies behind the row is masked to zero.</remarks>
    /// <param name="values">Value per node.</param>
    /// <param name="targets">Neighbour per place; readable a little beyond the end.</param>
    /// <param name="weights">Weight per place, likewise.</param>
    /// <param name="from">First place.</param>
    /// <param name="end">Place behind the last.</param>
    /// <param name="ahead">Whether to ask for values ahead, a constant: it pays where they are not in the cache.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T, TLanes, TWeights>(T* values, int* targets, TWeights weights, long from, long end, bool ahead)
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
                Stream(targets, weights, place);
                if (ahead)
                {
                    Prefetch(values, targets + place + Ahead);
                }

                first = TLanes.Add(first, Term<T, TLanes, TWeights>(values, targets, weights, place));
                second = TLanes.Add(second, Term<T, TLanes, TWeights>(values, targets, weights, place + 1));
                third = TLanes.Add(third, Term<T, TLanes, TWeights>(values, targets, weights, place + 2));
                fourth = TLanes.Add(fourth, Term<T, TLanes, TWeights>(values, targets, weights, place + 3));
            }

            if (ahead)
            {
                Prefetch(values, targets + place + Ahead);
            }

            var left = (int)(end - place);
            first = TLanes.Add(first, TLanes.Kept(Term<T, TLanes, TWeights>(values, targets, weights, place), (0 - left) >> 31));
            second = TLanes.Add(second, TLanes.Kept(Term<T, TLanes, TWeights>(values, targets, weights, place + 1), (1 - left) >> 31));
            third = TLanes.Add(third, TLanes.Kept(Term<T, TLanes, TWeights>(values, targets, weights, place + 2), (2 - left) >> 31));
            return TLanes.Add(TLanes.Add(first, second), TLanes.Add(third, fourth));
        }
    }

    /// <summary>The same sum, with nothing read behind the row.</summary>
    public static T OfLast<T, TLanes, TWeights>(T* values, int* targets, TWeights weights, long from, long end)
        where T : unmanaged
        where TLanes : struct, ILanes<T>
        where TWeights : struct, IArcWeights
    {
        T first = default, second = default, third = default, fourth = default;
        for (var place = from; place < end; place++)
        {
            ref var sum = ref first;
            switch ((place - from) & 3)
            {
                case 1:
                    sum = ref second;
                    break;
                case 2:
                    sum = ref third;
                    break;
                case 3:
                    sum = ref fourth;
                    break;
            }

            sum = TLanes.Add(sum, Term<T, TLanes, TWeights>(values, targets, weights, place));
        }

        return TLanes.Add(TLanes.Add(first, second), TLanes.Add(third, fourth));
    }

    /// <summary>Asks for the values of four arcs that come later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch<T>(T* values, int* later)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            unchecked
            {
                Sse.Prefetch0(values + later[0]);
                Sse.Prefetch0(values + later[1]);
                Sse.Prefetch0(values + later[2]);
                Sse.Prefetch0(values + later[3]);
            }
        }
    }

    /// <summary>Asks for the columns themselves, which are read once a sweep: past the outer caches, where they would push the values out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Stream<TWeights>(int* targets, TWeights weights, long place)
        where TWeights : struct, IArcWeights
    {
        if (Sse.IsSupported)
        {
            Sse.PrefetchNonTemporal(unchecked(targets + place + 512));
            weights.Stream(place);
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
