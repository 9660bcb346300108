using System.Runtime.CompilerServices;

namespace Graph.Model.Graphs;

/// <summary>Makes one arc of parallel arcs.</summary>
internal static unsafe class RowMerging
{
    /// <summary>Merges runs of arcs to the same node.</summary>
    /// <param name="rows">Ascending rows; used up where something was merged.</param>
    /// <param name="rule">Sum or minimum.</param>
    /// <param name="floating">Whether the weights' bits are doubles.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Rows without parallel arcs; the same rows where there were none.</returns>
    /// <exception cref="OverflowException">A sum of whole numbers does not fit 64 bits.</exception>
    public static RowBuckets Merge(RowBuckets rows, ParallelEdges rule, bool floating, WorkTeam team, CancellationToken cancellation)
    {
        using var counts = new NativeColumn<long>(rows.NodeCount, cleared: false);
        var count = counts.Pointer;
        var chunks = EdgeChunks.Of(rows.Starts, 1 << 18);
        team.Run(chunks.Count, (chunk, _) => MergeRows(rows, count, rule, floating, chunks.Start(chunk), chunks.End(chunk)), cancellation);
        var starts = RowStarts.OfCounts(counts);
        if (starts[rows.NodeCount] == rows.Others.Length)
        {
            starts.Dispose();
            return rows;
        }

        for (var chunk = 0; chunk < chunks.Count; chunk++)
        {
            cancellation.ThrowIfCancellationRequested();
            MoveUp(rows, starts, chunks.Start(chunk), chunks.End(chunk));
        }

        return rows.Shortened(starts);
    }

    /// <summary>Puts runs of parallel arcs in ascending order of weight.</summary>
    public static void SortRuns(RowBuckets rows, bool floating, WorkTeam team, CancellationToken cancellation)
    {
        if (rows.Weights is not { } weights)
        {
            return;
        }

        var chunks = EdgeChunks.Of(rows.Starts, 1 << 18);
        team.Run(chunks.Count, (chunk, _) =>
        {
            var starts = rows.Starts.Pointer;
            var others = rows.Others.Pointer;
            for (var row = chunks.Start(chunk); row < chunks.End(chunk); row++)
            {
                for (var arc = starts[row]; arc < starts[row + 1];)
                {
                    var end = RunEnd(others, arc, starts[row + 1]);
                    SortRun(weights, arc, end, floating);
                    arc = end;
                }
            }
        }, cancellation);
    }

    /// <summary>Closes the gap between a chunk's merged arcs and those of the chunk before.</summary>
    private static void MoveUp(RowBuckets rows, NativeColumn<long> starts, int from, int end)
    {
        var (source, target) = (rows.Starts[from], starts[from]);
        var arcs = starts[end] - target;
        var bytes = arcs * sizeof(int);
        Buffer.MemoryCopy(rows.Others.Pointer + source, rows.Others.Pointer + target, bytes, bytes);
        if (rows.Weights is { } weights)
        {
            Buffer.MemoryCopy(weights.Pointer + source, weights.Pointer + target, bytes * 2, bytes * 2);
        }
    }

    /// <summary>Keeps one of each run: without weights there is nothing to add up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Compact(RowBuckets rows, long* count, int from, int end)
    {
        unchecked
        {
            var starts = rows.Starts.Pointer;
            var others = rows.Others.Pointer;
            var into = others + starts[from];
            for (var row = from; row < end; row++)
            {
                var begun = into;
                var last = -1;
                for (var arc = starts[row]; arc < starts[row + 1]; arc++)
                {
                    var other = others[arc];
                    *into = other;
                    into += other == last ? 0 : 1;
                    last = other;
                }

                count[row] = into - begun;
            }
        }
    }

    /// <summary>Merges the rows of a chunk towards its beginning, and counts what is left of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MergeRows(RowBuckets rows, long* count, ParallelEdges rule, bool floating, int from, int end)
    {
        if (rows.Weights is not { } weights)
        {
            Compact(rows, count, from, end);
            return;
        }

        unchecked
        {
            var starts = rows.Starts.Pointer;
            var others = rows.Others.Pointer;
            var sums = weights.Pointer;
            var at = starts[from];
            for (var row = from; row < end; row++)
            {
                var begun = at;
                for (var arc = starts[row]; arc < starts[row + 1]; at++)
                {
                    var runEnd = RunEnd(others, arc, starts[row + 1]);
                    others[at] = others[arc];
                    sums[at] = runEnd == arc + 1 ? sums[arc] : One(weights, arc, runEnd, rule, floating);
                    arc = runEnd;
                }

                count[row] = at - begun;
            }
        }
    }

    private static long RunEnd(int* others, long arc, long rowEnd)
    {
        var end = arc + 1;
        while (end < rowEnd && others[end] == others[arc])
        {
            end++;
        }

        return end;
    }

    private static void SortRun(NativeColumn<long> weights, long from, long end, bool floating)
    {
        if (end - from < 2)
        {
            return;
        }

        var length = checked((int)(end - from));
        if (floating)
        {
            new Span<double>((double*)(weights.Pointer + from), length).Sort();
        }
        else
        {
            new Span<long>(weights.Pointer + from, length).Sort();
        }
    }

    /// <summary>The weight of a run as bits. Doubles add up in ascending order, so the order of the given edges does not matter.</summary>
    private static long One(NativeColumn<long> weights, long from, long end, ParallelEdges rule, bool floating)
    {
        SortRun(weights, from, end, floating);
        if (rule == ParallelEdges.Minimum || end - from == 1)
        {
            return weights.Pointer[from];
        }

        if (floating)
        {
            var sum = 0.0;
            for (var arc = from; arc < end; arc++)
            {
                sum += BitConverter.Int64BitsToDouble(weights.Pointer[arc]);
            }

            return BitConverter.DoubleToInt64Bits(sum);
        }

        var whole = 0L;
        for (var arc = from; arc < end; arc++)
        {
            whole = checked(whole + weights.Pointer[arc]);
        }

        return whole;
    }
}
