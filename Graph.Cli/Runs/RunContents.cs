using Graph.Cli.Reports;

namespace Graph.Cli.Runs;

/// <summary>A run folder read back: all that the page and <c>diff</c> need.</summary>
internal sealed record RunContents(RunDocument Run, IReadOnlyList<ScoreRow> Scores, IReadOnlyList<TargetLine> Targets, RejectSummary Rejects)
{
    /// <summary>The frontier; empty where the plan has none.</summary>
    public IReadOnlyList<FrontierLine> Frontier { get; init; } = [];

    /// <summary>Reads a folder that is being written: what is staged, else what is published.</summary>
    public static RunContents Read(RunFolder folder) => Read(folder.Find, folder.FullPath);

    /// <summary>Reads a published folder.</summary>
    public static RunContents Read(string folder) =>
        Read(name => Path.Combine(folder, name) is var path && File.Exists(path) ? path : null, folder);

    private static RunContents Read(Func<string, string?> find, string folder)
    {
        var runJson = find(RunFolder.RunJsonName)
            ?? throw CommandException.Usage($"{folder} is not a run folder: it has no {RunFolder.RunJsonName}. Make one with `adchain run DATA --out {folder}`.");
        return new RunContents(
            RunJson.Read(runJson),
            find(RunFolder.ScoresName) is { } scores ? ScoresCsv.Read(scores) : [],
            find(RunFolder.TargetsName) is { } targets ? TargetsCsv.Read(targets) : [],
            find(RunFolder.RejectsName) is { } rejects ? RejectsCsv.Summarize(rejects) : new RejectSummary(0, [], []))
        {
            Frontier = find(RunFolder.FrontierName) is { } frontier ? FrontierCsv.Read(frontier) : [],
        };
    }
}
