using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>Collects nodes and hops and lays them out as a <see cref="FlowGraph"/>. Hops may be added in any order of nodes.</summary>
internal sealed class FlowGraphAssembler
{
    private readonly List<FlowNodeKind> kinds = [];
    private readonly List<int> parties = [];
    private readonly List<int> sites = [];
    private readonly List<bool> accounts = [];
    private readonly List<Hop> hops;
    private readonly int[] siteNode;
    private int unattributed = -1;

    /// <summary>Makes an empty graph.</summary>
    public FlowGraphAssembler(int siteCount, int expectedHops)
    {
        hops = new List<Hop>(expectedHops);
        siteNode = new int[siteCount];
        Array.Fill(siteNode, -1);
    }

    private readonly record struct Hop(int Source, int Target, long Amount, Basis Basis, bool Opaque);

    /// <summary>Adds a node of a party.</summary>
    public int AddNode(FlowNodeKind kind, int party, bool isAccount)
    {
        kinds.Add(kind);
        parties.Add(party);
        sites.Add(-1);
        accounts.Add(isAccount);
        return kinds.Count - 1;
    }

    /// <summary>The node of a site, made at its first use.</summary>
    public int Site(int site)
    {
        if (siteNode[site] < 0)
        {
            siteNode[site] = AddNode(FlowNodeKind.Site, -1, false);
            sites[siteNode[site]] = site;
        }

        return siteNode[site];
    }

    /// <summary>The terminal for money that no accrual attributes.</summary>
    public int Unattributed() => unattributed >= 0 ? unattributed : unattributed = AddNode(FlowNodeKind.Unattributed, -1, false);

    /// <summary>Adds a hop; a hop of amount 0 is no hop.</summary>
    public void AddHop(int source, int target, long amount, Basis basis, bool opaque = false)
    {
        if (amount > 0)
        {
            hops.Add(new Hop(source, target, amount, basis, opaque));
        }
    }

    /// <summary>Lays the graph out: hops by source, then target, then basis, then in the order in which they came.</summary>
    public FlowGraph Build(MoneyRecords records, double[] belief)
    {
        var nodes = kinds.Count;
        var start = new long[nodes + 1];
        foreach (var hop in hops)
        {
            start[hop.Source + 1]++;
        }

        for (var k = 0; k < nodes; k++)
        {
            start[k + 1] += start[k];
        }

        var graph = new FlowGraph
        {
            Parties = records.Parties,
            Sites = records.Sites,
            Belief = belief,
            NodeKind = [.. kinds],
            NodeParty = [.. parties],
            NodeSite = [.. sites],
            NodeIsAccount = [.. accounts],
            HopStart = start,
            HopTarget = new int[hops.Count],
            HopAmount = new long[hops.Count],
            HopBasis = new Basis[hops.Count],
            HopOpaque = new bool[hops.Count],
            In = new long[nodes],
            Out = new long[nodes],
        };
        Fill(graph);
        return graph;
    }

    private void Fill(FlowGraph graph)
    {
        var next = new int[graph.NodeCount];
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = (int)graph.HopStart[k];
        }

        foreach (var hop in hops)
        {
            var at = next[hop.Source]++;
            graph.HopTarget[at] = hop.Target;
            graph.HopAmount[at] = hop.Amount;
            graph.HopBasis[at] = hop.Basis;
            graph.HopOpaque[at] = hop.Opaque;
            graph.Out[hop.Source] += hop.Amount;
            graph.In[hop.Target] += hop.Amount;
        }
    }
}
