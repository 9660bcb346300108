using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class DegreeTests
{
    [Fact]
    public void A_directed_graph_counts_both_directions()
    {
        using var tiny = TinyGraph.Directed("a->b:2 a->c:3 c->a:4 c->c:5 d");
        var degree = Degree.Run(tiny.Graph, new DegreeOptions(), CancellationToken.None);
        Assert.Equal([2, 0, 2, 0], degree.Out);
        Assert.Equal([1, 1, 2, 0], degree.In);
        Assert.Equal([3, 1, 4, 0], degree.Total);
        Assert.Equal([5.0, 0.0, 9.0, 0.0], degree.OutWeight);
    }

    [Fact]
    public void A_self_loop_ends_twice_at_its_node()
    {
        using var tiny = TinyGraph.Undirected("a->a a->b");
        Assert.Equal([3, 1], Degree.Run(tiny.Graph, new DegreeOptions(), CancellationToken.None).Total);
    }

    [Fact]
    public void Every_edge_has_two_ends() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var degree = Degree.Run(graph, new DegreeOptions(), CancellationToken.None);
        return degree.Total.Sum() == 2L * random.Edges.Count;
    });

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => GraphGen.Any().Sample(random =>
    {
        var options = new CsrOptions { Weights = EdgeWeightKind.Integer };
        using var plain = random.Build(options);
        using var relabelled = random.BuildRelabelled(options);
        var expected = Degree.Run(plain, new DegreeOptions { Threads = 1 }, CancellationToken.None);
        var found = Degree.Run(relabelled, new DegreeOptions { Threads = 3 }, CancellationToken.None);
        Assert.Equal(expected.Out, found.Out);
        Assert.Equal(expected.In, found.In);
        Assert.Equal(expected.Total, found.Total);
        Assert.Equal(expected.OutWeight, found.OutWeight);
    });
}
