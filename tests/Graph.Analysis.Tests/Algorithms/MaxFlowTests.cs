using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class MaxFlowTests
{
    private static readonly CsrOptions Capacities = new() { Weights = EdgeWeightKind.Integer };

    private static readonly Gen<(RandomGraph Graph, int Source, int Sink)> Any = Network(GraphGen.Any());

    [Fact]
    public void A_network_worked_by_hand()
    {
        // Cormen, Leiserson, Rivest, Stein: Introduction to Algorithms, figure 26.1; value 23, cut {s, v1, v2, v4} | {v3, t}.
        using var tiny = TinyGraph.Of("s->v1:16 s->v2:13 v1->v3:12 v2->v1:4 v2->v4:14 v3->v2:9 v3->t:20 v4->v3:7 v4->t:4", Capacities);
        var flow = Run(tiny.Graph, tiny["s"], tiny["t"], flows: true);
        Assert.Equal(23, flow.Value);
        Assert.Equal(["s", "v1", "v2", "v4"], Side(tiny, flow));
        AssertFlow(tiny.Graph, flow, tiny["s"], tiny["t"]);
        Assert.Equal([12L, 7, 4], [FlowOn("v1", "v3"), FlowOn("v4", "v3"), FlowOn("v4", "t")]);

        long FlowOn(string from, string to) =>
            flow.ArcFlow![tiny.Graph.Out.Offsets[tiny[from]] + tiny.Graph.Out.Neighbors(tiny[from]).IndexOf(tiny[to])];
    }

    [Fact]
    public void An_undirected_edge_carries_either_way()
    {
        // a gives 9 at most. Of the 5 by way of b, 3 go on to d and 2 cross to c, from where all 6 go on.
        const string Edges = "a->b:5 b->d:3 c->a:4 d->c:9 c->b:2";
        using var undirected = TinyGraph.Of(Edges, Capacities with { Directed = false });
        Assert.Equal(9, Run(undirected.Graph, undirected["a"], undirected["d"]).Value);
        Assert.Equal(9, Run(undirected.Graph, undirected["d"], undirected["a"]).Value);
        using var directed = TinyGraph.Of(Edges, Capacities);
        Assert.Equal(3, Run(directed.Graph, directed["a"], directed["d"]).Value);
    }

    [Fact]
    public void Of_several_minimum_cuts_the_one_nearest_to_the_source_is_told()
    {
        using var tiny = TinyGraph.Of("s->a:5 a->b:3 b->c:3 c->t:3 a->x:1 x->y:1", Capacities);
        var flow = Run(tiny.Graph, tiny["s"], tiny["t"]);
        Assert.Equal(3, flow.Value);
        Assert.Equal(["a", "s", "x", "y"], Side(tiny, flow));
    }

    [Fact]
    public void Without_weights_every_edge_carries_one()
    {
        using var tiny = TinyGraph.Directed("s->a s->b s->c a->d b->d b->t c->t d->t");
        Assert.Equal(3, Run(tiny.Graph, tiny["s"], tiny["t"]).Value);
    }

    [Fact]
    public void A_sink_out_of_reach_gets_nothing()
    {
        using var tiny = TinyGraph.Of("s->a:5 a->s:2 b->t:4 c->c:1 s->s:9 a->b:0", Capacities);
        var flow = Run(tiny.Graph, tiny["s"], tiny["t"], flows: true);
        Assert.Equal(0, flow.Value);
        Assert.Equal(["a", "s"], Side(tiny, flow));
        Assert.All(flow.ArcFlow!, amount => Assert.Equal(0, amount));
    }

    [Fact]
    public void Value_and_cut_are_those_of_the_slow_solver() => Any.Sample(network =>
    {
        var (random, source, sink) = network;
        using var graph = random.Build(Capacities);
        var expected = SlowMaxFlow.Of(random, source, sink);
        var found = Run(graph, source, sink);
        Assert.Equal(expected.Value, found.Value);
        Assert.Equal(expected.SourceSide, found.SourceSide);
        Assert.Equal(found.Value, SlowMaxFlow.CutCapacity(random, found.SourceSide));
    });

    [Fact]
    public void Larger_random_networks_agree_with_the_slow_solver() => Network(GraphGen.Any(120, 500, 1000)).Sample(
        network =>
        {
            using var graph = network.Graph.Build(Capacities);
            var expected = SlowMaxFlow.Of(network.Graph, network.Source, network.Sink);
            var found = Run(graph, network.Source, network.Sink);
            Assert.Equal(expected.Value, found.Value);
            Assert.Equal(expected.SourceSide, found.SourceSide);
        },
        iter: 30);

    [Fact]
    public void Sums_beyond_64_bits_do_not_matter_unless_the_value_is_one_of_them() => Network(GraphGen.Any(8, 30, long.MaxValue)).Sample(network =>
    {
        var (random, source, sink) = network;
        using var graph = random.Build(Capacities with { Parallel = ParallelEdges.Keep });
        var expected = SlowMaxFlow.Of(random, source, sink);
        if (expected.Value > long.MaxValue)
        {
            Assert.Throws<OverflowException>(() => Run(graph, source, sink));
            return;
        }

        var found = Run(graph, source, sink, flows: true);
        Assert.Equal(expected.Value, found.Value);
        Assert.Equal(expected.SourceSide, found.SourceSide);
        AssertFlow(graph, found, source, sink);
    });

    [Fact]
    public void A_source_that_could_send_more_than_64_bits_sends_what_gets_through()
    {
        const long Huge = long.MaxValue;
        var edges = Enumerable.Range(1, 6).SelectMany(node => new[] { (0, node, Huge), (node, 7, (long)node) }).ToArray();
        using var list = EdgeList.OfIntegers(8, edges);
        using var graph = CsrGraph.Build(list, Capacities, CancellationToken.None);
        var flow = Run(graph, 0, 7, flows: true);
        Assert.Equal(21, flow.Value);
        Assert.Equal([true, true, true, true, true, true, true, false], flow.SourceSide);
        AssertFlow(graph, flow, 0, 7);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_largest_value_is_the_largest_number(bool directed)
    {
        using var list = EdgeList.OfIntegers(4, (0, 1, long.MaxValue - 5), (0, 2, 5), (1, 3, long.MaxValue), (2, 3, long.MaxValue));
        using var graph = CsrGraph.Build(list, Capacities with { Directed = directed }, CancellationToken.None);
        Assert.Equal(long.MaxValue, Run(graph, 0, 3).Value);
        using var more = EdgeList.OfIntegers(4, (0, 1, long.MaxValue - 5), (0, 2, 6), (1, 3, long.MaxValue), (2, 3, long.MaxValue));
        using var beyond = CsrGraph.Build(more, Capacities with { Directed = directed }, CancellationToken.None);
        Assert.Throws<OverflowException>(() => Run(beyond, 0, 3));
    }

    [Fact]
    public void Flow_is_kept_at_every_node_and_within_every_capacity() => Any.Sample(network =>
    {
        using var graph = network.Graph.Build(Capacities with { Parallel = ParallelEdges.Keep });
        AssertFlow(graph, Run(graph, network.Source, network.Sink, flows: true), network.Source, network.Sink);
    });

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => Any.Sample(network =>
    {
        var (random, source, sink) = network;
        using var plain = random.Build(Capacities);
        using var relabelled = random.BuildRelabelled(Capacities);
        using var parallel = random.Build(Capacities with { Parallel = ParallelEdges.Keep });
        var expected = Run(plain, source, sink, flows: true);
        foreach (var threads in new[] { 1, 2, 3 })
        {
            var again = MaxFlow.Run(plain, new MaxFlowOptions { Source = source, Sink = sink, Flows = true, Threads = threads }, CancellationToken.None);
            Assert.Equal(expected.ArcFlow, again.ArcFlow);
            Assert.Equal(expected.SourceSide, again.SourceSide);
        }

        foreach (var other in new[] { relabelled, parallel })
        {
            var found = Run(other, source, sink, flows: true);
            Assert.Equal(expected.Value, found.Value);
            Assert.Equal(expected.SourceSide, found.SourceSide);
            AssertFlow(other, found, other.PositionOf(source), other.PositionOf(sink));
        }
    });

    [Theory]
    [InlineData("gl1.csv", 156_545)] // A long grid of frames, 6 × 6 × 31; first node to last node; the value that igraph, Boost and networkx agree on.
    [InlineData("gw1.csv", 1_202_018)] // A wide one, 16 × 16 × 4.
    public void Reference_instances(string file, long value)
    {
        var path = Repository.Shared("reference", "maxflow", file);
        Assert.SkipWhen(path is null, "The folder of reference instances is not here: ../shared/reference/maxflow.");
        var rows = File.ReadLines(path!).Skip(1).Select(line => line.Split(',')).Select(cells => (int.Parse(cells[0]) - 1, int.Parse(cells[1]) - 1, long.Parse(cells[2]))).ToArray();
        var nodes = rows.Max(row => Math.Max(row.Item1, row.Item2)) + 1;
        using var list = EdgeList.OfIntegers(nodes, rows);
        using var graph = CsrGraph.Build(list, Capacities, CancellationToken.None);
        var flow = Run(graph, 0, nodes - 1, flows: true);
        Assert.Equal(value, flow.Value);
        Assert.Equal(value, SlowMaxFlow.CutCapacity(new RandomGraph(nodes, Directed: true, rows), flow.SourceSide));
        AssertFlow(graph, flow, 0, nodes - 1);
    }

    [Fact]
    public void A_star_of_a_million_leaves()
    {
        const int Leaves = 1_000_000;
        using var list = Million(Leaves + 1, i => (0, i + 1, 3));
        using var graph = CsrGraph.Build(list, Capacities with { Directed = false }, CancellationToken.None);
        var flow = Run(graph, 5, Leaves, flows: true);
        Assert.Equal(3, flow.Value);
        Assert.Equal([5], Places(flow.SourceSide));
        Assert.Equal(6, flow.ArcFlow!.Sum());
    }

    [Fact]
    public void A_path_of_a_million_nodes()
    {
        const int Last = 1_000_000;
        using var list = Million(Last + 1, i => (i, i + 1, 7 + (i == 500_000 ? -1 : 0)));
        using var graph = CsrGraph.Build(list, Capacities, CancellationToken.None);
        var flow = Run(graph, 0, Last, flows: true);
        Assert.Equal(6, flow.Value);
        Assert.Equal(500_001, flow.SourceSide.Count(side => side));
        Assert.All(flow.ArcFlow!, amount => Assert.Equal(6, amount));
    }

    [Fact]
    public void Wrong_questions_are_refused()
    {
        using var tiny = TinyGraph.Of("a->b:1", Capacities);
        Assert.Throws<ArgumentException>(() => Run(tiny.Graph, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, -1, 1));
        using var negative = TinyGraph.Of("a->b:-4", Capacities);
        Assert.Contains("0 → 1 has capacity -4", Assert.Throws<ArgumentException>(() => Run(negative.Graph, 0, 1)).Message);
        using var shares = TinyGraph.Directed("a->b:0.5");
        Assert.Contains("EdgeWeightKind.Integer", Assert.Throws<ArgumentException>(() => Run(shares.Graph, 0, 1)).Message);
        using var oneWay = TinyGraph.Of("a->b:1", Capacities with { Reverse = false });
        Assert.Throws<InvalidOperationException>(() => Run(oneWay.Graph, 0, 1));
        using var nothing = TinyGraph.Of("", Capacities);
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(nothing.Graph, 0, 0));
    }

    [Fact]
    public void Work_stops_when_told_to()
    {
        using var tiny = TinyGraph.Of("a->b:1", Capacities);
        Assert.Throws<OperationCanceledException>(() => MaxFlow.Run(tiny.Graph, new MaxFlowOptions { Source = 0, Sink = 1 }, new CancellationToken(canceled: true)));
    }

    private static MaxFlowResult Run(CsrGraph graph, int source, int sink, bool flows = false) =>
        MaxFlow.Run(graph, new MaxFlowOptions { Source = source, Sink = sink, Flows = flows }, CancellationToken.None);

    private static Gen<(RandomGraph Graph, int Source, int Sink)> Network(Gen<RandomGraph> graphs) =>
        graphs.Where(graph => graph.NodeCount > 1).SelectMany(graph => Gen.Select(Gen.Int[0, graph.NodeCount - 1], Gen.Int[1, graph.NodeCount - 1])
            .Select((source, step) => (graph, source, (source + step) % graph.NodeCount)));

    /// <summary>Looks at a flow place by place: 0 … capacity, and all that comes in goes out but at the ends.</summary>
    private static void AssertFlow(CsrGraph graph, MaxFlowResult result, int source, int sink)
    {
        var net = new Int128[graph.NodeCount];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var place = graph.Out.Offsets[node]; place < graph.Out.Offsets[node + 1]; place++)
            {
                var amount = result.ArcFlow![place];
                Assert.InRange(amount, 0, graph.Out.IntegerWeights![place]);
                net[node] += amount;
                net[graph.Out.Targets[place]] -= amount;
            }
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            Assert.Equal(node == source ? result.Value : node == sink ? -(Int128)result.Value : 0, net[node]);
        }
    }

    private static List<string> Side(TinyGraph tiny, MaxFlowResult flow) => [.. Places(flow.SourceSide).Select(tiny.NameOf)];

    private static List<int> Places(bool[] side) => [.. Enumerable.Range(0, side.Length).Where(node => side[node])];

    private static EdgeList Million(int nodes, Func<int, (int Source, int Target, long Capacity)> edge)
    {
        var (sources, targets, capacities) = (new NativeColumn<int>(nodes - 1), new NativeColumn<int>(nodes - 1), new NativeColumn<long>(nodes - 1));
        for (var i = 0; i < nodes - 1; i++)
        {
            (sources[i], targets[i], capacities[i]) = edge(i);
        }

        return new EdgeList(nodes, sources, targets) { IntegerWeights = capacities };
    }
}
