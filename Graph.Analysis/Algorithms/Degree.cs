using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Degree"/>: none of its own.</summary>
public sealed record DegreeOptions : KernelOptions;

/// <summary>How many edges meet each node.</summary>
public sealed record DegreeResult
{
    /// <summary>Edges that leave, per node.</summary>
    public required int[] Out { get; init; }

    /// <summary>Edges that arrive, per node; of an undirected graph the same as <see cref="Out"/>.</summary>
    public required int[] In { get; init; }

    /// <summary>Ends of edges at the node: out + in, or, undirected, the edges with a self loop counted twice.</summary>
    public required long[] Total { get; init; }

    /// <summary>Sum of the weights of the edges that leave; the number of edges where there are no weights.</summary>
    public required double[] OutWeight { get; init; }
}

/// <summary>
/// Degree: for each node the number of its edges and the sum of their weights.
/// </summary>
/// <remarks>
/// Direction: counted apart for directed graphs, which need incoming edges. Weights: any; summed in the order of the row.
/// Parallel edges that the graph kept count each. Isolated nodes have 0. Cost: O(nodes), with weights O(edges). Exact; no ties.
/// Source: the definition; the total follows the handshake lemma, Σ Total = 2 · edges.
/// </remarks>
public static unsafe class Degree
{
    /// <summary>Counts.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static DegreeResult Run(CsrGraph graph, DegreeOptions options, CancellationToken cancellation)
    {
        var leaving = new int[graph.NodeCount];
        var arriving = new int[graph.NodeCount];
        var total = new long[graph.NodeCount];
        var weight = new double[graph.NodeCount];
        var (outgoing, incoming) = (graph.Out, graph.In);
        var chunks = EdgeChunks.Of(outgoing);
        using var team = new WorkTeam(options.Threads);
        team.Run(chunks.Count, (chunk, _) =>
        {
            for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
            {
                leaving[node] = outgoing.Degree(node);
                arriving[node] = incoming.Degree(node);
                total[node] = graph.IsDirected ? (long)leaving[node] + arriving[node] : leaving[node] + Loops(outgoing, node);
                weight[node] = RowWeight(outgoing, node);
            }
        }, cancellation);
        return new DegreeResult
        {
            Out = graph.ToOriginalOrder(leaving),
            In = graph.ToOriginalOrder(arriving),
            Total = graph.ToOriginalOrder(total),
            OutWeight = graph.ToOriginalOrder(weight),
        };
    }

    /// <summary>Self loops in a row: stored once, they end twice at the node.</summary>
    private static int Loops(Adjacency rows, int node) => rows.Neighbors(node).Count(node);

    private static double RowWeight(Adjacency rows, int node)
    {
        if (rows.WeightKind == EdgeWeightKind.None)
        {
            return rows.Degree(node);
        }

        var sum = 0.0;
        for (var place = rows.Offsets.Pointer[node]; place < rows.Offsets.Pointer[node + 1]; place++)
        {
            sum += rows.WeightAt(place);
        }

        return sum;
    }
}
