using System.Globalization;
using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model;
using Graph.Model.Graphs;
using Graph.Testing;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class ShortestPathsTests
{
    private static readonly EdgeWeightKind[] Kinds = [EdgeWeightKind.Integer, EdgeWeightKind.Double, EdgeWeightKind.Single];

    [Fact]
    public void The_textbook_example_has_its_distances_and_parents()
    {
        // Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, the example of the section on Dijkstra's algorithm.
        using var tiny = TinyGraph.Directed("s->t:10 s->y:5 t->x:1 t->y:2 y->t:3 y->x:9 y->z:2 x->z:4 z->x:6 z->s:7");
        var found = ShortestPaths.Run(tiny.Graph, new ShortestPathsOptions { Source = tiny["s"], Parents = true }, CancellationToken.None);
        Assert.Equal([0.0, 8.0, 9.0, 5.0, 7.0], found.Distance);
        Assert.Equal(["s", "y", "t", "s", "y"], found.Parent!.Select(tiny.NameOf));
        Assert.Equal(5, found.Reached);
    }

    [Theory]
    [InlineData(true, 1, "sssp/dir-input.e", "sssp/dir-output")]
    [InlineData(false, 1, "sssp/undir-input.e", "sssp/undir-output")]
    [InlineData(true, 1, "example/example-directed.e", "example/example-directed-SSSP")]
    [InlineData(false, 2, "example/example-undirected.e", "example/example-undirected-SSSP")]
    public void The_reference_answers_hold(bool directed, int source, string input, string output)
    {
        var answers = Lines(output).ToDictionary(
            words => int.Parse(words[0], CultureInfo.InvariantCulture), words => double.Parse(words[1], CultureInfo.InvariantCulture));
        var edges = Lines(input).Select(words => (
            int.Parse(words[0], CultureInfo.InvariantCulture),
            int.Parse(words[1], CultureInfo.InvariantCulture),
            double.Parse(words[2], CultureInfo.InvariantCulture)));
        using var list = EdgeList.OfDoubles(answers.Keys.Max() + 1, [.. edges]);
        using var graph = CsrGraph.Build(list, new CsrOptions { Directed = directed, Weights = EdgeWeightKind.Double }, CancellationToken.None);
        var found = Run(graph, source).Distance;
        foreach (var (node, distance) in answers)
        {
            Assert.True(found[node] == distance || Math.Abs(found[node] - distance) <= 1e-4 * distance, $"{node}: {found[node]} instead of {distance}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_graphs_have_the_distances_and_parents_of_repeated_relaxing(int threads) =>
        Gen.Select(GraphGen.Any(), Gen.Int[0, 1000], Gen.Int[0, Kinds.Length - 1].Select(kind => Kinds[kind])).Sample((random, pick, kind) =>
        {
            if (random.NodeCount > 0)
            {
                var source = pick % random.NodeCount;
                Same(random, new CsrOptions { Weights = kind, Parallel = ParallelEdges.Minimum }, source, threads, delta: 0);
                Same(random, new CsrOptions { Weights = kind, Parallel = ParallelEdges.Keep, Reverse = false }, source, threads, delta: pick % 3);
            }
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Large_random_graphs_have_the_distances_of_repeated_relaxing(int threads)
    {
        foreach (var (nodes, edges, most, directed) in new[] { (5_000, 100_000, 255L, false), (5_000, 50_000, 1_000_000_000L, true), (3_000, 60_000, 2L, false) })
        {
            var random = new SeededRandom((ulong)nodes + (ulong)edges);
            var list = Enumerable.Range(0, edges).Select(_ => ((int)random.Below(nodes), (int)random.Below(nodes), random.Below(most + 1))).ToList();
            foreach (var kind in Kinds.Where(kind => kind != EdgeWeightKind.Single || most < 1 << 24))
            {
                Same(new RandomGraph(nodes, directed, list), new CsrOptions { Weights = kind, Parallel = ParallelEdges.Minimum }, 1, threads, delta: 0);
            }
        }
    }

    [Theory]
    [InlineData(EdgeWeightKind.Double)]
    [InlineData(EdgeWeightKind.Single)]
    public void Whole_lengths_have_the_same_distances_beside_a_fraction(EdgeWeightKind kind)
    {
        // One edge out of reach, whose length is no whole number, changes how distances are held and nothing else.
        const int Nodes = 3_000;
        var random = new SeededRandom(5);
        var edges = Enumerable.Range(0, 40_000).Select(_ => ((int)random.Below(Nodes), (int)random.Below(Nodes), (double)random.Below(256))).ToList();
        using var whole = EdgeList.OfDoubles(Nodes + 2, [.. edges, (Nodes, Nodes + 1, 1.0)]);
        using var broken = EdgeList.OfDoubles(Nodes + 2, [.. edges, (Nodes, Nodes + 1, 0.5)]);
        var options = new CsrOptions { Weights = kind, Parallel = ParallelEdges.Minimum };
        using var one = CsrGraph.Build(whole, options, CancellationToken.None);
        using var other = CsrGraph.Build(broken, options, CancellationToken.None);
        Assert.True(Run(one, 0).Distance.AsSpan().SequenceEqual(Run(other, 0).Distance));
    }

    [Fact]
    public void The_width_of_buckets_does_not_show()
    {
        var random = new SeededRandom(11);
        var edges = Enumerable.Range(0, 20_000).Select(_ => ((int)random.Below(2_000), (int)random.Below(2_000), random.Below(1L << 53) * (7.0 / (1L << 53)))).ToArray();
        using var list = EdgeList.OfDoubles(2_000, edges);
        using var graph = CsrGraph.Build(list, new CsrOptions { Weights = EdgeWeightKind.Double, Parallel = ParallelEdges.Minimum }, CancellationToken.None);
        var expected = Run(graph, 0).Distance;
        foreach (var delta in new[] { 1e-310, 1e-200, 1e-6, 1e-3, 0.1, 1, 100, 1e300 })
        {
            foreach (var threads in new[] { 1, 2, 3 })
            {
                var found = ShortestPaths.Run(graph, new ShortestPathsOptions { Delta = delta, Threads = threads }, CancellationToken.None);
                Assert.True(expected.AsSpan().SequenceEqual(found.Distance), $"Delta {delta}, {threads} threads");
            }
        }
    }

    [Fact]
    public void Tiny_huge_and_no_lengths_are_added_as_doubles_are()
    {
        using var tiny = TinyGraph.Directed("a->b:1e-300 b->c:1e300 c->d:1 d->e:0 a->f:0 f->b:0 e->g:1e308 g->h:1.7e308 c->c:0 d->c:0");
        var found = ShortestPaths.Run(tiny.Graph, new ShortestPathsOptions { Parents = true }, CancellationToken.None);
        Assert.Equal([0, 0, 1e300, 1e300, 1e300, 0, 1e308 + 1e300, double.PositiveInfinity], found.Distance);

        // b is as near as f and a: attached step by step; h is further than any double.
        Assert.Equal(["a", "f", "b", "c", "d", "a", "e"], found.Parent!.SkipLast(1).Select(tiny.NameOf));
        Assert.Equal((-1, 7), (found.Parent![^1], found.Reached));
    }

    [Fact]
    public void Without_weights_an_edge_is_one_long() => GraphGen.Any().Sample(random =>
    {
        if (random.NodeCount > 0)
        {
            using var graph = random.Build(new CsrOptions());
            var found = ShortestPaths.Run(graph, new ShortestPathsOptions { Parents = true }, CancellationToken.None);
            var ones = random with { Edges = [.. random.Edges.Select(edge => (edge.Source, edge.Target, 1L))] };
            using var weighted = ones.Build(new CsrOptions { Weights = EdgeWeightKind.Single, Parallel = ParallelEdges.Minimum });
            var expected = ShortestPaths.Run(weighted, new ShortestPathsOptions { Parents = true }, CancellationToken.None);
            Assert.Equal(expected.Distance, found.Distance);
            Assert.Equal(expected.Parent, found.Parent);
            Assert.Equal(expected.Reached, found.Reached);
        }
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Long_paths_and_large_stars_end(bool directed)
    {
        const int Nodes = 1_000_000;
        using var path = Weighted(Nodes, directed, node => node - 1);
        var along = ShortestPaths.Run(path, new ShortestPathsOptions { Parents = true }, CancellationToken.None);
        Assert.Equal(Nodes, along.Reached);
        Assert.Equal(3L * (Nodes - 1), along.Distance[^1]);
        Assert.Equal(Nodes - 2, along.Parent![^1]);
        using var star = Weighted(Nodes, directed, _ => 0);
        Assert.All(Run(star, 0).Distance.Skip(1), distance => Assert.Equal(3.0, distance));
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        using var tiny = TinyGraph.Directed("a->b:1 c->d:-1e-300");
        Assert.Throws<ArgumentException>(() => Run(tiny.Graph, 0));
        using var good = TinyGraph.Directed("a->b:1");
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(good.Graph, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShortestPaths.Run(good.Graph, new ShortestPathsOptions { Delta = -1 }, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShortestPaths.Run(good.Graph, new ShortestPathsOptions { Delta = double.NaN }, CancellationToken.None));
        using var none = EdgeList.Of(0);
        using var empty = CsrGraph.Build(none, new CsrOptions(), CancellationToken.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(empty, 0));
    }

    [Fact]
    public void A_cancelled_run_throws()
    {
        using var tiny = TinyGraph.Directed("a->b:1");
        Assert.ThrowsAny<OperationCanceledException>(() => ShortestPaths.Run(tiny.Graph, new ShortestPathsOptions(), new CancellationToken(true)));
    }

    private static ShortestPathsResult Run(CsrGraph graph, int source) =>
        ShortestPaths.Run(graph, new ShortestPathsOptions { Source = source, Threads = 2 }, CancellationToken.None);

    private static void Same(RandomGraph random, CsrOptions options, int source, int threads, double delta)
    {
        var (distance, parent) = Slow(random, source);
        using var plain = random.Build(options);
        using var relabelled = random.BuildRelabelled(options);
        foreach (var graph in new[] { plain, relabelled })
        {
            var asked = new ShortestPathsOptions { Source = source, Parents = true, Threads = threads, Delta = delta };
            var found = ShortestPaths.Run(graph, asked, CancellationToken.None);
            Assert.Equal(distance, found.Distance);
            Assert.Equal(parent, found.Parent);
            Assert.Equal(distance.Count(double.IsFinite), found.Reached);
        }
    }

    /// <summary>Bellman and Ford: all edges, again and again, until nothing changes; parents in the order that the result promises.</summary>
    private static (double[] Distance, int[] Parent) Slow(RandomGraph random, int source)
    {
        var arcs = random.Edges.SelectMany(edge => random.Directed
            ? [(edge.Source, edge.Target, edge.Weight)]
            : new[] { (edge.Source, edge.Target, edge.Weight), (Source: edge.Target, Target: edge.Source, edge.Weight) }).ToList();
        var distance = Enumerable.Repeat(double.PositiveInfinity, random.NodeCount).ToArray();
        distance[source] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (from, to, weight) in arcs)
            {
                if (distance[from] + weight < distance[to])
                {
                    (distance[to], changed) = (distance[from] + weight, true);
                }
            }
        }

        var tight = arcs.Where(arc => double.IsFinite(distance[arc.Item1]) && distance[arc.Item1] + arc.Item3 == distance[arc.Item2]).ToList();
        var parent = Enumerable.Repeat(-1, random.NodeCount).ToArray();
        parent[source] = source;
        foreach (var group in tight.Where(arc => arc.Item2 != source && distance[arc.Item1] < distance[arc.Item2]).GroupBy(arc => arc.Item2))
        {
            parent[group.Key] = group.Min(arc => arc.Item1);
        }

        while (true)
        {
            var step = tight.Where(arc => parent[arc.Item1] >= 0 && parent[arc.Item2] < 0).GroupBy(arc => arc.Item2)
                .Select(group => (Node: group.Key, Parent: group.Min(arc => arc.Item1))).ToList();
            if (step.Count == 0)
            {
                return (distance, parent);
            }

            step.ForEach(found => parent[found.Node] = found.Parent);
        }
    }

    private static CsrGraph Weighted(int nodes, bool directed, Func<int, int> sourceOf)
    {
        var edges = new (int, int, long)[nodes - 1];
        for (var node = 1; node < nodes; node++)
        {
            edges[node - 1] = (sourceOf(node), node, 3);
        }

        using var list = EdgeList.OfIntegers(nodes, edges);
        return CsrGraph.Build(list, new CsrOptions { Directed = directed, Weights = EdgeWeightKind.Integer }, CancellationToken.None);
    }

    private static IEnumerable<string[]> Lines(string path)
    {
        var file = Repository.Shared("reference", "graphalytics", path)
            ?? throw new InvalidOperationException("$XunitDynamicSkip$The Graphalytics reference data is not beside the project.");
        return File.ReadAllLines(file)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0);
    }
}
