using CsCheck;
using Graph.Analysis.Knowledge.Classifier;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class TreeShapleyTests
{
    /// <summary>Trees of up to 6 leaves over 4 columns: each step splits a leaf.</summary>
    private static readonly Gen<RegressionTree> Trees =
        from splits in Gen.Select(Gen.Int[0, 3], Gen.Int[-3, 3], Gen.Int[0, 100]).Array[0, 5]
        from leaves in Gen.Select(Gen.Double[-2, 2], Gen.Int[0, 30]).Array[splits.Length + 1]
        select Grow(splits, leaves);

    [Fact]
    public void Two_splits_worked_by_hand()
    {
        // x0 ≤ 0 ? 0 : (x1 ≤ 0 ? 2 : 6), reached by 10, 5 and 5 rows. A row with both positive: v() = 2, v(0) = 4, v(1) = 3, v(01) = 6.
        // φ0 = ((4 − 2) + (6 − 3)) / 2 = 2.5; φ1 = ((3 − 2) + (6 − 4)) / 2 = 1.5.
        var tree = new RegressionTree { Column = [0, 1], Threshold = [0.0, 0.0], Left = [~0, ~1], Right = [1, ~2], Leaf = [0.0, 2.0, 6.0], LeafRows = [10, 5, 5] };
        var parts = new double[3];
        Assert.Equal(2.0, TreeShapley.Add(tree, [1.0, 1.0, 9.0], parts), 1e-15);
        Assert.Equal([2.5, 1.5, 0.0], parts);
    }

    [Fact]
    public void Parts_add_up_to_the_value_and_columns_that_no_node_looks_at_get_nothing() =>
        Trees.Select(Gen.Double[-4, 4].Array[4]).Sample((tree, row) =>
        {
            Assert.True(tree.IsSound(4));
            var parts = new double[4];
            var start = TreeShapley.Add(tree, row, parts);
            Assert.Equal(tree.Value(row), start + parts.Sum(), 1e-12);
            Assert.All(Enumerable.Range(0, 4).Except(tree.Column), column => Assert.Equal(0.0, parts[column]));
        });

    [Fact]
    public void Parts_are_the_mean_over_all_orders_in_which_columns_become_known() =>
        Trees.Select(Gen.Double[-4, 4].Array[4]).Sample((tree, row) =>
        {
            var parts = new double[4];
            TreeShapley.Add(tree, row, parts);
            var slow = new double[4];
            var orders = Orders([0, 1, 2, 3]).ToList();
            foreach (var order in orders)
            {
                for (var place = 0; place < 4; place++)
                {
                    slow[order[place]] += (Worth(tree, 0, row, order[..(place + 1)]) - Worth(tree, 0, row, order[..place])) / orders.Count;
                }
            }

            Assert.Equal(slow, parts, (left, right) => Math.Abs(left - right) < 1e-12);
        }, iter: 50);

    [Fact]
    public void Broken_trees_are_found()
    {
        var tree = new RegressionTree { Column = [0, 1], Threshold = [0.0, 0.0], Left = [~0, ~1], Right = [1, ~2], Leaf = [0.0, 2.0, 6.0], LeafRows = [10, 5, 5] };
        Assert.True(tree.IsSound(2));
        Assert.False(tree.IsSound(1));
        Assert.False((tree with { Right = [0, ~2] }).IsSound(2));
        Assert.False((tree with { Left = [~0, ~0] }).IsSound(2));
        Assert.False((tree with { Right = [1, ~3] }).IsSound(2));
        Assert.False((tree with { Leaf = [0.0, 2.0] }).IsSound(2));
        Assert.False((tree with { Threshold = [0.0, double.NaN] }).IsSound(2));
    }

    private static double Worth(RegressionTree tree, int at, double[] row, int[] known)
    {
        if (tree.Column.Length == 0 || at < 0)
        {
            return tree.Leaf[tree.Column.Length == 0 ? 0 : ~at];
        }

        if (known.Contains(tree.Column[at]))
        {
            return Worth(tree, row[tree.Column[at]] <= tree.Threshold[at] ? tree.Left[at] : tree.Right[at], row, known);
        }

        double left = Rows(tree, tree.Left[at]);
        double right = Rows(tree, tree.Right[at]);
        var share = left + right == 0.0 ? 0.5 : left / (left + right);
        return (share * Worth(tree, tree.Left[at], row, known)) + ((1.0 - share) * Worth(tree, tree.Right[at], row, known));
    }

    private static int Rows(RegressionTree tree, int at) => at < 0 ? tree.LeafRows[~at] : Rows(tree, tree.Left[at]) + Rows(tree, tree.Right[at]);

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    private static RegressionTree Grow((int Column, int Threshold, int Leaf)[] splits, (double Value, int Rows)[] leaves)
    {
        var nodes = splits.Length;
        var left = new int[nodes];
        var right = new int[nodes];
        var places = new List<(int Node, bool IsLeft)>();
        for (var node = 0; node < nodes; node++)
        {
            if (node > 0)
            {
                var at = splits[node].Leaf % places.Count;
                (places[at].IsLeft ? left : right)[places[at].Node] = node;
                places.RemoveAt(at);
            }

            places.AddRange([(node, true), (node, false)]);
        }

        for (var leaf = 0; leaf < places.Count; leaf++)
        {
            (places[leaf].IsLeft ? left : right)[places[leaf].Node] = ~leaf;
        }

        return new RegressionTree
        {
            Column = [.. splits.Select(split => split.Column)],
            Threshold = [.. splits.Select(split => (double)split.Threshold)],
            Left = left,
            Right = right,
            Leaf = [.. leaves.Select(leaf => leaf.Value)],
            LeafRows = [.. leaves.Select(leaf => leaf.Rows)],
        };
    }
}
