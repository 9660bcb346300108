namespace Graph.Model.Graphs;

/// <summary>Counts per row, summed up to where each row starts.</summary>
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
}
