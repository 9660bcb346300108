using Graph.Analysis.Algorithms.Communities;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Louvain"/>.</summary>
public sealed record LouvainOptions : KernelOptions
{
    /// <summary>The resolution γ, finite and ≥ 0: more of it gives smaller communities. Default: 1.</summary>
    public double Resolution { get; init; } = 1.0;

    /// <summary>The shuffle of the nodes that they are visited in: another number, another of the many good answers. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>How often the whole is run at most, each time from what the last found, from 1; 1 is the algorithm as first published. Default: 2.</summary>
    public int Passes { get; init; } = 2;

    /// <summary>How many levels a pass makes at most, from 1. Default: 64.</summary>
    public int MaxLevels { get; init; } = 64;

    /// <summary>How many sweeps a level gets at most, from 1. Default: 100.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>A level ends with a sweep that gains no more modularity than this, and the passes with one that does, ≥ 0. Default: 1e-5.</summary>
    public double Tolerance { get; init; } = 1e-5;
}

/// <summary>What <see cref="Louvain"/> found.</summary>
public sealed record LouvainResult
{
    /// <summary>Community per node: the number of its smallest member.</summary>
    public required int[] Community { get; init; }

    /// <summary>How many communities there are; isolated nodes are one each.</summary>
    public required int Count { get; init; }

    /// <summary>Their modularity, as <see cref="Algorithms.Modularity"/> defines it; 0 for a graph without weight.</summary>
    public required double Modularity { get; init; }

    /// <summary>Levels made in the last pass, the graph itself included.</summary>
    public required int Levels { get; init; }

    /// <summary>Sweeps over all levels and passes, the modularity that the last one gained, and whether every level of the last pass came to rest
    /// within <see cref="LouvainOptions.MaxIterations"/> and <see cref="LouvainOptions.MaxLevels"/>.</summary>
    public required Convergence Convergence { get; init; }
}

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
    public static LouvainResult Run(CsrGraph graph, LouvainOptions options, CancellationToken cancellation)
    {
        var settings = new CommunitySettings(
            options.Resolution, options.Seed, options.MaxLevels, options.MaxIterations, options.Tolerance, options.Passes, Refine: false);
        var found = CommunitySearch.Run(graph, settings, options.Threads, cancellation);
        return new LouvainResult
        {
            Community = found.Community,
            Count = found.Count,
            Modularity = found.Modularity,
            Levels = found.Levels,
            Convergence = found.Convergence,
        };
    }
}
