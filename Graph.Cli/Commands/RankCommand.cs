using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Graph.Analysis.Targets;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain rank</c>: ranks targets for what a store holds.</summary>
internal static class RankCommand
{
    public const string Examples = """
        adchain rank --store duckdb:all.duckdb --out week47 --budget 10
        adchain rank --store duckdb:all.duckdb --out week47 --budget 3 --json
        adchain rank --store duckdb:all.duckdb --out week47 --rules rules.csv --limit freeze=5
        adchain rank --store http://localhost:7474/neo4j --out week47 --budget 10
        adchain rank --store duckdb:all.duckdb --out week47 --exact --time-limit 5m
        """;

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(
        int ExitCode, string Out, PlanDocument Plan, IReadOnlyList<TargetLine> Targets,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] WrittenBack? WrittenBack);

    public static Command Create(CliEnvironment environment)
    {
        var store = CommandOptions.Store("none, so one must be named");
        var output = CommandOptions.Out();
        var (asOf, knownAt, window) = (CommandOptions.AsOf(), CommandOptions.KnownAt(), CommandOptions.Window());
        var (seed, json) = (CommandOptions.Seed(), CommandOptions.Json());
        var (choices, back) = (new PlanChoices(), new WriteBackChoice());
        var command = new Command("rank", "Ranks the first targets under a budget and writes targets.csv; date and window are those of the run folder, where it has a run.")
        {
            store, output, asOf, knownAt, window, seed, json,
        };
        choices.AddTo(command);
        back.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var chance = OptionValues.Whole("--seed", parsed.GetValue(seed), 1, 0, long.MaxValue);
            var uri = OptionValues.Store(parsed.GetValue(store), environment, defaultFile: null);
            return Task.FromResult(Execute(
                new Source(uri, back.Resolve(parsed, uri), chance),
                environment.Resolve(parsed.GetRequiredValue(output)),
                new AskedCut(parsed.GetValue(asOf), parsed.GetValue(knownAt), parsed.GetValue(window)),
                choices.Resolve(parsed, environment, chance, threads: 0, cancellation),
                parsed.GetValue(json),
                environment,
                cancellation));
        });
        return command;
    }

    /// <summary>The cut as the user wrote it, for what the run folder says takes its place where nothing is written.</summary>
    private sealed record AskedCut(string? AsOf, string? KnownAt, string? Window);

    /// <summary>Where the records are, whether what is found goes back there, and the seed.</summary>
    private sealed record Source(string Uri, bool WriteBack, long Seed);

    private static int Execute(
        Source source, string output, AskedCut asked, PlanSettings settings, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        StoreUri.RequireExisting(source.Uri);
        using var folder = RunFolder.Open(output);
        var run = folder.Find(RunFolder.RunJsonName) is { } path ? RunJson.Read(path) : null;
        var options = Resolve(asked, run, output);
        TargetPlan plan;
        WrittenBack? back;
        using (var progress = new ProgressLine(environment))
        {
            progress.Stage("ranking targets");
            (plan, back) = Write(source, options, run, settings, folder, environment, cancellation);
        }

        RunOutput.WarnOfRules(environment, plan.UnmatchedRules);
        var lines = TargetsCsv.Lines(plan);
        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(ExitCodes.Done, output, RunSummary.Plan(plan), lines, back)));
        }
        else
        {
            TableOutput.Write(environment, "First targets", ["#rank", "kind", "target", "action", "#cost", "#gain", "#cumulative share", "#optimality"], lines.Select(Row));
        }

        return ExitCodes.Done;
    }

    private static (TargetPlan Plan, WrittenBack? Back) Write(
        Source source, CutOptions options, RunDocument? run, PlanSettings settings, RunFolder folder, CliEnvironment environment, CancellationToken cancellation)
    {
        var clock = new StageClock(environment.Clock);
        using var store = RecordStores.Open(source.Uri, readOnly: true, folder.ScratchPath);
        var cut = MoneyAnalysis.Cut(store, options) ?? throw CommandException.Input($"the store is empty: {InputFolder.NoPlacement}");
        var analysis = MoneyAnalysis.Run(store, cut, clock, cancellation);
        var tiers = KnowledgeRun.TiersFor(settings, store, analysis, KnowledgeChoices.Thresholds(run?.Options.Materiality), clock, cancellation);
        var plan = analysis.Rank(settings, tiers, analysis.Mobility(store, clock, cancellation), clock, cancellation);
        var writer = new RunWriter(folder, environment, cancellation);
        writer.Targets(plan);
        if (run is not null)
        {
            writer.Document(run with { Plan = RunSummary.Plan(plan), Options = run.Options with { Budget = settings.Targets.Budget, Plan = settings.Document() } });
        }

        folder.Publish(dropOthers: false);
        return (plan, source.WriteBack ? WriteBack.To(source.Uri, writer.Publication.Describe(analysis, knowledge: null, settings, source.Seed), cancellation) : null);
    }

    private static CutOptions Resolve(AskedCut asked, RunDocument? run, string output)
    {
        var options = new CutOptions(
            OptionValues.AsOf(asked.AsOf ?? run?.AsOf),
            OptionValues.KnownAt(asked.KnownAt ?? run?.KnownAt),
            asked.Window is null && run is not null ? run.Options.WindowWeeks : OptionValues.WindowWeeks(asked.Window));
        var mixes = run is { AsOf: not null }
            && (options.AsOf != OptionValues.AsOf(run.AsOf) || options.KnownAt != OptionValues.KnownAt(run.KnownAt) || options.WindowWeeks != run.Options.WindowWeeks);
        return mixes
            ? throw CommandException.Usage($"{output} holds a run as of {run!.AsOf} over {run.Options.WindowWeeks} weeks; targets of another date or window would not fit it. Leave the options out, or give another --out.")
            : options;
    }

    private static string[] Row(TargetLine line) =>
    [
        line.Rank.ToString(CultureInfo.InvariantCulture), line.TargetKind, line.TargetId, line.Action, FigureText.Cost(line.Cost), line.Gain.ToString(),
        FigureText.Share(line.CumulativeShare), FigureText.Share(line.Optimality),
    ];
}
