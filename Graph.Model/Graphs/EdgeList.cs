namespace Graph.Model.Graphs;

/// <summary>Edges as columns: what a graph is built from.</summary>
/// <remarks>The columns belong to the list and go with it; building a graph does not change them.</remarks>
public sealed class EdgeList : IDisposable
{
    /// <summary>Takes the columns over.</summary>
    /// <param name="nodeCount">How many nodes there are, ≥ 0; nodes without edges count.</param>
    /// <param name="sources">Source per edge, 0 … nodeCount − 1.</param>
    /// <param name="targets">Target per edge.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public EdgeList(int nodeCount, NativeColumn<int> sources, NativeColumn<int> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nodeCount);
        if (sources.Length != targets.Length)
        {
            throw new ArgumentException($"{sources.Length} sources and {targets.Length} targets: one of each per edge is needed.", nameof(targets));
        }

        (NodeCount, Sources, Targets) = (nodeCount, sources, targets);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount { get; }

    /// <summary>How many edges there are.</summary>
    public long Count => Sources.Length;

    /// <summary>Source per edge.</summary>
    public NativeColumn<int> Sources { get; }

    /// <summary>Target per edge.</summary>
    public NativeColumn<int> Targets { get; }

    /// <summary>Whole-number weight per edge, or null.</summary>
    public NativeColumn<long>? IntegerWeights { get; init; }

    /// <summary>Double weight per edge, or null. Not both.</summary>
    public NativeColumn<double>? DoubleWeights { get; init; }

    /// <summary>Edges without weights, from pairs: for small graphs.</summary>
    public static EdgeList Of(int nodeCount, params ReadOnlySpan<(int Source, int Target)> edges)
    {
        var (sources, targets) = Columns(edges.Length);
        for (var i = 0; i < edges.Length; i++)
        {
            (sources[i], targets[i]) = edges[i];
        }

        return new EdgeList(nodeCount, sources, targets);
    }

    /// <summary>Edges with whole-number weights, from triples: for small graphs.</summary>
    public static EdgeList OfIntegers(int nodeCount, params ReadOnlySpan<(int Source, int Target, long Weight)> edges)
    {
        var (sources, targets) = Columns(edges.Length);
        var weights = new NativeColumn<long>(edges.Length, cleared: false);
        for (var i = 0; i < edges.Length; i++)
        {
            (sources[i], targets[i], weights[i]) = edges[i];
        }

        return new EdgeList(nodeCount, sources, targets) { IntegerWeights = weights };
    }

    /// <summary>Edges with double weights, from triples: for small graphs.</summary>
    public static EdgeList OfDoubles(int nodeCount, params ReadOnlySpan<(int Source, int Target, double Weight)> edges)
    {
        var (sources, targets) = Columns(edges.Length);
        var weights = new NativeColumn<double>(edges.Length, cleared: false);
        for (var i = 0; i < edges.Length; i++)
        {
            (sources[i], targets[i], weights[i]) = edges[i];
        }

        return new EdgeList(nodeCount, sources, targets) { DoubleWeights = weights };
    }

    /// <summary>Releases the columns.</summary>
    public void Dispose()
    {
        Sources.Dispose();
        Targets.Dispose();
        IntegerWeights?.Dispose();
        DoubleWeights?.Dispose();
    }

    private static (NativeColumn<int> Sources, NativeColumn<int> Targets) Columns(int count) =>
        (new NativeColumn<int>(count, cleared: false), new NativeColumn<int>(count, cleared: false));
}
