using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets;

/// <summary>The money graph with some targets cut: shares, flows and what still reaches pirates.</summary>
/// <remarks>After a cut only its ancestors' x and its descendants' f are solved again.</remarks>
internal sealed class CutState
{
    private readonly FlowGraph graph;
    private readonly FlowSystem system;
    private readonly ReverseHops reverse;
    private readonly double[] own;
    private readonly double[] cleanShare;
    private readonly bool[] reached;
    private readonly int[] changedAt;
    private int cuts;

    /// <summary>The uncut state.</summary>
    public CutState(FlowGraph graph, FlowSystem system, ReverseHops reverse)
    {
        this.graph = graph;
        this.system = system;
        this.reverse = reverse;
        own = new double[graph.NodeCount];
        Share = new double[graph.NodeCount];
        cleanShare = new double[graph.NodeCount];
        Flow = new double[graph.NodeCount];
        Survival = new double[graph.NodeCount];
        reached = new bool[graph.NodeCount];
        changedAt = new int[graph.NodeCount];
        Array.Fill(Survival, 1.0);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.IsTerminal(node))
            {
                Share[node] = graph.BeliefAt(node);
                cleanShare[node] = graph.NodeKind[node] == FlowNodeKind.Site && graph.BeliefAt(node) == 0.0 ? 1.0 : 0.0;
            }
            else
            {
                own[node] = graph.OwnMoney(node);
                Flow[node] = graph.Throughput(node);
            }
        }

        system.SolveShares(Share, null, null);
        system.SolveShares(cleanShare, null, null);
        Measure();
    }

    /// <summary>x_k.</summary>
    public double[] Share { get; }

    /// <summary>f_k: what arrives at a node.</summary>
    public double[] Flow { get; }

    /// <summary>s_k.</summary>
    public double[] Survival { get; }

    /// <summary>c_kl, or null while no relationship was cut.</summary>
    public double[]? HopSurvival { get; private set; }

    /// <summary>R: money that reaches pirate sites.</summary>
    public double Revenue { get; private set; }

    /// <summary>Money that reaches sites with y = 0.</summary>
    public double CleanRevenue { get; private set; }

    /// <summary>Whether the last cut may have changed a node's x or f.</summary>
    public bool IsChanged(int node) => changedAt[node] == cuts;

    /// <summary>Cuts nodes with efficacy q.</summary>
    public void CutNodes(ReadOnlySpan<int> nodes, double efficacy)
    {
        foreach (var node in nodes)
        {
            Survival[node] *= 1.0 - efficacy;
        }

        Resolve(nodes.ToArray());
    }

    /// <summary>Cuts hops with efficacy q.</summary>
    public void CutHops(long[] hops, int[] sources, double efficacy)
    {
        if (HopSurvival is null)
        {
            HopSurvival = new double[graph.HopCount];
            Array.Fill(HopSurvival, 1.0);
        }

        foreach (var hop in hops)
        {
            HopSurvival[hop] *= 1.0 - efficacy;
        }

        Resolve(sources);
    }

    /// <summary>f_k·s_k·c_kl·P_kl·x_l of a hop: pirate money that takes it.</summary>
    public double PirateFlow(int source, long hop) =>
        Flow[source] * Survival[source] * system.Share(hop) * (HopSurvival?[hop] ?? 1.0) * Share[graph.HopTarget[hop]];

    private void Resolve(int[] cutAt)
    {
        cuts++;
        var ancestors = Spread(cutAt, static (g, r, node, visit) => r.ForEachSource(node, visit));
        foreach (var component in ComponentsOf(ancestors, ascending: true))
        {
            system.SolveSharesOf(component, Share, Survival, HopSurvival);
            system.SolveSharesOf(component, cleanShare, Survival, HopSurvival);
        }

        var descendants = Spread(cutAt, static (g, r, node, visit) =>
        {
            for (var hop = g.HopStart[node]; hop < g.HopStart[node + 1]; hop++)
            {
                visit(g.HopTarget[hop]);
            }
        });
        foreach (var component in ComponentsOf(descendants, ascending: false))
        {
            Arrive(component);
        }

        foreach (var node in ancestors.Concat(descendants))
        {
            changedAt[node] = cuts;
        }

        Measure();
    }

    private List<int> Spread(int[] start, Action<FlowGraph, ReverseHops, int, Action<int>> neighbours)
    {
        var touched = new List<int>();
        void Visit(int node)
        {
            if (!reached[node] && !graph.IsTerminal(node))
            {
                reached[node] = true;
                touched.Add(node);
            }
        }

        foreach (var node in start)
        {
            Visit(node);
        }

        for (var i = 0; i < touched.Count; i++)
        {
            neighbours(graph, reverse, touched[i], Visit);
        }

        foreach (var node in touched)
        {
            reached[node] = false;
        }

        return touched;
    }

    private int[] ComponentsOf(List<int> nodes, bool ascending)
    {
        var components = nodes.Select(node => system.Components.ComponentOf[node]).Distinct().ToArray();
        Array.Sort(components);
        if (!ascending)
        {
            Array.Reverse(components);
        }

        return components;
    }

    private void Arrive(int component)
    {
        var members = system.Components.Members(component);
        foreach (var node in members)
        {
            var arriving = own[node];
            for (var i = reverse.Start[node]; i < reverse.Start[node + 1]; i++)
            {
                var source = reverse.Source[i];
                if (system.Components.ComponentOf[source] != component)
                {
                    arriving += Flow[source] * Survival[source] * system.Share(reverse.Hop[i]) * (HopSurvival?[reverse.Hop[i]] ?? 1.0);
                }
            }

            Flow[node] = arriving;
        }

        system.SettleFlows(members, component, Flow, Survival, HopSurvival);
    }

    private void Measure()
    {
        var (revenue, clean) = (0.0, 0.0);
        for (var node = 0; node < own.Length; node++)
        {
            revenue += own[node] * Share[node];
            clean += own[node] * cleanShare[node];
        }

        (Revenue, CleanRevenue) = (revenue, clean);
    }
}
