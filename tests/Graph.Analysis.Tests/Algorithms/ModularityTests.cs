using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class ModularityTests
{
    // The club after the fission, by the member's number: 1 went with the officers.
    private static readonly int[] Fission =
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

    [Fact]
    public void It_is_the_sum_over_pairs() => Gen.Select(GraphGen.Any(), Gen.Int[-2, 2].Array[24], Gen.Double[0, 3]).Sample((random, labels, resolution) =>
    {
        var community = labels.Take(random.NodeCount).ToArray();
        foreach (var parallel in new[] { ParallelEdges.Sum, ParallelEdges.Keep })
        {
            foreach (var weights in new[] { EdgeWeightKind.Integer, EdgeWeightKind.Double, EdgeWeightKind.Single })
            {
                using var graph = random.Build(new CsrOptions { Weights = weights, Parallel = parallel });
                var found = Measure(graph, community, resolution);
                Assert.Equal(CommunityOracle.Modularity(random.NodeCount, Weighted(random), community, resolution), found.Value, 1e-12);
                Assert.Equal(community.Distinct().Count(), found.Count);
            }
        }
    });

    [Fact]
    public void Without_weights_every_edge_counts_one() => Gen.Select(GraphGen.Any(), Gen.Int[0, 3].Array[24]).Sample((random, labels) =>
    {
        var community = labels.Take(random.NodeCount).ToArray();
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var expected = CommunityOracle.Modularity(random.NodeCount, random.Edges.Select(edge => (edge.Source, edge.Target, 1.0)), community);
        Assert.Equal(expected, Measure(graph, community).Value, 1e-12);
    });

    [Fact]
    public void The_karate_club_after_the_fission()
    {
        // 78 friendships: 10 across; 76 ends on one side, 80 on the other: 68/78 − (76² + 80²)/156².
        using var graph = KarateClub.Build(new CsrOptions());
        var found = Measure(graph, Fission);
        Assert.Equal(0.3582, found.Value, 5e-5);
        Assert.Equal(2, found.Count);
        Assert.Equal(0.0, Measure(graph, new int[KarateClub.NodeCount]).Value, 1e-15);
    }

    [Fact]
    public void A_self_loop_has_two_ends_in_its_community()
    {
        foreach (var directed in new[] { true, false })
        {
            using var loops = TinyGraph.Of("a->a b->b", new CsrOptions { Directed = directed });
            Assert.Equal(0.5, Measure(loops.Graph, [0, 1]).Value, 1e-15);

            // S = 2·2 + 2 = 6: a has 5 ends, 4 of them inside; b has 1.
            using var tail = TinyGraph.Of("a->a:2 a->b", new CsrOptions { Directed = directed });
            Assert.Equal((4.0 / 6) - (26.0 / 36), Measure(tail.Graph, [0, 1]).Value, 1e-15);
        }
    }

    [Theory]
    [InlineData(990)]
    [InlineData(-990)]
    public void Huge_and_tiny_weights_change_nothing(int exponent)
    {
        using var plain = TinyGraph.Undirected("a->b:3 b->c:1 c->d:2 d->a:1 a->a:1");
        using var list = EdgeList.OfDoubles(4, [.. new[] { (0, 1, 3.0), (1, 2, 1.0), (2, 3, 2.0), (3, 0, 1.0), (0, 0, 1.0) }.Select(edge => (edge.Item1, edge.Item2, Math.ScaleB(edge.Item3, exponent)))]);
        using var scaled = CsrGraph.Build(list, new CsrOptions { Directed = false, Weights = EdgeWeightKind.Double }, CancellationToken.None);
        Assert.Equal(Measure(plain.Graph, [0, 0, 1, 1]), Measure(scaled, [0, 0, 1, 1]));
    }

    [Fact]
    public void A_graph_without_weight_has_none()
    {
        using var empty = TinyGraph.Directed(string.Empty);
        Assert.Equal(new ModularityResult { Value = 0, Coverage = 0, Count = 0 }, Measure(empty.Graph, []));
        using var zero = TinyGraph.Undirected("a->b:0 c");
        Assert.Equal(new ModularityResult { Value = 0, Coverage = 0, Count = 2 }, Measure(zero.Graph, [7, 7, 9]));
    }

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => Gen.Select(GraphGen.Any(), Gen.Int[0, 3].Array[24]).Sample((random, labels) =>
    {
        var community = labels.Take(random.NodeCount).ToArray();
        using var plain = random.Build(new CsrOptions { Weights = EdgeWeightKind.Integer });
        using var relabelled = random.BuildRelabelled(new CsrOptions { Weights = EdgeWeightKind.Integer });
        var expected = Measure(plain, community, threads: 1);
        Assert.Equal(expected, Measure(plain, community, threads: 3));
        Assert.Equal(expected, Measure(relabelled, community, threads: 2));
    });

    [Fact]
    public void Wrong_arguments_throw_at_the_door()
    {
        using var tiny = TinyGraph.Undirected("a->b");
        using var negative = TinyGraph.Undirected("a->b:-1");
        using var oneWay = TinyGraph.Of("a->b", new CsrOptions { Reverse = false });
        Assert.Throws<ArgumentException>(() => Measure(tiny.Graph, [0]));
        Assert.Throws<ArgumentException>(() => Measure(negative.Graph, [0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure(tiny.Graph, [0, 0], resolution: double.NaN));
        Assert.Throws<InvalidOperationException>(() => Measure(oneWay.Graph, [0, 0]));
        Assert.Throws<OperationCanceledException>(() => Modularity.Run(tiny.Graph, new ModularityOptions { Community = [0, 0] }, new CancellationToken(canceled: true)));
    }

    private static ModularityResult Measure(CsrGraph graph, int[] community, double resolution = 1.0, int threads = 2) =>
        Modularity.Run(graph, new ModularityOptions { Community = community, Resolution = resolution, Threads = threads }, CancellationToken.None);

    private static IEnumerable<(int Source, int Target, double Weight)> Weighted(RandomGraph random) =>
        random.Edges.Select(edge => (edge.Source, edge.Target, (double)edge.Weight));
}
