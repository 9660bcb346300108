using Graph.Analysis.Flow;
using Graph.Cli.Commands;
using Graph.Cli.Reports;

namespace Graph.Cli.Runs;

/// <summary>A run folder whose scores are shown elsewhere.</summary>
/// <param name="Folder">Its path.</param>
/// <param name="Run">Its run.json.</param>
/// <param name="Scores">Its scores.csv.</param>
internal sealed record ScoredRun(string Folder, RunDocument Run, IReadOnlyList<ScoreRow> Scores)
{
    /// <summary>Reads a folder.</summary>
    /// <exception cref="CommandException">It is no run folder, or has no scores.</exception>
    public static ScoredRun Read(string folder)
    {
        var (document, scores) = (Path.Combine(folder, RunFolder.RunJsonName), Path.Combine(folder, RunFolder.ScoresName));
        return !File.Exists(document) || !File.Exists(scores)
            ? throw CommandException.Usage($"--run: {folder} has no scores. Make them with `adchain run DATA --out {folder}`.")
            : new ScoredRun(folder, RunJson.Read(document), ScoresCsv.Read(scores));
    }

    /// <summary>The cut that the options ask for, those of the run where they say nothing.</summary>
    /// <param name="scored">The run, or null.</param>
    /// <param name="asOf">As written.</param>
    /// <param name="knownAt">As written.</param>
    /// <param name="window">As written.</param>
    /// <param name="withLoads">Whether the times of loads count: records of a folder have only just been loaded.</param>
    /// <exception cref="CommandException">The options and the run do not fit each other.</exception>
    public static CutOptions Cut(ScoredRun? scored, string? asOf, string? knownAt, string? window, bool withLoads)
    {
        var run = scored?.Run;
        var options = new CutOptions(
            OptionValues.AsOf(asOf ?? run?.AsOf),
            withLoads ? OptionValues.KnownAt(knownAt ?? run?.KnownAt) : null,
            window is null && run is not null ? run.Options.WindowWeeks : OptionValues.WindowWeeks(window));
        var mixes = run is not null && (options.AsOf != OptionValues.AsOf(run.AsOf) || options.WindowWeeks != run.Options.WindowWeeks
            || (withLoads && options.KnownAt != OptionValues.KnownAt(run.KnownAt)));
        return mixes
            ? throw CommandException.Usage($"{scored!.Folder} holds a run as of {run!.AsOf} over {run.Options.WindowWeeks} weeks; its scores would not fit another date or window. Leave the options out, or --run.")
            : options;
    }

    /// <summary>Refuses a money graph that is not the run's.</summary>
    /// <exception cref="CommandException">It has other lanes, nodes or hops.</exception>
    public void RequireSame(FlowResult flow)
    {
        if (Run.Headline is { } found && (found.Lanes != flow.Lanes.Length || found.Nodes != flow.Graph.NodeCount || found.Hops != flow.Graph.HopCount))
        {
            throw CommandException.Usage($"--run: {Folder} was made from other records than these: its money graph has {found.Hops} hops, this one {flow.Graph.HopCount}. Give the run of these records, or leave --run out.");
        }
    }
}
