using Graph.Analysis.Algorithms.Communities;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Leiden"/>.</summary>
public sealed record LeidenOptions : KernelOptions
{
    /// <summary>The resolution γ, finite and ≥ 0: more of it gives smaller communities. Default: 1.</summary>
    public double Resolution { get; init; } = 1.0;

    /// <summary>The shuffle of the nodes that they are visited in: another number, another of the many good answers. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>How often the whole is run at most, each time from what the last found, from 1. Default: 3.</summary>
    public int Passes { get; init; } = 3;

    /// <summary>How many levels a pass makes at most, from 1. Default: 64.</summary>
    public int MaxLevels { get; init; } = 64;

    /// <summary>How many sweeps a level gets at most, from 1. Default: 100.</summary>
    public int MaxIterations { get; init; } = 100;

    /// <summary>A level ends with a sweep that gains no more modularity than this, and the passes with one that does, ≥ 0. Default: 1e-5.</summary>
    public double Tolerance { get; init; } = 1e-5;
}

/// <summary>What <see cref="Leiden"/> found.</summary>
public sealed record LeidenResult
{
    /// <summary>Community per node: the number of its smallest member. Every community is connected, by edges of weight above 0.</summary>
    public required int[] Community { get; init; }

    /// <summary>How many communities there are; isolated nodes are one each.</summary>
    public required int Count { get; init; }

    /// <summary>Their modularity, as <see cref="Algorithms.Modularity"/> defines it; 0 for a graph without weight.</summary>
    public required double Modularity { get; init; }

    /// <summary>Levels made in the last pass, the graph itself included.</summary>
    public required int Levels { get; init; }

    /// <summary>Sweeps over all levels and passes, the modularity that the last one gained, and whether every level of the last pass came to rest
    /// within <see cref="LeidenOptions.MaxIterations"/> and <see cref="LeidenOptions.MaxLevels"/>.</summary>
    public required Convergence Convergence { get; init; }
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
    public static LeidenResult Run(CsrGraph graph, LeidenOptions options, CancellationToken cancellation)
    {
        var settings = new CommunitySettings(
            options.Resolution, options.Seed, options.MaxLevels, options.MaxIterations, options.Tolerance, options.Passes, Refine: true);
        var found = CommunitySearch.Run(graph, settings, options.Threads, cancellation);
        return new LeidenResult
        {
            Community = found.Community,
            Count = found.Count,
            Modularity = found.Modularity,
            Levels = found.Levels,
            Convergence = found.Convergence,
        };
    }
}
