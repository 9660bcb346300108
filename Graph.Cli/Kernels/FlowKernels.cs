using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>Kernels about what must pass where.</summary>
internal static class FlowKernels
{
    public static IReadOnlyList<KernelBinding> All { get; } =
    [
        new("dominators", [], "immediate dominator seen from --source, which is its own; empty where it does not lead", Dominate)
        {
            Knows = KernelOption.Source, Needs = KernelOption.Source,
        },
        new("max-flow", ["maxflow"], "one line: the value from --source to --sink; with --cut 1 on the source side of a minimum cut, else 0", Flow)
        {
            Weights = WeightUse.Capacity,
            Knows = KernelOption.Source | KernelOption.Sink | KernelOption.Cut,
            Needs = KernelOption.Source | KernelOption.Sink,
        },
    ];

    private static KernelAnswer Dominate(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = Dominators.Run(graph, new DominatorsOptions { Threads = request.Threads, Root = request.Source }, cancellation);
        found.ImmediateDominator[request.Source] = request.Source;
        return new KernelAnswer { Nodes = found.ImmediateDominator, Counters = [("reached", (long)found.Dominated[request.Source])] };
    }

    private static KernelAnswer Flow(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = MaxFlow.Run(graph, new MaxFlowOptions { Threads = request.Threads, Source = request.Source, Sink = request.Sink }, cancellation);
        return new KernelAnswer
        {
            Value = found.Value,
            Wholes = request.Cut ? Array.ConvertAll(found.SourceSide, side => side ? 1L : 0L) : null,
            Counters = [("pushes", found.Pushes), ("relabels", found.Relabels), ("global relabels", (long)found.GlobalRelabels)],
        };
    }
}
