using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Cli.Kernels;

/// <summary>Kernels that look at a node's surroundings.</summary>
internal static class LocalKernels
{
    public static IReadOnlyList<KernelBinding> All { get; } =
    [
        new("degree", [], "ends of edges at the node; with --weighted the weight that leaves it", Degrees) { Weights = WeightUse.Optional },
        new("reciprocity", [], "share of the edges that leave the node that are answered", Answered),
        new("kcore", ["coreness"], "greatest k such that the node is in the k-core", Cores) { Direction = DirectionUse.Never },
        new("triangles", ["tc"], "triangles at the node", Triples) { Direction = DirectionUse.Never },
        new("clustering", ["lcc"], "local clustering coefficient", Clustering),
    ];

    private static KernelAnswer Degrees(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = Degree.Run(graph, new DegreeOptions { Threads = request.Threads }, cancellation);
        return graph.WeightKind == EdgeWeightKind.None ? new KernelAnswer { Wholes = found.Total } : new KernelAnswer { Numbers = found.OutWeight };
    }

    private static KernelAnswer Answered(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = Reciprocity.Run(graph, new ReciprocityOptions { Threads = request.Threads }, cancellation);
        return new KernelAnswer { Numbers = found.PerNode, Counters = [("overall", found.Overall)] };
    }

    private static KernelAnswer Cores(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = KCore.Run(graph, new KCoreOptions { Threads = request.Threads }, cancellation);
        return KernelAnswer.Of(found.Core) with { Counters = [("degeneracy", (long)found.Degeneracy)] };
    }

    private static KernelAnswer Triples(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = Triangles.Run(graph, new TrianglesOptions { Threads = request.Threads }, cancellation);
        return new KernelAnswer { Wholes = found.PerNode, Counters = [("triangles", found.Total)] };
    }

    private static KernelAnswer Clustering(CsrGraph graph, KernelRequest request, CancellationToken cancellation)
    {
        var found = LocalClustering.Run(graph, new LocalClusteringOptions { Threads = request.Threads }, cancellation);
        return new KernelAnswer { Numbers = found.Coefficient, Counters = [("average", found.Average)] };
    }
}
