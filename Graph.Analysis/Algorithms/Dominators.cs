using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Dominators"/>.</summary>
public sealed record DominatorsOptions : KernelOptions
{
    /// <summary>The node that all paths start from, by the caller's number.</summary>
    public required int Root { get; init; }
}

/// <summary>Which node stands on every path to which.</summary>
public sealed record DominatorsResult
{
    /// <summary>Per node the nearest other node that every path from the root to it passes; −1 for the root and for nodes that it cannot reach.</summary>
    public required int[] ImmediateDominator { get; init; }

    /// <summary>How many nodes dominate the node, itself left out: 0 for the root, −1 for nodes that it cannot reach.</summary>
    public required int[] Depth { get; init; }

    /// <summary>How many nodes the node dominates, itself included: what the root cannot reach without it. 0 for nodes out of reach.</summary>
    public required int[] Dominated { get; init; }
}

/// <summary>
/// Dominator tree: u dominates v if every path from the root to v passes u. It answers which single party carries all money to a site.
/// </summary>
/// <remarks>
/// Direction: along the edges, and needs incoming edges; an undirected edge leads both ways. Weights: not looked at; an edge of weight 0
/// is an edge. Parallel edges and self loops change nothing. Nodes out of reach get −1, −1 and 0. The tree is unique: no ties.
/// Cost: O(arcs · log nodes) time, ten numbers per reached node of memory, no recursion; on one thread whatever
/// <see cref="KernelOptions.Threads"/> says.
/// Source: Lengauer and Tarjan, A fast algorithm for finding dominators in a flowgraph, TOPLAS 1 (1979), the simple version.
/// </remarks>
public static class Dominators
{
    /// <summary>Finds the dominator tree.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">The root.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such root.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static DominatorsResult Run(CsrGraph graph, DominatorsOptions options, CancellationToken cancellation)
    {
        var root = graph.PositionOf(options.Root);
        using var search = new DepthFirstTree(graph.Out, root, cancellation);
        using var forest = new DominatorForest(search);
        var dominator = forest.Solve(graph.In, cancellation);
        var result = Unfold(graph, search, dominator);
        GC.KeepAlive(graph);
        return result;
    }

    /// <summary>From numbers of the search to nodes. A dominator has a smaller number than what it dominates, so one pass each way is enough.</summary>
    private static DominatorsResult Unfold(CsrGraph graph, DepthFirstTree search, NativeColumn<int> dominator)
    {
        var immediate = new int[graph.NodeCount];
        var depth = new int[graph.NodeCount];
        var dominated = new int[graph.NodeCount];
        Array.Fill(immediate, -1);
        Array.Fill(depth, -1);
        for (var number = 0; number < search.Reached; number++)
        {
            var node = search.NodeOf[number];
            var above = number == 0 ? -1 : search.NodeOf[dominator[number]];
            immediate[node] = above < 0 ? -1 : graph.OriginalOf(above);
            depth[node] = above < 0 ? 0 : depth[above] + 1;
            dominated[node] = 1;
        }

        for (var number = search.Reached - 1; number > 0; number--)
        {
            dominated[search.NodeOf[dominator[number]]] += dominated[search.NodeOf[number]];
        }

        return new DominatorsResult
        {
            ImmediateDominator = graph.ToOriginalOrder(immediate),
            Depth = graph.ToOriginalOrder(depth),
            Dominated = graph.ToOriginalOrder(dominated),
        };
    }
}
