using System.Globalization;
using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class PageRankTests
{
    private static readonly PageRankOptions Exact = new() { Tolerance = 1e-14, MaxIterations = 2_000 };

    [Theory]
    [InlineData(EdgeWeightKind.None, ParallelEdges.Sum)]
    [InlineData(EdgeWeightKind.None, ParallelEdges.Keep)]
    [InlineData(EdgeWeightKind.Integer, ParallelEdges.Sum)]
    [InlineData(EdgeWeightKind.Double, ParallelEdges.Keep)]
    [InlineData(EdgeWeightKind.Single, ParallelEdges.Sum)]
    public void Scores_solve_the_linear_system(EdgeWeightKind weights, ParallelEdges parallel) => GraphGen.Any().Sample(random =>
    {
        var options = new CsrOptions { Weights = weights, Parallel = parallel };
        var table = SlowRanks.Table(random, weights != EdgeWeightKind.None, parallel);
        var expected = SlowRanks.PageRank(table, Exact.Damping, SlowRanks.Uniform(random.NodeCount));
        using var graph = random.Build(options);
        using var relabelled = random.BuildRelabelled(options);
        Near.All(expected, PageRank.Run(graph, Exact, CancellationToken.None).Score, 1e-12);
        Near.All(expected, PageRank.Run(relabelled, Exact, CancellationToken.None).Score, 1e-12);
    });

    [Fact]
    public void Single_precision_is_near() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(new CsrOptions());
        var exact = PageRank.Run(graph, Exact, CancellationToken.None).Score;
        Near.All(exact, PageRank.Run(graph, Exact with { Single = true, Tolerance = 1e-6 }, CancellationToken.None).Score, 1e-5);
    });

    [Fact]
    public void Nothing_is_lost_after_any_number_of_sweeps() => GraphGen.Any(maxNodes: 40).Where(random => random.NodeCount > 0).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Weights = EdgeWeightKind.Integer });
        for (var sweeps = 1; sweeps < 4; sweeps++)
        {
            Assert.Equal(1.0, PageRank.Run(graph, new PageRankOptions { MaxIterations = sweeps }, CancellationToken.None).Score.Sum(), 1e-13);
        }
    });

    [Theory]
    [InlineData(true, 60, 1e-12)]
    [InlineData(false, 26, 1e-7)]
    public void Graphalytics_validation_graphs_have_their_ranks(bool directed, int iterations, double epsilon)
    {
        var prefix = directed ? "dir" : "undir";
        using var reference = ReferenceGraph.Read(directed, "pr", prefix + "-input");
        Matches(reference, reference.Answers("pr", prefix + "-output"), iterations, epsilon);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Graphalytics_examples_have_their_ranks_after_two_sweeps(bool directed)
    {
        var name = directed ? "example-directed" : "example-undirected";
        using var reference = ReferenceGraph.Read(directed, "example", name + "-input");
        Matches(reference, reference.Answers("example", name + "-PR"), 2, 1e-12);
    }

    [Fact]
    public void The_karate_club_has_its_published_ranks()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var score = PageRank.Run(graph, Exact, CancellationToken.None).Score;
        Near.All([0.09699729, 0.05287692, 0.05707851, 0.03585986, 0.02197795], score[..5], 5e-9);
        Near.All([0.07169323, 0.10091918], score[^2..], 5e-9);
    }

    [Fact]
    public void The_six_pages_of_Langville_and_Meyer_have_their_published_ranks()
    {
        using var tiny = TinyGraph.Directed("1->2 1->3 3->1 3->2 3->5 4->5 4->6 5->4 5->6 6->4");
        var score = PageRank.Run(tiny.Graph, Exact with { Damping = 0.9 }, CancellationToken.None).Score;
        Near.All([0.03721, 0.05396, 0.04151, 0.3751, 0.206, 0.2862], score, 5e-5);
    }

    [Fact]
    public void Only_proportions_of_weights_count_however_tiny_or_huge()
    {
        using var usual = TinyGraph.Directed("a->b:1 a->c:3 b->a:2 b->c:6 c->c:5");
        using var extreme = TinyGraph.Directed("a->b:1e-300 a->c:3e-300 b->a:2e300 b->c:6e300 c->c:5e-150");
        Near.All(PageRank.Run(usual.Graph, Exact, CancellationToken.None).Score, PageRank.Run(extreme.Graph, Exact, CancellationToken.None).Score, 1e-14);
    }

    [Fact]
    public void Edges_of_weight_nothing_lead_nowhere()
    {
        using var tiny = TinyGraph.Directed("a->b:0 b->c:0 c->a:0 d");
        Near.All(SlowRanks.Uniform(4), PageRank.Run(tiny.Graph, Exact, CancellationToken.None).Score, 1e-15);
    }

    [Fact]
    public void The_smallest_graphs_have_answers()
    {
        using var none = EdgeList.Of(0);
        using var empty = CsrGraph.Build(none, new CsrOptions(), CancellationToken.None);
        Assert.Empty(PageRank.Run(empty, Exact, CancellationToken.None).Score);
        using var one = TinyGraph.Directed("a");
        Assert.Equal([1.0], PageRank.Run(one.Graph, Exact, CancellationToken.None).Score);
        using var loop = TinyGraph.Undirected("a->a");
        Assert.Equal([1.0], PageRank.Run(loop.Graph, Exact, CancellationToken.None).Score);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_star_and_a_path_of_a_million_nodes_keep_their_mass(bool directed)
    {
        var few = new PageRankOptions { MaxIterations = 3 };
        using var star = PathsAndStars.Star(1_000_001, directed);
        var rays = PageRank.Run(star, few, CancellationToken.None).Score;
        Assert.Equal(1.0, rays.Sum(), 1e-9);
        Assert.Equal(rays[1], rays[1_000_000]);
        Assert.Equal(!directed, rays[0] > rays[1]);
        using var path = PathsAndStars.Path(1_000_000, directed);
        Assert.Equal(1.0, PageRank.Run(path, few, CancellationToken.None).Score.Sum(), 1e-9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_change_no_bit(bool single)
    {
        using var graph = BigGraph.Skewed(30_000, 200_000, new CsrOptions { Weights = single ? EdgeWeightKind.None : EdgeWeightKind.Double });
        var one = PageRank.Run(graph, new PageRankOptions { Threads = 1, Single = single }, CancellationToken.None);
        for (var threads = 2; threads <= 3; threads++)
        {
            var more = PageRank.Run(graph, new PageRankOptions { Threads = threads, Single = single }, CancellationToken.None);
            Assert.Equal(one.Score, more.Score);
            Assert.Equal(one.Convergence, more.Convergence);
        }
    }

    [Fact]
    public void Not_converging_is_said()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var short_ = PageRank.Run(graph, new PageRankOptions { MaxIterations = 3 }, CancellationToken.None).Convergence;
        Assert.Equal((3, false), (short_.Iterations, short_.Converged));
        var all = PageRank.Run(graph, new PageRankOptions { Tolerance = 0.0, MaxIterations = 77 }, CancellationToken.None).Convergence;
        Assert.Equal(77, all.Iterations);
        var usual = PageRank.Run(graph, new PageRankOptions(), CancellationToken.None).Convergence;
        Assert.True(usual.Converged);
        Assert.InRange(usual.Residual, 0.0, 1e-9);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        foreach (var damping in new[] { -0.1, 1.1, double.NaN })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => PageRank.Run(graph, new PageRankOptions { Damping = damping }, CancellationToken.None));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => PageRank.Run(graph, new PageRankOptions { Tolerance = double.NaN }, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => PageRank.Run(graph, new PageRankOptions { MaxIterations = 0 }, CancellationToken.None));
        using var negative = TinyGraph.Directed("a->b:1 a->c:-2");
        Assert.Throws<ArgumentException>(() => PageRank.Run(negative.Graph, Exact, CancellationToken.None));
        using var forward = TinyGraph.Of("a->b", new CsrOptions { Reverse = false });
        Assert.Throws<InvalidOperationException>(() => PageRank.Run(forward.Graph, Exact, CancellationToken.None));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        Assert.Throws<OperationCanceledException>(() => PageRank.Run(graph, Exact, new CancellationToken(canceled: true)));
    }

    private static void Matches(ReferenceGraph reference, string?[] answers, int iterations, double epsilon)
    {
        var options = new PageRankOptions { Damping = 0.85, Tolerance = 0.0, MaxIterations = iterations };
        var score = PageRank.Run(reference.Graph, options, CancellationToken.None).Score;
        for (var node = 0; node < score.Length; node++)
        {
            var expected = double.Parse(answers[node]!, CultureInfo.InvariantCulture);
            Assert.InRange(score[node], expected * (1.0 - epsilon), expected * (1.0 + epsilon));
        }
    }
}
