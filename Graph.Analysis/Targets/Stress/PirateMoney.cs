using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Stress;

/// <summary>The part of a money graph that pirate money takes: nodes with x &gt; 0 and the hops between them.</summary>
/// <remarks>What leaves this part never reaches a pirate site, so revenue and flows inside are those of the whole graph, at the cost of the part.</remarks>
internal sealed class PirateMoney
{
    private readonly FlowGraph graph;
    private readonly PartyNodes nodes;
    private readonly FlowSystem system;
    private readonly double[] own;
    private readonly int[] number;
    private readonly int[] kept;
    private readonly long[] hopStart;
    private readonly int[] hopTarget;
    private readonly double[] hopShare;

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

        (hopStart, hopTarget, hopShare) = Hops(exposure.SystemOf(graph));
        var terminal = Array.ConvertAll(kept, graph.IsTerminal);
        system = new FlowSystem(hopStart, hopTarget, hopShare, terminal);
        own = [.. kept.Select(node => graph.IsTerminal(node) ? 0.0 : (double)graph.OwnMoney(node))];
        Sites = [.. Enumerable.Range(0, kept.Length).Where(i => terminal[i])];
        Incoming = IncomingOf(terminal);
    }

    /// <summary>How many nodes the part has. They are numbered anew.</summary>
    public int NodeCount => kept.Length;

    /// <summary>How many hops it has.</summary>
    public int HopCount => hopTarget.Length;

    /// <summary>The nodes where pirate money ends.</summary>
    public int[] Sites { get; }

    /// <summary>Per node of <see cref="Sites"/> the nodes that pay it, each with the share of its money that it pays there.</summary>
    public (int Node, double Share)[][] Incoming { get; }

    /// <summary>Site index of a node where money ends.</summary>
    public int SiteOf(int node) => graph.NodeSite[kept[node]];

    /// <summary>y of a node where money ends.</summary>
    public double BeliefAt(int node) => graph.BeliefAt(kept[node]);

    /// <summary>The nodes of a party.</summary>
    public IEnumerable<int> NodesOf(int party) => nodes.Of(party).ToArray().Select(node => number[node]).Where(i => i >= 0);

    /// <summary>The hops from one party to another.</summary>
    public IEnumerable<int> HopsBetween(int payer, int payee)
    {
        foreach (var node in NodesOf(payer))
        {
            for (var hop = (int)hopStart[node]; hop < hopStart[node + 1]; hop++)
            {
                if (graph.NodeParty[kept[hopTarget[hop]]] == payee)
                {
                    yield return hop;
                }
            }
        }
    }

    /// <summary>What arrives at each node.</summary>
    /// <param name="flow">Receives it.</param>
    /// <param name="survival">s per node, or null: nothing is cut.</param>
    /// <param name="hopSurvival">c per hop, or null.</param>
    public void Solve(double[] flow, double[]? survival, double[]? hopSurvival) => system.SolveFlows(own, flow, survival, hopSurvival);

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

    private (int Node, double Share)[][] IncomingOf(bool[] terminal)
    {
        var incoming = new List<(int, double)>?[kept.Length];
        for (var node = 0; node < kept.Length; node++)
        {
            for (var hop = hopStart[node]; hop < hopStart[node + 1]; hop++)
            {
                if (terminal[hopTarget[hop]])
                {
                    (incoming[hopTarget[hop]] ??= []).Add((node, hopShare[hop]));
                }
            }
        }

        return [.. Sites.Select(site => incoming[site]?.ToArray() ?? [])];
    }
}
