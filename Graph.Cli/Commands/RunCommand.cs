using System.CommandLine;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain run</c>: the weekly batch.</summary>
internal static class RunCommand
{
    public const string Examples = """
        adchain run data --out week47
        adchain run data --out week47 --store duckdb:all.duckdb --as-of 2026-11-22 --budget 5
        adchain run data --out week47 --lang zh --json > week47.json
        adchain run data --out week47 --store http://localhost:7474/neo4j
        adchain run data --out week47 --store http://localhost:7474/neo4j --no-write-back
        adchain run data --out week47 --materiality 5000 --alpha 0.05 --model ours.json
        adchain run data --out week47 --budget 20 --rules rules.csv --limit freeze=5 --limit interview=10
        adchain run data --out week47 --eligibility any --collateral-price 0.001 --exact --time-limit 5m
        """;

    /// <summary>What a run needs to know, resolved.</summary>
    internal sealed record Options(
        string Data, string Out, string Store, CutOptions Cut, PlanSettings Plan, long Seed, string Language, double MaxRejectShare, int Threads,
        KnowledgeSettings Knowledge, bool WriteBack, bool Json);

    public static Command Create(CliEnvironment environment)
    {
        var data = CommandOptions.Data();
        var output = CommandOptions.Out();
        var store = CommandOptions.Store("OUT/adchain.duckdb");
        var (asOf, knownAt, window) = (CommandOptions.AsOf(), CommandOptions.KnownAt(), CommandOptions.Window());
        var (seed, language) = (CommandOptions.Seed(), CommandOptions.Language());
        var (maxRejectShare, threads, json) = (CommandOptions.MaxRejectShare(), CommandOptions.Threads(), CommandOptions.Json());
        var (plan, knowledge, back) = (new PlanChoices(), new KnowledgeChoices(), new WriteBackChoice());
        var command = new Command("run", "Reads a folder of CSV files, scores, ranks and reports: the weekly batch.")
        {
            data, output, store, asOf, knownAt, window, seed, language, maxRejectShare, threads, json,
        };
        plan.AddTo(command);
        knowledge.AddTo(command);
        back.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var most = OptionValues.Threads(parsed.GetValue(threads));
            var chance = OptionValues.Whole("--seed", parsed.GetValue(seed), 1, 0, long.MaxValue);
            var folder = environment.Resolve(parsed.GetRequiredValue(output));
            var uri = OptionValues.Store(parsed.GetValue(store), environment, Path.Combine(folder, RunFolder.StoreName));
            return Task.FromResult(Execute(
                new Options(
                    environment.Resolve(parsed.GetRequiredValue(data)),
                    folder,
                    uri,
                    OptionValues.Cut(parsed, asOf, knownAt, window),
                    plan.Resolve(parsed, environment, chance, most, cancellation),
                    chance,
                    OptionValues.Language(parsed.GetValue(language), environment),
                    OptionValues.MaxRejectShare(parsed.GetValue(maxRejectShare)),
                    most,
                    knowledge.Resolve(parsed, environment, most),
                    back.Resolve(parsed, uri),
                    parsed.GetValue(json)),
                environment,
                cancellation));
        });
        return command;
    }

    /// <summary>The budget where none is given.</summary>
    public const decimal DefaultBudget = 10m;

    /// <summary>Runs the batch.</summary>
    public static int Execute(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        var data = InputFolder.List(options.Data);
        using var folder = RunFolder.Open(options.Out);
        using var progress = new ProgressLine(environment);
        var (document, complaint, unmatched, back) = Write(options, data, folder, environment, progress, cancellation);
        progress.Dispose();
        RunOutput.WarnOfRules(environment, unmatched);
        RunOutput.Write(environment, options.Out, document, complaint is null ? ExitCodes.Done : ExitCodes.Input, options.Json, back);
        return complaint is null ? ExitCodes.Done : throw CommandException.Input(complaint);
    }

    private static (RunDocument Document, string? Complaint, IReadOnlyList<string> Unmatched, WrittenBack? Back) Write(
        Options options, DataFolder data, RunFolder folder, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        var clock = new StageClock(environment.Clock);
        var writer = new RunWriter(folder, environment, cancellation);
        progress.Stage($"reading {data.Files.Count} files");
        using var store = clock.Measure("open_store", () => RecordStores.Open(options.Store, readOnly: false, folder.ScratchPath, options.Threads));
        var ingest = clock.Measure("ingest", () => IngestPipeline.Run(data, store, environment.Clock, progress.Report, cancellation));
        var inputs = RunInputs.Of(ingest);
        writer.Rejects(inputs, store);
        var cut = MoneyAnalysis.Cut(store, options.Cut);
        var findings = cut is null ? null : Find(options, store, cut, writer, clock, progress, cancellation);
        var document = writer.Describe(
            options.Cut, new RunSettings(options.Plan, options.MaxRejectShare, options.Seed, options.Knowledge), inputs, store.Kind, findings, clock);
        writer.Document(document);
        writer.Page(options.Language);
        cancellation.ThrowIfCancellationRequested();
        folder.Publish(dropOthers: true);
        var back = options.WriteBack && findings is not null ? GiveBack(options, findings, writer, environment, progress, cancellation) : null;
        return (document, inputs.Complaint(options.MaxRejectShare) ?? (cut is null ? InputFolder.NoPlacement : null), findings?.Plan?.UnmatchedRules ?? [], back);
    }

    private static WrittenBack GiveBack(
        Options options, RunFindings findings, RunWriter writer, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        progress.Stage("writing findings back to the store");
        return WriteBack.To(
            options.Store, writer.Publication.Describe(findings.Money, findings.Knowledge, findings.Plan is null ? null : options.Plan, options.Seed), cancellation);
    }

    private static RunFindings Find(
        Options options, IRecordStore store, AsOfCut cut, RunWriter writer, StageClock clock, ProgressLine progress, CancellationToken cancellation)
    {
        progress.Stage("following the money");
        var money = MoneyAnalysis.Run(store, cut, clock, cancellation);
        progress.Stage("asking who knew");
        var knowledge = KnowledgeRun.Run(store, money, options.Knowledge, clock, cancellation);
        progress.Stage("ranking targets");
        var plan = money.Rank(
            options.Plan, options.Plan.NeedsTiers(money.Flow.Records.Actions) ? knowledge.Tiers : null, money.Mobility(store, clock, cancellation), clock, cancellation);
        progress.Stage("writing results");
        clock.Measure("write_scores", () => writer.Scores(money, knowledge));
        var evidence = clock.Measure("write_evidence", () => writer.Evidence(knowledge, rows => store.CanonicalRows(rows, cancellation)));
        writer.Targets(plan);
        return new RunFindings(money, knowledge, evidence, plan);
    }
}
