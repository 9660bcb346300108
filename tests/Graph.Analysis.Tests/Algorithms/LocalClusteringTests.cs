using System.Globalization;
using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class LocalClusteringTests
{
    [Theory]
    [InlineData(true, "lcc/dir-input", "lcc/dir-output")]
    [InlineData(false, "lcc/undir-input", "lcc/undir-output")]
    [InlineData(true, "example/example-directed-input", "example/example-directed-LCC")]
    [InlineData(false, "example/example-undirected-input", "example/example-undirected-LCC")]
    public void Coefficients_equal_the_reference(bool directed, string input, string output)
    {
        using var reference = ReferenceGraph.Read(directed, input.Split('/'));
        var found = LocalClustering.Run(reference.Graph, new LocalClusteringOptions(), CancellationToken.None).Coefficient;
        var answers = reference.Answers(output.Split('/'));
        Assert.Contains(answers, answer => answer is not null);
        for (var node = 0; node < found.Length; node++)
        {
            // A node that the answers leave out has no neighbours.
            Assert.Equal(double.Parse(answers[node] ?? "0", CultureInfo.InvariantCulture), found[node], 1e-10);
        }
    }

    [Fact]
    public void The_karate_club_has_its_published_coefficients()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var result = LocalClustering.Run(graph, new LocalClusteringOptions(), CancellationToken.None);
        double[] expected =
        [
            0.15, 0.333333333333, 0.244444444444, 0.666666666667, 0.666666666667, 0.5, 0.5, 1, 0.5, 0, 0.666666666667, 0, 1, 0.6, 1, 1, 1, 1, 1,
            0.333333333333, 1, 1, 1, 0.4, 0.333333333333, 0.333333333333, 1, 0.166666666667, 0.333333333333, 0.666666666667, 0.5, 0.2, 0.19696969697, 0.110294117647,
        ];
        Assert.All(expected.Zip(result.Coefficient), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
        Assert.Equal(0.5706384782076823, result.Average, 1e-14);
    }

    [Fact]
    public void Coefficients_equal_pairs_looked_at_one_by_one() => GraphGen.Any(maxNodes: 14, maxEdges: 90).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var arcs = random.Edges.SelectMany(edge => random.Directed
            ? new[] { (edge.Source, edge.Target) }
            : [(edge.Source, edge.Target), (edge.Target, edge.Source)]).ToHashSet();
        var result = LocalClustering.Run(graph, new LocalClusteringOptions { Threads = 2 }, CancellationToken.None);
        for (var node = 0; node < random.NodeCount; node++)
        {
            var neighbors = Enumerable.Range(0, random.NodeCount)
                .Where(other => other != node && (arcs.Contains((node, other)) || arcs.Contains((other, node)))).ToList();
            var among = neighbors.Sum(one => neighbors.Count(other => other != one && arcs.Contains((one, other))));
            var expected = neighbors.Count < 2 ? 0.0 : (double)among / (neighbors.Count * (neighbors.Count - 1));
            Assert.Equal(expected, result.Coefficient[node]);
        }
    });

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var expected = LocalClustering.Run(plain, new LocalClusteringOptions { Threads = 1 }, CancellationToken.None);
        var found = LocalClustering.Run(relabelled, new LocalClusteringOptions { Threads = 3 }, CancellationToken.None);
        Assert.Equal(expected.Coefficient, found.Coefficient);
        Assert.Equal(expected.Average, found.Average);
    });

    [Fact]
    public void It_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.ThrowsAny<OperationCanceledException>(() => LocalClustering.Run(tiny.Graph, new LocalClusteringOptions(), new CancellationToken(true)));
    }
}
