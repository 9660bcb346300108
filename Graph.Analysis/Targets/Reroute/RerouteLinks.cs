using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Reroute;

/// <summary>The hops of a money graph summed over parties, as far as pirate money can use them.</summary>
/// <remarks>Places are the parties and after them the sites. Summed once, made a graph with any slack: linear in hops, parties and sites.</remarks>
internal sealed class RerouteLinks
{
    private readonly FlowGraph graph;
    private readonly LinkRows rows;
    private readonly double[] own;
    private readonly double[] taken;
    private readonly int[] kept;
    private readonly int[] number;

    private RerouteLinks(FlowGraph graph, double[] share)
    {
        this.graph = graph;
        own = new double[graph.Parties.Count];
        taken = new double[graph.Sites.Count];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (!graph.IsTerminal(node))
            {
                own[graph.NodeParty[node]] += graph.OwnMoney(node) * share[node];
            }
            else if (graph.NodeSite[node] >= 0)
            {
                taken[graph.NodeSite[node]] += graph.In[node] * graph.BeliefAt(node);
            }
        }

        rows = Sum();
        kept = Useful();
        number = new int[own.Length + taken.Length];
        Array.Fill(number, -1);
        for (var node = 0; node < kept.Length; node++)
        {
            number[kept[node]] = node;
        }
    }

    /// <summary>Sums the hops.</summary>
    public static RerouteLinks Of(FlowResult flow, ExposureResult exposure) => new(flow.Graph, exposure.NodeShare);

    /// <summary>The graph of what leads to a pirate site and is led to by pirate money.</summary>
    /// <param name="slack">ρ ≥ 0.</param>
    public RerouteGraph Build(double slack)
    {
        var (source, sink) = (kept.Length, kept.Length + 1);
        var start = new int[kept.Length + 3];
        var arcs = new List<(int Target, long Capacity)>();
        for (var node = 0; node < kept.Length; node++)
        {
            var place = kept[node];
            if (place >= own.Length)
            {
                arcs.Add((sink, RerouteGraph.RoundUp(taken[place - own.Length])));
            }

            for (var link = rows.Start[place]; link < rows.Start[place + 1]; link++)
            {
                if (number[rows.Target[link]] is >= 0 and var to)
                {
                    arcs.Add((to, RerouteGraph.RoundUp(rows.Amount[link] * (1.0 + slack))));
                }
            }

            start[node + 1] = arcs.Count;
        }

        arcs.AddRange(kept.Select((place, node) => (Node: node, Place: place)).Where(entry => entry.Place < own.Length && own[entry.Place] > 0.0)
            .Select(entry => (entry.Node, RerouteGraph.RoundUp(own[entry.Place]))));
        (start[source + 1], start[sink + 1]) = (arcs.Count, arcs.Count);
        return new RerouteGraph
        {
            PartyOf = [.. kept.Select(place => place < own.Length ? place : -1), -1, -1],
            ArcStart = start,
            ArcTarget = [.. arcs.Select(arc => arc.Target)],
            Capacity = [.. arcs.Select(arc => arc.Capacity)],
            Source = source,
            Sink = sink,
        };
    }

    /// <summary>Hops between two parties, and to sites that take pirate money.</summary>
    private LinkRows Sum()
    {
        var (from, to, amount) = (new int[graph.HopCount], new int[graph.HopCount], new long[graph.HopCount]);
        var count = 0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var (party, place) = (graph.NodeParty[node], PlaceOf(graph.HopTarget[hop]));
                if (place >= 0 && place != party)
                {
                    (from[count], to[count], amount[count]) = (party, place, graph.HopAmount[hop]);
                    count++;
                }
            }
        }

        return LinkRows.Of(own.Length + taken.Length, from[..count], to[..count], amount[..count]);
    }

    private int PlaceOf(int node)
    {
        if (!graph.IsTerminal(node))
        {
            return graph.NodeParty[node];
        }

        return graph.NodeSite[node] is >= 0 and var site && taken[site] > 0.0 ? own.Length + site : -1;
    }

    /// <summary>The places on some way from a party with pirate money of its own to a pirate site, ascending.</summary>
    private int[] Useful()
    {
        var forward = new bool[own.Length + taken.Length];
        var backward = new bool[own.Length + taken.Length];
        for (var party = 0; party < own.Length; party++)
        {
            forward[party] = own[party] > 0.0;
        }

        for (var site = 0; site < taken.Length; site++)
        {
            backward[own.Length + site] = taken[site] > 0.0;
        }

        rows.Spread(forward);
        rows.Transposed().Spread(backward);
        return [.. Enumerable.Range(0, forward.Length).Where(place => forward[place] && backward[place])];
    }
}
