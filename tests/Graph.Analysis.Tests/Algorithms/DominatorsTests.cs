using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class DominatorsTests
{
    [Fact]
    public void The_graph_of_Lengauer_and_Tarjan_has_their_tree()
    {
        using var tiny = TinyGraph.Directed(
            "R->A R->B R->C A->D B->A B->D B->E C->F C->G D->L E->H F->I G->I G->J H->E H->K I->K J->I K->I K->R L->H");
        var result = Dominators.Run(tiny.Graph, new DominatorsOptions { Root = tiny["R"] }, CancellationToken.None);
        Assert.Equal(-1, result.ImmediateDominator[tiny["R"]]);
        foreach (var (node, dominator) in "AR BR CR DR ER FC GC HR IR JG KR LD".Split(' ').Select(pair => (pair[..1], pair[1..])))
        {
            Assert.Equal(dominator, tiny.NameOf(result.ImmediateDominator[tiny[node]]));
        }

        Assert.Equal([13, 4, 2, 2], new[] { "R", "C", "G", "D" }.Select(name => result.Dominated[tiny[name]]));
        Assert.Equal([0, 1, 2, 3], new[] { "R", "C", "G", "J" }.Select(name => result.Depth[tiny[name]]));
    }

    [Fact]
    public void One_account_that_all_money_passes_dominates_its_site()
    {
        using var tiny = TinyGraph.Directed("brand->net1 brand->net2 net1->account net2->account account->site net2->other");
        var result = Dominators.Run(tiny.Graph, new DominatorsOptions { Root = tiny["brand"] }, CancellationToken.None);
        Assert.Equal("account", tiny.NameOf(result.ImmediateDominator[tiny["site"]]));
        Assert.Equal("brand", tiny.NameOf(result.ImmediateDominator[tiny["account"]]));
        Assert.Equal(2, result.Dominated[tiny["account"]]);
    }

    [Fact]
    public void What_a_node_dominates_is_what_its_removal_cuts_off() => GraphGen.Any(maxNodes: 14, maxEdges: 40)
        .Where(random => random.NodeCount > 0)
        .Sample(random =>
        {
            using var graph = random.Build(new CsrOptions { Parallel = ParallelEdges.Keep });
            var root = random.Edges.Count == 0 ? 0 : random.Edges[0].Source;
            var result = Dominators.Run(graph, new DominatorsOptions { Root = root }, CancellationToken.None);
            var reached = Reach(random, root, without: -1);
            var dominators = Enumerable.Range(0, random.NodeCount).Select(_ => new List<int>()).ToArray();
            for (var node = 0; node < random.NodeCount; node++)
            {
                // The root dominates all; any other node what is out of reach without it, itself included.
                var cut = node == root ? reached : [.. reached.Except(Reach(random, root, node))];
                Assert.Equal(cut.Count, result.Dominated[node]);
                foreach (var below in cut.Where(below => below != node))
                {
                    dominators[below].Add(node);
                }
            }

            for (var node = 0; node < random.NodeCount; node++)
            {
                Assert.Equal(reached.Contains(node) ? dominators[node].Count : -1, result.Depth[node]);

                // The nearest dominator is the one that all others dominate.
                var nearest = dominators[node].Where(one => dominators[node].TrueForAll(other => other == one || dominators[one].Contains(other))).DefaultIfEmpty(-1).Single();
                Assert.Equal(nearest, result.ImmediateDominator[node]);
            }
        });

    [Fact]
    public void The_order_of_nodes_inside_does_not_show() => GraphGen.Any().Where(random => random.NodeCount > 0).Sample(random =>
    {
        using var plain = random.Build(new CsrOptions());
        using var relabelled = random.BuildRelabelled(new CsrOptions());
        var options = new DominatorsOptions { Root = random.NodeCount / 2 };
        var expected = Dominators.Run(plain, options, CancellationToken.None);
        var found = Dominators.Run(relabelled, options, CancellationToken.None);
        Assert.Equal(expected.ImmediateDominator, found.ImmediateDominator);
        Assert.Equal(expected.Depth, found.Depth);
        Assert.Equal(expected.Dominated, found.Dominated);
    });

    [Fact]
    public void The_longest_path_is_one_branch_and_the_largest_star_all_leaves()
    {
        using var path = PathsAndStars.Path(1_000_000);
        var result = Dominators.Run(path, new DominatorsOptions { Root = 0 }, CancellationToken.None);
        Assert.Equal(999_999, result.Depth[^1]);
        Assert.Equal(1_000_000, result.Dominated[0]);
        using var star = PathsAndStars.Star(1_000_001);
        Assert.Equal(1_000_001, Dominators.Run(star, new DominatorsOptions { Root = 0 }, CancellationToken.None).Dominated[0]);
    }

    [Fact]
    public void Wrong_roots_are_refused_and_it_can_be_stopped()
    {
        using var tiny = TinyGraph.Directed("a->b");
        Assert.Throws<ArgumentOutOfRangeException>(() => Dominators.Run(tiny.Graph, new DominatorsOptions { Root = 2 }, CancellationToken.None));
        Assert.ThrowsAny<OperationCanceledException>(() => Dominators.Run(tiny.Graph, new DominatorsOptions { Root = 0 }, new CancellationToken(true)));
    }

    private static HashSet<int> Reach(RandomGraph random, int root, int without)
    {
        var reached = new HashSet<int>();
        if (root != without)
        {
            reached.Add(root);
        }

        for (var before = -1; before != reached.Count;)
        {
            before = reached.Count;
            foreach (var (source, target, _) in random.Edges)
            {
                if (reached.Contains(source) && target != without)
                {
                    reached.Add(target);
                }

                if (!random.Directed && reached.Contains(target) && source != without)
                {
                    reached.Add(source);
                }
            }
        }

        return reached;
    }
}
