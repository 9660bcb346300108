using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="ShortestPaths"/>.</summary>
public sealed record ShortestPathsOptions : KernelOptions
{
    /// <summary>The node to start from. Default: 0.</summary>
    public int Source { get; init; }

    /// <summary>Whether to give each node's parent as well. Default: no.</summary>
    public bool Parents { get; init; }

    /// <summary>Width of a bucket of distances, in the unit of the weights: a matter of speed alone. Default: 0, chosen from the weights and degrees.</summary>
    public double Delta { get; init; }
}

/// <summary>How far each node is.</summary>
public sealed record ShortestPathsResult
{
    /// <summary>Distance from the source per node; +∞: cannot be reached.</summary>
    public required double[] Distance { get; init; }

    /// <summary>Per node the node before it on a shortest way: of several, the smallest-numbered one that is nearer; where none is nearer
    /// (edges that add nothing), the smallest-numbered one among those attached a step before. The source's is itself; −1: cannot be reached.
    /// Null unless asked for.</summary>
    public int[]? Parent { get; init; }

    /// <summary>How many nodes can be reached, the source included.</summary>
    public required int Reached { get; init; }
}

/// <summary>
/// Shortest paths from one node: for each node the least sum of weights over all ways from the source.
/// </summary>
/// <remarks>
/// Direction: along outgoing edges; incoming ones are not needed. Weights: lengths ≥ 0 of any kind, 0 included; without weights every edge is 1 long
/// and the search is <see cref="BreadthFirstSearch"/>. Of parallel edges the shortest counts, so build with <see cref="ParallelEdges.Minimum"/>.
/// Nodes that cannot be reached are +∞ away; so is one whose distance exceeds the largest double.
/// The sum of a way is taken from the source on, rounded to double after each edge; the least of these sums is the answer, whatever
/// the order of work, the threads or <see cref="ShortestPathsOptions.Delta"/>.
/// Cost: about O(nodes + edges) for random weights, with a small factor for nodes looked at again; some 8 bytes a node beside the result for
/// nodes that wait in buckets and, where all lengths are whole numbers and no sum can reach 2^31, for distances held in 32 bits.
/// Source: Meyer and Sanders, "Δ-stepping: a parallelizable shortest path algorithm", J. Algorithms 2003, without the split by weight.
/// </remarks>
public static unsafe class ShortestPaths
{
    /// <summary>Finds the distances.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Where to start, threads, bucket width.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The source is not a node of the graph, or the bucket width is negative or not finite.</exception>
    /// <exception cref="ArgumentException">A weight is negative.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ShortestPathsResult Run(CsrGraph graph, ShortestPathsOptions options, CancellationToken cancellation)
    {
        var source = SourceNode.PlaceOf(graph, options.Source);
        if (!(options.Delta >= 0 && double.IsFinite(options.Delta)))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Delta, "A bucket's width is a number above 0, or 0 to have it chosen.");
        }

        if (graph.WeightKind == EdgeWeightKind.None)
        {
            return OfDepths(BreadthFirstSearch.Run(
                graph, new BreadthFirstSearchOptions { Source = options.Source, Parents = options.Parents, Threads = options.Threads }, cancellation));
        }

        using var team = new WorkTeam(options.Threads);
        var lengths = new EdgeLengths(graph.Out);
        var (anyNegative, greatest) = lengths.Survey(team, cancellation);
        if (anyNegative)
        {
            throw new ArgumentException("A weight is negative: shortest paths need lengths of 0 or more.", nameof(graph));
        }

        var distance = GC.AllocateUninitializedArray<double>(graph.NodeCount);
        var delta = options.Delta > 0 ? options.Delta : lengths.BucketWidth(graph.NodeCount);
        fixed (double* distances = distance)
        {
            var search = new DistanceSearch(graph, team, distances, cancellation);
            if (greatest >= 0 && greatest * graph.NodeCount < int.MaxValue)
            {
                search.ByWholeNumbers(source, delta);
            }
            else
            {
                search.ByDoubles(source, delta);
            }

            var parents = options.Parents ? new ShortestPathTree(graph, team, cancellation).OfDistances(distances, source) : null;
            GC.KeepAlive(graph);
            return new ShortestPathsResult
            {
                Distance = graph.ToOriginalOrder(distance),
                Parent = parents is null ? null : graph.ToOriginalOrder(parents),
                Reached = search.Reached,
            };
        }
    }

    private static ShortestPathsResult OfDepths(BreadthFirstSearchResult search) => new()
    {
        Distance = Array.ConvertAll(search.Depth, depth => depth < 0 ? double.PositiveInfinity : depth),
        Parent = search.Parent,
        Reached = search.Reached,
    };
}
