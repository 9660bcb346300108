using CsCheck;
using Graph.Analysis.Targets.Reroute;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Reroute;

/// <summary>The flow that is kept up to date against one from nothing, after every step.</summary>
public sealed class RerouteFlowTests
{
    /// <summary>Few nodes, many arcs both ways: circles, parallel ways, dead ends.</summary>
    private static readonly Gen<RerouteGraph> Graphs =
        from inner in Gen.Int[2, 7]
        from arcs in Gen.Select(Gen.Int[0, 99], Gen.Int[0, 99], Gen.Long[1, 30]).Array[4, 26]
        from ends in Gen.Select(Gen.Int[0, 99], Gen.Bool, Gen.Long[1, 30]).Array[2, 8]
        select Build(inner, arcs, ends);

    private static readonly Gen<(int Kind, int Place, int Survival)[]> Steps = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 4]).Array[1, 14];

    [Fact]
    public void Every_step_leaves_a_maximum_flow() => Gen.Select(Graphs, Steps).Sample((graph, steps) =>
    {
        var inner = Enumerable.Range(0, graph.NodeCount - 2).ToArray();
        var flow = new RerouteFlow(graph, inner);
        var (nodes, arcs) = (Ones(graph.NodeCount), Ones(graph.ArcTarget.Length));
        var marked = new Stack<(double[] Nodes, double[] Arcs)>();
        foreach (var (kind, place, survival) in steps)
        {
            if (kind == 0)
            {
                flow.Mark();
                marked.Push(((double[])nodes.Clone(), (double[])arcs.Clone()));
            }
            else if (kind == 1 && marked.TryPop(out var before))
            {
                flow.Rollback();
                (nodes, arcs) = before;
            }
            else if (kind < 6)
            {
                flow.SetNode(place % inner.Length, nodes[place % inner.Length] = survival / 4.0);
            }
            else if (place % graph.ArcTarget.Length is var arc && arc < graph.ArcStart[graph.Source])
            {
                flow.SetArc(arc, arcs[arc] = survival / 4.0);
            }

            // Not after every step, so that several changes meet before the flow is asked for.
            if (place % 3 != 0)
            {
                Assert.Equal(SlowReroute.Value(graph, nodes, arcs), flow.Value);
            }
        }

        Assert.Equal(SlowReroute.Value(graph, nodes, arcs), flow.Value);
    }, iter: 2_000);

    [Fact]
    public void What_a_cut_node_passed_goes_round_it()
    {
        // s → a (10); a → b (6), a → c (6); b → t and c → t (10 each, by way of one site each).
        var graph = new RerouteGraph
        {
            PartyOf = [0, 1, 2, -1, -1],
            ArcStart = [0, 2, 3, 4, 5, 5],
            ArcTarget = [1, 2, 4, 4, 0],
            Capacity = [6, 6, 10, 10, 10],
            Source = 3,
            Sink = 4,
        };
        var flow = new RerouteFlow(graph, [1, 2]);
        Assert.Equal(10, flow.Value);
        flow.SetNode(1, 0.0);
        Assert.Equal(6, flow.Value);
        flow.SetNode(1, 0.5);
        Assert.Equal(9, flow.Value);
        flow.SetArc(graph.ArcBetween(0, 2), 0.5);
        Assert.Equal(6, flow.Value);
        Assert.Throws<ArgumentException>(() => flow.SetNode(0, 0.0));
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static RerouteGraph Build(int inner, (int, int, long)[] arcs, (int, bool, long)[] ends)
    {
        var (source, sink) = (inner, inner + 1);
        var all = arcs.Select(arc => (From: arc.Item1 % inner, To: arc.Item2 % inner, Capacity: arc.Item3)).Where(arc => arc.From != arc.To)
            .Concat(ends.Select(end => end.Item2 ? (From: source, To: end.Item1 % inner, Capacity: end.Item3) : (From: end.Item1 % inner, To: sink, Capacity: end.Item3)))
            .GroupBy(arc => (arc.From, arc.To)).Select(group => (group.Key.From, group.Key.To, Capacity: group.Sum(arc => arc.Capacity)))
            .OrderBy(arc => arc.From).ThenBy(arc => arc.To).ToList();
        return new RerouteGraph
        {
            PartyOf = [.. Enumerable.Range(0, inner), -1, -1],
            ArcStart = [.. Enumerable.Range(0, inner + 3).Select(node => all.Count(arc => arc.From < node))],
            ArcTarget = [.. all.Select(arc => arc.To)],
            Capacity = [.. all.Select(arc => arc.Capacity)],
            Source = source,
            Sink = sink,
        };
    }
}
