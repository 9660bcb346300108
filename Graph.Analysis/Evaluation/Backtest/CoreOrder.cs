using Graph.Model.Graphs;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>The order in which CoreHD takes a graph apart: the best connected node of the 2-core, over and over; what is left is a forest, of
/// which the best connected node goes first.</summary>
/// <remarks>Source: Zdeborová, Zhang, Zhou, Fast and simple decycling and dismantling of networks, Scientific Reports 6 (2016). Nodes that may not
/// be taken stay. Ties by number. Cost: O(edges · log nodes).</remarks>
internal sealed class CoreOrder
{
    private readonly CsrGraph graph;
    private readonly bool[] removable;
    private readonly bool[] gone;
    private readonly int[] degree;
    private readonly PriorityQueue<int, (int NegativeDegree, int Node)> queue = new();
    private readonly List<int> order = [];

    private CoreOrder(CsrGraph graph, bool[] removable)
    {
        this.graph = graph;
        this.removable = removable;
        gone = new bool[graph.NodeCount];
        degree = new int[graph.NodeCount];
    }

    /// <summary>The nodes that may be taken, first to last.</summary>
    /// <param name="graph">An undirected graph in the caller's numbering, without self loops or parallel edges.</param>
    /// <param name="removable">Which nodes may be taken.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<int> Of(CsrGraph graph, bool[] removable, CancellationToken cancellation)
    {
        var search = new CoreOrder(graph, removable);
        search.TakeApart(leastDegree: 2, cancellation);
        search.TakeApart(leastDegree: 0, cancellation);
        return search.order;
    }

    /// <summary>Takes nodes out of the core in which every node keeps so many neighbours, until none is left that may be taken.</summary>
    private void TakeApart(int leastDegree, CancellationToken cancellation)
    {
        Begin();
        Peel(Enumerable.Range(0, graph.NodeCount).Where(node => !gone[node] && degree[node] < leastDegree), leastDegree);
        queue.Clear();
        queue.EnqueueRange(Enumerable.Range(0, graph.NodeCount).Where(node => !gone[node] && removable[node])
            .Select(node => (node, (-degree[node], node))));
        while (queue.TryDequeue(out var node, out var key))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!gone[node] && key.NegativeDegree == -degree[node])
            {
                order.Add(node);
                Peel([node], leastDegree);
            }
        }
    }

    private void Begin()
    {
        Array.Clear(gone);
        foreach (var node in order)
        {
            gone[node] = true;
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            degree[node] = 0;
            foreach (var other in graph.Out.Neighbors(node))
            {
                degree[node] += gone[other] ? 0 : 1;
            }
        }
    }

    /// <summary>Takes nodes out, and all that then have too few neighbours.</summary>
    private void Peel(IEnumerable<int> first, int leastDegree)
    {
        var open = new Stack<int>();
        foreach (var node in first.ToArray())
        {
            gone[node] = true;
            open.Push(node);
        }

        while (open.TryPop(out var node))
        {
            foreach (var other in graph.Out.Neighbors(node))
            {
                if (gone[other])
                {
                    continue;
                }

                degree[other]--;
                if (degree[other] < leastDegree)
                {
                    gone[other] = true;
                    open.Push(other);
                }
                else if (removable[other])
                {
                    queue.Enqueue(other, (-degree[other], other));
                }
            }
        }
    }
}
