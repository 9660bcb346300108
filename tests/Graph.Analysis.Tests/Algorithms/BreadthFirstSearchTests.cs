using System.Globalization;
using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class BreadthFirstSearchTests
{
    [Fact]
    public void Depths_count_edges_along_their_direction()
    {
        using var tiny = TinyGraph.Directed("a->b a->c b->d c->d d->e f->a");
        var found = BreadthFirstSearch.Run(tiny.Graph, new BreadthFirstSearchOptions { Source = tiny["a"], Parents = true }, CancellationToken.None);
        Assert.Equal([0, 1, 1, 2, 3, -1], found.Depth);
        Assert.Equal([0, 0, 0, 1, 3, -1], found.Parent!);
        Assert.Equal((5, 3), (found.Reached, found.MaxDepth));
    }

    [Fact]
    public void The_karate_clubs_distances_from_its_instructor_are_the_published_ones()
    {
        using var graph = KarateClub.Build(new CsrOptions());
        var found = Run(graph, 0);

        // 16 friends, 9 friends of friends, 8 two steps beyond: mean distance 58/33, the instructor's closeness of 0.569.
        Assert.Equal([1, 16, 9, 8], Enumerable.Range(0, 4).Select(depth => found.Depth.Count(value => value == depth)));
        Assert.Equal(3, found.MaxDepth);
    }

    [Theory]
    [InlineData(true, 1, "bfs/dir-input", "bfs/dir-output")]
    [InlineData(false, 1, "bfs/undir-input", "bfs/undir-output")]
    [InlineData(true, 1, "example/example-directed-input", "example/example-directed-BFS")]
    [InlineData(false, 2, "example/example-undirected-input", "example/example-undirected-BFS")]
    public void The_reference_answers_hold(bool directed, int source, string input, string output)
    {
        using var reference = ReferenceGraph.Read(directed, input);
        var start = Enumerable.Range(0, reference.Graph.NodeCount).Single(node => reference.IdOf(node) == source);
        var expected = reference.Answers(output).Select(answer => long.Parse(answer!, CultureInfo.InvariantCulture));
        Assert.Equal(expected, Run(reference.Graph, start).Depth.Select(depth => depth < 0 ? long.MaxValue : depth));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_graphs_have_the_depths_and_parents_of_a_plain_queue(int threads) =>
        Gen.Select(GraphGen.Any(), Gen.Int[0, 1000]).Sample((random, pick) =>
        {
            if (random.NodeCount > 0)
            {
                var source = pick % random.NodeCount;
                Same(random, new CsrOptions { Parallel = ParallelEdges.Keep }, source, threads);
                Same(random, new CsrOptions { Reverse = false }, source, threads);
            }
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Dense_random_graphs_are_searched_in_both_directions(int threads)
    {
        foreach (var (nodes, edges, directed) in new[] { (20_000, 400_000, false), (20_000, 200_000, true), (50_000, 60_000, false) })
        {
            var random = new SeededRandom((ulong)nodes + (ulong)edges);
            var list = Enumerable.Range(0, edges).Select(_ => (Skewed(ref random, nodes), Skewed(ref random, nodes), 1L)).ToList();
            var graph = new RandomGraph(nodes, directed, list);
            Same(graph, new CsrOptions(), source: list[0].Item1, threads);
            Same(graph, new CsrOptions { Reverse = false }, source: list[0].Item1, threads);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Long_paths_and_large_stars_end(bool directed)
    {
        using var path = PathsAndStars.Path(1_000_000, directed);
        var along = Run(path, 0);
        Assert.Equal((1_000_000, 999_999), (along.Reached, along.MaxDepth));
        Assert.Equal(Enumerable.Range(0, 1_000_000), along.Depth);
        using var star = PathsAndStars.Star(1_000_001, directed);
        Assert.Equal((1_000_001, 1), (Run(star, 0).Reached, Run(star, 0).MaxDepth));
        var leaf = Run(star, 5);
        Assert.Equal(directed ? (1, 0) : (1_000_001, 2), (leaf.Reached, leaf.MaxDepth));
    }

    [Fact]
    public void A_node_without_edges_reaches_itself()
    {
        using var one = EdgeList.Of(1);
        using var graph = CsrGraph.Build(one, new CsrOptions(), CancellationToken.None);
        var found = BreadthFirstSearch.Run(graph, new BreadthFirstSearchOptions { Parents = true }, CancellationToken.None);
        Assert.Equal((1, 0), (found.Reached, found.MaxDepth));
        Assert.Equal([0], found.Depth);
        Assert.Equal([0], found.Parent!);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(3, -1)]
    public void A_source_that_is_no_node_is_refused(int nodes, int source)
    {
        using var list = EdgeList.Of(nodes);
        using var graph = CsrGraph.Build(list, new CsrOptions(), CancellationToken.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(graph, source));
    }

    [Fact]
    public void A_cancelled_run_throws()
    {
        using var path = PathsAndStars.Path(200_000);
        Assert.ThrowsAny<OperationCanceledException>(() => BreadthFirstSearch.Run(path, new BreadthFirstSearchOptions(), new CancellationToken(true)));
    }

    private static BreadthFirstSearchResult Run(CsrGraph graph, int source, int threads = 2) =>
        BreadthFirstSearch.Run(graph, new BreadthFirstSearchOptions { Source = source, Threads = threads }, CancellationToken.None);

    /// <summary>Small numbers more often: some nodes get most of the edges, many get none.</summary>
    private static int Skewed(ref SeededRandom random, int nodes) => (int)random.Below(random.Below(nodes) + 1);

    private static void Same(RandomGraph random, CsrOptions options, int source, int threads)
    {
        var (depth, parent) = Slow(random, source);
        using var plain = random.Build(options);
        using var relabelled = random.BuildRelabelled(options);
        foreach (var graph in new[] { plain, relabelled })
        {
            var asked = new BreadthFirstSearchOptions { Source = source, Parents = true, Threads = threads };
            var found = BreadthFirstSearch.Run(graph, asked, CancellationToken.None);
            Assert.Equal(depth, found.Depth);
            Assert.Equal(parent, found.Parent);
            Assert.Equal(depth.Count(value => value >= 0), found.Reached);
            Assert.Equal(depth.Max(), found.MaxDepth);
            Assert.Null(Run(graph, source, threads).Parent);
        }
    }

    /// <summary>Edge by edge, level by level; then the smallest number among all that could be the parent.</summary>
    private static (int[] Depth, int[] Parent) Slow(RandomGraph random, int source)
    {
        var arcs = random.Edges.SelectMany(edge => random.Directed
            ? [(edge.Source, edge.Target)]
            : new[] { (edge.Source, edge.Target), (Source: edge.Target, Target: edge.Source) }).ToList();
        var depth = Enumerable.Repeat(-1, random.NodeCount).ToArray();
        depth[source] = 0;
        for (var (level, grew) = (0, true); grew; level++)
        {
            grew = false;
            foreach (var (from, to) in arcs)
            {
                if (depth[from] == level && depth[to] < 0)
                {
                    depth[to] = level + 1;
                    grew = true;
                }
            }
        }

        var parent = Enumerable.Repeat(int.MaxValue, random.NodeCount).ToArray();
        foreach (var (from, to) in arcs.Where(arc => depth[arc.Item1] >= 0 && depth[arc.Item2] == depth[arc.Item1] + 1))
        {
            parent[to] = Math.Min(parent[to], from);
        }

        parent[source] = source;
        return (depth, [.. parent.Select(value => value == int.MaxValue ? -1 : value)]);
    }
}
