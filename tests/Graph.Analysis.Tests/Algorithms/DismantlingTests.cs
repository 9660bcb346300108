using System.Globalization;
using System.IO.Compression;
using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model;
using Graph.Model.Graphs;
using Graph.Testing;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

/// <summary>Parts after the removal are counted anew from the edges; sizes against the best set, adaptive degree and a published figure.</summary>
public sealed class DismantlingTests
{
    private static readonly DismantlingOptions Quick = new() { Effort = 2_000_000 };

    [Fact]
    public void No_part_is_too_large_and_no_node_could_stay() => GraphGen.Any().Sample(
        random =>
        {
            using var graph = random.Build(new CsrOptions());
            foreach (var rule in Enum.GetValues<DismantlingRule>())
            {
                var options = new DismantlingOptions { MaxShare = 0.2, Rule = rule, Effort = 2_000 };
                var result = Dismantling.Run(graph, options, CancellationToken.None);
                var limit = Math.Max(1, random.NodeCount / 5);
                Assert.Equal(limit, result.Limit);
                Assert.Equal(result.Removed.Count, result.Removed.Distinct().Count());
                Assert.Equal(LargestPart(random, result.Removed), result.LargestSize);
                Assert.True(result.LargestSize <= limit);
                Assert.All(result.Removed, node => Assert.True(LargestPart(random, [.. result.Removed.Where(other => other != node)]) > limit));
            }
        },
        iter: 60);

    [Fact]
    public void Small_graphs_lose_as_few_nodes_as_any_set_takes() => GraphGen.Any(maxNodes: 11, maxEdges: 30).Sample(
        random =>
        {
            using var graph = random.Build(new CsrOptions());
            var result = Dismantling.Run(graph, new DismantlingOptions { MaxShare = 0.3, Effort = 40_000 }, CancellationToken.None);
            var least = Enumerable.Range(0, 1 << random.NodeCount)
                .Where(bits => LargestPart(random, [.. Enumerable.Range(0, random.NodeCount).Where(node => (bits & (1 << node)) != 0)]) <= result.Limit)
                .Min(bits => int.PopCount(bits));
            Assert.Equal(least, result.Removed.Count);
        },
        iter: 25);

    [Fact]
    public void Trees_lose_as_few_nodes_as_any_set_takes()
    {
        using var path = PathsAndStars.Path(1_000);
        var result = Dismantling.Run(path, Quick with { Rule = DismantlingRule.CoreDegree, Effort = 0 }, CancellationToken.None);
        Assert.Equal(90, result.Removed.Count);
        using var star = PathsAndStars.Star(1_000);
        Assert.Equal([0], Dismantling.Run(star, Quick, CancellationToken.None).Removed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Random_graphs_lose_fewer_nodes_than_by_adaptive_degree(bool scaleFree)
    {
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var random = scaleFree ? BarabasiAlbert(1_000, 3, seed) : ErdosRenyi(1_000, 3_000, seed);
            using var graph = random.Build(new CsrOptions());
            var result = Dismantling.Run(graph, Quick, CancellationToken.None);
            Assert.True(LargestPart(random, result.Removed) <= 10);
            Assert.True(result.Removed.Count < AdaptiveDegree(random, 10), $"{result.Removed.Count} is no better");
        }
    }

    [Fact]
    public void The_corruption_network_falls_apart_without_211_nodes()
    {
        var path = Repository.Shared("reference", "graphs", "corruption.tsv.gz");
        Assert.SkipWhen(path is null, "The reference graph is not here: ../shared/reference/graphs/corruption.tsv.gz.");
        using var text = new StreamReader(new GZipStream(File.OpenRead(path!), CompressionMode.Decompress));
        var edges = text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(words => (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture), 1L)).ToList();
        var random = new RandomGraph(1 + edges.Max(edge => Math.Max(edge.Item1, edge.Item2)), false, edges);
        using var graph = random.Build(new CsrOptions());
        var result = Dismantling.Run(graph, Quick, CancellationToken.None);
        Assert.Equal((309, 3), (random.NodeCount, result.Limit));
        Assert.True(LargestPart(random, result.Removed) <= 3);
        Assert.True(result.Removed.Count <= 211, $"{result.Removed.Count} removals");
    }

