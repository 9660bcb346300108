using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="KCore"/>: none of its own.</summary>
public sealed record KCoreOptions : KernelOptions;

/// <summary>How deep each node sits in the graph.</summary>
public sealed record KCoreResult
{
    /// <summary>Core number per node: the largest k so that the node belongs to a part of the graph in which every node meets at least k edges.</summary>
    public required int[] Core { get; init; }

    /// <summary>The largest core number; 0 where there are no edges.</summary>
    public required int Degeneracy { get; init; }
}

/// <summary>
/// K-core decomposition: the core number of each node, found by taking the node with fewest edges away again and again.
/// </summary>
/// <remarks>
/// Direction: not looked at; out- and in-edges count together, so two arcs that answer each other are two edges (as igraph counts with
/// mode "all"). Parallel edges that the graph kept count each; for simple cores build the graph undirected with parallel edges merged.
/// Self loops never count. Weights: not looked at. Isolated nodes have 0; parts of the graph do not touch each other's numbers. Exact, no ties: the numbers do
/// not depend on the order of removal. Cost: O(nodes + arcs) time, on one thread whatever <see cref="KernelOptions.Threads"/> says;
/// three numbers per node and one per possible degree of memory.
/// Source: Batagelj and Zaversnik, An O(m) algorithm for cores decomposition of networks (2003).
/// </remarks>
public static unsafe class KCore
{
    private const long StepsPerLook = 1 << 16;

    /// <summary>Finds the core numbers.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads; not used.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OverflowException">A node meets more than 2^31 − 1 edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KCoreResult Run(CsrGraph graph, KCoreOptions options, CancellationToken cancellation)
    {
        var degree = new int[graph.NodeCount];
        var largest = Degrees(graph, degree, cancellation);
        using var order = new NativeColumn<int>(graph.NodeCount, cleared: false);
        using var placeOf = new NativeColumn<int>(graph.NodeCount, cleared: false);
        using var binStart = new NativeColumn<int>((long)largest + 2);
        fixed (int* left = degree)
        {
            SortByDegree(left, graph.NodeCount, order.Pointer, placeOf.Pointer, binStart.Pointer, largest);
            var looked = 0L;
            for (var place = 0; place < graph.NodeCount; place++)
            {
                var node = order.Pointer[place];
                Release(graph.Out, node, left, order.Pointer, placeOf.Pointer, binStart.Pointer);
                looked += 1 + graph.Out.Degree(node);
                if (graph.IsDirected)
                {
                    Release(graph.In, node, left, order.Pointer, placeOf.Pointer, binStart.Pointer);
                    looked += graph.In.Degree(node);
                }

                if (looked >= StepsPerLook)
                {
                    cancellation.ThrowIfCancellationRequested();
                    looked = 0;
                }
            }
        }

        cancellation.ThrowIfCancellationRequested();
        GC.KeepAlive(graph);

        // What is left of each degree when its node goes is the core number.
        return new KCoreResult { Core = graph.ToOriginalOrder(degree), Degeneracy = degree.Length == 0 ? 0 : degree.Max() };
    }

    /// <summary>Edges per node without self loops; the largest number.</summary>
    private static int Degrees(CsrGraph graph, int[] degree, CancellationToken cancellation)
    {
        var largest = 0;
        for (var node = 0; node < degree.Length; node++)
        {
            if ((node & (StepsPerLook - 1)) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            degree[node] = WithoutLoops(graph.Out, node) + (graph.IsDirected ? WithoutLoops(graph.In, node) : 0);
            largest = Math.Max(largest, degree[node]);
        }

        return largest;
    }

    private static int WithoutLoops(Adjacency rows, int node)
    {
        var row = rows.Neighbors(node);
        return row.Length - (row.BinarySearch(node) >= 0 ? row.Count(node) : 0);
    }

    /// <summary>Nodes by ascending degree; each degree's bin and each node's place.</summary>
    private static void SortByDegree(int* degree, int nodes, int* order, int* placeOf, int* binStart, int largest)
    {
        for (var node = 0; node < nodes; node++)
        {
            binStart[degree[node] + 1]++;
        }

        for (var bin = 1; bin <= largest + 1; bin++)
        {
            binStart[bin] += binStart[bin - 1];
        }

        for (var node = 0; node < nodes; node++)
        {
            var place = binStart[degree[node]]++;
            (order[place], placeOf[node]) = (node, place);
        }

        for (var bin = largest + 1; bin > 0; bin--)
        {
            binStart[bin] = binStart[bin - 1];
        }

        binStart[0] = 0;
    }

    /// <summary>Takes a node's edges from its neighbours that are still there with more edges: each moves to the bin below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Release(Adjacency rows, int node, int* left, int* order, int* placeOf, int* binStart)
    {
        unchecked
        {
            foreach (var neighbor in rows.Neighbors(node))
            {
                var degree = left[neighbor];
                if (degree > left[node])
                {
                    // Swap with the first of the bin, then let the bin start behind it.
                    var (place, first) = (placeOf[neighbor], binStart[degree]);
                    var other = order[first];
                    (order[place], placeOf[other]) = (other, place);
                    (order[first], placeOf[neighbor]) = (neighbor, first);
                    binStart[degree] = first + 1;
                    left[neighbor] = degree - 1;
                }
            }
        }
    }
}
