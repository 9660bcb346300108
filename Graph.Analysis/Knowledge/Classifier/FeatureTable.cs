using Graph.Analysis.Knowledge.Signals;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>What a feature's growth may do to the probability of having known.</summary>
public enum Monotone
{
    /// <summary>Anything.</summary>
    Free,
    /// <summary>Never lower it.</summary>
    Increasing,
    /// <summary>Never raise it.</summary>
    Decreasing,
}

/// <summary>A feature of the classifier.</summary>
/// <param name="Name">Its name in the model file: lower case with underscores.</param>
/// <param name="Family">What it is dropped with in an ablation: <c>S1</c> … <c>S10</c>, <c>exposure</c>, <c>negligence</c>, <c>graph</c>, <c>size</c>.</param>
/// <param name="Monotone">Its direction.</param>
/// <param name="HeavyTailed">Whether it goes through log1p.</param>
/// <param name="Text">What it is, for the list of contributions.</param>
public sealed record FeatureDefinition(string Name, string Family, Monotone Monotone, bool HeavyTailed, Bilingual Text);

/// <summary>Features by row; NaN is missing.</summary>
/// <param name="Features">The columns.</param>
/// <param name="Rows">One array per row, as long as there are columns.</param>
public sealed record FeatureTable(IReadOnlyList<FeatureDefinition> Features, IReadOnlyList<double[]> Rows);

/// <summary>What is known of a training row.</summary>
public enum TrainingLabel
{
    /// <summary>Nothing: not a negative.</summary>
    None,
    /// <summary>Cleared or merely negligent: a negative.</summary>
    Cleared,
    /// <summary>Knew.</summary>
    Knowing,
}

/// <summary>A row to learn from: a network at a date.</summary>
/// <param name="Label">Its label as known later.</param>
/// <param name="Group">Legal entity group, over all worlds or folders: rows of one group are never on both sides of a split.</param>
/// <param name="AsOf">Its as-of date.</param>
public readonly record struct TrainingRow(TrainingLabel Label, string Group, DateOnly AsOf);

/// <summary>Rows to learn from.</summary>
/// <param name="Table">Features.</param>
/// <param name="Rows">One per row of the table.</param>
/// <param name="Simulated">Whether they come from simulated worlds.</param>
public sealed record TrainingSet(FeatureTable Table, IReadOnlyList<TrainingRow> Rows, bool Simulated);
