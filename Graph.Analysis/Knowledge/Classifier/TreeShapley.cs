using System.Numerics;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Exact Shapley values of a small tree's columns.</summary>
/// <remarks>
/// The worth v(S) of a set S of columns is the tree's expected value where the columns of S are known: at a node whose column is in S the walk
/// follows the row, at any other it goes both ways in proportion to the training rows (path-dependent expectation: Lundberg, Erion, Lee,
/// Consistent Individualized Feature Attribution for Tree Ensembles, 2018). φ_i = Σ over S without i of |S|!(k−|S|−1)!/k! (v(S∪i) − v(S)), so that
/// v(∅) + Σ φ = the tree's value. A tree of L leaves looks at k ≤ L − 1 columns: all 2^k sets are enumerated.
/// </remarks>
internal static class TreeShapley
{
    /// <summary>Trees that look at more columns are refused: the work doubles with each.</summary>
    public const int MostColumns = 16;

    /// <summary>Adds each column's part to <paramref name="parts"/> and returns the tree's expected value.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="columns">The row.</param>
    /// <param name="parts">One number per column.</param>
    /// <exception cref="ArgumentException">The tree looks at more than <see cref="MostColumns"/> columns.</exception>
    public static double Add(RegressionTree tree, ReadOnlySpan<double> columns, Span<double> parts)
    {
        if (tree.Column.Length == 0)
        {
            return tree.Leaf[0];
        }

        int[] players = [.. tree.Column.Distinct().Order()];
        if (players.Length > MostColumns)
        {
            throw new ArgumentException($"A tree looks at {players.Length} columns; at most {MostColumns} can be explained exactly.", nameof(tree));
        }

        var worth = Worths(tree, columns, players);
        var weights = Weights(players.Length);
        for (var player = 0; player < players.Length; player++)
        {
            var part = 0.0;
            for (var set = 0; set < worth.Length; set++)
            {
                if ((set & (1 << player)) == 0)
                {
                    part += weights[BitOperations.PopCount((uint)set)] * (worth[set | (1 << player)] - worth[set]);
                }
            }

            parts[players[player]] += part;
        }

        return worth[0];
    }

    /// <summary>v(S) of every set of columns, from the last node to the root: children come after their parents.</summary>
    private static double[] Worths(RegressionTree tree, ReadOnlySpan<double> columns, int[] players)
    {
        var nodes = tree.Column.Length;
        var worth = new double[nodes][];
        var rows = new long[nodes];
        for (var node = nodes - 1; node >= 0; node--)
        {
            var left = tree.Left[node];
            var right = tree.Right[node];
            var leftRows = left >= 0 ? rows[left] : tree.LeafRows[~left];
            var rightRows = right >= 0 ? rows[right] : tree.LeafRows[~right];
            rows[node] = leftRows + rightRows;
            var share = rows[node] == 0 ? 0.5 : (double)leftRows / rows[node];
            var bit = 1 << Array.BinarySearch(players, tree.Column[node]);
            var goesLeft = columns[tree.Column[node]] <= tree.Threshold[node];
            var own = worth[node] = new double[1 << players.Length];
            for (var set = 0; set < own.Length; set++)
            {
                var atLeft = left >= 0 ? worth[left][set] : tree.Leaf[~left];
                var atRight = right >= 0 ? worth[right][set] : tree.Leaf[~right];
                own[set] = (set & bit) == 0 ? (share * atLeft) + ((1.0 - share) * atRight) : goesLeft ? atLeft : atRight;
            }
        }

        return worth[0];
    }

    /// <summary>s!(k−s−1)!/k! by the size s of the set: 1 / (k · C(k−1, s)).</summary>
    private static double[] Weights(int players)
    {
        var weights = new double[players];
        var choices = 1.0;
        for (var size = 0; size < players; size++)
        {
            weights[size] = 1.0 / (players * choices);
            choices = choices * (players - 1 - size) / (size + 1);
        }

        return weights;
    }
}
