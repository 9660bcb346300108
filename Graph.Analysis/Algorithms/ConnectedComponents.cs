using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="ConnectedComponents"/>: none of its own.</summary>
public sealed record ConnectedComponentsOptions : KernelOptions;

/// <summary>Which nodes hang together.</summary>
public sealed record ConnectedComponentsResult
{
    /// <summary>Component per node: the number of its smallest member.</summary>
    public required int[] Component { get; init; }

    /// <summary>How many components there are.</summary>
    public required int Count { get; init; }

    /// <summary>Nodes in the largest component; 0 for a graph without nodes.</summary>
    public required int LargestSize { get; init; }
}

/// <summary>
/// Weakly connected components: two nodes belong together if a chain of edges joins them, whichever way the edges lead.
/// </summary>
/// <remarks>
/// Direction and weights: ignored. An isolated node is a component of its own. Named after the smallest member, so nothing is left to chance:
/// trees are only ever hung below smaller numbers. Directed graphs without incoming edges work, but look at every edge.
/// Cost: close to O(nodes) where one component holds nearly all, O(edges) at worst (times the short way to a root).
/// Source: Sutton, Ben-Nun and Barak, "Optimizing Parallel Graph Connectivity Computation via Subgraph Sampling" (Afforest), IPDPS 2018.
/// </remarks>
public static unsafe class ConnectedComponents
{
    /// <summary>Finds the components.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ConnectedComponentsResult Run(CsrGraph graph, ConnectedComponentsOptions options, CancellationToken cancellation)
    {
        var component = GC.AllocateUninitializedArray<int>(graph.NodeCount);
        using var team = new WorkTeam(options.Threads);
        fixed (int* parent = component)
        {
            var forest = new ComponentForest(graph, team, parent, cancellation);
            forest.Link();
            var (count, largest) = forest.Measure();
            GC.KeepAlive(graph);
            return new ConnectedComponentsResult
            {
                Component = ComponentNames.SmallestMember(graph, component),
                Count = count,
                LargestSize = largest,
            };
        }
    }
}
