using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class TrianglesTests
{
    [Fact]
    public void The_karate_club_has_its_published_triangles()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var result = Triangles.Run(graph, new TrianglesOptions(), CancellationToken.None);
        long[] expected = [18, 12, 11, 10, 2, 3, 3, 6, 5, 0, 2, 0, 1, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1, 1, 1, 1, 1, 4, 3, 3, 13, 15];
        Assert.Equal(expected, result.PerNode);
        Assert.Equal(45, result.Total);
    }

    [Fact]
    public void Counts_equal_all_triples_looked_at() => GraphGen.Any(maxNodes: 14, maxEdges: 90).Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var joined = random.Edges.SelectMany(edge => new[] { (edge.Source, edge.Target), (edge.Target, edge.Source) }).ToHashSet();
        var perNode = new long[random.NodeCount];
        var total = 0L;
        for (var a = 0; a < random.NodeCount; a++)
        {
            for (var b = a + 1; b < random.NodeCount; b++)
            {
                for (var c = b + 1; c < random.NodeCount; c++)
                {
                    if (joined.Contains((a, b)) && joined.Contains((b, c)) && joined.Contains((a, c)))
                    {
                        total++;
                        perNode[a]++;
                        perNode[b]++;
                        perNode[c]++;
                    }
                }
            }
        }

        var result = Triangles.Run(graph, new TrianglesOptions { Threads = 2 }, CancellationToken.None);
        Assert.Equal(perNode, result.PerNode);
        Assert.Equal(total, result.Total);
    });

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var expected = Triangles.Run(plain, new TrianglesOptions { Threads = 1 }, CancellationToken.None);
        Assert.Equal(expected.PerNode, Triangles.Run(relabelled, new TrianglesOptions { Threads = 3 }, CancellationToken.None).PerNode);
    });

    [Fact]
    public void The_largest_star_has_none()
    {
        using var star = PathsAndStars.Star(1_000_001, directed: false);
        Assert.Equal(0, Triangles.Run(star, new TrianglesOptions(), CancellationToken.None).Total);
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.ThrowsAny<OperationCanceledException>(() => Triangles.Run(tiny.Graph, new TrianglesOptions(), new CancellationToken(true)));
    }
}
