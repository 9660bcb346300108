using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>Which targets money can pass twice, and what cutting them removes exactly (method §4).</summary>
/// <remarks>
/// For nodes K of one target cut with efficacy q the removed revenue is <c>q·Σ_k f'_k·x_k</c>, with x before the cut and f' the flow
/// that arrives at k with the cut in force: money that an earlier passage cut cannot be cut again. f' = f where no node of K can
/// reach another. Otherwise the difference d = f − f' obeys the flow equation with sources f_k·s_k·q at K, and is solved only on
/// what lies between nodes of K.
/// </remarks>
internal sealed class PassageSolver
{
    private readonly FlowGraph graph;
    private readonly FlowSystem system;
    private readonly bool[] core;
    private readonly double[] loss;
    private readonly bool[] reached;
    private readonly bool[] isCut;
    private readonly List<int> touched = [];

    /// <summary>Makes the solver of a graph.</summary>
    public PassageSolver(FlowGraph graph, FlowSystem system)
    {
        this.graph = graph;
        this.system = system;
        core = FindCore(graph);
        loss = new double[graph.NodeCount];
        reached = new bool[graph.NodeCount];
        isCut = new bool[graph.NodeCount];
    }

    /// <summary>Whether money that leaves some of the nodes can come to one of them again.</summary>
    public bool CanRepeat(ReadOnlySpan<int> nodes)
    {
        var any = false;
        foreach (var node in nodes)
        {
            any |= core[node];
        }

        if (!any)
        {
            return false;
        }

        Mark(nodes, true);
        var repeats = Explore(nodes, stopAtCut: true);
        Mark(nodes, false);
        Clear();
        return repeats;
    }

    /// <summary>Whether money that leaves over some of the hops can come to the source of one of them again.</summary>
    public bool CanRepeatHops(ReadOnlySpan<long> hops, ReadOnlySpan<int> sources)
    {
        Mark(sources, true);
        foreach (var hop in hops)
        {
            Reach(graph.HopTarget[hop]);
        }

        var repeats = ExploreOn(stopAtCut: true);
        Mark(sources, false);
        Clear();
        return repeats;
    }

    /// <summary>Σ_k q·f'_k·x_k over the nodes: what cutting them removes.</summary>
    /// <param name="nodes">The target's nodes.</param>
    /// <param name="efficacy">q.</param>
    /// <param name="flow">f before the cut.</param>
    /// <param name="share">x before the cut.</param>
    /// <param name="survival">s before the cut, or null.</param>
    /// <param name="hopSurvival">c before the cut, or null.</param>
    public double GainOfNodes(
        ReadOnlySpan<int> nodes, double efficacy, double[] flow, double[] share, double[]? survival, double[]? hopSurvival)
    {
        Mark(nodes, true);
        Explore(nodes, stopAtCut: false);
        SolveLoss(flow, survival, hopSurvival, efficacy, null);
        var gain = 0.0;
        foreach (var node in nodes)
        {
            gain += efficacy * (flow[node] - loss[node]) * share[node];
        }

        Mark(nodes, false);
        Clear();
        return gain;
    }

    /// <summary>Σ q·f'_k·s_k·c_kl·P_kl·x_l over hops k→l: what cutting them removes.</summary>
    public double GainOfHops(
        ReadOnlySpan<long> hops, ReadOnlySpan<int> sources, double efficacy, double[] flow, double[] share, double[]? survival, double[]? hopSurvival)
    {
        var cutHops = new HashSet<long>();
        foreach (var hop in hops)
        {
            cutHops.Add(hop);
        }

        Mark(sources, true);
        foreach (var source in sources)
        {
            Reach(source);
        }

        ExploreOn(stopAtCut: false);
        SolveLoss(flow, survival, hopSurvival, efficacy, cutHops);
        var gain = 0.0;
        for (var i = 0; i < hops.Length; i++)
        {
            gain += efficacy * (flow[sources[i]] - loss[sources[i]]) * Passing(sources[i], hops[i], survival, hopSurvival)
                * share[graph.HopTarget[hops[i]]];
        }

        Mark(sources, false);
        Clear();
        return gain;
    }

    private double Passing(int node, long hop, double[]? survival, double[]? hopSurvival) =>
        system.Share(hop) * (survival?[node] ?? 1.0) * (hopSurvival?[hop] ?? 1.0);

