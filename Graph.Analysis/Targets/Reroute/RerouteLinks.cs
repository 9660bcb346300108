using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Reroute;

/// <summary>Sums the hops of a money graph over parties, as far as pirate money can use them.</summary>
internal sealed class RerouteLinks
{
    private readonly FlowGraph graph;
    private readonly double slack;
    private readonly int source;
    private readonly int sink;
    private readonly double[] own;
    private readonly SortedDictionary<(int From, int To), long> links = [];

    /// <summary>Sums the hops.</summary>
    public RerouteLinks(FlowGraph graph, double[] share, double slack)
    {
        this.graph = graph;
        this.slack = slack;
        source = graph.Parties.Count + graph.Sites.Count;
        sink = source + 1;
        own = new double[graph.Parties.Count];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.IsTerminal(node))
            {
                continue;
            }

            own[graph.NodeParty[node]] += graph.OwnMoney(node) * share[node];
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                AddHop(graph.NodeParty[node], hop);
            }
        }
    }

    /// <summary>The graph of what leads to a pirate site and is led to by pirate money.</summary>
    public RerouteGraph Build()
    {
        AddEnds();
        var forward = Reach(source, links.Keys.ToLookup(link => link.From, link => link.To));
        var backward = Reach(sink, links.Keys.ToLookup(link => link.To, link => link.From));
        int[] kept = [.. Enumerable.Range(0, sink + 1).Where(place => place >= source || (forward[place] && backward[place]))];
        var number = new int[sink + 1];
        Array.Fill(number, -1);
        for (var node = 0; node < kept.Length; node++)
        {
            number[kept[node]] = node;
        }

        var arcs = links.Where(link => number[link.Key.From] >= 0 && number[link.Key.To] >= 0)
            .Select(link => (From: number[link.Key.From], To: number[link.Key.To], Capacity: link.Value)).ToArray();
        var start = new int[kept.Length + 1];
        foreach (var arc in arcs)
        {
            start[arc.From + 1]++;
        }

        for (var node = 0; node < kept.Length; node++)
        {
            start[node + 1] += start[node];
        }

        return new RerouteGraph
        {
            PartyOf = [.. kept.Select(place => place < graph.Parties.Count ? place : -1)],
            ArcStart = start,
            ArcTarget = [.. arcs.Select(arc => arc.To)],
            Capacity = [.. arcs.Select(arc => arc.Capacity)],
            Source = number[source],
            Sink = number[sink],
        };
    }

    private void AddHop(int party, long hop)
    {
        var to = graph.HopTarget[hop];
        var place = graph.IsTerminal(to) ? graph.NodeSite[to] < 0 ? -1 : graph.Parties.Count + graph.NodeSite[to] : graph.NodeParty[to];
        if (place >= 0 && place != party)
        {
            links[(party, place)] = links.GetValueOrDefault((party, place)) + graph.HopAmount[hop];
        }
    }

    private void AddEnds()
    {
        foreach (var link in links.Keys.ToArray())
        {
            links[link] = (long)Math.Ceiling(links[link] * (1.0 + slack));
        }

        for (var party = 0; party < own.Length; party++)
        {
            AddEnd((source, party), own[party]);
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeSite[node] >= 0)
            {
                AddEnd((graph.Parties.Count + graph.NodeSite[node], sink), graph.In[node] * graph.BeliefAt(node));
            }
        }
    }

    private void AddEnd((int From, int To) link, double amount)
    {
        if (amount > 0.0)
        {
            links[link] = (long)Math.Ceiling(amount);
        }
    }

    private bool[] Reach(int start, ILookup<int, int> next)
    {
        var reached = new bool[sink + 1];
        var open = new Stack<int>([start]);
        reached[start] = true;
        while (open.TryPop(out var place))
        {
            foreach (var other in next[place].Where(other => !reached[other]))
            {
                reached[other] = true;
                open.Push(other);
            }
        }

        return reached;
    }
}
