using System.Text.Json.Serialization;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A model file as it lies on disk.</summary>
internal sealed record ModelDocument
{
    [JsonRequired]
    public string Format { get; init; } = "";

    [JsonRequired]
    public string Kind { get; init; } = "";

    [JsonRequired]
    public TrainingFacts? Facts { get; init; }

    [JsonRequired]
    public IReadOnlyList<TrainingWarning> Warnings { get; init; } = [];

    [JsonRequired]
    public double Bias { get; init; }

    [JsonRequired]
    public IReadOnlyList<FeatureLine> Features { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<RegressionTree> Trees { get; init; } = [];

    /// <summary>Slope and intercept, or null: Venn–Abers alone.</summary>
    [JsonRequired]
    public PlattFit? Platt { get; init; }

    /// <summary>Calibration cases: score, and 1 where knowing, else 0.</summary>
    [JsonRequired]
    public IReadOnlyList<double[]> Calibration { get; init; } = [];

    [JsonRequired]
    public IReadOnlyList<NegativeScore> Negatives { get; init; } = [];
}

/// <summary>A feature of a model file with all that the model holds of it. Medians, ranges and weights are of the value after log1p where it is taken.</summary>
/// <param name="Name">Name.</param>
/// <param name="Family">Family.</param>
/// <param name="Monotone">Direction.</param>
/// <param name="Log1p">Whether it goes through log1p.</param>
/// <param name="Median">What stands in for a missing value.</param>
/// <param name="HalfRange">Unit of the column.</param>
/// <param name="Low">Least value seen.</param>
/// <param name="High">Largest value seen.</param>
/// <param name="Weight">Weight of the column.</param>
/// <param name="MissingWeight">Weight of "it is missing", or null where the model has no such column.</param>
internal sealed record FeatureLine(
    string Name, string Family, Monotone Monotone, bool Log1p, double Median, double HalfRange, double Low, double High, double Weight, double? MissingWeight);
