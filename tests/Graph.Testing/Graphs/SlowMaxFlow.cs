namespace Graph.Testing.Graphs;

/// <summary>Maximum flow the obvious way: shortest augmenting paths (Edmonds, Karp 1972) on a table of residual capacities between pairs of nodes.</summary>
public sealed class SlowMaxFlow
{
    private readonly Dictionary<(int From, int To), Int128> residual = [];
    private readonly int nodes;
    private readonly int source;

    private SlowMaxFlow(RandomGraph graph, int source)
    {
        (nodes, this.source) = (graph.NodeCount, source);
        foreach (var (from, to, capacity) in graph.Edges)
        {
            Add(from, to, capacity);
            Add(to, from, graph.Directed ? 0 : capacity);
        }
    }

    /// <summary>The value of the flow.</summary>
    public Int128 Value { get; private set; }

    /// <summary>Per node, whether the source reaches it when the flow is complete.</summary>
    public bool[] SourceSide => [.. Search().Select(before => before >= 0)];

    /// <summary>Finds the flow.</summary>
    public static SlowMaxFlow Of(RandomGraph graph, int source, int sink)
    {
        var flow = new SlowMaxFlow(graph, source);
        while (flow.Search() is var before && before[sink] >= 0)
        {
            flow.Augment(before, sink);
        }

        return flow;
    }

    /// <summary>The capacity of the edges from one side to the other.</summary>
    public static Int128 CutCapacity(RandomGraph graph, bool[] sourceSide)
    {
        Int128 sum = 0;
        foreach (var (from, to, capacity) in graph.Edges)
        {
            var crosses = graph.Directed ? sourceSide[from] && !sourceSide[to] : sourceSide[from] != sourceSide[to];
            sum += crosses ? capacity : 0;
        }

        return sum;
    }

    /// <summary>Breadth-first: for each node reached the one before it, the source its own; −1 elsewhere.</summary>
    private int[] Search()
    {
        var before = new int[nodes];
        Array.Fill(before, -1);
        before[source] = source;
        var queue = new Queue<int>([source]);
        while (queue.TryDequeue(out var node))
        {
            for (var next = 0; next < nodes; next++)
            {
                if (before[next] < 0 && residual.GetValueOrDefault((node, next)) > 0)
                {
                    before[next] = node;
                    queue.Enqueue(next);
                }
            }
        }

        return before;
    }

    private void Augment(int[] before, int sink)
    {
        var least = Int128.MaxValue;
        for (var node = sink; node != source; node = before[node])
        {
            least = Int128.Min(least, residual[(before[node], node)]);
        }

        for (var node = sink; node != source; node = before[node])
        {
            residual[(before[node], node)] -= least;
            residual[(node, before[node])] += least;
        }

        Value += least;
    }

    private void Add(int from, int to, long capacity) =>
        residual[(from, to)] = residual.GetValueOrDefault((from, to)) + capacity;
}
