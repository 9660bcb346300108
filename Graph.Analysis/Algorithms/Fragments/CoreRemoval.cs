namespace Graph.Analysis.Algorithms.Fragments;

/// <summary>CoreHD: removes the node with most edges inside the 2-core until no cycle is left, then breaks the trees.</summary>
internal sealed class CoreRemoval
{
    private readonly PlainNeighbors neighbors;
    private readonly bool[] isRemoved;
    private readonly bool[] inCore;
    private readonly int[] degree;
    private readonly Stack<int> leaves = new();

    private CoreRemoval(PlainNeighbors neighbors)
    {
        this.neighbors = neighbors;
        isRemoved = new bool[neighbors.NodeCount];
        inCore = new bool[neighbors.NodeCount];
        Array.Fill(inCore, true);
        degree = [.. Enumerable.Range(0, neighbors.NodeCount).Select(neighbors.Degree)];
    }

    /// <summary>Whether each node is to go.</summary>
    public static bool[] Run(PlainNeighbors neighbors, int limit, CancellationToken cancellation)
    {
        var removal = new CoreRemoval(neighbors);
        removal.Decycle(cancellation);
        removal.BreakTrees(limit, cancellation);
        return removal.isRemoved;
    }

    private void Decycle(CancellationToken cancellation)
    {
        for (var node = 0; node < degree.Length; node++)
        {
            if (degree[node] < 2 && inCore[node])
            {
                Leave(node);
            }
        }

        var queue = new PriorityQueue<int, (int NegativeDegree, int Node)>();
        queue.EnqueueRange(Enumerable.Range(0, degree.Length).Where(node => inCore[node]).Select(node => (node, (-degree[node], node))));
        var meter = new CancellationMeter(cancellation);
        while (queue.TryDequeue(out var node, out var known))
        {
            meter.Spend(1 + neighbors.Degree(node));
            if (!inCore[node])
            {
                continue;
            }

            if (-degree[node] != known.NegativeDegree)
            {
                queue.Enqueue(node, (-degree[node], node));
                continue;
            }

            isRemoved[node] = true;
            Leave(node);
        }
    }

    /// <summary>Takes a node out of the core, and all that then have fewer than two edges in it.</summary>
    private void Leave(int first)
    {
        inCore[first] = false;
        leaves.Push(first);
        while (leaves.TryPop(out var node))
        {
            foreach (var neighbor in neighbors.Of(node))
            {
                if (inCore[neighbor] && --degree[neighbor] < 2)
                {
                    inCore[neighbor] = false;
                    leaves.Push(neighbor);
                }
            }
        }
    }

    /// <summary>From the leaves up, a node goes where what hangs on it is too large: fewest removals that a tree allows.</summary>
    private void BreakTrees(int limit, CancellationToken cancellation)
    {
        var parent = new int[degree.Length];
        var hanging = new int[degree.Length];
        Array.Fill(parent, -2);
        var order = new List<int>();
        var meter = new CancellationMeter(cancellation);
        for (var root = 0; root < degree.Length; root++)
        {
            if (!isRemoved[root] && parent[root] == -2)
            {
                Descend(root, parent, order, ref meter);
            }
        }

        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            if (++hanging[node] > limit)
            {
                isRemoved[node] = true;
            }
            else if (parent[node] >= 0)
            {
                hanging[parent[node]] += hanging[node];
            }
        }
    }

    private void Descend(int root, int[] parent, List<int> order, ref CancellationMeter meter)
    {
        parent[root] = -1;
        var next = order.Count;
        order.Add(root);
        for (; next < order.Count; next++)
        {
            var node = order[next];
            meter.Spend(1 + neighbors.Degree(node));
            foreach (var neighbor in neighbors.Of(node))
            {
                if (!isRemoved[neighbor] && parent[neighbor] == -2)
                {
                    parent[neighbor] = node;
                    order.Add(neighbor);
                }
            }
        }
    }
}
