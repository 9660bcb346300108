using Graph.Analysis.Algorithms.Communities;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Leiden"/>.</summary>
public sealed record LeidenOptions : CommunityOptions
{
    /// <summary>Three passes unless told otherwise.</summary>
    public LeidenOptions() => Passes = 3;
}

/// <summary>
/// Leiden: communities of high modularity that are connected, by moving nodes, cutting the communities into well-connected parts,
/// and moving the parts.
/// </summary>
/// <remarks>
/// Direction: none; of a directed graph w_ij + w_ji stands between i and j, so it needs incoming edges. Weights: ≥ 0; none count 1 each;
/// edges of weight 0 join nobody. A self loop of weight w adds 2w to its node's strength and lies inside its community.
/// Disconnected graphs: communities stay within components; isolated nodes stay alone. Ties go to the smallest label.
/// Once nodes have come to rest, whole communities move. Where the published algorithm merges refined parts at random, in favour of large gains, this one takes the largest gain: the same answer every time.
/// Moves are found in parallel for batches that follow from the graph alone and made in order, each only if it gains, so neither the
/// threads nor the order of nodes inside show, and modularity never falls: it is at least that of single nodes.
/// Cost: O(edges) a sweep, falling as nodes come to rest; O(nodes) scratch per thread, and the coarser levels, which shrink; directed and
/// relabelled graphs are copied. Source: Traag, Waltman, van Eck, From Louvain to Leiden: guaranteeing well-connected communities (2019).
/// </remarks>
public static class Leiden
{
    /// <summary>Searches.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Resolution, limits, threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A weight is negative, or an option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CommunityResult Run(CsrGraph graph, LeidenOptions options, CancellationToken cancellation) =>
        CommunitySearch.Run(graph, options, refine: true, cancellation);
}
