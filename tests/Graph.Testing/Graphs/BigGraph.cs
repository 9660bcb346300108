using Graph.Model;
using Graph.Model.Graphs;

namespace Graph.Testing.Graphs;

/// <summary>Random graphs large enough to be cut into several chunks.</summary>
public static class BigGraph
{
    /// <summary>Edges between nodes drawn so that small numbers have most; one node in eight has no edge out.</summary>
    public static CsrGraph Skewed(int nodes, int edges, CsrOptions options)
    {
        var random = new SeededRandom(17);
        var list = new (int, int, long)[edges];
        for (var edge = 0; edge < edges; edge++)
        {
            var source = random.Below(1 + random.Below(nodes));
            list[edge] = ((int)(source % 8 == 7 ? source - 1 : source), (int)random.Below(1 + random.Below(nodes)), random.Between(0, 1_000));
        }

        using var columns = EdgeList.OfIntegers(nodes, list);
        return CsrGraph.Build(columns, options, CancellationToken.None);
    }
}
