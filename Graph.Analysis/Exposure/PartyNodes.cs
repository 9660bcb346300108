using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>The nodes of each party, by number.</summary>
internal sealed class PartyNodes
{
    private readonly int[] start;
    private readonly int[] nodes;

    /// <summary>Indexes a graph.</summary>
    public PartyNodes(FlowGraph graph)
    {
        start = new int[graph.Parties.Count + 1];
        foreach (var party in graph.NodeParty)
        {
            if (party >= 0)
            {
                start[party + 1]++;
            }
        }

        for (var party = 0; party < graph.Parties.Count; party++)
        {
            start[party + 1] += start[party];
        }

        nodes = new int[start[^1]];
        var next = start[..^1];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeParty[node] >= 0)
            {
                nodes[next[graph.NodeParty[node]]++] = node;
            }
        }
    }

    /// <summary>The nodes of a party.</summary>
    public ReadOnlySpan<int> Of(int party) => nodes.AsSpan(start[party]..start[party + 1]);
}
