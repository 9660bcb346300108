using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Stress;

/// <summary>The part of a money graph that pirate money takes: nodes with x &gt; 0 and the hops between them.</summary>
/// <remarks>What leaves this part never reaches a pirate site, so revenue and flows inside are those of the whole graph, at the cost of the part.
/// Nodes and hops are numbered anew. Not safe for concurrent use.</remarks>
internal sealed class PirateMoney
{
    private readonly FlowGraph graph;
    private readonly PartyNodes nodes;
    private readonly FlowSystem system;
    private readonly double[] own;
    private readonly int[] number;
    private readonly int[] kept;
    private readonly bool[] reached;
    private readonly long[] hopStart;
    private readonly int[] hopTarget;
    private readonly double[] hopShare;
    private readonly int[] arrivingStart;
    private readonly (int Source, int Hop)[] arriving;

    /// <summary>Takes the part.</summary>
    public PirateMoney(FlowGraph graph, ExposureResult exposure)
    {
        this.graph = graph;
        nodes = exposure.NodesOf(graph);
        kept = [.. Enumerable.Range(0, graph.NodeCount).Where(node => exposure.NodeShare[node] > 0.0)];
        number = new int[graph.NodeCount];
        Array.Fill(number, -1);
        for (var i = 0; i < kept.Length; i++)
        {
            number[kept[i]] = i;
        }

        reached = new bool[kept.Length];
        (hopStart, hopTarget, hopShare) = Hops(exposure.SystemOf(graph));
        (arrivingStart, arriving) = Arriving();
        system = new FlowSystem(hopStart, hopTarget, hopShare, Array.ConvertAll(kept, graph.IsTerminal));
        own = [.. kept.Select(node => graph.IsTerminal(node) ? 0.0 : (double)graph.OwnMoney(node))];
        Sites = [.. Enumerable.Range(0, kept.Length).Where(IsSite)];
    }

    /// <summary>How many nodes the part has.</summary>
    public int NodeCount => kept.Length;

    /// <summary>How many hops it has.</summary>
    public int HopCount => hopTarget.Length;

    /// <summary>The nodes where pirate money ends, ascending.</summary>
    public int[] Sites { get; }

    /// <summary>Whether pirate money ends at a node.</summary>
    public bool IsSite(int node) => graph.IsTerminal(kept[node]);

    /// <summary>Site index of a node where money ends.</summary>
    public int SiteOf(int node) => graph.NodeSite[kept[node]];

    /// <summary>y of a node where money ends.</summary>
    public double BeliefAt(int node) => graph.BeliefAt(kept[node]);

    /// <summary>The hops that lead to a node, each with the node that it comes from.</summary>
    public ReadOnlySpan<(int Source, int Hop)> ArrivingAt(int node) => arriving.AsSpan(arrivingStart[node]..arrivingStart[node + 1]);

    /// <summary>P of a hop.</summary>
    public double Share(int hop) => hopShare[hop];

    /// <summary>The nodes of a party.</summary>
    public IEnumerable<int> NodesOf(int party) => nodes.Of(party).ToArray().Select(node => number[node]).Where(i => i >= 0);

    /// <summary>The hops from one party to another, each with the node that it comes from.</summary>
    public IEnumerable<(int Source, int Hop)> HopsBetween(int payer, int payee)
    {
        foreach (var node in NodesOf(payer))
        {
            for (var hop = (int)hopStart[node]; hop < hopStart[node + 1]; hop++)
            {
                if (graph.NodeParty[kept[hopTarget[hop]]] == payee)
                {
                    yield return (node, hop);
                }
            }
        }
    }

    /// <summary>What arrives at each node where nothing is cut.</summary>
    public double[] Uncut()
    {
        var flow = new double[kept.Length];
        system.SolveFlows(own, flow, null, null);
        return flow;
    }

    /// <summary>Solves again what arrives downstream of nodes whose survival, or that of their hops, has changed.</summary>
    /// <param name="changed">The nodes.</param>
    /// <param name="flow">What arrives at each node.</param>
    /// <param name="survival">s per node.</param>
    /// <param name="hopSurvival">c per hop, or null: all 1.</param>
    /// <returns>The nodes that were solved.</returns>
    public List<int> Resolve(List<int> changed, double[] flow, double[] survival, double[]? hopSurvival)
    {
        var touched = Downstream(changed);
        system.Components.SortAlongFlow(touched);
        var last = -1;
        foreach (var node in touched)
        {
            // A component is touched whole, and its nodes stand together.
            var component = system.Components.ComponentOf[node];
            if (component != last)
            {
                last = component;
                Arrive(component, flow, survival, hopSurvival);
            }
        }

        return touched;
    }

    private List<int> Downstream(List<int> changed)
    {
        var touched = new List<int>();
        void Reach(int node)
        {
            if (!reached[node])
            {
                reached[node] = true;
                touched.Add(node);
            }
        }

        changed.ForEach(Reach);
        for (var i = 0; i < touched.Count; i++)
        {
            for (var hop = hopStart[touched[i]]; hop < hopStart[touched[i] + 1]; hop++)
            {
                Reach(hopTarget[hop]);
            }
        }

        touched.ForEach(node => reached[node] = false);
        return touched;
    }

    private void Arrive(int component, double[] flow, double[] survival, double[]? hopSurvival)
    {
        var members = system.Components.Members(component);
        foreach (var node in members)
        {
            var sum = own[node];
            foreach (var (source, hop) in ArrivingAt(node))
            {
                if (system.Components.ComponentOf[source] != component)
                {
                    sum += flow[source] * survival[source] * hopShare[hop] * (hopSurvival?[hop] ?? 1.0);
                }
            }

            flow[node] = sum;
        }

        system.SettleFlows(members, component, flow, survival, hopSurvival);
    }

    private (long[] Start, int[] Target, double[] Share) Hops(FlowSystem whole)
    {
        var start = new long[kept.Length + 1];
        var hops = new List<(int Target, double Share)>();
        for (var i = 0; i < kept.Length; i++)
        {
            for (var hop = graph.HopStart[kept[i]]; hop < graph.HopStart[kept[i] + 1]; hop++)
            {
                if (number[graph.HopTarget[hop]] is >= 0 and var target)
                {
                    hops.Add((target, whole.Share(hop)));
                }
            }

            start[i + 1] = hops.Count;
        }

        return (start, [.. hops.Select(hop => hop.Target)], [.. hops.Select(hop => hop.Share)]);
    }

    private (int[] Start, (int Source, int Hop)[] Hops) Arriving()
    {
        var start = new int[kept.Length + 1];
        foreach (var target in hopTarget)
        {
            start[target + 1]++;
        }

        for (var node = 0; node < kept.Length; node++)
        {
            start[node + 1] += start[node];
        }

        var next = start[..^1];
        var hops = new (int, int)[hopTarget.Length];
        for (var node = 0; node < kept.Length; node++)
        {
            for (var hop = (int)hopStart[node]; hop < hopStart[node + 1]; hop++)
            {
                hops[next[hopTarget[hop]]++] = (node, hop);
            }
        }

        return (start, hops);
    }
}
