using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Cli.Evaluation;

/// <summary>Turns replays into rows to learn from.</summary>
internal static class TrainingRows
{
    /// <summary>All rows of a folder; those without a later verdict are unlabelled.</summary>
    public static TrainingSet Of(ReplayResult replay) => Of([replay], simulated: false);

    /// <summary>All rows of simulated worlds.</summary>
    public static TrainingSet Of(IReadOnlyList<ReplayResult> worlds) => Of(worlds, simulated: true);

    private static TrainingSet Of(IReadOnlyList<ReplayResult> replays, bool simulated)
    {
        var rows = replays.SelectMany(replay => replay.Rows).ToArray();
        return new TrainingSet(
            new FeatureTable(replays[0].Features, [.. rows.Select(row => row.Features)]),
            [.. rows.Select(row => new TrainingRow(row.Row.Label, row.Row.Group, row.Row.AsOf))],
            simulated);
    }
}
