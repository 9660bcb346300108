using Graph.Analysis.Algorithms.Sweeps;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="PersonalizedPageRank"/>. The change of a sweep is Σ |new − old| over all nodes, for each seed set apart.</summary>
public sealed record PersonalizedPageRankOptions : SweepOptions
{
    /// <summary>The seed sets; each gets its own scores. None is allowed.</summary>
    public required IReadOnlyList<SeedSet> Seeds { get; init; }
}

/// <summary>The personalised PageRank of every node for every seed set.</summary>
public sealed record PersonalizedPageRankResult
{
    /// <summary>Score per seed set and node; in all 1 for each set, up to rounding.</summary>
    public required double[][] Score { get; init; }

    /// <summary>How each seed set ended: sweeps, the last change Σ |new − old|, and whether it came down to the tolerance.</summary>
    public required Convergence[] Convergence { get; init; }
}

/// <summary>
/// Personalised PageRank: the share of time that a reader spends at each node who follows an edge with probability
/// <c>damping</c> and else returns to a seed. How near a node is to the seeds along all ways at once.
/// </summary>
/// <remarks>
/// <para>score_v = s_v · ((1 − d) + d · Σ_dangling u score_u) + d · Σ_u→v score_u · w_uv / w_u, s the seeds' shares, w_u the sum of the weights of u's edges.</para>
/// <para>Direction, weights and parallel edges as in <see cref="PageRank"/>. Dangling nodes (no edges out, or all of weight 0) send the reader
/// back to the seeds. What no seed reaches has 0 exactly. No ties to break. Sweeps are simultaneous (Jacobi), from the seeds' shares.</para>
/// <para>Up to eight seed sets are swept side by side: an arc then costs one line of the cache instead of eight. Each set has the same bits as alone,
/// and ends by its own tolerance. Cost: O(nodes + edges) a sweep and eight sets; memory: 25 numbers a node and batch.</para>
/// <para>Source: Haveliwala, Topic-Sensitive PageRank, 2002; Jeh and Widom, Scaling Personalized Web Search, 2003.</para>
/// </remarks>
public static class PersonalizedPageRank
{
    /// <summary>Ranks.</summary>
    /// <param name="graph">The graph; with incoming edges if directed.</param>
    /// <param name="options">Seeds, damping, tolerance.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, a seed is not in the graph, or a weight is negative.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PersonalizedPageRankResult Run(CsrGraph graph, PersonalizedPageRankOptions options, CancellationToken cancellation)
    {
        options.Check();
        var seeds = options.Seeds.Select(set => set.Shares(graph)).ToArray();
        using var team = new WorkTeam(options.Threads);
        var (score, convergence) = SeededBatches.Run(graph.In, graph.Out, seeds, options, team, cancellation);
        GC.KeepAlive(graph);
        return new PersonalizedPageRankResult { Score = [.. score.Select(graph.ToOriginalOrder)], Convergence = convergence };
    }
}
