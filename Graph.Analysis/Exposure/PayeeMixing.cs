using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>The payee share of method §2: exposure when every account's money is mixed over all its sites.</summary>
internal static class PayeeMixing
{
    /// <summary>x per node of the graph in which the account nodes of each party are one node.</summary>
    /// <returns>x per node of the given graph; the given x itself where no account has two nodes.</returns>
    public static double[] Solve(FlowGraph graph, double[] share)
    {
        var joined = JoinAccounts(graph, out var joinedCount);
        if (joinedCount == graph.NodeCount)
        {
            return share;
        }

        var (start, target, weight) = JoinHops(graph, joined, joinedCount);
        var terminal = new bool[joinedCount];
        var value = new double[joinedCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            terminal[joined[node]] = graph.IsTerminal(node);
            value[joined[node]] = graph.IsTerminal(node) ? graph.BeliefAt(node) : 0.0;
        }

        new FlowSystem(start, target, weight, terminal).SolveShares(value, null, null);
        var result = new double[graph.NodeCount];
        for (var node = 0; node < result.Length; node++)
        {
            result[node] = value[joined[node]];
        }

        return result;
    }

    private static int[] JoinAccounts(FlowGraph graph, out int count)
    {
        var joined = new int[graph.NodeCount];
        var firstOfAccount = new int[graph.Parties.Count];
        Array.Fill(firstOfAccount, -1);
        count = 0;
        for (var node = 0; node < joined.Length; node++)
        {
            if (!graph.NodeIsAccount[node])
            {
                joined[node] = count++;
            }
            else if (firstOfAccount[graph.NodeParty[node]] < 0)
            {
                joined[node] = firstOfAccount[graph.NodeParty[node]] = count++;
            }
            else
            {
                joined[node] = firstOfAccount[graph.NodeParty[node]];
            }
        }

        return joined;
    }

    private static (long[] Start, int[] Target, double[] Weight) JoinHops(FlowGraph graph, int[] joined, int count)
    {
        var start = new long[count + 1];
        var throughput = new double[count];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            start[joined[node] + 1] += graph.HopStart[node + 1] - graph.HopStart[node];
            throughput[joined[node]] += graph.Throughput(node);
        }

        for (var node = 0; node < count; node++)
        {
            start[node + 1] += start[node];
        }

        var next = (long[])start.Clone();
        var target = new int[graph.HopCount];
        var weight = new double[graph.HopCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var at = next[joined[node]]++;
                target[at] = joined[graph.HopTarget[hop]];
                weight[at] = graph.HopAmount[hop] / throughput[joined[node]];
            }
        }

        return (start, target, weight);
    }
}
