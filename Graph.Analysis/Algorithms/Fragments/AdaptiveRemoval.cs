namespace Graph.Analysis.Algorithms.Fragments;

/// <summary>Removes the node with the highest score again and again, scores following what is left; ties to the smaller number.</summary>
internal static class AdaptiveRemoval
{
    /// <summary>By the number of neighbours that are left.</summary>
    public static bool[] ByDegree(PlainNeighbors neighbors, int limit, CancellationToken cancellation) =>
        Run(neighbors, limit, static (_, degree, node) => degree[node], cancellation);

    /// <summary>By collective influence at distance one.</summary>
    public static bool[] ByInfluence(PlainNeighbors neighbors, int limit, CancellationToken cancellation) =>
        Run(neighbors, limit, Influence, cancellation);

    private static long Influence(PlainNeighbors neighbors, int[] degree, int node)
    {
        var sum = 0L;
        foreach (var neighbor in neighbors.Of(node))
        {
            // −1 marks a node that is gone.
            sum += Math.Max(degree[neighbor] - 1, 0);
        }

        return Math.Max(degree[node] - 1, 0) * sum;
    }

    private static bool[] Run(PlainNeighbors neighbors, int limit, Func<PlainNeighbors, int[], int, long> score, CancellationToken cancellation)
    {
        var degree = Enumerable.Range(0, neighbors.NodeCount).Select(neighbors.Degree).ToArray();
        var queue = new PriorityQueue<int, (long NegativeScore, int Node)>();
        queue.EnqueueRange(Enumerable.Range(0, degree.Length).Select(node => (node, (-score(neighbors, degree, node), node))));
        var order = new List<int>(degree.Length);
        var meter = new CancellationMeter(cancellation);
        while (queue.TryDequeue(out var node, out var known))
        {
            meter.Spend(1 + neighbors.Degree(node));
            // Scores only fall: one that is out of date is too high.
            var now = -score(neighbors, degree, node);
            if (now != known.NegativeScore)
            {
                queue.Enqueue(node, (now, node));
                continue;
            }

            degree[node] = -1;
            order.Add(node);
            foreach (var neighbor in neighbors.Of(node))
            {
                degree[neighbor] -= degree[neighbor] < 0 ? 0 : 1;
            }
        }

        return ShortestPrefix(neighbors, order, limit, cancellation);
    }

    /// <summary>Removes as few of the first nodes of an order as leave no part too large: they come back from the last on until one is.</summary>
    private static bool[] ShortestPrefix(PlainNeighbors neighbors, List<int> order, int limit, CancellationToken cancellation)
    {
        var isRemoved = new bool[neighbors.NodeCount];
        Array.Fill(isRemoved, true);
        var parts = new MergingParts(neighbors, isRemoved);
        var meter = new CancellationMeter(cancellation);
        for (var i = order.Count - 1; i >= 0 && parts.SizeWith(order[i]) <= limit; i--)
        {
            meter.Spend(1 + neighbors.Degree(order[i]));
            parts.Add(order[i]);
            isRemoved[order[i]] = false;
        }

        return isRemoved;
    }
}
