using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets;

/// <summary>The money graph with some targets cut: shares, flows and what still reaches pirates.</summary>
/// <remarks>
/// After a change only its ancestors' x and its descendants' f are solved again, each from its neighbours and never by a difference, so
/// that a state does not depend on the changes that led to it. Who needs no f leaves it out.
/// </remarks>
internal sealed class CutState
{
    private readonly FlowGraph graph;
    private readonly FlowSystem system;
    private readonly ReverseHops reverse;
    private readonly double[] own;
    private readonly double[] cleanShare;
    private readonly int[] payers;
    private readonly bool withFlows;
    private readonly bool[] reached;
    private readonly int[] queue;
    private readonly int[] componentQueue;
    private readonly int[] changedAt;
    private int changes;

    /// <summary>The uncut state.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="system">Its equations.</param>
    /// <param name="reverse">Its hops by target.</param>
    /// <param name="withFlows">Whether f is wanted after changes; x and what is removed always are.</param>
    public CutState(FlowGraph graph, FlowSystem system, ReverseHops reverse, bool withFlows)
    {
        this.graph = graph;
        this.system = system;
        this.reverse = reverse;
        this.withFlows = withFlows;
        own = new double[graph.NodeCount];
        Share = new double[graph.NodeCount];
        cleanShare = new double[graph.NodeCount];
        Flow = new double[graph.NodeCount];
        Survival = new double[graph.NodeCount];
        reached = new bool[graph.NodeCount];
        queue = new int[graph.NodeCount];
        componentQueue = new int[graph.NodeCount];
        changedAt = new int[graph.NodeCount];
        Array.Fill(Survival, 1.0);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            Start(node);
        }

        payers = [.. Enumerable.Range(0, graph.NodeCount).Where(node => own[node] > 0.0)];
        system.SolveShares(Share, null, null);
        system.SolveShares(cleanShare, null, null);
        Measure();
    }

    /// <summary>x_k.</summary>
    public double[] Share { get; }

    /// <summary>f_k: what arrives at a node; of the uncut graph where flows are not wanted.</summary>
    public double[] Flow { get; }

    /// <summary>s_k.</summary>
    public double[] Survival { get; }

    /// <summary>c_kl, or null while no relationship was cut.</summary>
    public double[]? HopSurvival { get; private set; }

    /// <summary>R: money that reaches pirate sites.</summary>
    public double Revenue { get; private set; }

    /// <summary>Money that reaches sites with y = 0.</summary>
    public double CleanRevenue { get; private set; }

    /// <summary>How many hops were looked at since the beginning: a measure of work that is the same on every machine.</summary>
    public long Work { get; private set; }

    /// <summary>Whether the last change may have changed a node's x or f.</summary>
    public bool IsChanged(int node) => changedAt[node] == changes;

    /// <summary>Sets what a target leaves of each passage.</summary>
    /// <param name="target">The target.</param>
    /// <param name="nodes">The nodes of its party; not looked at for a relationship.</param>
    /// <param name="survival">1 − q, or 1 where nothing is done to it any more.</param>
    public void Set(CutTarget target, ReadOnlySpan<int> nodes, double survival)
    {
        if (target.Party >= 0)
        {
            foreach (var node in nodes)
            {
                Survival[node] = survival;
            }

            Resolve(nodes);
            return;
        }

        if (HopSurvival is null)
        {
            HopSurvival = new double[graph.HopCount];
            Array.Fill(HopSurvival, 1.0);
        }

        foreach (var hop in target.Hops)
        {
            HopSurvival[hop] = survival;
        }

        Resolve(target.Sources);
    }

    /// <summary>f_k·s_k·c_kl·P_kl·x_l of a hop: pirate money that takes it.</summary>
    public double PirateFlow(int source, long hop) =>
        Flow[source] * Survival[source] * system.Share(hop) * (HopSurvival?[hop] ?? 1.0) * Share[graph.HopTarget[hop]];

    private void Start(int node)
    {
        if (!graph.IsTerminal(node))
        {
            own[node] = graph.OwnMoney(node);
            Flow[node] = graph.Throughput(node);
            return;
        }

        Share[node] = graph.BeliefAt(node);
        cleanShare[node] = graph.NodeKind[node] == FlowNodeKind.Site && graph.BeliefAt(node) == 0.0 ? 1.0 : 0.0;
    }

    private void Resolve(ReadOnlySpan<int> cutAt)
    {
        changes++;
        var count = Ancestors(cutAt);
        foreach (var component in ComponentsOfQueue(count))
        {
            system.SolveSharesOf(component, Share, Survival, HopSurvival);
            system.SolveSharesOf(component, cleanShare, Survival, HopSurvival);
            Work += system.IsCyclic(component) ? CycleWork(component) : 0;
        }

        if (withFlows)
        {
            count = Descendants(cutAt);
            var components = ComponentsOfQueue(count);
            for (var i = components.Length - 1; i >= 0; i--)
            {
                Arrive(components[i]);
            }
        }

        Measure();
    }

    /// <summary>About what the direct solve of a cycle takes.</summary>
    private long CycleWork(int component)
    {
        long size = system.Components.Members(component).Length;
        return size <= FlowSystem.DenseLimit ? size * size * size / 4 : size * 1_000;
    }

    private int Ancestors(ReadOnlySpan<int> start)
    {
        var count = Begin(start);
        for (var i = 0; i < count; i++)
        {
            var node = queue[i];
            Work += reverse.Start[node + 1] - reverse.Start[node] + graph.HopStart[node + 1] - graph.HopStart[node];
            for (var at = reverse.Start[node]; at < reverse.Start[node + 1]; at++)
            {
                count = Reach(reverse.Source[at], count);
            }
        }

        return End(count);
    }

    private int Descendants(ReadOnlySpan<int> start)
    {
        var count = Begin(start);
        for (var i = 0; i < count; i++)
        {
            var node = queue[i];
            Work += reverse.Start[node + 1] - reverse.Start[node] + graph.HopStart[node + 1] - graph.HopStart[node];
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                count = Reach(graph.HopTarget[hop], count);
            }
        }

        return End(count);
    }

    private int Begin(ReadOnlySpan<int> start)
    {
        var count = 0;
        foreach (var node in start)
        {
            count = Reach(node, count);
        }

        return count;
    }

    private int Reach(int node, int count)
    {
        if (reached[node] || graph.IsTerminal(node))
        {
            return count;
        }

        reached[node] = true;
        queue[count] = node;
        return count + 1;
    }

    private int End(int count)
    {
        for (var i = 0; i < count; i++)
        {
            reached[queue[i]] = false;
            changedAt[queue[i]] = changes;
        }

        return count;
    }

    /// <summary>The components of the queued nodes, against the flow.</summary>
    private ReadOnlySpan<int> ComponentsOfQueue(int count)
    {
        var componentOf = system.Components.ComponentOf;
        for (var i = 0; i < count; i++)
        {
            componentQueue[i] = componentOf[queue[i]];
        }

        Array.Sort(componentQueue, 0, count);
        var distinct = 0;
        for (var i = 0; i < count; i++)
        {
            if (i == 0 || componentQueue[i] != componentQueue[distinct - 1])
            {
                componentQueue[distinct++] = componentQueue[i];
            }
        }

        return componentQueue.AsSpan(0, distinct);
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
        foreach (var node in payers)
        {
            revenue += own[node] * Share[node];
            clean += own[node] * cleanShare[node];
        }

        (Revenue, CleanRevenue) = (revenue, clean);
    }
}
