using System.Globalization;
using Graph.Analysis.Targets;
using Graph.Cli.Commands;
using Graph.Cli.Reports;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Runs;

/// <summary>Writes the files of a run into the stage of its folder.</summary>
internal sealed class RunWriter(RunFolder folder, CliEnvironment environment, CancellationToken cancellation)
{
    /// <summary>What was written, collected for the store.</summary>
    public RunPublication Publication { get; } = new();

    /// <summary>rejects.csv.</summary>
    public void Rejects(RunInputs inputs, IRecordStore store)
    {
        using var stream = folder.Create(RunFolder.RejectsName);
        RejectsCsv.Write(stream, inputs.Rejects(store), cancellation);
    }

    /// <summary>scores.csv and flow.csv.</summary>
    public void Scores(MoneyAnalysis analysis, KnowledgeRun knowledge)
    {
        var rows = ScoresCsv.Rows(analysis.Flow.Graph.Parties, analysis.Exposure, knowledge.Result);
        using (var scores = folder.Create(RunFolder.ScoresName))
        {
            ScoresCsv.Write(scores, rows);
        }

        Publication.Scores(rows);

        using var flow = folder.Create(RunFolder.FlowName);
        FlowCsv.Write(flow, analysis.Flow.Graph, cancellation);
    }

    /// <summary>evidence.jsonl.</summary>
    /// <param name="knowledge">What was found.</param>
    /// <param name="canonicalRows">Gives the canonical text of each row, as <see cref="IRecordStore.CanonicalRows"/>.</param>
    /// <returns>What run.json says of it.</returns>
    public EvidenceSummary Evidence(KnowledgeRun knowledge, Func<IReadOnlyList<RowOrigin>, IReadOnlyList<string?>> canonicalRows)
    {
        var lines = EvidenceLines.Of(knowledge.View.Flow.Graph.Parties, knowledge.View.Records.Files, knowledge.Result, canonicalRows);
        cancellation.ThrowIfCancellationRequested();
        using var stream = folder.Create(RunFolder.EvidenceName);
        return EvidenceJsonl.Write(stream, lines, Publication.Finding);
    }

    /// <summary>targets.csv, and the frontier as data and as a plot where the plan has one.</summary>
    public void Targets(TargetPlan plan)
    {
        var rows = TargetsCsv.Lines(plan);
        using (var targets = folder.Create(RunFolder.TargetsName))
        {
            TargetsCsv.Write(targets, rows);
        }

        Publication.Targets(rows);

        if (plan.Frontier.Count == 0)
        {
            folder.Discard(RunFolder.FrontierName);
            folder.Discard(RunFolder.FrontierPlotName);
            return;
        }

        var lines = FrontierCsv.Lines(plan);
        using var frontier = folder.Create(RunFolder.FrontierName);
        FrontierCsv.Write(frontier, lines);
        folder.Write(RunFolder.FrontierPlotName, FrontierPlot.Svg(lines));
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
    /// <param name="options">The cut that was asked for.</param>
    /// <param name="settings">Everything else that was asked for.</param>
    /// <param name="inputs">The files.</param>
    /// <param name="storeKind">Where the records are kept.</param>
    /// <param name="findings">What came out, or null: there was no placement to take a date from.</param>
    /// <param name="clock">How long it took.</param>
    public RunDocument Describe(
        CutOptions options, RunSettings settings, RunInputs inputs, string storeKind, RunFindings? findings, StageClock clock)
    {
        var (analysis, plan, cut) = (findings?.Money, findings?.Plan, findings?.Money.Flow.Records.Cut);
        var suffixes = PublicSuffixList.Embedded;
        var paths = analysis is null ? [] : clock.Measure("paths", () => RunPaths.Of(analysis, cancellation));
        var knowledge = findings is null ? null
            : RunKnowledge.Of(findings.Knowledge.View, findings.Knowledge.Result, findings.Knowledge.Settings.Model?.Facts);
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
                options.AsOf is { } day ? FigureText.Day(day) : null, KnownAtText(options.KnownAt), options.WindowWeeks, settings.Plan?.Targets.Budget, settings.MaxRejectShare,
                new Money(settings.Knowledge.Options.MaterialityUnits), settings.Knowledge.Naming.Alpha)
            {
                Plan = settings.Plan?.Document(),
            },
            Seed = settings.Seed,
            Versions = Versions(),
            PublicSuffixList = new SuffixListDocument(suffixes.Date, suffixes.Sha256),
            Model = knowledge?.Model,
            StoreKind = storeKind,
            Evidence = findings?.Evidence,
            Headline = analysis is null ? null : RunSummary.Headline(analysis),
            Plan = plan is null ? null : RunSummary.Plan(plan),
            Noticed = analysis is null ? null : RunSummary.Noticed(analysis),
            Knowledge = knowledge,
            Cases = findings is null ? [] : RunCases.Of(findings.Knowledge.View, findings.Knowledge.Result, cancellation),
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
