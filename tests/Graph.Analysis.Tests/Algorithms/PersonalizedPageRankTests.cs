using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class PersonalizedPageRankTests
{
    [Theory]
    [InlineData(EdgeWeightKind.None, 1)]
    [InlineData(EdgeWeightKind.Integer, 3)]
    [InlineData(EdgeWeightKind.Double, 8)]
    [InlineData(EdgeWeightKind.Single, 11)]
    public void Scores_solve_the_linear_system(EdgeWeightKind weights, int sets) => GraphGen.Any().Where(random => random.NodeCount > 0).Sample(random =>
    {
        var options = new CsrOptions { Weights = weights };
        var table = SlowRanks.Table(random, weights != EdgeWeightKind.None, ParallelEdges.Sum);
        var seeds = Enumerable.Range(0, sets).Select(set => SeedsOf(set, random.NodeCount)).ToArray();
        using var graph = random.Build(options);
        using var relabelled = random.BuildRelabelled(options);
        var found = PersonalizedPageRank.Run(graph, Exact(seeds), CancellationToken.None);
        var again = PersonalizedPageRank.Run(relabelled, Exact(seeds), CancellationToken.None);
        for (var set = 0; set < sets; set++)
        {
            var expected = SlowRanks.PageRank(table, 0.85, Shares(seeds[set], random.NodeCount));
            Near.All(expected, found.Score[set], 1e-12);
            Near.All(expected, again.Score[set], 1e-12);
        }
    });

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(13)]
    public void A_set_among_others_has_the_same_bits_as_alone(int sets)
    {
        using var graph = BigGraph.Skewed(3_000, 20_000, new CsrOptions { Weights = EdgeWeightKind.Double });
        var seeds = Enumerable.Range(0, sets).Select(set => new SeedSet([set, 7, 100 * set], [1.0, set, 0.5])).ToArray();
        var options = new PersonalizedPageRankOptions { Seeds = seeds };
        var together = PersonalizedPageRank.Run(graph, options, CancellationToken.None);
        for (var set = 0; set < sets; set++)
        {
            var alone = PersonalizedPageRank.Run(graph, options with { Seeds = [seeds[set]] }, CancellationToken.None);
            Assert.Equal(alone.Score[0], together.Score[set]);
            Assert.Equal(alone.Convergence[0], together.Convergence[set]);
        }

        Assert.True(together.Convergence.Select(end => end.Iterations).Distinct().Count() > 1);
    }

    [Fact]
    public void Seeds_everywhere_are_PageRank() => GraphGen.Any().Where(random => random.NodeCount > 0).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Weights = EdgeWeightKind.Integer });
        var everywhere = new SeedSet([.. Enumerable.Range(0, random.NodeCount)]);
        var expected = PageRank.Run(graph, new PageRankOptions { Tolerance = 1e-14, MaxIterations = 2_000 }, CancellationToken.None).Score;
        Near.All(expected, PersonalizedPageRank.Run(graph, Exact([everywhere]), CancellationToken.None).Score[0], 1e-12);
    });

    [Fact]
    public void The_karate_club_has_the_ranks_that_other_tools_give()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var score = PersonalizedPageRank.Run(graph, Exact([new SeedSet([0])]), CancellationToken.None).Score[0];
        Near.All([0.2663736, 0.06488791, 0.01604995, 0.05119999], [score[0], score[1], score[16], score[33]], 5e-9);
    }

    [Fact]
    public void What_no_seed_reaches_has_nothing_and_dangling_score_comes_home()
    {
        using var tiny = TinyGraph.Directed("a->b c->b c->d");
        var score = PersonalizedPageRank.Run(tiny.Graph, Exact([new SeedSet([0])]), CancellationToken.None).Score[0];

        // a = 0.15 + 0.85 b and b = 0.85 a: a = 1 / 1.85.
        Near.All([1 / 1.85, 0.85 / 1.85, 0.0, 0.0], score, 1e-13);
        Assert.Equal([0.0, 0.0], score[2..]);
    }

    [Fact]
    public void Only_proportions_of_seed_weights_count()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        SeedSet[] seeds = [new([3, 9], [1.0, 3.0]), new([3, 9], [5e307, 1.5e308]), new([9, 3, 9, 9]), new([3, 9], [1e-320, 3e-320])];
        var score = PersonalizedPageRank.Run(graph, Exact(seeds), CancellationToken.None).Score;
        Near.All(score[0], score[1], 1e-14);
        Near.All(score[0], score[2], 1e-14);
        Near.All(score[0], score[3], 1e-3);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        using var graph = BigGraph.Skewed(30_000, 200_000, new CsrOptions());
        var seeds = Enumerable.Range(0, 9).Select(set => new SeedSet([set, 29_999 - set])).ToArray();
        var options = new PersonalizedPageRankOptions { Seeds = seeds, MaxIterations = 12 };
        var one = PersonalizedPageRank.Run(graph, options with { Threads = 1 }, CancellationToken.None);
        for (var threads = 2; threads <= 3; threads++)
        {
            var more = PersonalizedPageRank.Run(graph, options with { Threads = threads }, CancellationToken.None);
            Assert.Equal(one.Score, more.Score);
            Assert.Equal(one.Convergence, more.Convergence);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_star_and_a_path_of_a_million_nodes_keep_their_mass(bool directed)
    {
        var options = new PersonalizedPageRankOptions { Seeds = [new([0]), new([5, 999_999])], MaxIterations = 3 };
        foreach (var graph in new[] { PathsAndStars.Star(1_000_000, directed), PathsAndStars.Path(1_000_000, directed) })
        {
            using (graph)
            {
                Assert.All(PersonalizedPageRank.Run(graph, options, CancellationToken.None).Score, score => Assert.Equal(1.0, score.Sum(), 1e-9));
            }
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        SeedSet[] wrong = [new([]), new([34]), new([-1]), new([1, 2], [1.0]), new([1], [-1.0]), new([1], [0.0]), new([1], [double.NaN]), new([1, 2], [1.0, double.PositiveInfinity])];
        Assert.All(wrong, seeds => Assert.ThrowsAny<ArgumentException>(() => PersonalizedPageRank.Run(graph, Exact([seeds]), CancellationToken.None)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PersonalizedPageRank.Run(graph, Exact([new([1])]) with { Damping = 2.0 }, CancellationToken.None));
        using var forward = TinyGraph.Of("a->b", new CsrOptions { Reverse = false });
        Assert.Throws<InvalidOperationException>(() => PersonalizedPageRank.Run(forward.Graph, Exact([new([1])]), CancellationToken.None));
    }

    [Fact]
    public void No_seed_sets_have_no_scores()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        Assert.Empty(PersonalizedPageRank.Run(graph, Exact([]), CancellationToken.None).Score);
    }

    [Fact]
    public void Not_converging_is_said_and_it_can_be_stopped()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var options = new PersonalizedPageRankOptions { Seeds = [new([0]), new([1])], MaxIterations = 3 };
        Assert.All(PersonalizedPageRank.Run(graph, options, CancellationToken.None).Convergence, end => Assert.Equal((3, false), (end.Iterations, end.Converged)));
        Assert.Throws<OperationCanceledException>(() => PersonalizedPageRank.Run(graph, options, new CancellationToken(canceled: true)));
    }

    private static PersonalizedPageRankOptions Exact(IReadOnlyList<SeedSet> seeds) => new() { Seeds = seeds, Tolerance = 1e-14, MaxIterations = 2_000 };

    private static SeedSet SeedsOf(int set, int nodes) => set % 2 == 0
        ? new SeedSet([set % nodes])
        : new SeedSet([set % nodes, (3 * set) % nodes, nodes - 1], [1.0, set, 0.5]);

    private static double[] Shares(SeedSet seeds, int nodes)
    {
        var shares = new double[nodes];
        var sum = seeds.Weights?.Sum() ?? seeds.Nodes.Count;
        for (var seed = 0; seed < seeds.Nodes.Count; seed++)
        {
            shares[seeds.Nodes[seed]] += (seeds.Weights?[seed] ?? 1.0) / sum;
        }

        return shares;
    }
}
