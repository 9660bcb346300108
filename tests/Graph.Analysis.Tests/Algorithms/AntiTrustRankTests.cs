using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class AntiTrustRankTests
{
    [Theory]
    [InlineData(EdgeWeightKind.None)]
    [InlineData(EdgeWeightKind.Integer)]
    public void Scores_solve_the_linear_system_of_the_graph_turned_around(EdgeWeightKind weights) =>
        GraphGen.Any().Where(random => random.NodeCount > 0).Sample(random =>
        {
            var options = new CsrOptions { Weights = weights };
            var table = SlowRanks.Turned(SlowRanks.Table(random, weights != EdgeWeightKind.None, ParallelEdges.Sum));
            var seeds = new double[random.NodeCount];
            seeds[random.NodeCount / 2] = 1.0;
            var expected = SlowRanks.PageRank(table, 0.85, seeds);
            using var graph = random.Build(options);
            using var relabelled = random.BuildRelabelled(options);
            Near.All(expected, AntiTrustRank.Run(graph, Exact(random.NodeCount / 2), CancellationToken.None).Score, 1e-12);
            Near.All(expected, AntiTrustRank.Run(relabelled, Exact(random.NodeCount / 2), CancellationToken.None).Score, 1e-12);
        });

    [Fact]
    public void Distrust_reaches_those_who_pay_and_nobody_else()
    {
        using var tiny = TinyGraph.Directed("payer->reseller:3 reseller->pirate:3 honest->clean:9 pirate->clean:1");
        var result = AntiTrustRank.Run(tiny.Graph, Exact(tiny["pirate"]), CancellationToken.None);
        Assert.Equal(0.0, result.Score[tiny["honest"]]);
        Assert.Equal(0.0, result.Score[tiny["clean"]]);

        // pirate = 0.15 + 0.85 payer, reseller = 0.85 pirate, payer = 0.85 reseller: what the payer, whom nobody pays, has returns to the seed.
        var pirate = 0.15 / (1.0 - (0.85 * 0.85 * 0.85));
        Assert.Equal(pirate, result.Score[tiny["pirate"]], 1e-13);
        Assert.Equal(0.85 * pirate, result.Score[tiny["reseller"]], 1e-13);
        Assert.Equal(0.85 * 0.85 * pirate, result.Score[tiny["payer"]], 1e-13);
        Assert.True(result.Convergence.Converged);
    }

    [Fact]
    public void On_undirected_graphs_it_is_personalised_PageRank()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var seeds = new SeedSet([5, 8], [1.0, 2.0]);
        var forward = PersonalizedPageRank.Run(graph, new PersonalizedPageRankOptions { Seeds = [seeds] }, CancellationToken.None);
        Assert.Equal(forward.Score[0], AntiTrustRank.Run(graph, new AntiTrustRankOptions { Seeds = seeds }, CancellationToken.None).Score);
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        using var graph = BigGraph.Skewed(30_000, 200_000, new CsrOptions { Weights = EdgeWeightKind.Double });
        var options = new AntiTrustRankOptions { Seeds = new SeedSet([0, 17, 20_000]), MaxIterations = 20 };
        var one = AntiTrustRank.Run(graph, options with { Threads = 1 }, CancellationToken.None);
        Assert.Equal(one.Score, AntiTrustRank.Run(graph, options with { Threads = 2 }, CancellationToken.None).Score);
        Assert.Equal(one.Score, AntiTrustRank.Run(graph, options with { Threads = 3 }, CancellationToken.None).Score);
    }

    [Fact]
    public void Wrong_arguments_are_refused_and_it_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.Throws<ArgumentOutOfRangeException>(() => AntiTrustRank.Run(tiny.Graph, Exact(2), CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => AntiTrustRank.Run(tiny.Graph, Exact(0) with { MaxIterations = 0 }, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => AntiTrustRank.Run(tiny.Graph, Exact(0), new CancellationToken(canceled: true)));
        var end = AntiTrustRank.Run(tiny.Graph, Exact(1) with { MaxIterations = 2 }, CancellationToken.None).Convergence;
        Assert.Equal((2, false), (end.Iterations, end.Converged));
    }

    private static AntiTrustRankOptions Exact(int seed) => new() { Seeds = new SeedSet([seed]), Tolerance = 1e-14, MaxIterations = 2_000 };
}
