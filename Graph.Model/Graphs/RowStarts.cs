namespace Graph.Model.Graphs;

/// <summary>Counts per row, summed up to where each row starts, and ranges of rows for threads.</summary>
internal static unsafe class RowStarts
{
    /// <summary>Running sums of counts, with the total behind the last.</summary>
    public static NativeColumn<long> OfCounts(NativeColumn<long> counts)
    {
        var starts = new NativeColumn<long>(counts.Length + 1, cleared: false);
        var sum = 0L;
        for (var row = 0L; row < counts.Length; row++)
        {
            starts.Pointer[row] = sum;
            sum += counts.Pointer[row];
        }

        starts.Pointer[counts.Length] = sum;
        return starts;
    }

    /// <summary>Where rows by target start.</summary>
    public static NativeColumn<long> OfTargets(NativeColumn<int> targets, int nodes, WorkTeam team, CancellationToken cancellation)
    {
        using var counts = new NativeColumn<long>(nodes);
        var ranges = EvenRanges(nodes, team.Threads);
        var count = counts.Pointer;
        var target = targets.Pointer;
        var length = targets.Length;
        team.Run(ranges.Length - 1, (range, _) =>
        {
            var (low, high) = (ranges[range], ranges[range + 1]);
            for (var arc = 0L; arc < length; arc++)
            {
                if ((arc & 0xFFFFF) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                if (target[arc] >= low && target[arc] < high)
                {
                    count[target[arc]]++;
                }
            }
        }, cancellation);
        return OfCounts(counts);
    }

    /// <summary>Rows cut into ranges of equal length.</summary>
    public static int[] EvenRanges(int rows, int ranges)
    {
        var borders = new int[ranges + 1];
        for (var range = 1; range <= ranges; range++)
        {
            borders[range] = (int)((long)rows * range / ranges);
        }

        return borders;
    }

    /// <summary>Rows cut into ranges of about equal numbers of arcs.</summary>
    public static int[] Ranges(NativeColumn<long> starts, int ranges)
    {
        var rows = (int)(starts.Length - 1);
        var arcs = starts[rows];
        var borders = new int[ranges + 1];
        var row = 0;
        for (var range = 1; range < ranges; range++)
        {
            while (row < rows && starts.Pointer[row] < (long)((Int128)arcs * range / ranges))
            {
                row++;
            }

            borders[range] = row;
        }

        borders[ranges] = rows;
        return borders;
    }

    /// <summary>Copies the starts of rows to where they are counted up.</summary>
    public static void CopyTo(NativeColumn<long> starts, NativeColumn<long> cursor) =>
        Buffer.MemoryCopy(starts.Pointer, cursor.Pointer, cursor.Bytes, cursor.Bytes);
}
