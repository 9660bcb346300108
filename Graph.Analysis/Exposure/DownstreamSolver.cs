using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>Follows money from chosen nodes downstream, touching only what they reach.</summary>
internal sealed class DownstreamSolver
{
    private readonly FlowSystem system;
    private readonly FlowGraph graph;
    private readonly double[] amount;
    private readonly bool[] reached;
    private readonly List<int> touched = [];

    /// <summary>Makes a solver; its scratch is reused by every call.</summary>
    public DownstreamSolver(FlowGraph graph, FlowSystem system)
    {
        this.graph = graph;
        this.system = system;
        amount = new double[graph.NodeCount];
        reached = new bool[graph.NodeCount];
    }

    /// <summary>The nodes reached by the last call, sources first in the order of the flow.</summary>
    public IReadOnlyList<int> Touched => touched;

    /// <summary>Money at a node after the last call.</summary>
    public double At(int node) => amount[node];

    /// <summary>Sends money from nodes and finds how much passes each node they reach, themselves included.</summary>
    /// <param name="sources">Nodes and what starts at each.</param>
    public void Send(IEnumerable<(int Node, double Amount)> sources)
    {
        foreach (var node in touched)
        {
            amount[node] = 0.0;
            reached[node] = false;
        }

        touched.Clear();
        foreach (var (node, start) in sources)
        {
            amount[node] += start;
            Reach(node);
        }

        for (var i = 0; i < touched.Count; i++)
        {
            for (var hop = graph.HopStart[touched[i]]; hop < graph.HopStart[touched[i] + 1]; hop++)
            {
                Reach(graph.HopTarget[hop]);
            }
        }

        SettleInOrder();
    }

    private void Reach(int node)
    {
        if (!reached[node])
        {
            reached[node] = true;
            touched.Add(node);
        }
    }

    private void SettleInOrder()
    {
        var componentOf = system.Components.ComponentOf;
        system.Components.SortAlongFlow(touched);
        for (var i = 0; i < touched.Count;)
        {
            var component = componentOf[touched[i]];
            system.SettleFlows(system.Components.Members(component), component, amount, null, null);
            for (; i < touched.Count && componentOf[touched[i]] == component; i++)
            {
                system.PushOut(touched[i], component, amount, null, null);
            }
        }
    }
}
