namespace Graph.Model.Graphs;

/// <summary>Arcs sorted into rows by one end, the other end and the raw 64 bits of the weight beside it.</summary>
internal sealed class RowBuckets : IDisposable
{
    private RowBuckets(NativeColumn<long> starts, NativeColumn<int> others, NativeColumn<long>? weights)
    {
        (Starts, Others, Weights) = (starts, others, weights);
    }

    /// <summary>Start of each row; one longer than the number of nodes.</summary>
    public NativeColumn<long> Starts { get; }

    /// <summary>The other end per arc.</summary>
    public NativeColumn<int> Others { get; }

    /// <summary>Bits of the weight per arc, or null.</summary>
    public NativeColumn<long>? Weights { get; }

    public int NodeCount => (int)(Starts.Length - 1);

    /// <summary>The rows of arcs by their key, each ascending.</summary>
    public static RowBuckets Of(IArcSource<long> arcs, int nodes, WorkTeam team, CancellationToken cancellation)
    {
        var (starts, others, weights) = ArcSort.AscendingRows(arcs, nodes, team, cancellation);
        return new RowBuckets(starts, others, weights);
    }

    /// <summary>The same columns, shorter, with other starts; these rows are used up.</summary>
    public RowBuckets Shortened(NativeColumn<long> starts)
    {
        var arcs = starts[starts.Length - 1];
        Starts.Dispose();
        return new RowBuckets(starts, Others.Shortened(arcs), Weights?.Shortened(arcs));
    }

    public void Dispose()
    {
        Starts.Dispose();
        Others.Dispose();
        Weights?.Dispose();
    }
}
