using Graph.Analysis.Evaluation.Backtest;
using Graph.Cli.Commands;
using Graph.Cli.Runs;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Evaluation;

/// <summary>Loads a folder of records once, and plans as of many dates from what the store shows as of each.</summary>
internal static class BacktestReplay
{
    /// <summary>Runs the backtest.</summary>
    /// <param name="data">The files.</param>
    /// <param name="storeUri">Where to keep the records, or null: in the scratch folder.</param>
    /// <param name="settings">How.</param>
    /// <param name="scratch">A folder for what is needed meanwhile.</param>
    /// <param name="environment">The clock.</param>
    /// <param name="stage">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The result, and what is wrong with the input as a whole, or null.</returns>
    /// <exception cref="CommandException">There is no accrual, or the history is too short.</exception>
    public static (BacktestResult Result, string? Complaint) Run(
        DataFolder data, string? storeUri, BacktestSettings settings, string scratch, CliEnvironment environment, Action<string> stage,
        CancellationToken cancellation)
    {
        using var store = RecordStores.Open(
            storeUri ?? StoreUri.OfFile(Path.Combine(scratch, "records.duckdb")), readOnly: false, Path.Combine(scratch, "spill"));
        stage($"reading {data.Files.Count} files");
        var loaded = IngestPipeline.Run(data, store, environment.Clock, progress: null, cancellation);
        var complaint = RunInputs.Of(loaded).Complaint(OptionValues.MaxRejectShare(null));
        var dates = Dates(store, settings, cancellation);
        var (options, scores, clock) = (settings.Options, new List<OriginScore>(dates.Count), new StageClock(environment.Clock));
        foreach (var date in dates)
        {
            stage(FormattableString.Invariant($"planning as of {date:yyyy-MM-dd} ({scores.Count + 1} of {dates.Count})"));
            var past = MoneyAnalysis.Run(store, new AsOfCut(date, null, settings.WindowWeeks), clock, cancellation);
            var future = MoneyAnalysis.Run(store, new AsOfCut(date.AddDays(7 * settings.HorizonWeeks), null, settings.HorizonWeeks), clock, cancellation);
            scores.Add(OriginScoring.Run(new BacktestOrigin(date, past.Flow, past.Exposure, future.Flow, future.Exposure), options, cancellation));
        }

        stage("computing figures and their intervals");
        return (BacktestSummary.Of(scores, options, cancellation), complaint);
    }

    /// <summary>Every few weeks back from the last date with a whole future, as long as there is a whole window before it.</summary>
    private static List<DateOnly> Dates(IRecordStore store, BacktestSettings settings, CancellationToken cancellation)
    {
        var newest = store.NewestAccrual(null) ?? throw CommandException.Input(InputFolder.NoPlacement);
        var spans = store.ReadKnowledge(store.Read(new AsOfCut(newest, null, 1), cancellation), cancellation).Resellers;
        var first = spans.Length == 0 ? newest : spans.Min(span => span.First);
        var days = newest.DayNumber - first.DayNumber + 1;
        var dates = new List<DateOnly>();
        for (var date = newest.AddDays(-7 * settings.HorizonWeeks); date.AddDays(1 - (7 * settings.WindowWeeks)) >= first; date = date.AddDays(-7 * settings.EveryWeeks))
        {
            dates.Add(date);
        }

        dates.Reverse();
        return dates.Count > 0 ? dates : throw CommandException.Input(FormattableString.Invariant(
            $"the history is too short: the placements cover {days / 7} whole weeks ({first:yyyy-MM-dd} to {newest:yyyy-MM-dd}), and one plan needs {settings.LeastWeeks}, {settings.WindowWeeks} before it and {settings.HorizonWeeks} after it. Add older placements, or give a shorter --window or --horizon."));
    }
}
