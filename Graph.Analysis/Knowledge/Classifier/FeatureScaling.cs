namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>How a feature becomes a column: fitted on training rows alone.</summary>
/// <param name="Median">Median of the values that are there, after log1p where the feature goes through it: what stands in for a missing value.</param>
/// <param name="HalfRange">Half of largest less least, the unit of the column; 0 where the feature never varied: the column is 0.</param>
/// <param name="Low">Least value seen; lower ones count as this.</param>
/// <param name="High">Largest value seen; higher ones count as this.</param>
/// <param name="Indicator">Whether a second column says that the value is missing.</param>
internal readonly record struct FeatureScale(double Median, double HalfRange, double Low, double High, bool Indicator);

/// <summary>Imputation and scaling of features: the columns that the model's parts see.</summary>
/// <remarks>
/// Column j of d features is (clamp(g(x), Low, High) − Median) / HalfRange, with g(x) = sign(x)·ln(1 + |x|) for heavy tails and x itself
/// else; a missing value counts as the median, 0. Column d + j is 1 where feature j is missing and has an indicator. Values beyond those
/// of the training rows count as the most extreme ones: a model says nothing about what lies outside of what it saw.
/// Features that are missing in exactly the same training rows share the indicator of the first of them.
/// Every step keeps the order of values, so that a part that is monotone in a column is monotone in the feature.
/// </remarks>
internal sealed class FeatureScaling
{
    public FeatureScaling(IReadOnlyList<FeatureDefinition> features, IReadOnlyList<FeatureScale> scales)
    {
        Features = features;
        Scales = scales;
    }

    public IReadOnlyList<FeatureDefinition> Features { get; }

    public IReadOnlyList<FeatureScale> Scales { get; }

    /// <summary>Values and indicators: twice the number of features.</summary>
    public int ColumnCount => 2 * Features.Count;

    /// <summary>Columns that vary over the training rows.</summary>
    public int[] ActiveColumns() =>
    [
        .. Enumerable.Range(0, Features.Count).Where(feature => Scales[feature].HalfRange > 0.0),
        .. Enumerable.Range(0, Features.Count).Where(feature => Scales[feature].Indicator).Select(feature => Features.Count + feature),
    ];

    /// <summary>What growth of a column may do: as its feature's; an indicator may do anything.</summary>
    public Monotone Direction(int column) => column < Features.Count ? Features[column].Monotone : Monotone.Free;

    /// <summary>Fits median, range and indicators on some rows of a table.</summary>
    public static FeatureScaling Fit(FeatureTable table, IReadOnlyList<int> rows)
    {
        var scales = new FeatureScale[table.Features.Count];
        var patterns = new HashSet<ulong>();
        for (var feature = 0; feature < scales.Length; feature++)
        {
            var heavy = table.Features[feature].HeavyTailed;
            var values = new List<double>(rows.Count);
            var missing = 14_695_981_039_346_656_037UL; // FNV-1a over the numbers of the rows where it is missing
            for (var place = 0; place < rows.Count; place++)
            {
                var value = table.Rows[rows[place]][feature];
                if (double.IsNaN(value))
                {
                    missing = unchecked((missing ^ (ulong)place) * 1_099_511_628_211UL);
                }
                else
                {
                    values.Add(Tamed(value, heavy));
                }
            }

            var partly = values.Count > 0 && values.Count < rows.Count;
            scales[feature] = Scale(values, partly && patterns.Add(missing));
        }

        return new FeatureScaling(table.Features, scales);
    }

    /// <summary>Writes a row's columns.</summary>
    /// <param name="row">Values of the features; NaN is missing.</param>
    /// <param name="columns">Room for <see cref="ColumnCount"/> numbers; all of them finite afterwards.</param>
    /// <exception cref="ArgumentException">The row is not as long as there are features, or holds an infinite value.</exception>
    public void Apply(IReadOnlyList<double> row, Span<double> columns)
    {
        if (row.Count != Features.Count)
        {
            throw new ArgumentException($"The row holds {row.Count} values, and there are {Features.Count} features.", nameof(row));
        }

        for (var feature = 0; feature < row.Count; feature++)
        {
            var value = row[feature];
            if (double.IsInfinity(value))
            {
                throw new ArgumentException($"Feature '{Features[feature].Name}' is infinite: a value is finite, or NaN where it is missing.", nameof(row));
            }

            var scale = Scales[feature];
            var missing = double.IsNaN(value);
            columns[feature] = missing || scale.HalfRange == 0.0
                ? 0.0
                : (Math.Clamp(Tamed(value, Features[feature].HeavyTailed), scale.Low, scale.High) - scale.Median) / scale.HalfRange;
            columns[Features.Count + feature] = missing && scale.Indicator ? 1.0 : 0.0;
        }
    }

    private static FeatureScale Scale(List<double> values, bool indicator)
    {
        if (values.Count == 0)
        {
            return default;
        }

        values.Sort();
        var middle = values.Count / 2;
        var median = values.Count % 2 == 1 ? values[middle] : values[middle - 1] + ((values[middle] - values[middle - 1]) / 2.0);
        return new FeatureScale(median, (values[^1] - values[0]) / 2.0, values[0], values[^1], indicator);
    }

    private static double Tamed(double value, bool heavy) => heavy ? Math.CopySign(Math.Log(1.0 + Math.Abs(value)), value) : value;
}
