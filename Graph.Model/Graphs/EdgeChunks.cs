namespace Graph.Model.Graphs;

/// <summary>Nodes cut into runs of about equal work, for threads to share.</summary>
/// <remarks>Borders follow from the graph alone, never from the number of threads, so partial sums per chunk give the same total everywhere.</remarks>
public sealed class EdgeChunks
{
    /// <summary>Work per chunk: small enough to cancel and to balance, large enough that claiming costs nothing.</summary>
    public const long DefaultWork = 1 << 16;

    private readonly int[] starts;

    private EdgeChunks(int[] starts)
    {
        this.starts = starts;
    }

    /// <summary>How many chunks there are.</summary>
    public int Count => starts.Length - 1;

    /// <summary>First node of a chunk.</summary>
    public int Start(int chunk) => starts[chunk];

    /// <summary>Node behind the last one of a chunk.</summary>
    public int End(int chunk) => starts[chunk + 1];

    /// <summary>Cuts the nodes of an adjacency; a node counts 1 and its arcs 1 each.</summary>
    /// <param name="adjacency">The rows.</param>
    /// <param name="work">Work per chunk; a single node with more is a chunk of its own.</param>
    public static EdgeChunks Of(Adjacency adjacency, long work = DefaultWork) => Of(adjacency.Offsets, work);

    /// <summary>Cuts rows given by where they start.</summary>
    /// <param name="offsets">Start of each row; one longer than the number of rows.</param>
    /// <param name="work">Work per chunk.</param>
    public static EdgeChunks Of(NativeColumn<long> offsets, long work = DefaultWork)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, 1);
        var starts = new List<int> { 0 };
        var nodes = (int)(offsets.Length - 1);
        while (starts[^1] < nodes)
        {
            var from = starts[^1];
            var limit = offsets[from] + from + work;
            starts.Add(LastWithin(offsets, from + 1, nodes, limit));
        }

        return new EdgeChunks([.. starts]);
    }

    /// <summary>Cuts places 0 … length − 1 into even runs.</summary>
    public static EdgeChunks Even(int length, int perChunk = 1 << 15)
    {
        var count = (int)(((long)length + perChunk - 1) / perChunk);
        var starts = new int[count + 1];
        for (var chunk = 1; chunk <= count; chunk++)
        {
            starts[chunk] = (int)Math.Min((long)chunk * perChunk, length);
        }

        return new EdgeChunks(starts);
    }

    /// <summary>The last border in low … high whose work stays within the limit; at least low.</summary>
    private static int LastWithin(NativeColumn<long> offsets, int low, int high, long limit)
    {
        while (low < high)
        {
            var middle = (int)(((long)low + high + 1) / 2);
            if (offsets[middle] + middle <= limit)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }
}
