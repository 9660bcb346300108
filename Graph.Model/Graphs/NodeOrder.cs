namespace Graph.Model.Graphs;

/// <summary>A renumbering of nodes: position ↔ original number.</summary>
/// <remarks>Nodes that many edges meet, put side by side, stay in the cache: worth its cost where a graph is swept some fifty times.</remarks>
public sealed class NodeOrder
{
    private const int SmallDegree = 1 << 10;
    private readonly int[] originalOf;
    private readonly int[] positionOf;

    /// <summary>Takes a permutation.</summary>
    /// <param name="originalOf">Original number per position.</param>
    /// <exception cref="ArgumentException">Not every number 0 … n − 1 stands exactly once.</exception>
    public NodeOrder(ReadOnlySpan<int> originalOf)
    {
        this.originalOf = originalOf.ToArray();
        positionOf = new int[originalOf.Length];
        Array.Fill(positionOf, -1);
        for (var position = 0; position < originalOf.Length; position++)
        {
            var node = originalOf[position];
            if ((uint)node >= (uint)positionOf.Length || positionOf[node] >= 0)
            {
                throw new ArgumentException($"Position {position} holds {node}: each of 0 … {originalOf.Length - 1} must stand exactly once.", nameof(originalOf));
            }

            positionOf[node] = position;
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => originalOf.Length;

    /// <summary>Original number of the node at a position.</summary>
    public int OriginalOf(int position) => originalOf[position];

    /// <summary>Position of the node with an original number.</summary>
    public int PositionOf(int node) => positionOf[node];

    /// <summary>Nodes with most arcs first, in and out together; ties by number.</summary>
    public static NodeOrder ByDegreeDescending(CsrGraph graph)
    {
        var degrees = new long[graph.NodeCount];
        var greatest = 0L;
        for (var node = 0; node < degrees.Length; node++)
        {
            degrees[node] = graph.Out.Degree(node) + (graph.IsDirected && graph.HasReverse ? (long)graph.In.Degree(node) : 0);
            greatest = Math.Max(greatest, degrees[node]);
        }

        return new NodeOrder(greatest <= (4L * degrees.Length) + SmallDegree ? Counted(degrees, (int)greatest) : Compared(degrees));
    }

    /// <summary>Sorted by counting: O(nodes + greatest degree).</summary>
    private static int[] Counted(long[] degrees, int greatest)
    {
        var next = new int[greatest + 2];
        foreach (var degree in degrees)
        {
            next[greatest - degree + 1]++;
        }

        for (var place = 1; place < next.Length; place++)
        {
            next[place] += next[place - 1];
        }

        var nodes = new int[degrees.Length];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[next[greatest - degrees[node]]++] = node;
        }

        return nodes;
    }

    /// <summary>Sorted by comparing, for few nodes with many parallel edges.</summary>
    private static int[] Compared(long[] degrees)
    {
        var nodes = new int[degrees.Length];
        for (var node = 0; node < nodes.Length; node++)
        {
            nodes[node] = node;
        }

        Array.Sort(nodes, (one, other) => degrees[one] != degrees[other] ? degrees[other].CompareTo(degrees[one]) : one.CompareTo(other));
        return nodes;
    }

    /// <summary>Values per position, put back in the order of original numbers.</summary>
    public T[] Restore<T>(ReadOnlySpan<T> byPosition)
    {
        var restored = new T[byPosition.Length];
        for (var position = 0; position < byPosition.Length; position++)
        {
            restored[originalOf[position]] = byPosition[position];
        }

        return restored;
    }
}
