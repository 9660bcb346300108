using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Harmonic"/>.</summary>
public sealed record HarmonicOptions : KernelOptions
{
    /// <summary>How many nodes to draw as sources, ≥ 0; 0, or as many as there are nodes: all, so that the scores are exact. Default: 0.</summary>
    public int Samples { get; init; }

    /// <summary>Seed of the draw: the same sources everywhere. Default: 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>With which probability <see cref="HarmonicResult.ErrorBound"/> holds, above 0 and below 1. Default: 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Whether to divide by n − 1, so that scores lie in 0 … 1. Default: no.</summary>
    public bool Normalized { get; init; }
}

/// <summary>How near each node is to the others.</summary>
public sealed record HarmonicResult
{
    /// <summary>Per node Σ 1/d over the other nodes, d the length of the shortest path from there; estimated where sources were drawn.</summary>
    public required double[] Score { get; init; }

    /// <summary>How many sources were searched from.</summary>
    public required int Sources { get; init; }

    /// <summary>All normalised scores lie within this distance of the exact ones, with the asked-for probability; 0 where they are exact.
    /// Multiply by n − 1 for scores that are not normalised.</summary>
    public required double ErrorBound { get; init; }
}

/// <summary>
/// Harmonic closeness centrality: the sum over all other nodes of one over their distance to the node.
/// </summary>
/// <remarks>
/// <para>Direction: distances lead to the node, along the edges (as in networkx), and incoming edges are needed; undirected both ways. Weights: not looked at, every edge has length 1.
/// Parallel edges and self loops change nothing. A node that cannot come here adds 0, so disconnected graphs need no special case. Normalisation: n − 1. No ties.</para>
/// <para>Sampled scores are n/k times the sum over k sources drawn without repetition: unbiased. The bound is Hoeffding's in Serfling's form with a union bound over the nodes.</para>
/// <para>Cost: 64 sources share one search, one bit each: O(sources/64 · levels · arcs) time at worst, near to O(sources/64 · arcs) where distances are short;
/// four numbers per node of memory. Shares are added in ascending order of distance, batch by batch: the same bytes for any number of threads.</para>
/// <para>Source: Marchiori and Latora, Physica A 285 (2000); Boldi and Vigna, Axioms for centrality, Internet Mathematics 10 (2014);
/// sampling: Eppstein and Wang, J. Graph Algorithms Appl. 8 (2004); searches in bits: Then et al., PVLDB 8 (2014).</para>
/// </remarks>
public static class Harmonic
{
    /// <summary>Sums inverse distances.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Sources and scale.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of sources is negative or the confidence not within 0 … 1.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static HarmonicResult Run(CsrGraph graph, HarmonicOptions options, CancellationToken cancellation)
    {
        NodeSample.Check(options.Samples, options.Confidence);
        var nodes = (double)graph.NodeCount;
        var sources = NodeSample.Draw(graph, options.Samples, options.Seed);
        var score = sources.Length == graph.NodeCount ? Exact(graph, sources, options, cancellation) : Sampled(graph, sources, options, cancellation);
        var scale = options.Normalized ? 1.0 / Math.Max(nodes - 1, 1.0) : 1.0;
        for (var node = 0; node < score.Length; node++)
        {
            score[node] *= scale;
        }

        GC.KeepAlive(graph);
        return new HarmonicResult
        {
            Score = graph.ToOriginalOrder(score),
            Sources = sources.Length,

            // One source gives a node at most 1; times n / (n − 1).
            ErrorBound = nodes < 2 ? 0.0 : NodeSample.HalfWidth(graph.NodeCount, sources.Length, options.Confidence, nodes / (nodes - 1)),
        };
    }

    /// <summary>Searches against the edges from every node: how many nodes stand at each distance is all that its score needs.</summary>
    private static double[] Exact(CsrGraph graph, int[] sources, HarmonicOptions options, CancellationToken cancellation)
    {
        var score = new double[graph.NodeCount];
        using var team = new WorkTeam(options.Threads);
        using var search = new BitSearch(graph.In, graph.Out, team);
        var counts = new long[BitSearch.Width];
        for (var first = 0; first < sources.Length; first += BitSearch.Width)
        {
            var batch = sources.AsSpan(first, Math.Min(BitSearch.Width, sources.Length - first));
            search.Start(batch);
            while (search.Step(null, counts, cancellation))
            {
                for (var i = 0; i < batch.Length; i++)
                {
                    score[batch[i]] += (double)counts[i] / search.Level;
                }
            }
        }

        return score;
    }

    /// <summary>Searches along the edges from the sources drawn: each gives every node that it reaches its share.</summary>
    private static double[] Sampled(CsrGraph graph, int[] sources, HarmonicOptions options, CancellationToken cancellation)
    {
        using var team = new WorkTeam(options.Threads);
        using var search = new BitSearch(graph.Out, graph.In, team);
        using var sums = new NativeColumn<double>(graph.NodeCount);
        for (var first = 0; first < sources.Length; first += BitSearch.Width)
        {
            search.Start(sources.AsSpan(first, Math.Min(BitSearch.Width, sources.Length - first)));
            while (search.Step(sums, [], cancellation))
            {
            }
        }

        var score = sums.AsSpan().ToArray();
        for (var node = 0; node < score.Length; node++)
        {
            score[node] *= (double)graph.NodeCount / sources.Length;
        }

        return score;
    }
}
