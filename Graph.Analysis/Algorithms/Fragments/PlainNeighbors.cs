using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Fragments;

/// <summary>Each node's neighbours once, whichever way edges lead, without itself; in the caller's numbers, ascending.</summary>
internal sealed class PlainNeighbors
{
    private readonly int[] start;
    private readonly int[] neighbor;

    private PlainNeighbors(int[] start, int[] neighbor)
    {
        (this.start, this.neighbor) = (start, neighbor);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => start.Length - 1;

    /// <summary>How many neighbours a node has.</summary>
    public int Degree(int node) => start[node + 1] - start[node];

    /// <summary>The neighbours of a node.</summary>
    public ReadOnlySpan<int> Of(int node) => neighbor.AsSpan(start[node], Degree(node));

    /// <summary>Reads them off a graph.</summary>
    /// <exception cref="OverflowException">There are more than 2^31 − 1 in all.</exception>
    public static PlainNeighbors Of(CsrGraph graph, CancellationToken cancellation)
    {
        var start = new int[graph.NodeCount + 1];
        var all = new List<int>(checked((int)Math.Min(Array.MaxLength, 2 * graph.EdgeCount)));
        var row = new List<int>();
        var meter = new CancellationMeter(cancellation);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var position = graph.PositionOf(node);
            row.Clear();
            AddRow(graph, graph.Out.Neighbors(position), row);
            if (graph.IsDirected)
            {
                AddRow(graph, graph.In.Neighbors(position), row);
            }

            row.Sort();
            for (var i = 0; i < row.Count; i++)
            {
                if (row[i] != node && (i == 0 || row[i] != row[i - 1]))
                {
                    all.Add(row[i]);
                }
            }

            start[node + 1] = all.Count;
            meter.Spend(1 + row.Count);
        }

        GC.KeepAlive(graph);
        return new PlainNeighbors(start, [.. all]);
    }

    private static void AddRow(CsrGraph graph, ReadOnlySpan<int> positions, List<int> row)
    {
        foreach (var position in positions)
        {
            row.Add(graph.OriginalOf(position));
        }
    }
}
