using Graph.Cli.Runs;
using Graph.Model.Records;

namespace Graph.Cli.Evaluation;

/// <summary>How records are replayed.</summary>
internal sealed record ReplaySettings
{
    /// <summary>Weeks of the window of the money graph.</summary>
    public int WindowWeeks { get; init; } = AsOfCut.DefaultWindowWeeks;

    /// <summary>Thresholds, the level of naming, and the model that scores, if any.</summary>
    public required KnowledgeSettings Knowledge { get; init; }

    /// <summary>Seed of everything that is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether to score each date once more with notice dates redrawn.</summary>
    public bool RedrawNotices { get; init; }

    /// <summary>Whether baselines are wanted: training does without.</summary>
    public bool WithBaselines { get; init; } = true;
}
