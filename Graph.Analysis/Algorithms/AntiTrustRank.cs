using Graph.Analysis.Algorithms.Sweeps;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="AntiTrustRank"/>. The change of a sweep is Σ |new − old| over all nodes.</summary>
public sealed record AntiTrustRankOptions : SweepOptions
{
    /// <summary>The nodes known to be bad.</summary>
    public required SeedSet Seeds { get; init; }
}

/// <summary>The distrust of every node.</summary>
public sealed record AntiTrustRankResult
{
    /// <summary>Distrust per node, in all 1 up to rounding.</summary>
    public required double[] Score { get; init; }

    /// <summary>Sweeps, the last change Σ |new − old|, and whether it came down to the tolerance.</summary>
    public required Convergence Convergence { get; init; }
}

/// <summary>
/// Anti-TrustRank: distrust that flows from known bad nodes against the edges, to those who point at (pay) them, and so on.
/// </summary>
/// <remarks>
/// <para>score_u = s_u · ((1 − d) + d · Σ_dangling v score_v) + d · Σ_u→v score_v · w_uv / w_v, s the seeds' shares, w_v the sum of the weights of
/// the edges into v: <see cref="PersonalizedPageRank"/> on the graph turned around.</para>
/// <para>Direction: against edges; on an undirected graph the same as <see cref="PersonalizedPageRank"/>. Weights: a node's distrust is divided
/// in proportion among its incoming edges; ≥ 0. Dangling here are nodes without incoming edges (or all of weight 0): their score returns to the seeds.
/// What reaches no seed has 0 exactly. No ties to break. Cost: O(nodes + edges) a sweep.</para>
/// <para>Source: Krishnan and Raj, Web Spam Detection with Anti-Trust Rank, AIRWeb 2006.</para>
/// </remarks>
public static class AntiTrustRank
{
    /// <summary>Ranks.</summary>
    /// <param name="graph">The graph; with incoming edges if directed.</param>
    /// <param name="options">Seeds, damping, tolerance.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, a seed is not in the graph, or a weight is negative.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static AntiTrustRankResult Run(CsrGraph graph, AntiTrustRankOptions options, CancellationToken cancellation)
    {
        options.Check();
        var seeds = options.Seeds.Shares(graph);
        using var team = new WorkTeam(options.Threads);
        var (score, convergence) = SeededBatches.Run(graph.Out, graph.In, [seeds], options, team, cancellation);
        GC.KeepAlive(graph);
        return new AntiTrustRankResult { Score = graph.ToOriginalOrder(score[0]), Convergence = convergence[0] };
    }
}
