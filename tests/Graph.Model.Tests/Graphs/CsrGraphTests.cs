using CsCheck;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Model.Tests.Graphs;

public sealed class CsrGraphTests
{
    private static readonly Gen<CsrOptions> Options =
        Gen.Select(Gen.Enum<ParallelEdges>(), Gen.Bool, Gen.Enum<EdgeWeightKind>(), Gen.Int[1, 3]).Select((parallel, loops, weights, threads) =>
            new CsrOptions { Parallel = parallel, KeepSelfLoops = loops, Weights = weights, Threads = threads });

    [Fact]
    public void Rows_hold_exactly_the_edges_given() => Gen.Select(GraphGen.Any(), Options).Sample((random, options) =>
    {
        using var graph = random.Build(options);
        Assert.Null(graph.Validate());
        Assert.Equal(Expected(random, options), Arcs(graph.Out, graph));
    });

    [Fact]
    public void A_relabelled_graph_is_the_same_graph() => Gen.Select(GraphGen.Any(), Options).Sample((random, options) =>
    {
        using var graph = random.BuildRelabelled(options);
        Assert.Null(graph.Validate());
        Assert.Equal(Expected(random, options), Arcs(graph.Out, graph));
        for (var node = 1; node < graph.NodeCount; node++)
        {
            Assert.True(Ends(graph, node - 1) >= Ends(graph, node));
        }
    });

    [Theory]
    [InlineData(true, 1 << 20)]
    [InlineData(false, 1 << 20)]
    [InlineData(false, 37)]
    public void A_graph_of_many_buckets_is_the_same_with_any_number_of_threads(bool directed, int nodes)
    {
        const int Edges = 600_000;
        var (sources, targets, weights) = (new NativeColumn<int>(Edges), new NativeColumn<int>(Edges), new NativeColumn<long>(Edges));
        var random = new Graph.Model.SeededRandom(7);
        var expected = new Dictionary<(int, int), long>();
        for (var edge = 0; edge < Edges; edge++)
        {
            (sources[edge], targets[edge], weights[edge]) = ((int)random.Below(nodes), (int)random.Below(nodes), edge);
            var ends = directed || sources[edge] <= targets[edge] ? (sources[edge], targets[edge]) : (targets[edge], sources[edge]);
            expected[ends] = expected.GetValueOrDefault(ends) + edge;
        }

        using var list = new EdgeList(nodes, sources, targets) { IntegerWeights = weights };
        var options = new CsrOptions { Directed = directed, Weights = EdgeWeightKind.Integer };
        using var one = CsrGraph.Build(list, options with { Threads = 1 }, CancellationToken.None);
        using var three = CsrGraph.Build(list, options with { Threads = 3 }, CancellationToken.None);
        Assert.Equal(expected.Count, one.EdgeCount);
        Assert.Equal(expected.Count(pair => pair.Key.Item1 == pair.Key.Item2), one.SelfLoopCount);
        foreach (var (source, target) in expected.Keys.Take(1_000))
        {
            var at = one.Out.Offsets[source] + one.Out.Neighbors(source).BinarySearch(target);
            Assert.Equal(expected[(source, target)], one.Out.IntegerWeights![at]);
        }

        foreach (var (first, second) in new[] { (one.Out, three.Out), (one.In, three.In) })
        {
            Assert.True(first.Offsets.AsSpan().SequenceEqual(second.Offsets.AsSpan()));
            Assert.True(first.Targets.AsSpan().SequenceEqual(second.Targets.AsSpan()));
            Assert.True(first.IntegerWeights!.AsSpan().SequenceEqual(second.IntegerWeights!.AsSpan()));
        }
    }

    [Fact]
    public void Nodes_with_most_arcs_come_first_and_ties_by_number()
    {
        using var ring = EdgeList.Of(5, (3, 1), (1, 3), (3, 4), (4, 0), (2, 2));
        using var graph = CsrGraph.Build(ring, new CsrOptions(), CancellationToken.None);
        var order = NodeOrder.ByDegreeDescending(graph);
        Assert.Equal([3, 1, 2, 4, 0], Enumerable.Range(0, 5).Select(order.OriginalOf));
        using var heap = new EdgeList(3, new NativeColumn<int>(9_000), new NativeColumn<int>(9_000));
        heap.Sources[5] = 2;
        using var heavy = CsrGraph.Build(heap, new CsrOptions { Parallel = ParallelEdges.Keep }, CancellationToken.None);
        Assert.Equal([0, 2, 1], Enumerable.Range(0, 3).Select(NodeOrder.ByDegreeDescending(heavy).OriginalOf));
    }

