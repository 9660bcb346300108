using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class PropagationTests
{
    private static readonly CsrOptions Shares = new() { Weights = EdgeWeightKind.Double, OutShares = true };

    [Theory]
    [InlineData(EdgeWeightKind.Double, ParallelEdges.Sum, 1e-12)]
    [InlineData(EdgeWeightKind.Double, ParallelEdges.Keep, 1e-12)]
    [InlineData(EdgeWeightKind.Single, ParallelEdges.Sum, 1e-4)]
    public void Values_solve_the_linear_system(EdgeWeightKind weights, ParallelEdges parallel, double epsilon) => AnyPayments().Sample(random =>
    {
        var options = Shares with { Weights = weights, Parallel = parallel };
        var own = OwnOf(random.NodeCount);
        var expected = SlowRanks.Propagation(SlowRanks.Table(random, weighted: true, parallel), 0.9, own);
        using var graph = random.Build(options);
        using var relabelled = random.BuildRelabelled(options);
        var asked = Exact(own) with { Damping = 0.9 };
        Near.All(expected, Propagation.Run(graph, asked, CancellationToken.None).Value, epsilon);
        Near.All(expected, Propagation.Run(relabelled, asked, CancellationToken.None).Value, epsilon);
    });

    [Fact]
    public void All_money_that_ends_at_one_pirate_through_two_resellers_is_a_share_of_one()
    {
        using var tiny = TinyGraph.Of("payer->r1:3 payer->r2:7 r1->pirate:3 r2->pirate:7", Shares);
        var own = new double[4];
        own[tiny["r1"]] = own[tiny["r2"]] = 1.0;
        var result = Propagation.Run(tiny.Graph, Exact(own), CancellationToken.None);
        Assert.Equal(1.0, result.Value[tiny["payer"]], 1e-15);
        Assert.Equal(0.0, result.Value[tiny["pirate"]]);
    }

    [Fact]
    public void Rows_that_keep_money_let_a_cycle_end()
    {
        // x_a = x_b / 2 + 1/4 and x_b = x_a / 2: x_a = 1/3, x_b = 1/6.
        using var tiny = TinyGraph.Directed("a->b:0.5 b->a:0.5");
        var result = Propagation.Run(tiny.Graph, Exact([0.25, 0.0]), CancellationToken.None);
        Near.All([1.0 / 3.0, 1.0 / 6.0], result.Value, 1e-14);
        Assert.True(result.Convergence.Converged);
    }

    [Fact]
    public void A_cycle_that_nothing_leaves_is_said_not_to_converge()
    {
        using var tiny = TinyGraph.Of("a->b:1 b->a:1", Shares);
        var grows = Propagation.Run(tiny.Graph, Exact([1.0, 0.0]) with { MaxIterations = 50 }, CancellationToken.None);
        Assert.Equal((50, false), (grows.Convergence.Iterations, grows.Convergence.Converged));
        Assert.Equal([0.0, 0.0], Propagation.Run(tiny.Graph, Exact([0.0, 0.0]), CancellationToken.None).Value);
        using var more = TinyGraph.Directed("a->a:1e300");
        var flees = Propagation.Run(more.Graph, Exact([1.0]), CancellationToken.None).Convergence;
        Assert.False(flees.Converged);
        Assert.InRange(flees.Iterations, 1, 3);
    }

    [Fact]
    public void Values_are_linear_in_the_right_hand_side() => AnyPayments().Sample(random =>
    {
        using var graph = random.Build(Shares);
        var (one, other) = (OwnOf(random.NodeCount), OwnOf(random.NodeCount).Reverse().ToArray());
        var both = one.Zip(other, (left, right) => left + (2.0 * right)).ToArray();
        var (x, y) = (ValueOf(graph, one), ValueOf(graph, other));
        Near.All([.. x.Zip(y, (left, right) => left + (2.0 * right))], ValueOf(graph, both), 1e-11);
    });

    [Fact]
    public void A_star_and_a_path_of_a_million_nodes_are_exact_after_their_depth()
    {
        using var star = Weighted(1_000_001, 1e-6, _ => 0);
        var own = new double[1_000_001];
        Array.Fill(own, 1.0, 1, 1_000_000);
        var rays = Propagation.Run(star, Exact(own), CancellationToken.None);
        Assert.Equal(1.0, rays.Value[0], 1e-9);
        Assert.Equal(2, rays.Convergence.Iterations);
        using var path = Weighted(1_000_001, 1.0, node => node - 1);
        own = new double[1_000_001];
        own[^1] = 1.0;
        var value = Propagation.Run(path, Exact(own) with { MaxIterations = 5 }, CancellationToken.None).Value;
        Assert.Equal(6, value.Count(part => part == 1.0));
        Assert.Equal(999_995, value.Count(part => part == 0.0));
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        using var graph = BigGraph.Skewed(30_000, 200_000, Shares);
        var options = new PropagationOptions { RightHandSide = OwnOf(30_000), Damping = 0.99 };
        var one = Propagation.Run(graph, options with { Threads = 1 }, CancellationToken.None);
        for (var threads = 2; threads <= 3; threads++)
        {
            var more = Propagation.Run(graph, options with { Threads = threads }, CancellationToken.None);
            Assert.Equal(one.Value, more.Value);
            Assert.Equal(one.Convergence, more.Convergence);
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused_and_it_can_be_stopped()
    {
        using var tiny = TinyGraph.Of("a->b:1", Shares with { Reverse = false });
        Assert.Throws<ArgumentException>(() => Propagation.Run(tiny.Graph, Exact([1.0]), CancellationToken.None));
        Assert.Throws<ArgumentException>(() => Propagation.Run(tiny.Graph, Exact([1.0, double.NaN]), CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => Propagation.Run(tiny.Graph, Exact([1.0, 1.0]) with { Damping = -1.0 }, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => Propagation.Run(tiny.Graph, Exact([1.0, 1.0]), new CancellationToken(canceled: true)));
        using var plain = TinyGraph.Directed("a->b");
        Assert.Throws<ArgumentException>(() => Propagation.Run(plain.Graph, Exact([1.0, 1.0]), CancellationToken.None));
        using var none = EdgeList.Of(0);
        using var empty = CsrGraph.Build(none, Shares, CancellationToken.None);
        Assert.Empty(Propagation.Run(empty, Exact([]), CancellationToken.None).Value);
    }

    /// <summary>Shares of out-rows are not the same both ways, so the graphs are directed.</summary>
    private static Gen<RandomGraph> AnyPayments() => GraphGen.Any().Select(random => random with { Directed = true });

    private static PropagationOptions Exact(IReadOnlyList<double> own) => new() { RightHandSide = own, Tolerance = 1e-15, MaxIterations = 2_000 };

    private static double[] OwnOf(int nodes) => [.. Enumerable.Range(0, nodes).Select(node => node * 7 % 5 / 5.0)];

    private static double[] ValueOf(CsrGraph graph, double[] own) => Propagation.Run(graph, Exact(own) with { Damping = 0.9 }, CancellationToken.None).Value;

    private static CsrGraph Weighted(int nodes, double weight, Func<int, int> sourceOf)
    {
        using var list = EdgeList.OfDoubles(nodes, [.. Enumerable.Range(1, nodes - 1).Select(node => (sourceOf(node), node, weight))]);
        return CsrGraph.Build(list, Shares with { OutShares = false }, CancellationToken.None);
    }
}
