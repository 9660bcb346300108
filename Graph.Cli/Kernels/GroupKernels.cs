using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>Kernels that put nodes into groups, each named by its smallest id, or that take groups apart.</summary>
internal static class GroupKernels
{
    public static IReadOnlyList<KernelBinding> All { get; } =
    [
        new("label-propagation", ["cdlp", "lpa"], "label after --iterations rounds (10)", Labels) { Knows = KernelOption.Iterations },
        new("louvain", [], "community", RunLouvain)
        {
            Weights = WeightUse.Optional, Direction = DirectionUse.Never, Knows = KernelOption.Resolution | KernelOption.Seed | KernelOption.Iterations | KernelOption.Tolerance,
        },
        new("leiden", [], "community, connected", RunLeiden)
        {
            Weights = WeightUse.Optional, Direction = DirectionUse.Never, Knows = KernelOption.Resolution | KernelOption.Seed | KernelOption.Iterations | KernelOption.Tolerance,
        },
        new("dismantling", ["corehd"], "when to remove it (1, 2, …) so that no part keeps more than 1 % of the nodes; 0: it stays", Dismantle)
        {
            Direction = DirectionUse.Never, Knows = KernelOption.Seed,
        },
    ];

    private static KernelAnswer Dismantle(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var options = new DismantlingOptions { Threads = request.Threads };
        var found = Dismantling.Run(graph, options with { Seed = request.Seed ?? options.Seed }, cancellation);
        var turn = new long[graph.NodeCount];
        for (var i = 0; i < found.Removed.Count; i++)
        {
            turn[found.Removed[i]] = i + 1;
        }

        return new KernelAnswer
        {
            Wholes = turn,
            Counters = [("removed", (long)found.Removed.Count), ("largest part", (long)found.LargestSize), ("limit", (long)found.Limit), ("began with", found.Rule.ToString())],
        };
    }

    private static KernelAnswer Labels(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var options = new LabelPropagationOptions { Threads = request.Threads };
        var found = LabelPropagation.Run(graph, options with { MaxIterations = request.Iterations ?? options.MaxIterations }, cancellation);
        return new KernelAnswer { Nodes = found.Label, Counters = [("iterations", (long)found.Iterations), ("stable", found.Stable)] };
    }

    private static KernelAnswer RunLouvain(CsrGraph graph, KernelRequest request, CancellationToken cancellation) =>
        Communities(Louvain.Run(graph, Asked(new LouvainOptions { Threads = request.Threads }, request), cancellation));

    private static KernelAnswer RunLeiden(CsrGraph graph, KernelRequest request, CancellationToken cancellation) =>
        Communities(Leiden.Run(graph, Asked(new LeidenOptions { Threads = request.Threads }, request), cancellation));

    private static TOptions Asked<TOptions>(TOptions options, KernelRequest request) where TOptions : CommunityOptions => options with
    {
        Resolution = request.Resolution ?? options.Resolution,
        Seed = request.Seed ?? options.Seed,
        MaxIterations = request.Iterations ?? options.MaxIterations,
        Tolerance = request.Tolerance ?? options.Tolerance,
    };

    private static KernelAnswer Communities(CommunityResult found) => new()
    {
        Nodes = found.Community,
        Counters = [("communities", (long)found.Count), ("modularity", found.Modularity), ("levels", (long)found.Levels)],
        Convergence = found.Convergence,
    };
}