    [Fact]
    public void Counts_say_what_became_of_the_edges() => Gen.Select(GraphGen.Any(), Options).Sample((random, options) =>
    {
        using var graph = random.Build(options);
        var kept = random.Edges.Where(edge => options.KeepSelfLoops || edge.Source != edge.Target).ToList();
        Assert.Equal(kept.Count, graph.EdgeCount + graph.MergedEdgeCount);
        Assert.Equal(random.NodeCount, graph.NodeCount);
        if (options.Parallel == ParallelEdges.Keep)
        {
            Assert.Equal(kept.Count(edge => edge.Source == edge.Target), graph.SelfLoopCount);
        }
    });

    [Fact]
    public void Shares_add_up_to_one_wherever_money_leaves()
    {
        using var tiny = TinyGraph.Of("a->b:1 a->b:2 a->c:6 b->c:0", new CsrOptions { Weights = EdgeWeightKind.Double, OutShares = true });
        var shares = tiny.Graph.Out.DoubleWeights!;
        Assert.Equal([3 / 9.0, 6 / 9.0, 0.0], shares.AsSpan().ToArray());
    }

    [Fact]
    public void Shares_of_an_undirected_graph_are_refused()
    {
        using var edges = EdgeList.Of(2, (0, 1));
        var options = new CsrOptions { Directed = false, Weights = EdgeWeightKind.Double, OutShares = true };
        Assert.Throws<ArgumentException>(() => CsrGraph.Build(edges, options, CancellationToken.None));
    }

    [Fact]
    public void Sums_of_amounts_are_exact_before_they_are_divided()
    {
        // 2^53 + 1 is no double: added one by one as doubles, the ones would be lost.
        const long Large = 1L << 53;
        using var edges = EdgeList.OfIntegers(2, (0, 1, Large), (0, 1, 1), (0, 1, 1));
        using var graph = CsrGraph.Build(edges, new CsrOptions { Weights = EdgeWeightKind.Integer }, CancellationToken.None);
        Assert.Equal(Large + 2, graph.Out.IntegerWeights![0]);
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_refused()
    {
        using var edges = EdgeList.OfIntegers(2, (0, 1, long.MaxValue), (0, 1, 1));
        Assert.Throws<OverflowException>(() => CsrGraph.Build(edges, new CsrOptions { Weights = EdgeWeightKind.Integer }, CancellationToken.None));
    }

    [Fact]
    public void An_end_that_is_not_there_is_refused_by_name()
    {
        using var edges = EdgeList.Of(2, (0, 1), (1, 2));
        var thrown = Assert.Throws<ArgumentException>(() => CsrGraph.Build(edges, new CsrOptions(), CancellationToken.None));
        Assert.Contains("Edge 1 joins 1 and 2", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_no_number_is_refused(double weight)
    {
        using var edges = EdgeList.OfDoubles(2, (0, 1, weight));
        Assert.Throws<ArgumentException>(() => CsrGraph.Build(edges, new CsrOptions { Weights = EdgeWeightKind.Double }, CancellationToken.None));
    }

    [Fact]
    public void A_stopped_build_says_so()
    {
        using var edges = EdgeList.Of(2, (0, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => CsrGraph.Build(edges, new CsrOptions(), new CancellationToken(canceled: true)));
    }

    private static int Ends(CsrGraph graph, int position) => graph.Out.Degree(position) + (graph.IsDirected ? graph.In.Degree(position) : 0);

    private static List<(int, int, double)> Arcs(Adjacency rows, CsrGraph graph)
    {
        var arcs = new List<(int, int, double)>();
        for (var node = 0; node < rows.NodeCount; node++)
        {
            for (var place = rows.Offsets[node]; place < rows.Offsets[node + 1]; place++)
            {
                arcs.Add((graph.OriginalOf(node), graph.OriginalOf(rows.Targets[place]), rows.WeightAt(place)));
            }
        }

        return [.. arcs.Order()];
    }

    /// <summary>The slow way: a list, sorted and grouped.</summary>
    private static List<(int, int, double)> Expected(RandomGraph random, CsrOptions options)
    {
        var arcs = random.Edges
            .Where(edge => options.KeepSelfLoops || edge.Source != edge.Target)
            .SelectMany(edge => random.Directed || edge.Source == edge.Target
                ? [edge]
                : new[] { edge, (Source: edge.Target, Target: edge.Source, edge.Weight) })
            .Select(edge => (edge.Source, edge.Target, Weight: options.Weights == EdgeWeightKind.None ? 1.0 : edge.Weight));
        if (options.Parallel != ParallelEdges.Keep)
        {
            arcs = arcs.GroupBy(edge => (edge.Source, edge.Target)).Select(group => (
                group.Key.Source,
                group.Key.Target,
                options.Weights == EdgeWeightKind.None ? 1.0
                : options.Parallel == ParallelEdges.Sum ? group.Sum(edge => edge.Weight) : group.Min(edge => edge.Weight)));
        }

        return [.. arcs.Order()];
    }
}
