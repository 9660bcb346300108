using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class HarmonicTests
{
    private static readonly double[] Karate =
    [
        23.166666666667, 19.166666666667, 21, 17.666666666667, 14.666666666667, 15.166666666667, 15.166666666667, 16.416666666667, 18.5, 15.583333333333,
        14.666666666667, 13.5, 14, 18.5, 14.2, 14.2, 11.1, 14.166666666667, 14.2, 17.5, 14.2, 14.166666666667, 14.2, 16.033333333333, 13.916666666667,
        13.916666666667, 13.95, 16.916666666667, 16.416666666667, 15.366666666667, 16.916666666667, 19.333333333333, 20.916666666667, 23.25,
    ];

    [Fact]
    public void The_karate_club_has_its_published_scores()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var result = Run(graph, new HarmonicOptions());
        Assert.All(Karate.Zip(result.Score), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        Assert.Equal((34, 0.0), (result.Sources, result.ErrorBound));
        Assert.Equal(23.25 / 33, Run(graph, new HarmonicOptions { Normalized = true }).Score[33], 1e-14);
    }

    [Fact]
    public void Distances_lead_to_the_node_as_in_networkx()
    {
        using var tiny = TinyGraph.Directed("0->1 0->6 0->7 1->2 1->8 2->6 3->1 4->6 4->7 4->8 6->8 7->5 8->1 8->4 8->7");
        double[] expected = [0, 4.333333333333333, 3.166666666666667, 0, 3, 3.6666666666666665, 4.333333333333334, 4.666666666666666, 4.5];
        Assert.All(expected.Zip(Run(tiny.Graph, new HarmonicOptions()).Score), pair => Assert.Equal(pair.First, pair.Second, 1e-14));
    }

    [Fact]
    public void Scores_equal_distances_relaxed_slowly() => GraphGen.Any(maxNodes: 90, maxEdges: 300).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var result = Run(graph, new HarmonicOptions { Threads = 2 });
        for (var source = 0; source < random.NodeCount; source += 7)
        {
            Assert.Equal(SlowTo(random, source), result.Score[source], 1e-10);
        }
    }, iter: 60);

    [Fact]
    public void Threads_do_not_show_in_a_single_bit()
    {
        using var graph = Mesh(nodes: 30_000, edges: 120_000);
        var options = new HarmonicOptions { Samples = 100, Threads = 1 };
        var one = Run(graph, options);
        Assert.Equal(one.Score, Run(graph, options with { Threads = 2 }).Score);
        Assert.Equal(one.Score, Run(graph, options with { Threads = 3 }).Score);
        using var small = Mesh(nodes: 900, edges: 3_000);
        Assert.Equal(Run(small, new HarmonicOptions { Threads = 1 }).Score, Run(small, new HarmonicOptions { Threads = 3 }).Score);
    }

    [Fact]
    public void Samples_share_their_sources_with_exact_scores()
    {
        // Where every node is drawn but one, what is missing is that one's share.
        using var graph = Mesh(nodes: 200, edges: 600);
        var exact = Run(graph, new HarmonicOptions());
        var most = Run(graph, new HarmonicOptions { Samples = 199 });
        Assert.All(exact.Score.Zip(most.Score), pair => Assert.InRange(pair.First - (pair.Second * 199 / 200), -1e-9, 1.0 + 1e-9));
        Assert.True(exact.Score.Zip(most.Score).Count(pair => pair.First - (pair.Second * 199 / 200) > 0.99) is > 0 and < 40);
    }

    [Fact]
    public void The_order_of_nodes_inside_does_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        foreach (var samples in new[] { 0, random.NodeCount / 2 })
        {
            var options = new HarmonicOptions { Samples = samples, Seed = 9 };
            Assert.Equal(Run(plain, options).Score, Run(relabelled, options).Score);
        }
    });

    [Fact]
    public void Sampled_scores_keep_their_bound_and_are_right_on_average()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var exact = Run(graph, new HarmonicOptions { Normalized = true }).Score;
        var mean = new double[34];
        const int Draws = 400;
        for (var seed = 0UL; seed < Draws; seed++)
        {
            var result = Run(graph, new HarmonicOptions { Normalized = true, Samples = 10, Seed = seed });
            Assert.All(exact.Zip(result.Score), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0.0, result.ErrorBound));
            for (var node = 0; node < mean.Length; node++)
            {
                mean[node] += result.Score[node] / Draws;
            }
        }

        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 0.02));
    }

    [Fact]
    public void The_longest_path_and_the_largest_star_are_survived()
    {
        const int Nodes = 1_000_000;
        using var path = PathsAndStars.Path(Nodes);
        var score = Run(path, new HarmonicOptions { Samples = 2 }).Score;
        Assert.Equal(2, score.Count(value => value >= Nodes / 2.0 - 1.0 && value > 499_999));
        using var star = PathsAndStars.Star(Nodes, directed: false);
        score = Run(star, new HarmonicOptions { Samples = 64, Normalized = true }).Score;
        Assert.Equal(1.0, score[0], 1e-4);
        Assert.Equal(0.5, score[1..].Min(), 0.01);
    }

    [Fact]
    public void Graphs_without_pairs_score_nothing()
    {
        for (var nodes = 0; nodes < 2; nodes++)
        {
            using var graph = new RandomGraph(nodes, true, nodes == 1 ? [(0, 0, 1)] : []).Build(new CsrOptions());
            Assert.Equal(new double[nodes], Run(graph, new HarmonicOptions { Normalized = true }).Score);
        }
    }

    [Fact]
    public void Wrong_options_are_refused_and_it_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, new HarmonicOptions { Samples = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(tiny.Graph, new HarmonicOptions { Confidence = 0.0 }));
        Assert.ThrowsAny<OperationCanceledException>(() => Harmonic.Run(tiny.Graph, new HarmonicOptions(), new CancellationToken(true)));
    }

    private static HarmonicResult Run(CsrGraph graph, HarmonicOptions options) => Harmonic.Run(graph, options, CancellationToken.None);

    private static CsrGraph Mesh(int nodes, int edges)
    {
        var random = new Graph.Model.SeededRandom(12);
        var pairs = Enumerable.Range(0, edges).Select(_ => ((int)random.Below(nodes), (int)random.Below(nodes))).ToArray();
        using var list = EdgeList.Of(nodes, pairs);
        return CsrGraph.Build(list, new CsrOptions { Directed = false }, CancellationToken.None);
    }

    /// <summary>Distances to one node, by relaxing every edge until nothing moves.</summary>
    private static double SlowTo(RandomGraph random, int node)
    {
        var distance = new int[random.NodeCount];
        Array.Fill(distance, int.MaxValue / 2);
        distance[node] = 0;
        for (var moved = true; moved;)
        {
            moved = false;
            foreach (var (source, target, _) in random.Edges)
            {
                if (distance[source] > distance[target] + 1)
                {
                    (distance[source], moved) = (distance[target] + 1, true);
                }

                if (!random.Directed && distance[target] > distance[source] + 1)
                {
                    (distance[target], moved) = (distance[source] + 1, true);
                }
            }
        }

        return distance.Where(length => length is > 0 and < int.MaxValue / 2).Sum(length => 1.0 / length);
    }
}
