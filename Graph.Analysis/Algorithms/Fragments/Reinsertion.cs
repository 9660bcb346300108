namespace Graph.Analysis.Algorithms.Fragments;

/// <summary>Puts removed nodes back, the one that makes the smallest part first, ties to the smaller number.</summary>
internal static class Reinsertion
{
    /// <summary>Puts back what may return without any part growing beyond the limit; then no node may.</summary>
    public static void Fill(PlainNeighbors neighbors, bool[] isRemoved, int limit, CancellationToken cancellation)
    {
        foreach (var node in Back(neighbors, isRemoved, limit, cancellation))
        {
            isRemoved[node] = false;
        }
    }

    /// <summary>The removed nodes in the order in which to remove them: the reverse of putting all of them back.</summary>
    public static int[] Order(PlainNeighbors neighbors, bool[] isRemoved, CancellationToken cancellation)
    {
        var order = Back(neighbors, isRemoved, int.MaxValue, cancellation);
        order.Reverse();
        return [.. order];
    }

    private static List<int> Back(PlainNeighbors neighbors, bool[] isRemoved, int limit, CancellationToken cancellation)
    {
        var parts = new MergingParts(neighbors, isRemoved);
        var queue = new PriorityQueue<int, (int Size, int Node)>();
        queue.EnqueueRange(Enumerable.Range(0, isRemoved.Length).Where(node => isRemoved[node]).Select(node => (node, (parts.SizeWith(node), node))));
        var back = new List<int>();
        var meter = new CancellationMeter(cancellation);
        while (queue.TryDequeue(out var node, out var known))
        {
            meter.Spend(1 + neighbors.Degree(node));
            // Parts only grow: a size that is out of date is too small, and one beyond the limit stays there.
            var size = parts.SizeWith(node);
            if (size > known.Size && size <= limit)
            {
                queue.Enqueue(node, (size, node));
            }
            else if (size <= limit)
            {
                parts.Add(node);
                back.Add(node);
            }
        }

        return back;
    }
}
