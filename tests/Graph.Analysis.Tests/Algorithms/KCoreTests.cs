using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class KCoreTests
{
    [Fact]
    public void The_karate_club_has_its_published_cores()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var result = KCore.Run(graph, new KCoreOptions(), CancellationToken.None);
        int[] expected = [4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4];
        Assert.Equal(expected, result.Core);
        Assert.Equal(4, result.Degeneracy);
    }

    [Fact]
    public void Cores_equal_those_found_by_peeling_for_each_k() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var result = KCore.Run(graph, new KCoreOptions(), CancellationToken.None);
        Assert.Equal(Slow(random), result.Core);
        Assert.Equal(result.Core.DefaultIfEmpty().Max(), result.Degeneracy);
    });

    [Fact]
    public void Arcs_that_answer_each_other_are_two_and_loops_are_none()
    {
        using var answered = TinyGraph.Directed("a->b b->a a->a");
        Assert.Equal([2, 2], KCore.Run(answered.Graph, new KCoreOptions(), CancellationToken.None).Core);
        using var loop = TinyGraph.Undirected("a->a b");
        Assert.Equal([0, 0], KCore.Run(loop.Graph, new KCoreOptions(), CancellationToken.None).Core);
    }

    [Fact]
    public void The_order_of_nodes_inside_does_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var expected = KCore.Run(plain, new KCoreOptions { Threads = 1 }, CancellationToken.None);
        Assert.Equal(expected.Core, KCore.Run(relabelled, new KCoreOptions { Threads = 3 }, CancellationToken.None).Core);
    });

    [Fact]
    public void The_largest_star_and_the_longest_path_are_cores_of_one()
    {
        using var star = PathsAndStars.Star(1_000_001);
        Assert.All(KCore.Run(star, new KCoreOptions(), CancellationToken.None).Core.Where((_, i) => i % 999 == 0), core => Assert.Equal(1, core));
        using var path = PathsAndStars.Path(1_000_000);
        Assert.Equal(1, KCore.Run(path, new KCoreOptions(), CancellationToken.None).Degeneracy);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.ThrowsAny<OperationCanceledException>(() => KCore.Run(tiny.Graph, new KCoreOptions(), new CancellationToken(true)));
    }

    [Fact]
    public void A_graph_without_nodes_has_no_cores()
    {
        using var graph = new RandomGraph(0, true, []).Build(new CsrOptions());
        var result = KCore.Run(graph, new KCoreOptions(), CancellationToken.None);
        Assert.Empty(result.Core);
        Assert.Equal(0, result.Degeneracy);
    }

    /// <summary>For each k anew: strike nodes with fewer than k edges until none is left to strike.</summary>
    private static int[] Slow(RandomGraph random)
    {
        var core = new int[random.NodeCount];
        var edges = random.Edges.Where(edge => edge.Source != edge.Target).ToList();
        for (var k = 1; edges.Count > 0; k++)
        {
            var before = -1;
            while (before != edges.Count)
            {
                before = edges.Count;
                var degree = edges.SelectMany(edge => new[] { edge.Source, edge.Target }).CountBy(node => node).ToDictionary();
                edges.RemoveAll(edge => degree[edge.Source] < k || degree[edge.Target] < k);
            }

            foreach (var node in edges.SelectMany(edge => new[] { edge.Source, edge.Target }))
            {
                core[node] = k;
            }
        }

        return core;
    }
}
