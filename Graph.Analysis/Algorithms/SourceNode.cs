using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The node that a search starts from.</summary>
internal static class SourceNode
{
    /// <summary>Its place in the graph's rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such node.</exception>
    public static int PlaceOf(CsrGraph graph, int source)
    {
        if (source < 0 || source >= graph.NodeCount)
        {
            var range = graph.NodeCount == 0 ? "the graph has no nodes" : FormattableString.Invariant($"give one of 0 … {graph.NodeCount - 1}");
            throw new ArgumentOutOfRangeException(nameof(source), source, $"There is no such node to start from: {range}.");
        }

        return graph.PositionOf(source);
    }
}
