using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest.Stores;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain status</c>: what a store holds.</summary>
internal static class StatusCommand
{
    public const string Examples = """
        adchain status --store duckdb:all.duckdb
        adchain status --store duckdb:week47/adchain.duckdb --json
        """;

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(string StoreKind, string? NewestAccrual, IReadOnlyList<TotalDocument> Totals, IReadOnlyList<LoadDocument> Loads);

    private sealed record TotalDocument(string Type, long Keys, long Versions);

    private sealed record LoadDocument(int Load, string LoadedAt, IReadOnlyList<InputDocument> Files);

    public static Command Create(CliEnvironment environment)
    {
        var store = CommandOptions.Store("none, so one must be named");
        var json = CommandOptions.Json();
        var command = new Command("status", "Shows the loads, the files with their hashes, and how many records a store holds.") { store, json };
        command.SetAction((parsed, _) => Task.FromResult(Execute(
            OptionValues.Store(parsed.GetValue(store), environment, defaultFile: null), parsed.GetValue(json), environment)));
        return command;
    }

    private static int Execute(string storeUri, bool json, CliEnvironment environment)
    {
        StoreUri.RequireExisting(storeUri);
        using var scratch = new ScratchFolder(StoreUri.ScratchBeside(storeUri, environment));
        using var store = RecordStores.Open(storeUri, readOnly: true, scratch.FullPath);
        var document = Describe(store);
        if (json)
        {
            environment.Out.Write(RunJson.Text(document));
            return ExitCodes.Done;
        }

        TableOutput.Write(environment, "Records", ["type", "#keys", "#versions"], document.Totals.Select(t => (string[])[t.Type, Number(t.Keys), Number(t.Versions)]));
        environment.Out.Write("\n");
        TableOutput.Write(
            environment,
            "Loads",
            ["#load", "loaded at", "file", "#read", "#accepted", "#duplicate", "#restated", "#rejected", "sha256"],
            document.Loads.SelectMany(l => l.Files.Select(f => Row(l, f))));
        return ExitCodes.Done;
    }

    private static Document Describe(IRecordStore store) => new(
        store.Kind,
        store.NewestAccrual(knownAt: null) is { } day ? FigureText.Day(day) : null,
        [.. store.Totals().Select(t => new TotalDocument(t.Type.FileWord(), t.Keys, t.Versions))],
        [.. store.Ledger().Select(l => new LoadDocument(
            l.Load,
            l.LoadedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            new RunInputs([.. l.Files.Select(f => (l.Load, f))], []).Documents()))]);

    private static string[] Row(LoadDocument load, InputDocument file) =>
    [
        Number(load.Load), load.LoadedAt, file.File, Number(file.Read), Number(file.Accepted), Number(file.Duplicate), Number(file.Restated),
        Number(file.Rejected), file.Sha256,
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
