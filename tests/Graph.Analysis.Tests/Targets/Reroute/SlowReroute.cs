using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Reroute;
using Graph.Testing.Graphs;

namespace Graph.Analysis.Tests.Targets.Reroute;

/// <summary>What an adversary can push, the obvious way: every hop its own arc, every party two nodes, shortest augmenting paths from nothing.</summary>
internal static class SlowReroute
{
    /// <summary>The maximum flow with parties and relationships cut.</summary>
    public static long Value(
        FlowResult flow, ExposureResult exposure, double slack, IReadOnlyDictionary<int, double> parties, IReadOnlyDictionary<(int, int), double> pairs)
    {
        var graph = flow.Graph;
        var (site, source) = (2 * graph.Parties.Count, (2 * graph.Parties.Count) + graph.Sites.Count);
        var links = new Dictionary<(int From, int To), double>();
        void Add(int from, int to, double amount) => links[(from, to)] = links.GetValueOrDefault((from, to)) + amount;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var party = graph.NodeParty[node];
            if (graph.NodeSite[node] >= 0)
            {
                Add(site + graph.NodeSite[node], source + 1, graph.In[node] * graph.BeliefAt(node));
            }

            if (graph.IsTerminal(node))
            {
                continue;
            }

            Add(source, 2 * party, graph.OwnMoney(node) * exposure.NodeShare[node]);
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var target = graph.HopTarget[hop];
                if (graph.NodeSite[target] >= 0)
                {
                    Add((2 * party) + 1, site + graph.NodeSite[target], graph.HopAmount[hop]);
                }
                else if (!graph.IsTerminal(target) && graph.NodeParty[target] != party)
                {
                    Add((2 * party) + 1, 2 * graph.NodeParty[target], graph.HopAmount[hop]);
                }
            }
        }

        var useful = Useful(links, source, graph.Parties.Count);
        var kept = links.Where(link => useful.Contains(link.Key.From) && useful.Contains(link.Key.To) && link.Value > 0.0)
            .ToDictionary(link => link.Key, link => Up(link.Value * (link.Key.From == source || link.Key.To == source + 1 ? 1.0 : 1.0 + slack)));
        var arcs = new List<(int, int, long)>();
        foreach (var ((from, to), capacity) in kept)
        {
            var cut = from < site && to < site && pairs.TryGetValue((from / 2, to / 2), out var survival) ? Up(capacity * survival) : capacity;
            arcs.Add((from, to, cut));
        }

        for (var party = 0; party < graph.Parties.Count; party++)
        {
            var through = Math.Min(kept.Where(link => link.Key.To == 2 * party).Sum(link => link.Value), kept.Where(link => link.Key.From == (2 * party) + 1).Sum(link => link.Value));
            arcs.Add((2 * party, (2 * party) + 1, Up(through * parties.GetValueOrDefault(party, 1.0))));
        }

        return (long)SlowMaxFlow.Of(new RandomGraph(source + 2, true, arcs), source, source + 1).Value;
    }

    /// <summary>The maximum flow of a graph whose nodes and arcs survive in part.</summary>
    public static long Value(RerouteGraph graph, double[] nodes, double[] arcs)
    {
        var through = graph.Throughputs();
        var edges = new List<(int, int, long)>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var ends = node == graph.Source || node == graph.Sink;
            edges.Add((node, graph.NodeCount + node, ends ? long.MaxValue / 4 : Up(through[node] * nodes[node])));
            for (var arc = graph.ArcStart[node]; arc < graph.ArcStart[node + 1]; arc++)
            {
                edges.Add((graph.NodeCount + node, graph.ArcTarget[arc], Up(graph.Capacity[arc] * arcs[arc])));
            }
        }

        return (long)SlowMaxFlow.Of(new RandomGraph(2 * graph.NodeCount, true, edges), graph.Source, graph.Sink).Value;
    }

    private static long Up(double amount) => Math.Abs(amount - Math.Round(amount)) <= 1e-12 * amount ? (long)Math.Round(amount) : (long)Math.Ceiling(amount);

    /// <summary>Ends, and what is reached from the source and reaches the sink; a party's two nodes are joined.</summary>
    private static HashSet<int> Useful(Dictionary<(int From, int To), double> links, int source, int parties)
    {
        var joined = links.Where(link => link.Value > 0.0).Select(link => link.Key).Concat(Enumerable.Range(0, parties).Select(party => (From: 2 * party, To: (2 * party) + 1))).ToList();
        HashSet<int> Reach(int start, Func<(int From, int To), int> near, Func<(int From, int To), int> far)
        {
            var reached = new HashSet<int> { start };
            for (var grown = true; grown;)
            {
                grown = joined.Where(link => reached.Contains(near(link))).ToList().Aggregate(false, (more, link) => reached.Add(far(link)) || more);
            }

            return reached;
        }

        var both = Reach(source, link => link.From, link => link.To);
        both.IntersectWith(Reach(source + 1, link => link.To, link => link.From));
        return both;
    }
}
