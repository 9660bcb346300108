using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="LocalClustering"/>: none of its own.</summary>
public sealed record LocalClusteringOptions : KernelOptions;

/// <summary>How closely each node's neighbours are joined.</summary>
public sealed record LocalClusteringResult
{
    /// <summary>Per node the arcs among its neighbours over all that could be: 0 … 1; 0 where it has fewer than two neighbours.</summary>
    public required double[] Coefficient { get; init; }

    /// <summary>The mean over all nodes, those with 0 included; 0 for no nodes.</summary>
    public required double Average { get; init; }
}

/// <summary>
/// Local clustering coefficient: of all pairs of a node's neighbours, the share that are joined.
/// </summary>
/// <remarks>
/// For a node with k neighbours: arcs among them / (k · (k − 1)). Direction: neighbours at both ends of arcs are meant; a pair of them counts
/// once for each direction in which it is joined, so 1 means joined both ways everywhere; an undirected edge is joined both ways. Weights: not looked at.
/// Neighbours are sets: self loops and parallel edges change nothing. Exact up to one rounding; no ties; the mean is added in order of the
/// caller's numbers. Cost: as <see cref="Triangles"/>.
/// Source: Watts and Strogatz, Nature 393 (1998); for directed graphs LCC in the LDBC Graphalytics specification.
/// </remarks>
public static class LocalClustering
{
    /// <summary>Counts and divides.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static LocalClusteringResult Run(CsrGraph graph, LocalClusteringOptions options, CancellationToken cancellation)
    {
        var counts = TriangleCounts.Of(graph, countArcs: true, options.Threads, cancellation);
        var directions = graph.IsDirected ? 1.0 : 2.0;
        var coefficient = new double[graph.NodeCount];
        for (var node = 0; node < coefficient.Length; node++)
        {
            var neighbors = (long)counts.NeighborCount[node];
            coefficient[node] = neighbors < 2 ? 0.0 : directions * counts.FarSides[node] / (neighbors * (neighbors - 1));
        }

        coefficient = graph.ToOriginalOrder(coefficient);
        var sum = 0.0;
        foreach (var value in coefficient)
        {
            sum += value;
        }

        return new LocalClusteringResult { Coefficient = coefficient, Average = coefficient.Length == 0 ? 0.0 : sum / coefficient.Length };
    }
}
