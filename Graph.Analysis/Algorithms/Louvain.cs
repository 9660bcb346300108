using Graph.Analysis.Algorithms.Communities;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Louvain"/>.</summary>
public sealed record LouvainOptions : CommunityOptions;

/// <summary>
/// Louvain: communities of high modularity, by moving nodes and then whole communities for as long as that gains.
/// </summary>
/// <remarks>
/// Direction: none; of a directed graph w_ij + w_ji stands between i and j, so it needs incoming edges. Weights: ≥ 0; none count 1 each;
/// edges of weight 0 join nobody. A self loop of weight w adds 2w to its node's strength and lies inside its community.
/// Disconnected graphs: communities stay within components; isolated nodes stay alone. A community may be disconnected inside: see <see cref="Leiden"/>.
/// Ties go to the smallest label. Moves are found in parallel for batches that follow from the graph alone and made in order,
/// each only if it gains, so neither the threads nor the order of nodes inside show, and modularity never falls: it is at least that of single nodes.
/// A heuristic: no bound on how far from the best (which is NP-hard) the answer is.
/// Cost: O(edges) a sweep, falling as nodes come to rest; O(nodes) scratch per thread, and the coarser levels, which shrink; directed and
/// relabelled graphs are copied. Source: Blondel, Guillaume, Lambiotte, Lefebvre, Fast unfolding of communities in large networks (2008);
/// resolution: Reichardt, Bornholdt (2006); queue of changed nodes: Ozaki, Tezuka, Inaba (2016).
/// </remarks>
public static class Louvain
{
    /// <summary>Searches.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Resolution, limits, threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A weight is negative, or an option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CommunityResult Run(CsrGraph graph, LouvainOptions options, CancellationToken cancellation) =>
        CommunitySearch.Run(graph, options, refine: false, cancellation);
}
