using System.Numerics;
using CsCheck;
using Graph.Analysis.Flow;
using Graph.Model.Flow;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>The money graph equals the oracle's to the unit.</summary>
public sealed class OracleFlowTests
{
    [Fact]
    public void Accrued_worlds() => RandomWorlds.Accrued.Sample(Compare, iter: 200, threads: 1);

    [Fact]
    public void Plain_worlds() => RandomWorlds.Plain.Sample(Compare, iter: 500, threads: 1);

    [Fact]
    public void Worlds_with_cycles() => RandomWorlds.Cyclic.Sample(Compare, iter: 200, threads: 1);

    [Fact]
    public void Worlds_with_overlapping_roles() => RandomWorlds.Overlapping.Sample(Compare, iter: 500, threads: 1);

    private static void Compare(RandomWorld w)
    {
        var oracle = OracleFlow.Of(w.World, w.Cut);
        if (oracle.CircularSplit)
        {
            return;
        }

        var flow = FlowGraphBuilder.Run(WorldRecords.Of(w.World, w.Cut), CancellationToken.None);
        Assert.Equal(oracle.Rows(), Rows(flow.Graph));
        Assert.Equal(OracleNodes(oracle), Nodes(flow.Graph));
        Assert.Equal(OracleLanes(oracle), Lanes(flow));
        Assert.Equal(oracle.Hops.Where(h => h.Opaque).Sum(h => (long)h.Amount), Opaque(flow.Graph));
    }

    /// <summary>flow.csv of a graph, in its order.</summary>
    internal static List<OracleFlowRow> Rows(FlowGraph graph) => Hops(graph)
        .GroupBy(h => (Source: Id(graph, h.From), Target: Id(graph, h.To), Kind: Kind(graph, h.From) + ">" + Kind(graph, h.To)))
        .Select(g => new OracleFlowRow(g.Key.Source, g.Key.Target, g.Key.Kind, WorldRecords.Sum(g.Select(h => (BigInteger)graph.HopAmount[h.Hop])),
            g.Select(h => graph.HopBasis[h.Hop]).Distinct().Count() > 1 ? "mixed" : graph.HopBasis[g.First().Hop] == Basis.Paid ? "paid" : "accrued"))
        .OrderBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Target, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal).ToList();

    internal static IEnumerable<(int From, int To, long Hop)> Hops(FlowGraph graph) => Enumerable.Range(0, graph.NodeCount)
        .SelectMany(k => Enumerable.Range((int)graph.HopStart[k], (int)(graph.HopStart[k + 1] - graph.HopStart[k])).Select(h => (k, graph.HopTarget[h], (long)h)));

    private static string Id(FlowGraph graph, int node) => graph.NodeKind[node] switch
    {
        FlowNodeKind.Site => graph.Sites[graph.NodeSite[node]],
        FlowNodeKind.Unattributed => "unattributed",
        _ => graph.Parties[graph.NodeParty[node]].Id,
    };

    private static string Kind(FlowGraph graph, int node) => graph.NodeKind[node] switch
    {
        FlowNodeKind.Site => "site",
        FlowNodeKind.Unattributed => "unattributed",
        _ => graph.Parties[graph.NodeParty[node]].Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Every node that money passes: whose it is, whether an account stands there, in and out.</summary>
    private static List<string> Nodes(FlowGraph graph) => Enumerable.Range(0, graph.NodeCount).Where(k => graph.In[k] + graph.Out[k] > 0)
        .Select(k => $"{Id(graph, k)} {(graph.NodeIsAccount[k] ? "account" : "")} in {graph.In[k]} out {graph.Out[k]}").Order(StringComparer.Ordinal).ToList();

    private static List<string> OracleNodes(OracleFlow flow) => flow.Nodes
        .Select(n => $"{n.Party ?? n.Site ?? n.Name} {(n.IsAccount ? "account" : "")} in {flow.In(n)} out {flow.Out(n)}").Order(StringComparer.Ordinal).ToList();

    private static List<string> Lanes(FlowResult flow)
    {
        string Party(int p) => p < 0 ? "" : flow.Graph.Parties[p].Id;
        return flow.Lanes.Where(l => l.Amount > 0)
            .Select(l => $"{Party(l.Network)} {Party(l.Reseller)} {Party(l.Account)} {flow.Graph.Sites[l.Site]} g {l.Gross} c {l.Claim} l {l.Lined} m {l.Amount} {l.Basis}")
            .Order(StringComparer.Ordinal).ToList();
    }

    private static List<string> OracleLanes(OracleFlow flow) => flow.Lanes.Where(l => l.Amount > 0)
        .Select(l => $"{l.Chain.N} {l.Chain.R} {l.Chain.A} {l.Chain.S} g {l.Gross} c {l.Claim} l {l.Lined} m {l.Amount} {(l.Paid ? Basis.Paid : Basis.Accrued)}")
        .Order(StringComparer.Ordinal).ToList();

    /// <summary>Opaque money, that of advertisers aside.</summary>
    private static long Opaque(FlowGraph graph) => Hops(graph)
        .Where(h => graph.HopOpaque[h.Hop] && graph.Parties[graph.NodeParty[h.From]].Kind != PartyKind.Advertiser).Sum(h => graph.HopAmount[h.Hop]);
}
