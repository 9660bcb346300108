namespace Graph.Analysis.Algorithms.Fragments;

/// <summary>Parts that grow together as nodes come: union by size with path halving.</summary>
internal sealed class MergingParts
{
    private readonly PlainNeighbors neighbors;
    private readonly bool[] present;
    private readonly int[] parent;
    private readonly int[] size;
    private readonly List<int> roots = [];

    /// <summary>The parts of the nodes that are not removed.</summary>
    public MergingParts(PlainNeighbors neighbors, bool[] isRemoved)
    {
        this.neighbors = neighbors;
        present = new bool[neighbors.NodeCount];
        parent = [.. Enumerable.Range(0, neighbors.NodeCount)];
        size = new int[neighbors.NodeCount];
        Array.Fill(size, 1);
        for (var node = 0; node < present.Length; node++)
        {
            if (!isRemoved[node])
            {
                Add(node);
            }
        }
    }

    /// <summary>Nodes in the largest part so far.</summary>
    public int Largest { get; private set; }

    /// <summary>How large a node's part would be if it came.</summary>
    public int SizeWith(int node)
    {
        roots.Clear();
        var sum = 1;
        foreach (var neighbor in neighbors.Of(node))
        {
            if (present[neighbor] && Root(neighbor) is var root && size[root] > 0)
            {
                // Counted once: the sign marks it until the sum is known.
                sum += size[root];
                size[root] = -size[root];
                roots.Add(root);
            }
        }

        foreach (var root in roots)
        {
            size[root] = -size[root];
        }

        return sum;
    }

    /// <summary>Lets a node come; the size of its part.</summary>
    public int Add(int node)
    {
        present[node] = true;
        var root = node;
        foreach (var neighbor in neighbors.Of(node))
        {
            if (present[neighbor])
            {
                root = Join(root, Root(neighbor));
            }
        }

        Largest = Math.Max(Largest, size[root]);
        return size[root];
    }

    private int Join(int a, int b)
    {
        if (a == b)
        {
            return a;
        }

        var (large, small) = size[a] >= size[b] ? (a, b) : (b, a);
        parent[small] = large;
        size[large] += size[small];
        return large;
    }

    private int Root(int node)
    {
        while (parent[node] != node)
        {
            node = parent[node] = parent[parent[node]];
        }

        return node;
    }
}
