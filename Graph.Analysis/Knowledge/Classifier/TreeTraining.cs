using System.Globalization;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Grows small monotone boosted trees with LightGBM and reads them out of its text.</summary>
/// <remarks>One thread, rows first, a stated seed: the same trees every time. Only trees leave this class; evaluating and explaining them is our own.</remarks>
internal static class TreeTraining
{
    /// <summary>Grows trees.</summary>
    /// <param name="columns">Rows of columns, all finite.</param>
    /// <param name="positive">Whether each row is positive.</param>
    /// <param name="directions">Per column.</param>
    /// <param name="options">Size and number of trees.</param>
    /// <param name="seed">Seed of the choice of columns.</param>
    /// <param name="cancellation">Stops between trees.</param>
    public static IReadOnlyList<RegressionTree> Fit(
        IReadOnlyList<double[]> columns, IReadOnlyList<bool> positive, IReadOnlyList<Monotone> directions, TrainingOptions options, int seed,
        CancellationToken cancellation) => Parse(Text(columns, positive, directions, options, seed, cancellation));

    /// <summary>The same, as the library's own text.</summary>
    internal static string Text(
        IReadOnlyList<double[]> columns, IReadOnlyList<bool> positive, IReadOnlyList<Monotone> directions, TrainingOptions options, int seed,
        CancellationToken cancellation)
    {
        var values = new double[columns.Count * directions.Count];
        for (var row = 0; row < columns.Count; row++)
        {
            columns[row].CopyTo(values, row * directions.Count);
        }

        if (!values.All(double.IsFinite))
        {
            throw new ArgumentException("A column holds a value that is not finite.", nameof(columns));
        }

        float[] labels = [.. positive.Select(isPositive => isPositive ? 1f : 0f)];
        return LightGbmLibrary.Train(values, labels, options.Trees, Parameters(directions, options, seed), cancellation);
    }

    /// <summary>Reads the trees out of the library's text: blocks <c>Tree=n</c> of lines <c>name=values</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form, or holds trees on categories or missing values.</exception>
    internal static IReadOnlyList<RegressionTree> Parse(string text)
    {
        var trees = new List<RegressionTree>();
        Dictionary<string, string>? block = null;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("Tree=", StringComparison.Ordinal))
            {
                block = new Dictionary<string, string>(StringComparer.Ordinal);
            }
            else if (line.Length == 0 && block is { Count: > 0 })
            {
                trees.Add(Tree(block));
                block = null;
            }
            else if (block is not null && line.IndexOf('=', StringComparison.Ordinal) is var at and > 0)
            {
                block[line[..at]] = line[(at + 1)..];
            }
        }

        return trees;
    }

    private static string Parameters(IReadOnlyList<Monotone> directions, TrainingOptions options, int seed)
    {
        var constraints = string.Join(',', directions.Select(direction => direction switch
        {
            Monotone.Increasing => "1",
            Monotone.Decreasing => "-1",
            _ => "0",
        }));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"objective=binary num_leaves={options.Leaves} learning_rate={options.LearningRate:R} feature_fraction={options.FeatureFraction:R} min_data_in_leaf={options.LeafRows} monotone_constraints={constraints} deterministic=true force_row_wise=true num_threads=1 seed={seed} verbosity=-1");
    }

    private static RegressionTree Tree(Dictionary<string, string> block)
    {
        // Bit 0 of a decision is "categorical"; bits 2 and 3 say how missing values go, and there are none.
        if (Whole(block, "num_cat")[0] != 0 || Array.Exists(Whole(block, "decision_type"), type => (type & ~2) != 0))
        {
            throw new FormatException("A tree splits on categories or on missing values.");
        }

        var leaves = Numbers(block, "leaf_value");
        return new RegressionTree
        {
            Column = Whole(block, "split_feature"),
            Threshold = Numbers(block, "threshold"),
            Left = Whole(block, "left_child"),
            Right = Whole(block, "right_child"),
            Leaf = leaves,
            LeafRows = Whole(block, "leaf_count") is { Length: > 0 } rows ? rows : new int[leaves.Length],
        };
    }

    private static int[] Whole(Dictionary<string, string> block, string name) =>
        [.. Words(block, name).Select(word => int.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))];

    private static double[] Numbers(Dictionary<string, string> block, string name) =>
        [.. Words(block, name).Select(word => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture))];

    private static string[] Words(Dictionary<string, string> block, string name) =>
        block.TryGetValue(name, out var words) ? words.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
}
