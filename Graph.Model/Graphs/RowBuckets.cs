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

    /// <summary>Empty rows of given lengths.</summary>
    public static RowBuckets OfLengths(NativeColumn<long> starts, bool weighted)
    {
        var arcs = starts[starts.Length - 1];
        return new RowBuckets(starts, new NativeColumn<int>(arcs, cleared: false), weighted ? new NativeColumn<long>(arcs, cleared: false) : null);
    }

    /// <summary>The rows of arcs by their key, in the order given.</summary>
    public static RowBuckets Of(IArcSource<long> arcs, int nodes, WorkTeam team, CancellationToken cancellation)
    {
        var (starts, others, weights) = ArcSort.Rows(arcs, nodes, team, cancellation);
        return new RowBuckets(starts, others, weights);
    }

    /// <summary>The same arcs by their other end: rows ascend, arcs between the same ends stay in order.</summary>
    public RowBuckets Turned(WorkTeam team, CancellationToken cancellation) =>
        Of(new RowArcs<long>(Starts, Others, Weights), NodeCount, team, cancellation);

    public void Dispose()
    {
        Starts.Dispose();
        Others.Dispose();
        Weights?.Dispose();
    }
}
