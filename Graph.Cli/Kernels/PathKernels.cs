using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>Kernels about what is reached, and how far it is.</summary>
internal static class PathKernels
{
    public static IReadOnlyList<KernelBinding> All { get; } =
    [
        new("components", ["wcc", "cc"], "component, by its smallest id; direction is ignored", Weak),
        new("strong-components", ["scc"], "strong component, by its smallest id", Strong),
        new("bfs", [], "edges from --source; 9223372036854775807 where it does not lead", Levels)
        {
            Knows = KernelOption.Source, Needs = KernelOption.Source,
        },
        new("shortest-paths", ["sssp"], "distance from --source; Infinity where it does not lead", Distances)
        {
            Weights = WeightUse.Optional, Parallel = ParallelEdges.Minimum, NeedsReverse = false, Knows = KernelOption.Source, Needs = KernelOption.Source,
        },
        new("betweenness", ["bc"], "shortest paths through the node; with --samples an estimate", Between)
        {
            Knows = KernelOption.Samples | KernelOption.Seed,
        },
        new("harmonic", [], "sum of 1/distance to the node; with --samples an estimate", Near) { Knows = KernelOption.Samples | KernelOption.Seed },
    ];

    private static KernelAnswer Weak(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = ConnectedComponents.Run(graph, new ConnectedComponentsOptions { Threads = request.Threads }, cancellation);
        return new KernelAnswer { Nodes = found.Component, Counters = [("components", (long)found.Count), ("largest", (long)found.LargestSize)] };
    }

    private static KernelAnswer Strong(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = StronglyConnectedComponents.Run(graph, new StronglyConnectedComponentsOptions { Threads = request.Threads }, cancellation);
        return new KernelAnswer { Nodes = found.Component, Counters = [("components", (long)found.Count), ("largest", (long)found.LargestSize)] };
    }

    private static KernelAnswer Levels(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = BreadthFirstSearch.Run(graph, new BreadthFirstSearchOptions { Threads = request.Threads, Source = request.Source }, cancellation);
        return new KernelAnswer
        {
            Wholes = Array.ConvertAll(found.Depth, depth => depth < 0 ? long.MaxValue : depth),
            Counters = [("reached", (long)found.Reached), ("depth", (long)found.MaxDepth)],
        };
    }

    private static KernelAnswer Distances(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = ShortestPaths.Run(graph, new ShortestPathsOptions { Threads = request.Threads, Source = request.Source }, cancellation);
        return new KernelAnswer { Numbers = found.Distance, Counters = [("reached", (long)found.Reached)] };
    }

    private static KernelAnswer Between(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var options = new BetweennessOptions { Threads = request.Threads };
        var found = Betweenness.Run(graph, options with { Samples = request.Samples ?? options.Samples, Seed = request.Seed ?? options.Seed }, cancellation);
        return new KernelAnswer { Numbers = found.Score, Counters = [("sources", (long)found.Sources), ("error bound", found.ErrorBound)] };
    }

    private static KernelAnswer Near(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var options = new HarmonicOptions { Threads = request.Threads };
        var found = Harmonic.Run(graph, options with { Samples = request.Samples ?? options.Samples, Seed = request.Seed ?? options.Seed }, cancellation);
        return new KernelAnswer { Numbers = found.Score, Counters = [("sources", (long)found.Sources), ("error bound", found.ErrorBound)] };
    }
}
