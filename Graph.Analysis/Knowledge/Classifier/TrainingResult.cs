namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Why no model was trained.</summary>
/// <param name="Code"><c>too_few_knowing</c> or <c>too_few_cleared</c>.</param>
/// <param name="Message">What was found, what is needed, in one sentence.</param>
public sealed record TrainingRefusal(string Code, string Message);

/// <summary>What a reader of the model should know.</summary>
/// <param name="Code"><c>leakage</c>, <c>no_trees</c>, <c>worse_later</c>.</param>
/// <param name="Feature">The feature that it is about, or null.</param>
/// <param name="Message">What was found, in one sentence.</param>
public sealed record TrainingWarning(string Code, string? Feature, string Message);

/// <summary>A training row as scored by a model that saw nothing of its legal group.</summary>
/// <param name="Row">Number of the row.</param>
/// <param name="Fold">Its fold.</param>
/// <param name="RawScore">Log odds before calibration.</param>
/// <param name="Probability">Calibrated on the other folds' rows.</param>
public readonly record struct OutOfFoldRow(int Row, int Fold, double RawScore, double Probability);

/// <summary>What training came to.</summary>
public sealed record TrainingResult
{
    /// <summary>The model, or null where training was refused.</summary>
    public KnowledgeModel? Model { get; init; }

    /// <summary>Why training was refused, or null.</summary>
    public TrainingRefusal? Refusal { get; init; }

    /// <summary>Warnings, in the order of features.</summary>
    public IReadOnlyList<TrainingWarning> Warnings { get; init; } = [];

    /// <summary>Every training row, unlabelled ones too; empty where training was refused.</summary>
    public IReadOnlyList<OutOfFoldRow> OutOfFold { get; init; } = [];
}
