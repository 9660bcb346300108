using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest;
using Graph.Ingest.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain ingest</c>: reads a folder into a store.</summary>
internal static class IngestCommand
{
    public const string Examples = """
        adchain ingest data --store duckdb:all.duckdb
        adchain ingest data/2026-W47 --store duckdb:all.duckdb --json
        """;

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, int? Load, IReadOnlyList<FileDocument> Files, IReadOnlyList<string> Unmatched);

    /// <summary>A file of the folder. One that was loaded before counts its rows as duplicates.</summary>
    private sealed record FileDocument(bool AlreadyLoaded, InputDocument Input);

    public static Command Create(CliEnvironment environment)
    {
        var data = CommandOptions.Data();
        var store = CommandOptions.Store("none, so one must be named");
        var maxRejectShare = CommandOptions.MaxRejectShare();
        var json = CommandOptions.Json();
        var command = new Command("ingest", "Reads a folder of CSV files into a store, whole or not at all.") { data, store, maxRejectShare, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(data)),
            OptionValues.Store(parsed.GetValue(store), environment, defaultFile: null),
            OptionValues.MaxRejectShare(parsed.GetValue(maxRejectShare)),
            parsed.GetValue(json),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(string data, string storeUri, double maxRejectShare, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        var folder = InputFolder.List(data);
        IngestResult result;
        using (var scratch = new ScratchFolder(StoreUri.ScratchBeside(storeUri, environment)))
        using (var progress = new ProgressLine(environment))
        using (var store = RecordStores.Open(storeUri, readOnly: false, scratch.FullPath))
        {
            progress.Stage($"reading {folder.Files.Count} files");
            result = IngestPipeline.Run(folder, store, environment.Clock, progress.Report, cancellation);
        }

        var complaint = RunInputs.Of(result).Complaint(maxRejectShare);
        var files = result.Files.Select(ThisTime).ToArray();
        var exitCode = complaint is null ? ExitCodes.Done : ExitCodes.Input;
        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, result.Load?.Load, files, result.Unmatched)));
        }
        else
        {
            TableOutput.Write(environment, "Loaded", ["file", "#read", "#accepted", "#duplicate", "#restated", "#rejected", "note"], files.Select(Row));
        }

        return complaint is null ? ExitCodes.Done : throw CommandException.Input(complaint);
    }

    private static FileDocument ThisTime(IngestedFile file)
    {
        var input = new RunInputs([(file.Load, file.File)], []).Documents()[0];
        return new FileDocument(file.AlreadyLoaded, file.AlreadyLoaded
            ? input with { Accepted = 0, Restated = 0, Duplicate = input.Read - input.Rejected }
            : input);
    }

    private static string[] Row(FileDocument file) =>
    [
        file.Input.File, Number(file.Input.Read), Number(file.Input.Accepted), Number(file.Input.Duplicate), Number(file.Input.Restated),
        Number(file.Input.Rejected), file.Input.Refused is { } refused ? $"refused: {refused}" : file.AlreadyLoaded ? "already loaded" : "",
    ];

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