    /// <summary>Nodes that pay other nodes than terminals. From all others money cannot come back, so walks need not enter them
    /// unless they are cut themselves.</summary>
    private static bool[] FindCore(FlowGraph graph)
    {
        var core = new bool[graph.NodeCount];
        for (var node = 0; node < core.Length; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1] && !core[node]; hop++)
            {
                core[node] = !graph.IsTerminal(graph.HopTarget[hop]);
            }
        }

        return core;
    }

    private void Mark(ReadOnlySpan<int> nodes, bool cut)
    {
        foreach (var node in nodes)
        {
            isCut[node] = cut;
        }
    }

    private bool Explore(ReadOnlySpan<int> nodes, bool stopAtCut)
    {
        if (!stopAtCut)
        {
            foreach (var node in nodes)
            {
                Reach(node);
            }

            return ExploreOn(stopAtCut);
        }

        foreach (var node in nodes)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                Reach(graph.HopTarget[hop]);
            }
        }

        return ExploreOn(stopAtCut);
    }

    private bool ExploreOn(bool stopAtCut)
    {
        for (var i = 0; i < touched.Count; i++)
        {
            var node = touched[i];
            if (stopAtCut && isCut[node])
            {
                return true;
            }

            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                Reach(graph.HopTarget[hop]);
            }
        }

        return false;
    }

    private void Reach(int node)
    {
        if (!reached[node] && (core[node] || isCut[node]))
        {
            reached[node] = true;
            touched.Add(node);
        }
    }

    private void Clear()
    {
        foreach (var node in touched)
        {
            reached[node] = false;
            loss[node] = 0.0;
        }

        touched.Clear();
    }

    /// <summary>Solves d on the touched nodes, in the order of the flow.</summary>
    private void SolveLoss(double[] flow, double[]? survival, double[]? hopSurvival, double efficacy, HashSet<long>? cutHops)
    {
        var componentOf = system.Components.ComponentOf;
        system.Components.SortAlongFlow(touched);
        for (var i = 0; i < touched.Count;)
        {
            var end = i;
            while (end < touched.Count && componentOf[touched[end]] == componentOf[touched[i]])
            {
                end++;
            }

            if (system.IsCyclic(componentOf[touched[i]]))
            {
                SolveCyclicLoss(i, flow, survival, hopSurvival, efficacy, cutHops);
            }

            for (; i < end; i++)
            {
                PushLoss(touched[i], componentOf[touched[i]], flow, survival, hopSurvival, efficacy, cutHops);
            }
        }
    }

    private bool Cuts(int node, long hop, HashSet<long>? cutHops) => cutHops is null ? isCut[node] : cutHops.Contains(hop);

    /// <summary>What of d a hop carries on: the loss that arrived, and on a cut hop q of what still arrived.</summary>
    private double LossOver(int node, long hop, double[] flow, double[]? survival, double[]? hopSurvival, double efficacy, HashSet<long>? cutHops)
    {
        var carried = Cuts(node, hop, cutHops) ? efficacy * flow[node] + (1.0 - efficacy) * loss[node] : loss[node];
        return carried * Passing(node, hop, survival, hopSurvival);
    }

    private void PushLoss(int node, int component, double[] flow, double[]? survival, double[]? hopSurvival, double efficacy, HashSet<long>? cutHops)
    {
        for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
        {
            var target = graph.HopTarget[hop];
            if (reached[target] && system.Components.ComponentOf[target] != component)
            {
                loss[target] += LossOver(node, hop, flow, survival, hopSurvival, efficacy, cutHops);
            }
        }
    }

    /// <summary>Inside a cycle: d = incoming + Aᵀd with A thinned by the cut, plus what the cut takes from f.</summary>
    private void SolveCyclicLoss(
        int start, double[] flow, double[]? survival, double[]? hopSurvival, double efficacy, HashSet<long>? cutHops)
    {
        var component = system.Components.ComponentOf[touched[start]];
        var members = system.Components.Members(component);
        var local = system.LocalIndex(members);
        var arriving = new double[members.Length];
        for (var i = 0; i < members.Length; i++)
        {
            arriving[i] += loss[members[i]];
            for (var hop = graph.HopStart[members[i]]; hop < graph.HopStart[members[i] + 1]; hop++)
            {
                if (system.Components.ComponentOf[graph.HopTarget[hop]] == component && Cuts(members[i], hop, cutHops))
                {
                    arriving[local[graph.HopTarget[hop]]] += efficacy * flow[members[i]] * Passing(members[i], hop, survival, hopSurvival);
                }
            }
        }

        if (!Array.Exists(arriving, static part => part != 0.0))
        {
            return;
        }

        system.SolveCycle(component, arriving,
            (node, hop) => Passing(node, hop, survival, hopSurvival) * (Cuts(node, hop, cutHops) ? 1.0 - efficacy : 1.0), transposed: true);
        for (var i = 0; i < members.Length; i++)
        {
            loss[members[i]] = arriving[i];
        }
    }
}
