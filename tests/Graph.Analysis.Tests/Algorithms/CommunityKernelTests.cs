using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

/// <summary>What a search for communities is told in these tests.</summary>
public sealed record CommunityQuestion(double Resolution = 1.0, int Threads = 2, ulong Seed = 0, int MaxLevels = 64, int MaxIterations = 100, double Tolerance = 0.0, int Passes = 2);

/// <summary>What it answers.</summary>
public sealed record CommunityAnswer(int[] Community, int Count, double Modularity, int Levels, Convergence Convergence);

/// <summary>What holds for every kernel that finds communities of high modularity.</summary>
public abstract class CommunityKernelTests
{
    private static readonly CsrOptions Integers = new() { Weights = EdgeWeightKind.Integer };
    private static readonly CsrOptions Doubles = new() { Directed = false, Weights = EdgeWeightKind.Double };

    [Fact]
    public void The_modularity_is_that_of_the_communities() => Gen.Select(GraphGen.Any(), Gen.Double[0, 3]).Sample((random, resolution) =>
    {
        foreach (var options in new[] { Integers, Integers with { Weights = EdgeWeightKind.Single, Parallel = ParallelEdges.Keep } })
        {
            using var graph = random.Build(options);
            var found = Find(graph, new CommunityQuestion(resolution));
            var alone = Enumerable.Range(0, random.NodeCount).ToArray();
            Assert.Equal(CommunityOracle.Modularity(random.NodeCount, Weighted(random), found.Community, resolution), found.Modularity, 1e-9);
            Assert.True(found.Modularity >= CommunityOracle.Modularity(random.NodeCount, Weighted(random), alone, resolution) - 1e-12);
        }
    });

