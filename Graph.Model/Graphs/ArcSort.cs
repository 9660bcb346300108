using System.Runtime.CompilerServices;

namespace Graph.Model.Graphs;

/// <summary>Arcs in a fixed order, cut into chunks that threads read.</summary>
/// <typeparam name="T">What an arc carries.</typeparam>
internal unsafe interface IArcSource<T>
    where T : unmanaged
{
    /// <summary>How many chunks there are; their borders do not depend on threads.</summary>
    int Chunks { get; }

    /// <summary>At least as many as there are arcs.</summary>
    long MostArcs { get; }

    /// <summary>Whether arcs carry something.</summary>
    bool IsWeighted { get; }

    /// <summary>Adds the chunk's arcs to the counts per bucket of keys.</summary>
    void Count(int chunk, long* counts, int shift);

    /// <summary>Puts the chunk's arcs at the places counted up per bucket: key in the high half, value in the low half.</summary>
    void Scatter(int chunk, long* places, int shift, ulong* arcs, T* weights);
}

/// <summary>Sorts arcs into rows by their key, stable and without comparisons.</summary>
/// <remarks>
/// Two steps, so that no write misses the cache: arcs are dealt into buckets of neighbouring keys, few enough that one line of each
/// stays in the cache; then each bucket, small enough to lie in the cache, is sorted by counting, digit by digit where values are to ascend.
/// O(arcs + keys); chunks and buckets are shared out to threads, and the result does not depend on them. Memory that was never touched
/// is the dearest part of a build, so there is one copy of the arcs beside the result and no more.
/// </remarks>
internal static unsafe class ArcSort
{
    private const int MostBuckets = 512;
    private const long ArcsPerBucket = 1 << 18;
    private const long LookEvery = 1 << 20;

    /// <summary>The arcs in rows: start of each row, the values in the order given, and what they carry.</summary>
    public static (NativeColumn<long> Starts, NativeColumn<int> Values, NativeColumn<T>? Weights) Rows<T>(
        IArcSource<T> source, int keys, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged => Rows(source, keys, ascending: false, team, cancellation);

    /// <summary>The arcs in rows whose values, nodes like the keys, ascend; arcs between the same ends stay in the order given.</summary>
    public static (NativeColumn<long> Starts, NativeColumn<int> Values, NativeColumn<T>? Weights) AscendingRows<T>(
        IArcSource<T> source, int keys, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged => Rows(source, keys, ascending: true, team, cancellation);

    private static (NativeColumn<long> Starts, NativeColumn<int> Values, NativeColumn<T>? Weights) Rows<T>(
        IArcSource<T> source, int keys, bool ascending, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged
    {
        var shift = Shift(source.MostArcs, keys);
        var buckets = keys == 0 ? 1 : ((keys - 1) >> shift) + 1;
        using var places = new NativeColumn<long>((long)source.Chunks * buckets);
        team.Run(source.Chunks, (chunk, _) => source.Count(chunk, places.Pointer + ((long)chunk * buckets), shift), cancellation);
        var borders = Borders(places, source.Chunks, buckets);
        var total = borders[^1];
        using var dealt = new NativeColumn<ulong>(total, cleared: false);
        using var dealtWeights = source.IsWeighted ? new NativeColumn<T>(total, cleared: false) : null;
        var carried = dealtWeights is null ? null : dealtWeights.Pointer;
        team.Run(source.Chunks, (chunk, _) => source.Scatter(chunk, places.Pointer + ((long)chunk * buckets), shift, dealt.Pointer, carried), cancellation);

        var starts = new NativeColumn<long>((long)keys + 1, cleared: false);
        starts[keys] = total;
        var values = new NativeColumn<int>(total, cleared: false);
        var weights = source.IsWeighted ? new NativeColumn<T>(total, cleared: false) : null;
        using var scratch = new BucketScratch<T>(team.Threads, 1L << shift);
        team.Run(buckets, (bucket, worker) =>
        {
            var low = bucket << shift;
            var rows = (int)Math.Min(keys - low, 1L << shift);
            var (from, length) = (borders[bucket], borders[bucket + 1] - borders[bucket]);
            var arcs = dealt.Pointer + from;
            var loads = carried is null ? null : carried + from;
            if (ascending)
            {
                DigitSort.ByLowHalf(ref arcs, ref loads, length, keys, scratch, worker, cancellation);
            }

            var cursor = scratch.Cursors(worker);
            Rank(arcs, length, from, low, rows, cursor, starts.Pointer, cancellation);
            if (weights is null)
            {
                Place(arcs, length, low, cursor, values.Pointer, cancellation);
            }
            else
            {
                Place(arcs, loads, length, low, cursor, values.Pointer, weights.Pointer, cancellation);
            }
        }, cancellation);
        return (starts, values, weights);
    }

    /// <summary>Bits of a key that tell rows of one bucket apart.</summary>
    private static int Shift(long arcs, int keys)
    {
        var wanted = Math.Clamp(arcs / ArcsPerBucket, 1, MostBuckets);
        var shift = 0;
        while (((long)keys - 1) >> shift >= wanted)
        {
            shift++;
        }

        return shift;
    }

    /// <summary>Turns counts per chunk and bucket into places, bucket by bucket and within it chunk by chunk; gives where buckets start.</summary>
    private static long[] Borders(NativeColumn<long> counts, int chunks, int buckets)
    {
        var borders = new long[buckets + 1];
        var sum = 0L;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            borders[bucket] = sum;
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                ref var place = ref counts.Pointer[((long)chunk * buckets) + bucket];
                (place, sum) = (sum, sum + place);
            }
        }

        borders[buckets] = sum;
        return borders;
    }

    /// <summary>Counts a bucket's rows, and leaves where each begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rank(ulong* arcs, long length, long first, int low, int rows, long* cursor, long* starts, CancellationToken cancellation)
    {
        unchecked
        {
            new Span<long>(cursor, rows).Clear();
            for (var arc = 0L; arc < length;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var stop = Math.Min(length, arc + LookEvery); arc < stop; arc++)
                {
                    cursor[(int)(arcs[arc] >> 32) - low]++;
                }
            }

            var sum = first;
            for (var row = 0; row < rows; row++)
            {
                var count = cursor[row];
                starts[low + row] = sum;
                cursor[row] = sum;
                sum += count;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Place(ulong* arcs, long length, int low, long* cursor, int* values, CancellationToken cancellation)
    {
        unchecked
        {
            for (var arc = 0L; arc < length;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var stop = Math.Min(length, arc + LookEvery); arc < stop; arc++)
                {
                    var both = arcs[arc];
                    values[cursor[(int)(both >> 32) - low]++] = (int)both;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Place<T>(
        ulong* arcs, T* carried, long length, int low, long* cursor, int* values, T* weights, CancellationToken cancellation)
        where T : unmanaged
    {
        unchecked
        {
            for (var arc = 0L; arc < length;)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var stop = Math.Min(length, arc + LookEvery); arc < stop; arc++)
                {
                    var both = arcs[arc];
                    var at = cursor[(int)(both >> 32) - low]++;
                    values[at] = (int)both;
                    weights[at] = carried[arc];
                }
            }
        }
    }
}
