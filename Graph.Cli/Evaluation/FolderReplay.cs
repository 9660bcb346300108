using Graph.Cli.Commands;
using Graph.Cli.Runs;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Evaluation;

/// <summary>Replays a folder of records, labelled by the verdicts that came later.</summary>
internal static class FolderReplay
{
    /// <summary>Weeks between two as-of dates.</summary>
    public const int WeeksBetween = 4;

    private const int MostDates = 26;
    private const int LeastWeeks = 4;

    /// <summary>Loads the folder and replays it.</summary>
    /// <param name="data">The files.</param>
    /// <param name="settings">How to replay.</param>
    /// <param name="scratch">A folder for the store.</param>
    /// <param name="environment">The clock.</param>
    /// <param name="stage">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="CommandException">A file was refused, or there is no accrual or no later verdict.</exception>
    public static ReplayResult Run(
        DataFolder data, ReplaySettings settings, string scratch, CliEnvironment environment, Action<string> stage, CancellationToken cancellation)
    {
        using var store = RecordStores.Open(StoreUri.OfFile(Path.Combine(scratch, "records.duckdb")), readOnly: false, Path.Combine(scratch, "spill"));
        stage($"reading {data.Files.Count} files");
        var loaded = IngestPipeline.Run(data, store, environment.Clock, progress: null, cancellation);
        if (RunInputs.Of(loaded).Complaint(OptionValues.MaxRejectShare(null)) is { } complaint)
        {
            throw CommandException.Input(complaint);
        }

        stage("reading verdicts");
        var verdicts = LaterVerdicts.Read(store, cancellation);
        var dates = Dates(store, verdicts, settings, cancellation);
        stage(FormattableString.Invariant($"replaying {dates.Count} dates"));
        return new Replay(store, world: 0, adversary: "", verdicts.Of, settings, environment.Clock).Run(dates, cancellation);
    }

    /// <summary>Every few weeks back from the newest accrual, where a later verdict labels some network.</summary>
    private static List<DateOnly> Dates(IRecordStore store, LaterVerdicts verdicts, ReplaySettings settings, CancellationToken cancellation)
    {
        var newest = store.NewestAccrual(null) ?? throw CommandException.Input(InputFolder.NoPlacement);
        var money = store.Read(new AsOfCut(newest, null, settings.WindowWeeks), cancellation);
        var spans = store.ReadKnowledge(money, cancellation).Resellers;
        var first = spans.Length == 0 ? newest : spans.Min(span => span.First);
        var dates = Enumerable.Range(0, MostDates).Select(i => newest.AddDays(-7 * WeeksBetween * i))
            .Where(day => day >= first.AddDays(7 * LeastWeeks) && verdicts.LabelsAny(day)).Order().ToList();
        return dates.Count > 0 ? dates : throw CommandException.Input(FormattableString.Invariant(
            $"no verdict labels any date: {verdicts.Networks} networks have verdicts, and one counts for dates {LaterVerdicts.GapDays + 1} to {LaterVerdicts.HorizonDays} days before it that have {LeastWeeks} weeks of placements behind them. Add verdicts.csv with later decisions, older placements, or use --worlds."));
    }
}
