namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>What a model was made of and how well it did on rows that it had not seen. All of it stands in the model file.</summary>
public sealed record TrainingFacts
{
    /// <summary>Training rows: networks at dates.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows labelled knowing.</summary>
    public required int Knowing { get; init; }

    /// <summary>Rows labelled cleared.</summary>
    public required int Cleared { get; init; }

    /// <summary>Legal groups with a knowing row.</summary>
    public required int KnowingGroups { get; init; }

    /// <summary>Legal groups with a cleared row.</summary>
    public required int ClearedGroups { get; init; }

    /// <summary>Knowing rows over labelled rows: the prevalence that probabilities assume.</summary>
    public required double BaseRate { get; init; }

    /// <summary>First as-of date of a row.</summary>
    public required DateOnly FirstAsOf { get; init; }

    /// <summary>Last as-of date of a row.</summary>
    public required DateOnly LastAsOf { get; init; }

    /// <summary>Average precision of pooled out-of-fold scores, cleared rows as negatives.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>Lower end of its 95 % bootstrap interval over legal groups.</summary>
    public required double AveragePrecisionLow { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public required double AveragePrecisionHigh { get; init; }

    /// <summary>Expected calibration error out of fold, over ten bins of equally many rows.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Mean squared error of probabilities out of fold.</summary>
    public required double Brier { get; init; }

    /// <summary>Average precision on the later labelled rows, by models that learnt from earlier rows of other groups; null where all rows have one date or either side is too small.</summary>
    public double? LaterAveragePrecision { get; init; }

    /// <summary>Average precision of the out-of-fold scores on those same rows, for comparison.</summary>
    public double? LaterAveragePrecisionOutOfFold { get; init; }

    /// <summary>Folds.</summary>
    public required int Folds { get; init; }

    /// <summary>The parts: <c>logistic</c>, and <c>trees</c> unless their native library was missing or they were not wanted.</summary>
    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of features, labels, groups and dates that were trained on, in lower-case hexadecimal.</summary>
    public required string DataSha256 { get; init; }
}
