namespace Graph.Analysis.Evaluation;

/// <summary>What a scorecard is assembled from.</summary>
public sealed record ScorecardInput
{
    /// <summary>What was evaluated, and how.</summary>
    public required ScorecardSetting Setting { get; init; }

    /// <summary>The replay with all records.</summary>
    public required EvaluationRun Replay { get; init; }

    /// <summary>The replay with notice dates redrawn; null: not made.</summary>
    public EvaluationRun? RedrawnNotices { get; init; }

    /// <summary>Replays with a share of rows missing, by share.</summary>
    public IReadOnlyList<(double Share, EvaluationRun Run)> Missing { get; init; } = [];

    /// <summary>For each family of features that was set to missing, the raw scores of the rows of <see cref="Replay"/>.</summary>
    public IReadOnlyList<(string Family, IReadOnlyList<double> RawScores)> Ablations { get; init; } = [];
}
