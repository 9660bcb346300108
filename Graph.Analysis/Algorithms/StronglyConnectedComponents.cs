using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="StronglyConnectedComponents"/>: none of its own.</summary>
public sealed record StronglyConnectedComponentsOptions : KernelOptions;

/// <summary>Which nodes reach each other.</summary>
public sealed record StronglyConnectedComponentsResult
{
    /// <summary>Component per node: the number of its smallest member.</summary>
    public required int[] Component { get; init; }

    /// <summary>How many components there are.</summary>
    public required int Count { get; init; }

    /// <summary>Nodes in the largest component; 0 for a graph without nodes.</summary>
    public required int LargestSize { get; init; }
}

/// <summary>
/// Strongly connected components: two nodes belong together if each can be reached from the other along the edges.
/// </summary>
/// <remarks>
/// Direction: along outgoing edges; incoming ones are not needed. Of an undirected graph these are the connected components. Weights: ignored.
/// A node on no cycle is a component of its own. Named after the smallest member. One thread, whatever the options say (undirected graphs aside).
/// No recursion: a path as long as the graph needs memory for its nodes and no stack. Cost: O(nodes + edges) time, 20 bytes a node.
/// Source: Tarjan, "Depth-First Search and Linear Graph Algorithms", SIAM J. Comput. 1972, with one number per node as in
/// Pearce, "A Space-Efficient Algorithm for Finding Strongly Connected Components", Inf. Process. Lett. 2016.
/// </remarks>
public static class StronglyConnectedComponents
{
    /// <summary>Finds the components.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads, for undirected graphs.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static StronglyConnectedComponentsResult Run(CsrGraph graph, StronglyConnectedComponentsOptions options, CancellationToken cancellation)
    {
        if (!graph.IsDirected)
        {
            var weak = ConnectedComponents.Run(graph, new ConnectedComponentsOptions { Threads = options.Threads }, cancellation);
            return new StronglyConnectedComponentsResult { Component = weak.Component, Count = weak.Count, LargestSize = weak.LargestSize };
        }

        using var search = new DepthFirstComponents(graph);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            search.Visit(node, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        var (component, largest) = search.Representatives();
        GC.KeepAlive(graph);
        return new StronglyConnectedComponentsResult
        {
            Component = ComponentNames.SmallestMember(graph, component),
            Count = search.Count,
            LargestSize = largest,
        };
    }
}

/// <summary>The depth-first search behind <see cref="StronglyConnectedComponents"/>, with its stacks in memory.</summary>
internal sealed unsafe class DepthFirstComponents : IDisposable
{
    private const int StepsPerLook = 1 << 16;

    private readonly int nodes;
    private readonly Adjacency rows;

    /// <summary>Per node 0: not seen; 1 … nodes: on the way, the earliest node known to be reached from here; done: nodes − component, which is above all numbers on the way.</summary>
    private readonly NativeColumn<int> mark;

    /// <summary>The path from the start to here grows from the left; nodes that wait for their component's first node grow from the right. Never more than all nodes.</summary>
    private readonly NativeColumn<int> stacks;

    /// <summary>Per step of the path: the next place in the row.</summary>
    private readonly NativeColumn<long> cursor;

    /// <summary>Per step of the path: the number that its node got first.</summary>
    private readonly NativeColumn<int> entered;

    private int waiting;
    private int alive;
    private int steps;

    /// <summary>Makes a search that has seen nothing.</summary>
    public DepthFirstComponents(CsrGraph graph)
    {
        nodes = graph.NodeCount;
        rows = graph.Out;
        mark = new NativeColumn<int>(nodes);
        stacks = new NativeColumn<int>(nodes, cleared: false);
        cursor = new NativeColumn<long>(nodes, cleared: false);
        entered = new NativeColumn<int>(nodes, cleared: false);
        waiting = nodes;
    }

    /// <summary>Components finished.</summary>
    public int Count { get; private set; }

    /// <summary>Finds all components that can be reached from a node and are not known yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(int start, CancellationToken cancellation)
    {
        if (mark.Pointer[start] != 0)
        {
            return;
        }

        unchecked
        {
            var seen = mark.Pointer;
            var path = stacks.Pointer;
            var next = cursor.Pointer;
            var first = entered.Pointer;
            var starts = rows.Offsets.Pointer;
            var targets = rows.Targets.Pointer;
            var depth = 0;
            Enter(start, depth);
            while (depth >= 0)
            {
                var node = path[depth];
                var (place, end, low) = (next[depth], starts[node + 1], seen[node]);
                var below = -1;
                while (place < end)
                {
                    if (++steps >= StepsPerLook)
                    {
                        steps = 0;
                        cancellation.ThrowIfCancellationRequested();
                    }

                    var reached = seen[targets[place]];
                    if (reached == 0)
                    {
                        below = targets[place];
                        break;
                    }

                    low = Math.Min(low, reached);
                    place++;
                }

                seen[node] = low;
                if (below >= 0)
                {
                    // The place stays: on the way back it gives the number that the lower node has come to.
                    next[depth] = place;
                    Enter(below, ++depth);
                    continue;
                }

                Leave(node, low == first[depth]);
                depth--;
            }
        }
    }

    /// <summary>Per place the smallest place of its component, and the size of the largest component.</summary>
    public (int[] Smallest, int Largest) Representatives()
    {
        var smallest = new int[nodes];
        var firstOf = stacks.AsSpan();
        var sizes = entered.AsSpan();
        firstOf.Fill(-1);
        sizes.Clear();
        var largest = 0;
        for (var node = 0; node < nodes; node++)
        {
            var component = nodes - mark[node];
            if (firstOf[component] < 0)
            {
                firstOf[component] = node;
            }

            smallest[node] = firstOf[component];
            largest = Math.Max(largest, ++sizes[component]);
        }

        return (smallest, largest);
    }

    /// <summary>Releases the stacks.</summary>
    public void Dispose()
    {
        mark.Dispose();
        stacks.Dispose();
        cursor.Dispose();
        entered.Dispose();
    }

    private void Enter(int node, int depth)
    {
        unchecked
        {
            mark.Pointer[node] = entered.Pointer[depth] = ++alive;
            stacks.Pointer[depth] = node;
            cursor.Pointer[depth] = rows.Offsets.Pointer[node];
        }
    }

    /// <summary>Steps back from a node: the first of its component takes those that wait for it along.</summary>
    private void Leave(int node, bool isFirst)
    {
        unchecked
        {
            if (!isFirst)
            {
                stacks.Pointer[--waiting] = node;
                return;
            }

            var number = nodes - Count++;
            var low = mark.Pointer[node];
            alive--;
            while (waiting < nodes && mark.Pointer[stacks.Pointer[waiting]] >= low)
            {
                mark.Pointer[stacks.Pointer[waiting++]] = number;
                alive--;
            }

            mark.Pointer[node] = number;
        }
    }
}
