using System.Globalization;
using Graph.Analysis.Targets;
using Graph.Cli.Commands;
using Graph.Cli.Reports;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>Writes the files of a run into the stage of its folder.</summary>
internal sealed class RunWriter(RunFolder folder, CliEnvironment environment, CancellationToken cancellation)
{
    /// <summary>rejects.csv.</summary>
    public void Rejects(RunInputs inputs, IRecordStore store)
    {
        using var stream = folder.Create(RunFolder.RejectsName);
        RejectsCsv.Write(stream, inputs.Rejects(store), cancellation);
    }

    /// <summary>scores.csv, flow.csv and evidence.jsonl, which stays empty until signals are part of the program.</summary>
    public void Scores(MoneyAnalysis analysis)
    {
        using (var scores = folder.Create(RunFolder.ScoresName))
        {
            ScoresCsv.Write(scores, ScoresCsv.Rows(analysis.Flow.Graph.Parties, analysis.Exposure));
        }

        using (var flow = folder.Create(RunFolder.FlowName))
        {
            FlowCsv.Write(flow, analysis.Flow.Graph, cancellation);
        }

        folder.Write(RunFolder.EvidenceName, "");
    }

    /// <summary>targets.csv.</summary>
    public void Targets(TargetPlan plan)
    {
        using var stream = folder.Create(RunFolder.TargetsName);
        TargetsCsv.Write(stream, TargetsCsv.Lines(plan));
    }

    /// <summary>run.json.</summary>
    public void Document(RunDocument document) => folder.Write(RunFolder.RunJsonName, RunJson.Text(document));

    /// <summary>report.html, from the other files of the folder.</summary>
    public void Page(string language)
    {
        var contents = RunContents.Read(folder);
        cancellation.ThrowIfCancellationRequested();
        folder.Write(RunFolder.ReportName, ReportPage.Build(contents, language));
    }

    /// <summary>What run.json says of a run.</summary>
    public RunDocument Describe(
        CutOptions options, AsOfCut? cut, decimal? budget, double maxRejectShare, long seed, RunInputs inputs, string storeKind,
        MoneyAnalysis? analysis, TargetPlan? plan, StageClock clock)
    {
        var suffixes = PublicSuffixList.Embedded;
        var paths = analysis is null ? [] : clock.Measure("paths", () => RunPaths.Of(analysis, cancellation));
        return new RunDocument
        {
            Program = RunDocument.ProgramName,
            Format = RunDocument.CurrentFormat,
            RunId = environment.Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'.'fffffff'Z'", CultureInfo.InvariantCulture),
            AsOf = cut is null ? null : FigureText.Day(cut.AsOf),
            KnownAt = KnownAtText(options.KnownAt),
            Window = cut is null ? null : new WindowDocument(cut.WindowWeeks, FigureText.Day(cut.WindowFrom), FigureText.Day(cut.AsOf)),
            Basis = analysis is null ? null : FigureText.Word(analysis.Flow.Basis),
            Inputs = inputs.Documents(),
            Unmatched = inputs.Unmatched,
            Options = new OptionsDocument(
                options.AsOf is { } day ? FigureText.Day(day) : null, KnownAtText(options.KnownAt), options.WindowWeeks, budget, maxRejectShare),
            Seed = seed,
            Versions = Versions(),
            PublicSuffixList = new SuffixListDocument(suffixes.Date, suffixes.Sha256),
            StoreKind = storeKind,
            Headline = analysis is null ? null : RunSummary.Headline(analysis),
            Plan = plan is null ? null : RunSummary.Plan(plan),
            Noticed = analysis is null ? null : RunSummary.Noticed(analysis),
            DurationsMs = clock.WithTotal(),
            Paths = paths,
        };
    }

    /// <summary>Versions that bear on the results.</summary>
    internal static IReadOnlyDictionary<string, string> Versions() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["adchain"] = ProgramVersion,
        ["duckdb"] = RecordStores.DuckDbVersion,
    };

    /// <summary>The program's version.</summary>
    internal static string ProgramVersion => typeof(RunWriter).Assembly.GetName().Version?.ToString(3) ?? "";

    private static string? KnownAtText(DateTime? knownAt) => knownAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
