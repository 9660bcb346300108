using System.Globalization;
using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class LabelPropagationTests
{
    [Theory]
    [InlineData(true, "cdlp/dir-input", "cdlp/dir-output", 5)]
    [InlineData(false, "cdlp/undir-input", "cdlp/undir-output", 5)]
    [InlineData(true, "example/example-directed-input", "example/example-directed-CDLP", 2)]
    [InlineData(false, "example/example-undirected-input", "example/example-undirected-CDLP", 2)]
    public void Labels_equal_the_reference(bool directed, string input, string output, int rounds)
    {
        using var reference = ReferenceGraph.Read(directed, input.Split('/'));
        var result = LabelPropagation.Run(reference.Graph, new LabelPropagationOptions { MaxIterations = rounds }, CancellationToken.None);
        var found = result.Label.Select(label => reference.IdOf(label).ToString(CultureInfo.InvariantCulture));
        Assert.Equal(reference.Answers(output.Split('/')), found);
    }

    [Fact]
    public void Labels_equal_a_slow_count() => GraphGen.Any().Sample(random =>
    {
        using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
        var expected = Slow(random, rounds: 4);
        var found = LabelPropagation.Run(graph, new LabelPropagationOptions { MaxIterations = 4 }, CancellationToken.None);
        Assert.Equal(expected, found.Label);
    });

    [Fact]
    public void The_order_of_nodes_inside_and_the_threads_do_not_show() => GraphGen.Any().Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var expected = LabelPropagation.Run(plain, new LabelPropagationOptions { Threads = 1 }, CancellationToken.None);
        var found = LabelPropagation.Run(relabelled, new LabelPropagationOptions { Threads = 3 }, CancellationToken.None);
        Assert.Equal(expected.Label, found.Label);
        Assert.Equal((expected.Iterations, expected.Stable), (found.Iterations, found.Stable));
    });

    [Fact]
    public void Two_cliques_settle_on_their_smallest_members()
    {
        using var tiny = TinyGraph.Undirected("a->b a->c a->d b->c b->d c->d d->e e->f e->g e->h f->g f->h g->h");
        var result = LabelPropagation.Run(tiny.Graph, new LabelPropagationOptions(), CancellationToken.None);
        Assert.Equal([0, 0, 0, 0, 4, 4, 4, 4], result.Label);
        Assert.True(result.Stable);
        Assert.InRange(result.Iterations, 2, 9);
    }

    [Fact]
    public void Two_nodes_swap_for_ever_and_it_is_said()
    {
        using var tiny = TinyGraph.Undirected("a->b");
        var result = LabelPropagation.Run(tiny.Graph, new LabelPropagationOptions { MaxIterations = 7 }, CancellationToken.None);
        Assert.Equal([1, 0], result.Label);
        Assert.Equal((7, false), (result.Iterations, result.Stable));
    }

    [Fact]
    public void No_rounds_leave_every_node_its_own_number()
    {
        using var tiny = TinyGraph.Directed("a->b c->c d");
        Assert.Equal([0, 1, 2, 3], LabelPropagation.Run(tiny.Graph, new LabelPropagationOptions { MaxIterations = 0 }, CancellationToken.None).Label);
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelPropagation.Run(tiny.Graph, new LabelPropagationOptions { MaxIterations = -1 }, CancellationToken.None));
    }

    [Fact]
    public void The_largest_star_takes_one_label()
    {
        using var star = PathsAndStars.Star(1_000_001);
        var result = LabelPropagation.Run(star, new LabelPropagationOptions { MaxIterations = 1 }, CancellationToken.None);
        Assert.Equal(1, result.Label[0]);
        Assert.All(result.Label.Skip(1).Where((_, i) => i % 1000 == 0), label => Assert.Equal(0, label));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.ThrowsAny<OperationCanceledException>(() => LabelPropagation.Run(tiny.Graph, new LabelPropagationOptions(), new CancellationToken(true)));
    }

    private static int[] Slow(RandomGraph random, int rounds)
    {
        var neighbors = Enumerable.Range(0, random.NodeCount).Select(_ => new List<int>()).ToArray();
        foreach (var (source, target, _) in random.Edges)
        {
            neighbors[source].Add(target);
            if (random.Directed || source != target)
            {
                neighbors[target].Add(source);
            }
        }

        var labels = Enumerable.Range(0, random.NodeCount).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            labels = [.. labels.Select((own, node) => neighbors[node]
                .GroupBy(neighbor => labels[neighbor])
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
                .Select(group => group.Key).DefaultIfEmpty(own).First())];
        }

        return labels;
    }
}
