using System.CommandLine;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain score</c>: scores what a store holds.</summary>
internal static class ScoreCommand
{
    public const string Examples = """
        adchain score --store duckdb:all.duckdb --out week47
        adchain score --store duckdb:all.duckdb --out week47 --model none --materiality 5000
        adchain score --store http://localhost:7474/neo4j --out week47 --no-write-back
        adchain score --store duckdb:all.duckdb --out october --as-of 2026-10-31 --known-at 2026-11-02
        """;

    public static Command Create(CliEnvironment environment)
    {
        var store = CommandOptions.Store("none, so one must be named");
        var output = CommandOptions.Out();
        var (asOf, knownAt, window, json) = (CommandOptions.AsOf(), CommandOptions.KnownAt(), CommandOptions.Window(), CommandOptions.Json());
        var (knowledge, back) = (new KnowledgeChoices(), new WriteBackChoice());
        var command = new Command("score", "Reads the store and writes scores.csv, evidence.jsonl, flow.csv, rejects.csv and run.json.") { store, output, asOf, knownAt, window, json };
        knowledge.AddTo(command);
        back.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var uri = OptionValues.Store(parsed.GetValue(store), environment, defaultFile: null);
            return Task.FromResult(Execute(
                new Source(uri, back.Resolve(parsed, uri)),
                environment.Resolve(parsed.GetRequiredValue(output)),
                OptionValues.Cut(parsed, asOf, knownAt, window),
                knowledge.Resolve(parsed, environment, threads: 0),
                parsed.GetValue(json),
                environment,
                cancellation));
        });
        return command;
    }

    /// <summary>Where the records are, and whether what is found goes back there.</summary>
    private sealed record Source(string Uri, bool WriteBack);

    private static int Execute(
        Source source, string output, CutOptions options, KnowledgeSettings settings, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        StoreUri.RequireExisting(source.Uri);
        using var folder = RunFolder.Open(output);
        using var progress = new ProgressLine(environment);
        var (document, back) = Write(source, options, settings, folder, environment, progress, cancellation);
        progress.Dispose();
        RunOutput.Write(environment, output, document, ExitCodes.Done, json, back);
        return ExitCodes.Done;
    }

    private static (RunDocument Document, WrittenBack? Back) Write(
        Source source, CutOptions options, KnowledgeSettings settings, RunFolder folder, CliEnvironment environment, ProgressLine progress,
        CancellationToken cancellation)
    {
        var clock = new StageClock(environment.Clock);
        var writer = new RunWriter(folder, environment, cancellation);
        using var store = RecordStores.Open(source.Uri, readOnly: true, folder.ScratchPath);
        var cut = MoneyAnalysis.Cut(store, options) ?? throw CommandException.Input($"the store is empty: {InputFolder.NoPlacement}");
        progress.Stage("following the money");
        var money = MoneyAnalysis.Run(store, cut, clock, cancellation);
        progress.Stage("asking who knew");
        var knowledge = KnowledgeRun.Run(store, money, settings, clock, cancellation);
        progress.Stage("writing results");
        var inputs = RunInputs.Of(store, options.KnownAt);
        writer.Rejects(inputs, store);
        clock.Measure("write_scores", () => writer.Scores(money, knowledge));
        var evidence = clock.Measure("write_evidence", () => writer.Evidence(knowledge, rows => store.CanonicalRows(rows, cancellation)));
        var document = writer.Describe(
            options, new RunSettings(Plan: null, OptionValues.MaxRejectShare(null), Seed: 1, settings), inputs, store.Kind,
            new RunFindings(money, knowledge, evidence, Plan: null), clock);
        writer.Document(document);
        folder.Publish(dropOthers: true);
        return (document, source.WriteBack ? WriteBack.To(source.Uri, writer.Publication.Describe(money, knowledge, plan: null, seed: 1), cancellation) : null);
    }
}
