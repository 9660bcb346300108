using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>The hops of a money graph by target.</summary>
internal sealed class ReverseHops
{
    /// <summary>Turns the hops around.</summary>
    public ReverseHops(FlowGraph graph)
    {
        Start = new int[graph.NodeCount + 1];
        Source = new int[graph.HopCount];
        Hop = new int[graph.HopCount];
        foreach (var target in graph.HopTarget)
        {
            Start[target + 1]++;
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            Start[node + 1] += Start[node];
        }

        var next = Start[..^1];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var at = next[graph.HopTarget[hop]]++;
                Source[at] = node;
                Hop[at] = (int)hop;
            }
        }
    }

    /// <summary>Start of each node's incoming hops.</summary>
    public int[] Start { get; }

    /// <summary>Source per incoming hop.</summary>
    public int[] Source { get; }

    /// <summary>Number of the hop per incoming hop.</summary>
    public int[] Hop { get; }

    /// <summary>Visits the sources of a node's incoming hops.</summary>
    public void ForEachSource(int node, Action<int> visit)
    {
        for (var i = Start[node]; i < Start[node + 1]; i++)
        {
            visit(Source[i]);
        }
    }
}
