using Graph.Model.Records;

namespace Graph.Cli.Evaluation;

/// <summary>How records are replayed.</summary>
internal sealed record ReplaySettings
{
    /// <summary>Weeks of the window of the money graph.</summary>
    public int WindowWeeks { get; init; } = AsOfCut.DefaultWindowWeeks;

    /// <summary>The model that scores, or null.</summary>
    public ModelFileContent? Model { get; init; }

    /// <summary>Level of naming.</summary>
    public double Alpha { get; init; } = 0.1;

    /// <summary>Seed of everything that is drawn.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether to score each date once more with notice dates redrawn.</summary>
    public bool RedrawNotices { get; init; }

    /// <summary>Whether baselines are wanted: training does without.</summary>
    public bool WithBaselines { get; init; } = true;
}
