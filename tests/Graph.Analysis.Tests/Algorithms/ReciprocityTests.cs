using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class ReciprocityTests
{
    // A random graph of nine nodes, with the values of networkx 2.8.
    private const string Nine = "0->1 0->6 0->7 1->2 1->8 2->6 3->1 4->6 4->7 4->8 6->8 7->5 8->1 8->4 8->7";

    [Fact]
    public void Shares_equal_the_published_definition()
    {
        using var tiny = TinyGraph.Directed(Nine);
        var result = Reciprocity.Run(tiny.Graph, new ReciprocityOptions(), CancellationToken.None);
        Assert.Equal(4.0 / 15.0, result.Overall);
        Assert.Equal([0.0, 0.4, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 2.0 * 2 / 6], result.PerNode);
    }

    [Fact]
    public void Shares_equal_sets_counted_slowly() => GraphGen.Any(maxNodes: 12).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var arcs = random.Edges.Select(edge => (edge.Source, edge.Target))
            .Concat(random.Directed ? [] : random.Edges.Select(edge => (edge.Target, edge.Source)))
            .Where(arc => arc.Item1 != arc.Item2).ToHashSet();
        var answered = arcs.Where(arc => arcs.Contains((arc.Item2, arc.Item1))).ToList();
        var result = Reciprocity.Run(graph, new ReciprocityOptions { Threads = 2 }, CancellationToken.None);
        Assert.Equal(arcs.Count == 0 ? 0.0 : (double)answered.Count / arcs.Count, result.Overall);
        for (var node = 0; node < random.NodeCount; node++)
        {
            var meeting = arcs.Count(arc => arc.Item1 == node || arc.Item2 == node);
            var expected = meeting == 0 ? 0.0 : 2.0 * answered.Count(arc => arc.Item1 == node) / meeting;
            Assert.Equal(expected, result.PerNode[node]);
        }
    });

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var expected = Reciprocity.Run(plain, new ReciprocityOptions { Threads = 1 }, CancellationToken.None);
        var found = Reciprocity.Run(relabelled, new ReciprocityOptions { Threads = 3 }, CancellationToken.None);
        Assert.Equal(expected.Overall, found.Overall);
        Assert.Equal(expected.PerNode, found.PerNode);
    });

    [Fact]
    public void A_graph_without_arcs_has_none_answered()
    {
        using var tiny = TinyGraph.Directed("a b->b");
        var result = Reciprocity.Run(tiny.Graph, new ReciprocityOptions(), CancellationToken.None);
        Assert.Equal(0.0, result.Overall);
        Assert.Equal([0.0, 0.0], result.PerNode);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.ThrowsAny<OperationCanceledException>(() => Reciprocity.Run(tiny.Graph, new ReciprocityOptions(), new CancellationToken(true)));
    }
}
