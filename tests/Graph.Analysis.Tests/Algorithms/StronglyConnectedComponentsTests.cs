using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class StronglyConnectedComponentsTests
{
    [Fact]
    public void Cycles_that_touch_are_one_component()
    {
        // Two cycles share c; f is fed by them and feeds nobody back; d stands before them.
        using var tiny = TinyGraph.Directed("d->c c->b b->c c->a a->e e->c a->f f->f");
        var found = Run(tiny.Graph);
        Assert.Equal([0, 0, 0, 3, 0, 5], found.Component);
        Assert.Equal((3, 4), (found.Count, found.LargestSize));
    }

    [Fact]
    public void The_textbook_example_has_its_four_components()
    {
        // Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, the example of the section on strongly connected components.
        using var tiny = TinyGraph.Directed("a->b b->c b->e b->f c->d c->g d->c d->h e->a e->f f->g g->f g->h h->h");
        var found = Run(tiny.Graph);
        Assert.Equal([0, 0, 2, 2, 0, 5, 5, 7], found.Component);
        Assert.Equal((4, 3), (found.Count, found.LargestSize));
    }

    [Fact]
    public void Random_graphs_fall_apart_as_mutual_reach_says() => GraphGen.Any(maxEdges: 60).Sample(random =>
    {
        var expected = Slow(random);
        foreach (var options in new[] { new CsrOptions { Parallel = ParallelEdges.Keep }, new CsrOptions { Reverse = false } })
        {
            using var plain = random.Build(options);
            using var relabelled = random.BuildRelabelled(options);
            foreach (var graph in new[] { plain, relabelled })
            {
                var found = Run(graph);
                Assert.Equal(expected, found.Component);
                Assert.Equal(expected.Distinct().Count(), found.Count);
                Assert.Equal(expected.GroupBy(component => component).Max(group => (int?)group.Count()) ?? 0, found.LargestSize);
            }
        }
    });

    [Fact]
    public void Long_paths_cycles_and_stars_need_no_stack()
    {
        const int Nodes = 1_000_000;
        using var path = PathsAndStars.Path(Nodes);
        Assert.Equal((Nodes, 1), Sizes(Run(path)));
        using var star = PathsAndStars.Star(Nodes);
        Assert.Equal((Nodes, 1), Sizes(Run(star)));
        using var edges = new EdgeList(Nodes, new NativeColumn<int>(Nodes), new NativeColumn<int>(Nodes));
        for (var node = 0; node < Nodes; node++)
        {
            (edges.Sources[node], edges.Targets[node]) = (node, (node + 1) % Nodes);
        }

        using var cycle = CsrGraph.Build(edges, new CsrOptions(), CancellationToken.None);
        Assert.Equal((1, Nodes), Sizes(Run(cycle)));
    }

    [Fact]
    public void Of_an_undirected_graph_they_are_the_connected_components()
    {
        using var tiny = TinyGraph.Undirected("a->b c->d d->e f");
        Assert.Equal([0, 0, 2, 2, 2, 5], Run(tiny.Graph).Component);
    }

    [Fact]
    public void An_empty_graph_has_none()
    {
        using var none = EdgeList.Of(0);
        using var empty = CsrGraph.Build(none, new CsrOptions(), CancellationToken.None);
        Assert.Equal((0, 0), Sizes(Run(empty)));
    }

    [Fact]
    public void A_cancelled_run_throws()
    {
        using var graph = PathsAndStars.Path(100);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            StronglyConnectedComponents.Run(graph, new StronglyConnectedComponentsOptions(), new CancellationToken(true)));
    }

    private static StronglyConnectedComponentsResult Run(CsrGraph graph) =>
        StronglyConnectedComponents.Run(graph, new StronglyConnectedComponentsOptions { Threads = 2 }, CancellationToken.None);

    private static (int Count, int LargestSize) Sizes(StronglyConnectedComponentsResult found) => (found.Count, found.LargestSize);

    /// <summary>Who reaches whom by transitive closure; a component is named after the first node with the same mutual reach.</summary>
    private static int[] Slow(RandomGraph random)
    {
        var nodes = random.NodeCount;
        var reach = new bool[nodes, nodes];
        for (var node = 0; node < nodes; node++)
        {
            reach[node, node] = true;
        }

        foreach (var (source, target, _) in random.Edges)
        {
            reach[source, target] = true;
            reach[target, source] |= !random.Directed;
        }

        for (var via = 0; via < nodes; via++)
        {
            for (var from = 0; from < nodes; from++)
            {
                for (var to = 0; to < nodes; to++)
                {
                    reach[from, to] |= reach[from, via] && reach[via, to];
                }
            }
        }

        return [.. Enumerable.Range(0, nodes).Select(node => Enumerable.Range(0, nodes).First(other => reach[node, other] && reach[other, node]))];
    }
}