    [Fact]
    public void The_order_of_nodes_inside_and_the_direction_of_edges_do_not_show() => GraphGen.Any().Sample(
        random =>
        {
            using var plain = random.Build(new CsrOptions());
            using var relabelled = (random with { Directed = !random.Directed }).BuildRelabelled(new CsrOptions());
            var options = new DismantlingOptions { MaxShare = 0.2, Effort = 2_000, Seed = 3 };
            Assert.Equal(
                Dismantling.Run(plain, options, CancellationToken.None).Removed, Dismantling.Run(relabelled, options with { Threads = 3 }, CancellationToken.None).Removed);
        },
        iter: 60);

    [Fact]
    public void Bad_options_are_refused_and_it_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.Throws<ArgumentOutOfRangeException>(() => Dismantling.Run(tiny.Graph, Quick with { MaxShare = 1.1 }, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dismantling.Run(tiny.Graph, Quick with { MaxShare = double.NaN }, CancellationToken.None));
        Assert.Throws<ArgumentOutOfRangeException>(() => Dismantling.Run(tiny.Graph, Quick with { Effort = -1 }, CancellationToken.None));
        Assert.ThrowsAny<OperationCanceledException>(() => Dismantling.Run(tiny.Graph, Quick, new CancellationToken(true)));
        using var empty = new RandomGraph(0, false, []).Build(new CsrOptions());
        Assert.Empty(Dismantling.Run(empty, Quick, CancellationToken.None).Removed);
    }

    private static int LargestPart(RandomGraph random, IReadOnlyList<int> removed)
    {
        var gone = removed.ToHashSet();
        var near = random.Edges.SelectMany(edge => new[] { (edge.Source, edge.Target), (Source: edge.Target, Target: edge.Source) })
            .Where(edge => !gone.Contains(edge.Source) && !gone.Contains(edge.Target)).ToLookup(edge => edge.Source, edge => edge.Target);
        var largest = 0;
        for (var start = 0; start < random.NodeCount; start++)
        {
            var part = new Queue<int>();
            var size = 0;
            for (var node = gone.Add(start) ? start : -1; node >= 0; node = part.TryDequeue(out var next) ? next : -1)
            {
                size++;
                foreach (var neighbor in near[node].Where(gone.Add))
                {
                    part.Enqueue(neighbor);
                }
            }

            largest = Math.Max(largest, size);
        }

        return largest;
    }

    /// <summary>How many nodes the plain rule takes: the one with most neighbours left, in a part that is too large.</summary>
    private static int AdaptiveDegree(RandomGraph random, int limit)
    {
        var removed = new List<int>();
        while (LargestPart(random, removed) > limit)
        {
            var left = random.Edges.Where(edge => !removed.Contains(edge.Source) && !removed.Contains(edge.Target));
            removed.Add(left.SelectMany(edge => new[] { edge.Source, edge.Target }).CountBy(node => node).MaxBy(entry => entry.Value).Key);
        }

        return removed.Count;
    }

    private static RandomGraph ErdosRenyi(int nodes, int edges, ulong seed)
    {
        var random = new SeededRandom(seed);
        return new RandomGraph(nodes, false, [.. Enumerable.Range(0, edges).Select(_ => ((int)random.Below(nodes), (int)random.Below(nodes), 1L))]);
    }

    private static RandomGraph BarabasiAlbert(int nodes, int links, ulong seed)
    {
        var random = new SeededRandom(seed);
        var ends = new List<int> { 0 };
        var edges = new List<(int, int, long)>();
        for (var node = 1; node < nodes; node++)
        {
            foreach (var end in Enumerable.Range(0, links).Select(_ => ends[(int)random.Below(ends.Count)]).ToList())
            {
                edges.Add((node, end, 1L));
                ends.AddRange([node, end]);
            }
        }

        return new RandomGraph(nodes, false, edges);
    }
}
