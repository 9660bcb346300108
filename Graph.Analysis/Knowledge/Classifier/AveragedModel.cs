namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>The mean, in log odds, of a logistic regression and of boosted trees; or the regression alone where there are no trees.</summary>
/// <remarks>Sums run in the order of columns and trees, so that a score is the same everywhere and, rounding included, monotone.</remarks>
internal sealed record AveragedModel
{
    /// <summary>How rows become columns.</summary>
    public required FeatureScaling Scaling { get; init; }

    /// <summary>The regression's log odds at a row of medians.</summary>
    public required double Bias { get; init; }

    /// <summary>The regression's weight per column.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Trees; their sum is log odds.</summary>
    public required IReadOnlyList<RegressionTree> Trees { get; init; }

    /// <summary>The parts that it has: <c>logistic</c>, and <c>trees</c> where there are any.</summary>
    public IReadOnlyList<string> Parts => Trees.Count > 0 ? ["logistic", "trees"] : ["logistic"];

    /// <summary>Log odds of a row, before calibration.</summary>
    public double RawScore(IReadOnlyList<double> row)
    {
        var columns = new double[Scaling.ColumnCount];
        Scaling.Apply(row, columns);
        return RawScore(columns);
    }

    /// <summary>Log odds of a row, what they are without the row, and what each feature adds: the base and the parts add up to the score.</summary>
    public (double Raw, double Base, double[] Parts) Explain(IReadOnlyList<double> row)
    {
        var columns = new double[Scaling.ColumnCount];
        Scaling.Apply(row, columns);
        var parts = new double[columns.Length];
        var start = 0.0;
        foreach (var tree in Trees)
        {
            start += TreeShapley.Add(tree, columns, parts);
        }

        var features = new double[Scaling.Features.Count];
        for (var feature = 0; feature < features.Length; feature++)
        {
            var indicator = features.Length + feature;
            var linear = (Weights[feature] * columns[feature]) + (Weights[indicator] * columns[indicator]);
            features[feature] = Trees.Count > 0 ? (linear + parts[feature] + parts[indicator]) / 2.0 : linear;
        }

        return (RawScore(columns), Trees.Count > 0 ? (Bias + start) / 2.0 : Bias, features);
    }

    private double RawScore(ReadOnlySpan<double> columns)
    {
        var linear = Bias;
        for (var column = 0; column < columns.Length; column++)
        {
            linear += Weights[column] * columns[column];
        }

        if (Trees.Count == 0)
        {
            return linear;
        }

        var sum = 0.0;
        foreach (var tree in Trees)
        {
            sum += tree.Value(columns);
        }

        return (linear + sum) / 2.0;
    }
}
