using CsCheck;
using Graph.Analysis.Evaluation.Backtest;
using Graph.Model.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Backtest;

/// <summary>The order of dismantling against a slow one that looks at the whole graph again after every step.</summary>
public sealed class CoreOrderTests
{
    [Fact]
    public void Random_graphs() => Gen.Select(Gen.Int[2, 14], Gen.Select(Gen.Int[0, 13], Gen.Int[0, 13]).Array[0, 40], Gen.Bool.Array[14]).Sample((nodes, pairs, removable) =>
    {
        var edges = pairs.Select(pair => (Math.Min(pair.Item1, pair.Item2) % nodes, Math.Max(pair.Item1, pair.Item2) % nodes))
            .Select(pair => (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2))).Where(pair => pair.Item1 != pair.Item2).Distinct().ToArray();
        using var graph = CsrGraph.Build(EdgeList.OfIntegers(nodes, [.. edges.Select(edge => (edge.Item1, edge.Item2, 1L))]), new CsrOptions { Directed = false, Threads = 1 }, CancellationToken.None);
        Assert.Equal(Slow(nodes, edges, removable), CoreOrder.Of(graph, removable[..nodes], CancellationToken.None));
    }, iter: 300, threads: 1);

    [Fact]
    public void The_hub_between_circles_goes_first()
    {
        // Two triangles at node 0, and a star around 5 that has more edges but no circle.
        (int, int, long)[] edges = [(0, 1, 1), (1, 2, 1), (0, 2, 1), (0, 3, 1), (3, 4, 1), (0, 4, 1), (5, 6, 1), (5, 7, 1), (5, 8, 1), (5, 9, 1), (5, 10, 1)];
        using var graph = CsrGraph.Build(EdgeList.OfIntegers(11, edges), new CsrOptions { Directed = false, Threads = 1 }, CancellationToken.None);
        var order = CoreOrder.Of(graph, [.. Enumerable.Repeat(true, 11)], CancellationToken.None);
        Assert.Equal([0, 5], order.Take(2));
        Assert.Equal(11, order.Distinct().Count());
    }

    private static List<int> Slow(int nodes, (int A, int B)[] edges, bool[] removable)
    {
        var order = new List<int>();
        foreach (var least in new[] { 2, 0 })
        {
            while (true)
            {
                var left = Enumerable.Range(0, nodes).Except(order).ToHashSet();
                int Degree(int node) => edges.Count(edge => (edge.A == node && left.Contains(edge.B)) || (edge.B == node && left.Contains(edge.A)));
                while (left.FirstOrDefault(node => Degree(node) < least, -1) is var loose and >= 0)
                {
                    left.Remove(loose);
                }

                if (left.Where(node => removable[node]).OrderByDescending(Degree).ThenBy(node => node).Select(node => (int?)node).FirstOrDefault() is not { } best)
                {
                    break;
                }

                order.Add(best);
            }
        }

        return order;
    }
}
