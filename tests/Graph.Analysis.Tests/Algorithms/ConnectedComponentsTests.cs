using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class ConnectedComponentsTests
{
    [Fact]
    public void Components_bear_the_number_of_their_smallest_member()
    {
        using var tiny = TinyGraph.Directed("d->b b->e c->f a");
        var found = Run(tiny.Graph);
        Assert.Equal([0, 1, 2, 1, 1, 2], found.Component);
        Assert.Equal((3, 3), (found.Count, found.LargestSize));
    }

    [Fact]
    public void The_karate_club_hangs_together()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var found = Run(graph);
        Assert.Equal((1, KarateClub.NodeCount), (found.Count, found.LargestSize));
        Assert.All(found.Component, component => Assert.Equal(0, component));
    }

    [Theory]
    [InlineData(true, "wcc/dir-input", "wcc/dir-output")]
    [InlineData(false, "wcc/undir-input", "wcc/undir-output")]
    [InlineData(true, "example/example-directed-input", "example/example-directed-WCC")]
    [InlineData(false, "example/example-undirected-input", "example/example-undirected-WCC")]
    public void The_reference_answers_hold(bool directed, string input, string output)
    {
        using var reference = ReferenceGraph.Read(directed, input);
        var answers = reference.Answers(output);
        var found = Run(reference.Graph).Component;

        // The reference names groups freely: same name there, same name here.
        for (var one = 0; one < found.Length; one++)
        {
            for (var other = 0; other < found.Length; other++)
            {
                Assert.Equal(answers[one] == answers[other], found[one] == found[other]);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_graphs_fall_apart_as_slow_relabelling_says(int threads) => GraphGen.Any(maxNodes: 40, maxEdges: 40).Sample(random =>
    {
        var expected = Slow(random);
        foreach (var options in new[] { new CsrOptions(), new CsrOptions { Parallel = ParallelEdges.Keep, Reverse = false }, new CsrOptions { KeepSelfLoops = false } })
        {
            using var plain = random.Build(options);
            using var relabelled = random.BuildRelabelled(options);
            foreach (var graph in new[] { plain, relabelled })
            {
                var found = Run(graph, threads);
                Assert.Equal(expected, found.Component);
                Assert.Equal(expected.Distinct().Count(), found.Count);
                Assert.Equal(expected.GroupBy(component => component).Max(group => (int?)group.Count()) ?? 0, found.LargestSize);
            }
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Large_graphs_of_many_components_are_the_same_with_any_number_of_threads(int threads)
    {
        // Residues: v and v + 7 k hang together through a scrambled tree; every 10th node stays alone.
        const int Nodes = 70_000;
        var random = new SeededRandom(3);
        var edges = new List<(int, int)>();
        for (var node = 7; node < Nodes; node++)
        {
            if (node % 10 != 0)
            {
                var before = (node % 7) + (7 * (int)random.Below(node / 7));
                edges.Add(before % 10 == 0 ? (node, Nodes - 1 - ((Nodes - 1 - node) % 7)) : (node, before));
            }
        }

        using var list = EdgeList.Of(Nodes, [.. edges]);
        foreach (var directed in new[] { true, false })
        {
            using var graph = CsrGraph.Build(list, new CsrOptions { Directed = directed }, CancellationToken.None);
            var expected = Slow(new RandomGraph(Nodes, directed, [.. edges.Select(edge => (edge.Item1, edge.Item2, 1L))]));
            Assert.Equal(expected, Run(graph, threads).Component);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Long_paths_and_large_stars_are_one_component(bool directed)
    {
        using var path = PathsAndStars.Path(1_000_000, directed);
        using var star = PathsAndStars.Star(1_000_001, directed);
        foreach (var graph in new[] { path, star })
        {
            var found = Run(graph);
            Assert.Equal((1, graph.NodeCount), (found.Count, found.LargestSize));
            Assert.Equal(-1, Array.FindIndex(found.Component, component => component != 0));
        }
    }

    [Fact]
    public void Graphs_without_edges_have_a_component_per_node()
    {
        using var none = EdgeList.Of(0);
        using var empty = CsrGraph.Build(none, new CsrOptions(), CancellationToken.None);
        Assert.Equal((0, 0), (Run(empty).Count, Run(empty).LargestSize));
        using var three = EdgeList.Of(3, (1, 1));
        using var alone = CsrGraph.Build(three, new CsrOptions(), CancellationToken.None);
        Assert.Equal([0, 1, 2], Run(alone).Component);
        Assert.Equal((3, 1), (Run(alone).Count, Run(alone).LargestSize));
    }

    [Fact]
    public void A_cancelled_run_throws()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        Assert.ThrowsAny<OperationCanceledException>(() => ConnectedComponents.Run(graph, new ConnectedComponentsOptions(), new CancellationToken(true)));
    }

    private static ConnectedComponentsResult Run(CsrGraph graph, int threads = 2) =>
        ConnectedComponents.Run(graph, new ConnectedComponentsOptions { Threads = threads }, CancellationToken.None);

    /// <summary>Passes the smaller number over every edge until nothing changes.</summary>
    private static int[] Slow(RandomGraph random)
    {
        var component = Enumerable.Range(0, random.NodeCount).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (source, target, _) in random.Edges)
            {
                var least = Math.Min(component[source], component[target]);
                changed |= component[source] != component[target];
                (component[source], component[target]) = (least, least);
            }
        }

        return component;
    }
}