    [Fact]
    public void A_community_is_called_by_its_smallest_member() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(new CsrOptions());
        var found = Find(graph, new CommunityQuestion());
        Assert.All(Enumerable.Range(0, random.NodeCount), node => Assert.Equal(Array.IndexOf(found.Community, found.Community[node]), found.Community[node]));
        Assert.Equal(found.Community.Distinct().Count(), found.Count);
    });

    [Fact]
    public void No_two_communities_gain_by_becoming_one() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(Integers);
        var found = Find(graph, new CommunityQuestion());
        var labels = found.Community.Distinct().ToList();
        foreach (var (first, second) in labels.SelectMany(_ => labels, (first, second) => (first, second)))
        {
            var joined = found.Community.Select(label => label == second ? first : label).ToArray();
            Assert.True(CommunityOracle.Modularity(random.NodeCount, Weighted(random), joined) <= found.Modularity + 1e-9);
        }
    });

    [Fact]
    public void Communities_stay_within_components() => GraphGen.Any(maxEdges: 20, maxWeight: 2).Sample(random =>
    {
        using var graph = random.Build(Integers);
        var found = Find(graph, new CommunityQuestion(Resolution: 0.0));
        Assert.Equal(CommunityOracle.Parts(random.NodeCount, [.. Weighted(random)], new int[random.NodeCount]), found.Community);
    });

    [Fact]
    public void A_high_resolution_leaves_every_node_alone()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        Assert.Equal(KarateClub.NodeCount, Find(graph, new CommunityQuestion(Resolution: 100.0)).Count);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(30, 15)]
    public void A_ring_of_cliques(int cliques, int most)
    {
        // Of up to 22 cliques of 5 each is best for itself; beyond that pairs are better (the resolution limit).
        using var list = EdgeList.Of(cliques * 5, [.. Ring(cliques, 5)]);
        using var graph = CsrGraph.Build(list, new CsrOptions { Directed = false }, CancellationToken.None);
        var found = Find(graph, new CommunityQuestion());
        Assert.InRange(found.Count, most, cliques);
        Assert.True(found.Modularity >= 1.0 - (2.0 / 22) - (1.0 / cliques) - 1e-12);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            Assert.Equal(found.Community[node / 5 * 5], found.Community[node]);
        }
    }

    [Fact]
    public void Planted_groups_are_found()
    {
        var random = new SeededRandom(5);
        var edges = new List<(int, int)>();
        for (var i = 0; i < 200; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (random.Chance(i % 5 == j % 5 ? 400_000 : 30_000))
                {
                    edges.Add((i, j));
                }
            }
        }

        using var list = EdgeList.Of(200, [.. edges]);
        using var graph = CsrGraph.Build(list, new CsrOptions { Directed = false }, CancellationToken.None);
        for (var seed = 0UL; seed < 3; seed++)
        {
            Assert.Equal(Enumerable.Range(0, 200).Select(node => node % 5), Find(graph, new CommunityQuestion(Seed: seed)).Community);
        }
    }

    [Theory]
    [InlineData(990)]
    [InlineData(-990)]
    [InlineData(-1040)]
    public void Huge_and_tiny_weights_change_nothing(int exponent) => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(Integers with { Weights = EdgeWeightKind.Double });
        using var list = EdgeList.OfDoubles(random.NodeCount, [.. random.Edges.Select(edge => (edge.Source, edge.Target, Math.ScaleB(edge.Weight, exponent)))]);
        using var scaled = CsrGraph.Build(list, Doubles with { Directed = random.Directed }, CancellationToken.None);
        AssertSame(Find(plain, new CommunityQuestion()), Find(scaled, new CommunityQuestion()));
    });

    [Fact]
    public void Weights_of_all_sizes_in_one_graph()
    {
        using var list = EdgeList.OfDoubles(8, (0, 1, 1e300), (1, 2, 1.0), (2, 3, 1e-300), (3, 0, 0.0), (4, 5, 1e-300), (5, 6, 1.0), (6, 7, 1e300), (7, 4, 1.0));
        using var graph = CsrGraph.Build(list, Doubles, CancellationToken.None);
        var found = Find(graph, new CommunityQuestion());
        Assert.Equal(0.5, found.Modularity, 1e-9);
        Assert.Equal(found.Community[0], found.Community[1]);
        Assert.Equal(found.Community[6], found.Community[7]);
    }

    [Fact]
    public void Edges_of_weight_zero_join_nobody()
    {
        using var tiny = TinyGraph.Undirected("a->b:1 b->c:0 d->e:0 f f->f:0");
        var found = Find(tiny.Graph, new CommunityQuestion());
        Assert.Equal([0, 0, 2, 3, 4, 5], found.Community);
        using var weightless = TinyGraph.Undirected("a->b:0");
        Assert.Equal([0, 1], Find(weightless.Graph, new CommunityQuestion()).Community);
    }

    [Fact]
    public void Graphs_with_nothing_to_find()
    {
        using var empty = TinyGraph.Directed(string.Empty);
        Assert.Equal(0, Find(empty.Graph, new CommunityQuestion()).Count);
        using var one = TinyGraph.Undirected("a");
        Assert.Equal([0], Find(one.Graph, new CommunityQuestion()).Community);
        using var loops = TinyGraph.Undirected("a->a b->b c");
        var found = Find(loops.Graph, new CommunityQuestion());
        Assert.Equal([0, 1, 2], found.Community);
        Assert.Equal(0.5, found.Modularity, 1e-15);
    }

    [Fact]
    public void A_star_of_a_million_leaves_is_one_community()
    {
        const int Leaves = 1_000_000;
        using var graph = Chain(Leaves + 1, star: true);
        var found = Find(graph, new CommunityQuestion(Tolerance: 1e-6));
        Assert.Equal(1, found.Count);
        Assert.Equal(0.0, found.Modularity, 1e-12);
    }

    [Fact]
    public void A_path_of_a_million_nodes_falls_into_runs()
    {
        using var graph = Chain(1_000_000, star: false);
        var found = Find(graph, new CommunityQuestion(Tolerance: 1e-6));
        Assert.InRange(found.Modularity, 0.99, 1.0);
        Assert.Equal(found.Count - 1, Enumerable.Range(1, found.Community.Length - 1).Count(node => found.Community[node] != found.Community[node - 1]));
    }

    [Fact]
    public void The_threads_and_the_order_inside_do_not_show()
    {
        // Large enough for batches of several chunks; weights whose sums round.
        using var list = Uniform(20_000, 200_000);
        using var graph = CsrGraph.Build(list, Doubles, CancellationToken.None);
        using var relabelled = graph.Relabel(NodeOrder.ByDegreeDescending(graph), threads: 2, CancellationToken.None);
        var expected = Find(graph, new CommunityQuestion(Threads: 1, Tolerance: 1e-6));
        AssertSame(expected, Find(graph, new CommunityQuestion(Threads: 2, Tolerance: 1e-6)));
        AssertSame(expected, Find(graph, new CommunityQuestion(Threads: 3, Tolerance: 1e-6)));
        AssertSame(expected, Find(relabelled, new CommunityQuestion(Threads: 3, Tolerance: 1e-6)));
    }

    [Fact]
    public void The_order_inside_does_not_show_in_small_graphs() => GraphGen.Any().Sample(random =>
    {
        foreach (var options in new[] { new CsrOptions(), Integers, Integers with { Weights = EdgeWeightKind.Double, Parallel = ParallelEdges.Keep } })
        {
            using var plain = random.Build(options);
            using var relabelled = random.BuildRelabelled(options);
            AssertSame(Find(plain, new CommunityQuestion()), Find(relabelled, new CommunityQuestion(Threads: 3)));
        }
    });

    [Fact]
    public void More_passes_lose_nothing() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(new CsrOptions());
        Assert.True(Find(graph, new CommunityQuestion(Passes: 5)).Modularity >= Find(graph, new CommunityQuestion(Passes: 1)).Modularity - 1e-12);
    });

    [Fact]
    public void What_ran_out_is_said()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        Assert.True(Find(graph, new CommunityQuestion()).Convergence.Converged);
        Assert.False(Find(graph, new CommunityQuestion(MaxLevels: 1)).Convergence.Converged);
        Assert.False(Find(graph, new CommunityQuestion(MaxIterations: 1, Passes: 1)).Convergence.Converged);
        Assert.Equal(1, Find(graph, new CommunityQuestion(MaxLevels: 1)).Levels);
    }

    [Fact]
    public void Wrong_arguments_throw_at_the_door()
    {
        using var tiny = TinyGraph.Undirected("a->b");
        using var negative = TinyGraph.Undirected("a->b:-1");
        using var oneWay = TinyGraph.Of("a->b", new CsrOptions { Reverse = false });
        Assert.Throws<ArgumentException>(() => Find(negative.Graph, new CommunityQuestion()));
        Assert.Throws<InvalidOperationException>(() => Find(oneWay.Graph, new CommunityQuestion()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(tiny.Graph, new CommunityQuestion(Resolution: -1.0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(tiny.Graph, new CommunityQuestion(Resolution: double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(tiny.Graph, new CommunityQuestion(Tolerance: -1.0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(tiny.Graph, new CommunityQuestion(MaxLevels: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(tiny.Graph, new CommunityQuestion(MaxIterations: 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(tiny.Graph, new CommunityQuestion(Passes: 0)));
    }

    [Fact]
    public void A_cancelled_search_stops()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        Assert.Throws<OperationCanceledException>(() => Find(graph, new CommunityQuestion(), new CancellationToken(canceled: true)));
    }

    /// <summary>Runs the kernel.</summary>
    protected abstract CommunityAnswer Find(CsrGraph graph, CommunityQuestion question, CancellationToken cancellation = default);

    /// <summary>Edges with weights as doubles.</summary>
    protected static IEnumerable<(int Source, int Target, double Weight)> Weighted(RandomGraph random) =>
        random.Edges.Select(edge => (edge.Source, edge.Target, (double)edge.Weight));

    /// <summary>Edges between nodes drawn at random, with weights whose sums round.</summary>
    protected static EdgeList Uniform(int nodes, int edges)
    {
        var random = new SeededRandom(11);
        return EdgeList.OfDoubles(nodes, [.. Enumerable.Range(0, edges).Select(_ => ((int)random.Below(nodes), (int)random.Below(nodes), 0.1 * random.Between(1, 9)))]);
    }

    private static void AssertSame(CommunityAnswer expected, CommunityAnswer found)
    {
        Assert.Equal(expected.Community, found.Community);
        Assert.Equal(expected with { Community = [] }, found with { Community = expected.Community } with { Community = [] });
    }

    private static IEnumerable<(int, int)> Ring(int cliques, int size)
    {
        for (var clique = 0; clique < cliques; clique++)
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    yield return ((clique * size) + i, (clique * size) + j);
                }
            }

            yield return (clique * size, ((clique + 1) % cliques * size) + 1);
        }
    }

    private static CsrGraph Chain(int nodes, bool star)
    {
        var edges = new (int, int)[nodes - 1];
        for (var edge = 0; edge < edges.Length; edge++)
        {
            edges[edge] = (star ? 0 : edge, edge + 1);
        }

        using var list = EdgeList.Of(nodes, edges);
        return CsrGraph.Build(list, new CsrOptions { Directed = false }, CancellationToken.None);
    }
}
