using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="BreadthFirstSearch"/>.</summary>
public sealed record BreadthFirstSearchOptions : KernelOptions
{
    /// <summary>The node to start from. Default: 0.</summary>
    public int Source { get; init; }

    /// <summary>Whether to give each node's parent as well. Default: no.</summary>
    public bool Parents { get; init; }
}

/// <summary>How many steps each node is away.</summary>
public sealed record BreadthFirstSearchResult
{
    /// <summary>Steps from the source per node; −1: cannot be reached.</summary>
    public required int[] Depth { get; init; }

    /// <summary>Per node the smallest-numbered node one step nearer that an edge leads from; the source's is itself; −1: cannot be reached.
    /// Null unless asked for.</summary>
    public int[]? Parent { get; init; }

    /// <summary>How many nodes can be reached, the source included.</summary>
    public required int Reached { get; init; }

    /// <summary>The depth of the furthest of them.</summary>
    public required int MaxDepth { get; init; }
}

/// <summary>
/// Breadth-first search: for each node the least number of edges on a way from the source.
/// </summary>
/// <remarks>
/// Direction: along outgoing edges. Weights: ignored. Nodes that cannot be reached have depth −1. Parents: of several, the smallest number.
/// Levels are searched from the frontier outwards while it is small and, where that looks at fewer edges, from the rest of the nodes
/// towards it, which needs incoming edges; without them the search goes outwards alone. Small levels are done without waking the other threads.
/// Cost: O(nodes + edges), mostly far less edges; about 4¼ bytes a node beside the result.
/// Source: Beamer, Asanović and Patterson, "Direction-Optimizing Breadth-First Search", SC 2012.
/// </remarks>
public static unsafe class BreadthFirstSearch
{
    /// <summary>Searches.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Where to start, threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The source is not a node of the graph.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static BreadthFirstSearchResult Run(CsrGraph graph, BreadthFirstSearchOptions options, CancellationToken cancellation)
    {
        var source = SourceNode.PlaceOf(graph, options.Source);
        var depth = GC.AllocateUninitializedArray<int>(graph.NodeCount);
        var parent = options.Parents && graph.HasReverse ? GC.AllocateUninitializedArray<int>(graph.NodeCount) : null;
        parent?.AsSpan().Fill(-1);
        using var team = new WorkTeam(options.Threads);
        fixed (int* depths = depth, parents = parent)
        {
            using var search = new LevelSearch(graph, team, depths, DepthParents.AreMetFirst(graph) ? parents : null, cancellation);
            search.From(source);
            if (parent is not null)
            {
                DepthParents.Complete(graph, depths, parents, source, team, cancellation);
            }
            else if (options.Parents)
            {
                parent = new ShortestPathTree(graph, team, cancellation).OfDepths(depths, source);
            }

            GC.KeepAlive(graph);
            return new BreadthFirstSearchResult
            {
                Depth = graph.ToOriginalOrder(depth),
                Parent = parent is null ? null : graph.ToOriginalOrder(parent),
                Reached = search.Reached,
                MaxDepth = search.Levels,
            };
        }
    }
}
