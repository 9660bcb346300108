namespace Graph.Model.Graphs;

/// <summary>Makes graphs from edges: the one way to a <see cref="CsrGraph"/>.</summary>
/// <remarks>
/// Arcs are sorted by source and target by counting, never by comparing: every row ascends, parallel edges stand side by side in the
/// order given and are merged in place. O(nodes + edges), the same graph with any number of threads.
/// </remarks>
public static unsafe class CsrBuilder
{
    /// <summary>Builds a graph from edges.</summary>
    /// <param name="edges">The edges; not changed.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The graph, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">An edge names a node that is not there, a weight is not finite, whole-number weights were asked for
    /// and others given, or shares without floating-point weights or of an undirected graph.</exception>
    /// <exception cref="OverflowException">The sum of parallel whole-number weights does not fit 64 bits.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CsrGraph Build(EdgeList edges, CsrOptions options, CancellationToken cancellation)
    {
        Check(edges, options);
        using var team = new WorkTeam(options.Threads);
        var arcs = new EdgeArcs(edges, options);
        var rows = RowBuckets.Of(arcs, edges.NodeCount, team, cancellation);
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
        var loops = options.KeepSelfLoops && arcs.Loops > 0 ? CountLoops(outgoing, team, cancellation) : 0;
        var given = options.KeepSelfLoops ? edges.Count : edges.Count - arcs.Loops;
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

        if (options.OutShares && !options.Directed)
        {
            throw new ArgumentException("Shares differ between the two ends of an edge: build the graph directed.", nameof(options));
        }
    }

    /// <summary>Self loops in ascending rows.</summary>
    private static long CountLoops(Adjacency rows, WorkTeam team, CancellationToken cancellation)
    {
        var chunks = EdgeChunks.Of(rows);
        var loops = 0L;
        team.Run(chunks.Count, (chunk, _) =>
        {
            var found = 0L;
            for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
            {
                var neighbors = rows.Neighbors(node);
                var at = neighbors.BinarySearch(node);
                if (at >= 0)
                {
                    found += RunAround(neighbors, at);
                }
            }

            Interlocked.Add(ref loops, found);
        }, cancellation);
        return loops;
    }

    /// <summary>How many equal neighbours stand around a place.</summary>
    private static int RunAround(ReadOnlySpan<int> neighbors, int at)
    {
        var (first, last) = (at, at);
        while (first > 0 && neighbors[first - 1] == neighbors[at])
        {
            first--;
        }

        while (last + 1 < neighbors.Length && neighbors[last + 1] == neighbors[at])
        {
            last++;
        }

        return last - first + 1;
    }
}
