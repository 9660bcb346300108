using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Betweenness"/>.</summary>
public sealed record BetweennessOptions : KernelOptions
{
    /// <summary>How many nodes to draw as sources, ≥ 0; 0, or as many as there are nodes: all, so that the scores are exact. Default: 0.</summary>
    public int Samples { get; init; }

    /// <summary>Seed of the draw: the same sources everywhere. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>With which probability <see cref="BetweennessResult.ErrorBound"/> holds, above 0 and below 1. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether to divide by the number of pairs of other nodes, so that scores lie in 0 … 1. Default: no.</summary>
    public bool Normalized { get; init; }
}

/// <summary>How many shortest paths pass each node.</summary>
public sealed record BetweennessResult
{
    /// <summary>Per node the sum, over pairs of other nodes, of the share of their shortest paths that pass it; estimated where sources were drawn.</summary>
    public required double[] Score { get; init; }

    /// <summary>How many sources were searched from.</summary>
    public required int Sources { get; init; }

    /// <summary>All normalised scores lie within this distance of the exact ones, with the asked-for probability; 0 where they are exact.
    /// Multiply by (n − 1)(n − 2), undirected by half of that, for scores that are not normalised.</summary>
    public required double ErrorBound { get; init; }
}

/// <summary>
/// Betweenness centrality: how often a node lies on shortest paths between others.
/// </summary>
/// <remarks>
/// <para>Direction: along the edges; incoming edges are not needed. In an undirected graph a pair counts once, not once each way. Weights: not looked at, every
/// edge has length 1. Parallel edges that the graph kept are different paths; self loops lie on none. Ends of a path do not count as passed.
/// Pairs that no path joins add nothing. Normalisation: (n − 1)(n − 2) ordered pairs, half of that undirected; below 3 nodes all scores are 0. No ties.</para>
/// <para>Sampled scores are n/k times the sum over k sources drawn without repetition: unbiased. The bound is Hoeffding's in Serfling's form with a union bound over the nodes;
/// it needs some ln(2n/0.05)/(2ε²) sources for ± ε, whatever the graph.</para>
/// <para>Cost: O(sources · arcs) time; per thread 20 bytes a node and one bit an arc of memory, and no more threads work than keep that
/// within one and a half times the graph (two always may). Whole sources are shared out to threads: nothing waits within a search, and the shares are
/// added in the order of the sources.</para>
/// <para>Source: Brandes, A faster algorithm for betweenness centrality, J. Math. Sociology 25 (2001); sampling: Brandes and Pich, Int. J. Bifurcation and Chaos 17 (2007).</para>
/// </remarks>
public static class Betweenness
{
    /// <summary>Sums shares of paths.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Sources and scale.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of sources is negative or the confidence not within 0 … 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BetweennessResult Run(CsrGraph graph, BetweennessOptions options, CancellationToken cancellation)
    {
        NodeSample.Check(options.Samples, options.Confidence);
        var nodes = (double)graph.NodeCount;
        var sources = NodeSample.Draw(graph, options.Samples, options.Seed);
        var score = SourceSums.Of(graph, sources, options.Threads, cancellation);
        var scale = nodes < 3 ? 0.0 : nodes / sources.Length;
        if (options.Normalized)
        {
            scale /= Math.Max((nodes - 1) * (nodes - 2), 1.0);
        }
        else if (!graph.IsDirected)
        {
            scale /= 2.0;
        }

        for (var node = 0; node < score.Length; node++)
        {
            score[node] *= scale;
        }

        return new BetweennessResult
        {
            Score = graph.ToOriginalOrder(score),
            Sources = sources.Length,

            // A node lies on the paths from one source to at most n − 2 others; times n / ((n − 1)(n − 2)).
            ErrorBound = nodes < 3 ? 0.0 : NodeSample.HalfWidth(graph.NodeCount, sources.Length, options.Confidence, nodes / (nodes - 1)),
        };
    }
}
