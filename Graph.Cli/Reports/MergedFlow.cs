using Graph.Model.Flow;

namespace Graph.Cli.Reports;

/// <summary>What flowed from one end to another, over all hops between them.</summary>
/// <param name="Source">The payer's end, see <see cref="FlowEnds"/>.</param>
/// <param name="Target">The end that received.</param>
/// <param name="Amount">In 1/10000 units, &gt; 0.</param>
/// <param name="Basis">Paid, accrued, or mixed.</param>
internal readonly record struct FlowSum(int Source, int Target, long Amount, Basis Basis);

/// <summary>The money graph summed over parties: one sum for each pair of ends, by source, then target.</summary>
/// <remarks>Hops are sorted by one integer key (rank of source, rank of target) and summed on the way out: O(h log h)
/// for h hops, 12 bytes a hop besides the graph.</remarks>
internal sealed class MergedFlow
{
    private readonly FlowGraph graph;
    private readonly ulong[] keys;
    private readonly int[] hops;

    /// <summary>Sorts the hops of a graph.</summary>
    public MergedFlow(FlowGraph graph)
    {
        this.graph = graph;
        Ends = new FlowEnds(graph);
        keys = new ulong[graph.HopCount];
        hops = new int[graph.HopCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = (int)graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                keys[hop] = Ends.Key(graph, node, graph.HopTarget[hop]);
                hops[hop] = hop;
            }
        }

        Array.Sort(keys, hops);
    }

    /// <summary>The ends.</summary>
    public FlowEnds Ends { get; }

    /// <summary>The sums, in order.</summary>
    public IEnumerable<FlowSum> Sums(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var rows = 0L;
        for (var i = 0; i < keys.Length; rows++)
        {
            var key = keys[i];
            var amount = 0L;
            var basis = graph.HopBasis[hops[i]];
            for (; i < keys.Length && keys[i] == key; i++)
            {
                amount += graph.HopAmount[hops[i]];
                basis = graph.HopBasis[hops[i]] == basis ? basis : Basis.Mixed;
            }

            yield return new FlowSum(Ends.AtRank((uint)(key >> 32)), Ends.AtRank((uint)(key & uint.MaxValue)), amount, basis);
            if ((rows & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
