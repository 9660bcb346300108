using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>Kernels that sweep a score over the graph until it stands.</summary>
internal static class RankKernels
{
    public static IReadOnlyList<KernelBinding> All { get; } =
    [
        new("pagerank", ["pr"], "score, all sum to 1", Rank) { Weights = WeightUse.Optional, Knows = KernelOption.Sweeps },
        new("personalized-pagerank", ["ppr"], "score of walks that restart at --seeds", Personalized)
        {
            Weights = WeightUse.Optional, Knows = KernelOption.Sweeps | KernelOption.Seeds, Needs = KernelOption.Seeds,
        },
        new("anti-trustrank", ["atr"], "distrust that flows against the edges from --seeds", AntiTrust)
        {
            Weights = WeightUse.Optional, Knows = KernelOption.Sweeps | KernelOption.Seeds, Needs = KernelOption.Seeds,
        },
        new("propagation", ["exposure"], "share of what leaves the node that ends at --seeds; always directed", Propagate)
        {
            Weights = WeightUse.Shares, Direction = DirectionUse.Always, NeedsReverse = false, Knows = KernelOption.Sweeps | KernelOption.Seeds, Needs = KernelOption.Seeds,
        },
    ];

    private static KernelAnswer Rank(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = PageRank.Run(graph, Swept(new PageRankOptions(), request), cancellation);
        return new KernelAnswer { Numbers = found.Score, Convergence = found.Convergence };
    }

    private static KernelAnswer Personalized(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = PersonalizedPageRank.Run(graph, Swept(new PersonalizedPageRankOptions { Seeds = [request.Seeds!] }, request), cancellation);
        return new KernelAnswer { Numbers = found.Score[0], Convergence = found.Convergence[0] };
    }

    private static KernelAnswer AntiTrust(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = AntiTrustRank.Run(graph, Swept(new AntiTrustRankOptions { Seeds = request.Seeds! }, request), cancellation);
        return new KernelAnswer { Numbers = found.Score, Convergence = found.Convergence };
    }

    /// <summary>A seed counts 1 itself, whatever leaves it.</summary>
    private static KernelAnswer Propagate(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var own = new double[graph.NodeCount];
        foreach (var seed in request.Seeds!.Nodes)
        {
            own[seed] = 1.0;
        }

        var found = Propagation.Run(graph, Swept(new PropagationOptions { RightHandSide = own }, request), cancellation);
        return new KernelAnswer { Numbers = found.Value, Convergence = found.Convergence };
    }

    private static T Swept<T>(T options, KernelRequest request)
        where T : SweepOptions => options with
        {
            Threads = request.Threads,
            Damping = request.Damping ?? options.Damping,
            Tolerance = request.Tolerance ?? options.Tolerance,
            MaxIterations = request.Iterations ?? options.MaxIterations,
        };
}
