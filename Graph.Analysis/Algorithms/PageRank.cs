using Graph.Analysis.Algorithms.Sweeps;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="PageRank"/>. The change of a sweep is Σ |new − old| over all nodes.</summary>
public sealed record PageRankOptions : SweepOptions
{
    /// <summary>Sweep in single precision where the graph has no weights: half the memory read, some six digits. A tolerance below
    /// about 1e-6 may then never be reached. Weighted graphs are swept in double. Default: false.</summary>
    public bool Single { get; init; }
}

/// <summary>The PageRank of every node.</summary>
public sealed record PageRankResult
{
    /// <summary>Score per node, in all 1 up to rounding.</summary>
    public required double[] Score { get; init; }

    /// <summary>Sweeps, the last change Σ |new − old|, and whether it came down to the tolerance.</summary>
    public required Convergence Convergence { get; init; }
}

/// <summary>
/// PageRank: the share of time that a reader spends at each node who follows an edge with probability <c>damping</c> and
/// else opens any node.
/// </summary>
/// <remarks>
/// <para>score_v = (1 − d)/n + d · (Σ_u→v score_u · w_uv / w_u + Σ_dangling u score_u / n), w_u the sum of the weights of u's edges.</para>
/// <para>Direction: along edges, pulled over incoming ones; an undirected edge leads both ways and a self loop counts once.
/// Weights: shares are in proportion, parallel edges that the graph kept count each; ≥ 0. Dangling nodes (no edges out, or all of weight 0)
/// spread their score evenly over all nodes, as Graphalytics defines it, so nothing is lost and nothing rescaled. Disconnected parts
/// get their share of fresh starts. No ties to break. Sweeps are simultaneous (Jacobi), from 1/n. Cost: O(nodes + edges) a sweep, three
/// numbers a node of memory; the number of sweeps is about log tolerance / log damping at worst.</para>
/// <para>Source: Page, Brin, Motwani and Winograd, The PageRank Citation Ranking, 1999; dangling nodes: Langville and Meyer, Deeper Inside
/// PageRank, 2004.</para>
/// </remarks>
public static class PageRank
{
    /// <summary>Ranks.</summary>
    /// <param name="graph">The graph; with incoming edges if directed.</param>
    /// <param name="options">Damping, tolerance, precision.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a weight is negative.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PageRankResult Run(CsrGraph graph, PageRankOptions options, CancellationToken cancellation)
    {
        options.Check();
        var rows = graph.In;
        if (graph.NodeCount == 0)
        {
            return new PageRankResult { Score = [], Convergence = new Convergence(0, 0.0, Converged: true) };
        }

        using var team = new WorkTeam(options.Threads);
        using var factors = Transition.Factors(graph.Out, options.Damping, team, cancellation);
        var (score, convergence) = rows.WeightKind switch
        {
            EdgeWeightKind.None when options.Single =>
                PageRankSweep<float, SingleLane, UnitWeights>.Solve(rows, default, factors, options, team, cancellation),
            EdgeWeightKind.None => PageRankSweep<double, DoubleLane, UnitWeights>.Solve(rows, default, factors, options, team, cancellation),
            EdgeWeightKind.Integer => PageRankSweep<double, DoubleLane, IntegerWeights>.Solve(rows, new(rows), factors, options, team, cancellation),
            EdgeWeightKind.Double => PageRankSweep<double, DoubleLane, DoubleWeights>.Solve(rows, new(rows), factors, options, team, cancellation),
            _ => PageRankSweep<double, DoubleLane, SingleWeights>.Solve(rows, new(rows), factors, options, team, cancellation),
        };
        GC.KeepAlive(graph);
        return new PageRankResult { Score = graph.ToOriginalOrder(score), Convergence = convergence };
    }
}
