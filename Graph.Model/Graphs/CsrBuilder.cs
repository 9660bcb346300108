namespace Graph.Model.Graphs;

/// <summary>Makes graphs from edges: the one way to a <see cref="CsrGraph"/>.</summary>
/// <remarks>
/// Two stable bucket passes (by target, then by source) leave every row in ascending order, parallel edges side by side in the
/// order given: O(nodes + edges), no comparison sort, the same graph with any number of threads. Each thread keeps to its own range of buckets.
/// </remarks>
public static unsafe class CsrBuilder
{
    /// <summary>Builds a graph from edges.</summary>
    /// <param name="edges">The edges; not changed.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The graph, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">An edge names a node that is not there, a weight is not finite, whole-number weights were asked for
    /// and others given, or shares without floating-point weights.</exception>
    /// <exception cref="OverflowException">The sum of parallel whole-number weights does not fit 64 bits.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CsrGraph Build(EdgeList edges, CsrOptions options, CancellationToken cancellation)
    {
        Check(edges, options);
        using var team = new WorkTeam(options.Threads);
        CheckEnds(edges, team, cancellation);
        var given = GivenEdges(edges, options);
        using var byTarget = RowBuckets.ByTarget(edges, options, team, cancellation);
        var rows = byTarget.Turned(team, cancellation);
        var floating = edges.DoubleWeights is not null;
        if (options.Parallel == ParallelEdges.Keep)
        {
            RowMerging.SortRuns(rows, floating, team, cancellation);
        }
        else
        {
            rows = RowMerging.Merge(rows, options.Parallel, floating, team, cancellation);
        }

        var outgoing = WeightColumns.Finish(rows, floating, options, team, cancellation);
        var loops = CountLoops(outgoing);
        var count = options.Directed ? outgoing.ArcCount : ((outgoing.ArcCount - loops) / 2) + loops;
        var incoming = options.Directed && options.Reverse ? Transposition.Of(outgoing, team, cancellation) : null;
        return new CsrGraph(options.Directed, outgoing, incoming, order: null, count, loops, given - count);
    }

    internal static CsrGraph Relabel(CsrGraph graph, NodeOrder order, int threads, CancellationToken cancellation)
    {
        if (graph.Order is not null)
        {
            throw new ArgumentException("The graph is relabelled already: relabel the one it was made from.", nameof(graph));
        }

        if (order.Count != graph.NodeCount)
        {
            throw new ArgumentException($"The order is for {order.Count} nodes, the graph has {graph.NodeCount}.", nameof(order));
        }

        using var team = new WorkTeam(threads);
        var outgoing = Relabelling.Of(graph.Out, order, team, cancellation);
        var incoming = graph.IsDirected && graph.HasReverse ? Transposition.Of(outgoing, team, cancellation) : null;
        return new CsrGraph(graph.IsDirected, outgoing, incoming, order, graph.EdgeCount, graph.SelfLoopCount, graph.MergedEdgeCount);
    }

    private static void Check(EdgeList edges, CsrOptions options)
    {
        if (edges.IntegerWeights is not null && edges.DoubleWeights is not null)
        {
            throw new ArgumentException("The edges have two weight columns: one at most.", nameof(edges));
        }

        if ((edges.IntegerWeights?.Length ?? edges.Count) != edges.Count || (edges.DoubleWeights?.Length ?? edges.Count) != edges.Count)
        {
            throw new ArgumentException("There must be one weight per edge.", nameof(edges));
        }

        if (options.Weights == EdgeWeightKind.Integer && edges.DoubleWeights is not null)
        {
            throw new ArgumentException("Whole-number weights were asked for, and the edges have floating-point ones.", nameof(options));
        }

        if (options.OutShares && options.Weights is not (EdgeWeightKind.Double or EdgeWeightKind.Single))
        {
            throw new ArgumentException("Shares need floating-point weights: set Weights to Double or Single.", nameof(options));
        }
    }

    private static void CheckEnds(EdgeList edges, WorkTeam team, CancellationToken cancellation)
    {
        const int PerChunk = 1 << 18;
        var chunks = (int)((edges.Count + PerChunk - 1) / PerChunk);
        team.Run(chunks, (chunk, _) => CheckEnds(edges, (long)chunk * PerChunk, Math.Min(edges.Count, ((long)chunk + 1) * PerChunk)), cancellation);
    }

    private static void CheckEnds(EdgeList edges, long from, long end)
    {
        var nodes = (uint)edges.NodeCount;
        var sources = edges.Sources.Pointer;
        var targets = edges.Targets.Pointer;
        var weights = edges.DoubleWeights is { } column ? column.Pointer : null;
        for (var edge = from; edge < end; edge++)
        {
            if ((uint)sources[edge] >= nodes || (uint)targets[edge] >= nodes)
            {
                throw new ArgumentException($"Edge {edge} joins {sources[edge]} and {targets[edge]}, and the nodes are 0 … {(long)nodes - 1}.", nameof(edges));
            }

            if (weights is not null && !double.IsFinite(weights[edge]))
            {
                throw new ArgumentException($"Edge {edge} has weight {weights[edge]}: weights must be finite.", nameof(edges));
            }
        }
    }

    private static long GivenEdges(EdgeList edges, CsrOptions options)
    {
        if (options.KeepSelfLoops)
        {
            return edges.Count;
        }

        var loops = 0L;
        for (var edge = 0L; edge < edges.Count; edge++)
        {
            loops += edges.Sources.Pointer[edge] == edges.Targets.Pointer[edge] ? 1 : 0;
        }

        return edges.Count - loops;
    }

    private static long CountLoops(Adjacency rows)
    {
        var loops = 0L;
        for (var node = 0; node < rows.NodeCount; node++)
        {
            var neighbors = rows.Neighbors(node);
            for (var at = neighbors.BinarySearch(node); at >= 0 && at < neighbors.Length && neighbors[at] == node; at++)
            {
                loops++;
            }

            for (var at = neighbors.BinarySearch(node) - 1; at >= 0 && neighbors[at] == node; at--)
            {
                loops++;
            }
        }

        return loops;
    }
}
