using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Triangles"/>: none of its own.</summary>
public sealed record TrianglesOptions : KernelOptions;

/// <summary>How many triangles there are.</summary>
public sealed record TrianglesResult
{
    /// <summary>Triangles that each node is a corner of.</summary>
    public required long[] PerNode { get; init; }

    /// <summary>Triangles of the graph: each counts once.</summary>
    public required long Total { get; init; }
}

/// <summary>
/// Triangles: sets of three nodes of which every two are joined.
/// </summary>
/// <remarks>
/// Direction: not looked at, but a directed graph needs incoming edges; weights neither. Self loops and parallel edges change nothing.
/// Exact, no ties; Σ PerNode = 3 · Total. Cost: O(arboricity · edges) time, one row and one number per node and thread of memory.
/// Source: Chiba and Nishizeki, Arboricity and subgraph listing algorithms, SIAM J. Comput. 14 (1985).
/// </remarks>
public static class Triangles
{
    /// <summary>Counts.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static TrianglesResult Run(CsrGraph graph, TrianglesOptions options, CancellationToken cancellation)
    {
        var counts = TriangleCounts.Of(graph, countArcs: false, options.Threads, cancellation);
        return new TrianglesResult { PerNode = graph.ToOriginalOrder(counts.FarSides), Total = counts.FarSides.Sum() / 3 };
    }
}
