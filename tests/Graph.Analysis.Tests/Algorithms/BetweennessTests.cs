using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class BetweennessTests
{
    private static readonly double[] Karate =
    [
        231.071428571429, 28.478571428571, 75.850793650794, 6.288095238095, 0.333333333333, 15.833333333333, 15.833333333333, 0, 29.529365079365,
        0.447619047619, 0.333333333333, 0, 0, 24.215873015873, 0, 0, 0, 0, 0, 17.146825396825, 0, 0, 0, 9.3, 1.166666666667, 2.027777777778, 0,
        11.792063492063, 0.947619047619, 1.542857142857, 7.609523809524, 73.009523809524, 76.690476190476, 160.551587301587,
    ];

    [Fact]
    public void The_karate_club_has_its_published_scores()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var result = Run(graph, new BetweennessOptions());
        Assert.All(Karate.Zip(result.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        Assert.Equal((34, 0.0), (result.Sources, result.ErrorBound));
        var normalized = Run(graph, new BetweennessOptions { Normalized = true });
        Assert.Equal(0.4376352813852814, normalized.Score[0], 1e-14);
    }

    [Fact]
    public void A_directed_graph_has_the_scores_that_networkx_gives_it()
    {
        using var tiny = TinyGraph.Directed("0->1 0->6 0->7 1->2 1->8 2->6 3->1 4->6 4->7 4->8 6->8 7->5 8->1 8->4 8->7");
        double[] expected = [0, 0.19642857142857142, 0.03571428571428571, 0, 0.017857142857142856, 0, 0.10714285714285714, 0.125, 0.3214285714285714];
        var result = Run(tiny.Graph, new BetweennessOptions { Normalized = true });
        Assert.All(expected.Zip(result.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Scores_equal_paths_counted_for_every_triple() => GraphGen.Any(maxNodes: 12, maxEdges: 40).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var expected = Slow(random, out var inner);
        var result = Run(graph, new BetweennessOptions { Threads = 2 });
        Assert.All(expected.Zip(result.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-9));

        // A path of length d has d − 1 inner nodes.
        Assert.Equal(inner, result.Score.Sum(), 1e-8);
    });

    [Fact]
    public void Threads_do_not_show_in_a_single_bit()
    {
        using var graph = Mesh(nodes: 700, edges: 2_500);
        foreach (var samples in new[] { 0, 9 })
        {
            var one = Run(graph, new BetweennessOptions { Samples = samples, Threads = 1 });
            Assert.Equal(one.Score, Run(graph, new BetweennessOptions { Samples = samples, Threads = 2 }).Score);
            Assert.Equal(one.Score, Run(graph, new BetweennessOptions { Samples = samples, Threads = 3 }).Score);
        }
    }

    [Fact]
    public void The_order_of_nodes_inside_does_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var options = new BetweennessOptions { Samples = random.NodeCount / 2, Seed = 5 };
        var (expected, found) = (Run(plain, options), Run(relabelled, options));
        Assert.All(expected.Score.Zip(found.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-10 * Math.Max(1.0, pair.First)));
        Assert.Equal((expected.Sources, expected.ErrorBound), (found.Sources, found.ErrorBound));
    });

    [Fact]
    public void Sampled_scores_keep_their_bound_and_are_right_on_average()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var exact = Run(graph, new BetweennessOptions { Normalized = true }).Score;
        var mean = new double[34];
        const int Draws = 600;
        for (var seed = 0UL; seed < Draws; seed++)
        {
            var result = Run(graph, new BetweennessOptions { Normalized = true, Samples = 12, Seed = seed });
            Assert.Equal(12, result.Sources);
            Assert.InRange(result.ErrorBound, 0.01, 0.6);
            Assert.All(exact.Zip(result.Score), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0.0, result.ErrorBound));
            for (var node = 0; node < mean.Length; node++)
            {
                mean[node] += result.Score[node] / Draws;
            }
        }

        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 0.01));
    }

    [Fact]
    public void More_sources_bound_the_error_closer_and_all_of_them_away()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var bounds = new[] { 2, 8, 33, 34, 35 }.Select(samples => Run(graph, new BetweennessOptions { Samples = samples }).ErrorBound).ToList();
        Assert.True(bounds[0] > bounds[1] && bounds[1] > bounds[2] && bounds[2] > 0.0);
        Assert.Equal([0.0, 0.0], bounds[3..]);
        Assert.Equal(Run(graph, new BetweennessOptions()).Score, Run(graph, new BetweennessOptions { Samples = 40 }).Score);
    }

    [Fact]
    public void More_paths_than_doubles_can_count_change_nothing()
    {
        // 1,100 squares in a row: 2^1100 shortest paths from end to end, half of them over each side of each square.
        const int Squares = 1_100;
        var edges = new List<(int, int)>();
        for (var square = 0; square < Squares; square++)
        {
            var at = 3 * square;
            edges.AddRange([(at, at + 1), (at, at + 2), (at + 1, at + 3), (at + 2, at + 3)]);
        }

        using var list = EdgeList.Of((3 * Squares) + 1, [.. edges]);
        using var graph = CsrGraph.Build(list, new CsrOptions(), CancellationToken.None);
        var score = Run(graph, new BetweennessOptions()).Score;
        for (var square = 0; square < Squares; square++)
        {
            var (before, after) = ((3.0 * square) + 1, (3.0 * (Squares - square - 1)) + 1);
            Assert.Equal(before * after / 2, score[(3 * square) + 1], before * after * 1e-11);
            Assert.Equal(before * after / 2, score[(3 * square) + 2], before * after * 1e-11);
        }
    }

    [Fact]
    public void The_longest_path_and_the_largest_star_are_survived()
    {
        const int Nodes = 1_000_000;
        using var path = PathsAndStars.Path(Nodes);
        var score = Run(path, new BetweennessOptions { Samples = 1, Seed = 1 }).Score;
        Assert.Equal((double)Nodes, score[^2]);
        Assert.Equal(0.0, score[^1]);
        using var star = PathsAndStars.Star(Nodes, directed: false);
        score = Run(star, new BetweennessOptions { Samples = 2, Normalized = true }).Score;
        Assert.Equal(1.0, score[0], 1e-5);
        Assert.Equal(0.0, score[1..].Max());
    }

    [Fact]
    public void Graphs_too_small_for_a_node_between_two_score_nothing()
    {
        for (var nodes = 0; nodes < 3; nodes++)
        {
            using var graph = new RandomGraph(nodes, false, nodes == 2 ? [(0, 1, 1), (1, 1, 1)] : []).Build(new CsrOptions());
            var result = Run(graph, new BetweennessOptions { Normalized = true });
            Assert.Equal(new double[nodes], result.Score);
            Assert.Equal(0.0, result.ErrorBound);
        }
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, new BetweennessOptions { Samples = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, new BetweennessOptions { Confidence = 1.0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, new BetweennessOptions { Threads = -1 }));
    }

    [Fact]
    public void It_can_be_stopped_before_and_in_the_middle()
    {
        using var graph = Mesh(nodes: 20_000, edges: 100_000);
        Assert.ThrowsAny<OperationCanceledException>(() => Betweenness.Run(graph, new BetweennessOptions(), new CancellationToken(true)));
        using var stop = new CancellationTokenSource(millisecondsDelay: 30);
        Assert.ThrowsAny<OperationCanceledException>(() => Betweenness.Run(graph, new BetweennessOptions { Threads = 3 }, stop.Token));
    }

    private static BetweennessResult Run(CsrGraph graph, BetweennessOptions options) => Betweenness.Run(graph, options, CancellationToken.None);

    private static CsrGraph Mesh(int nodes, int edges)
    {
        var random = new Graph.Model.SeededRandom(11);
        var pairs = Enumerable.Range(0, edges).Select(_ => ((int)random.Below(nodes), (int)random.Below(nodes))).ToArray();
        using var list = EdgeList.Of(nodes, pairs);
        return CsrGraph.Build(list, new CsrOptions { Directed = false }, CancellationToken.None);
    }

    /// <summary>Distances by Floyd and Warshall, paths by the last arc, scores by looking at every triple of nodes.</summary>
    private static double[] Slow(RandomGraph random, out double inner)
    {
        var n = random.NodeCount;
        var arcs = new double[n, n];
        foreach (var (source, target, _) in random.Edges.Where(edge => edge.Source != edge.Target))
        {
            arcs[source, target]++;
            arcs[target, source] += random.Directed ? 0 : 1;
        }

        var distance = new int[n, n];
        var paths = new double[n, n];
        for (var s = 0; s < n; s++)
        {
            for (var t = 0; t < n; t++)
            {
                distance[s, t] = s == t ? 0 : arcs[s, t] > 0 ? 1 : 1_000;
            }
        }

        for (var k = 0; k < n; k++)
        {
            for (var s = 0; s < n; s++)
            {
                for (var t = 0; t < n; t++)
                {
                    distance[s, t] = Math.Min(distance[s, t], distance[s, k] + distance[k, t]);
                }
            }
        }

        for (var length = 0; length < n; length++)
        {
            for (var s = 0; s < n; s++)
            {
                for (var t = 0; t < n; t++)
                {
                    if (distance[s, t] == length)
                    {
                        paths[s, t] = length == 0 ? 1 : Enumerable.Range(0, n).Where(k => distance[s, k] == length - 1).Sum(k => paths[s, k] * arcs[k, t]);
                    }
                }
            }
        }

        var score = new double[n];
        inner = 0.0;
        for (var s = 0; s < n; s++)
        {
            for (var t = 0; t < n; t++)
            {
                if (s == t || distance[s, t] >= 1_000)
                {
                    continue;
                }

                inner += distance[s, t] - 1;
                for (var v = 0; v < n; v++)
                {
                    if (v != s && v != t && distance[s, v] + distance[v, t] == distance[s, t])
                    {
                        score[v] += paths[s, v] * paths[v, t] / paths[s, t];
                    }
                }
            }
        }

        var each = random.Directed ? 1.0 : 0.5;
        inner *= each;
        return [.. score.Select(value => value * each)];
    }
}
