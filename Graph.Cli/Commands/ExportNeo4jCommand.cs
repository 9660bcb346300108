using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;
using Graph.Ingest.Stores.Neo4j.Import;

namespace Graph.Cli.Commands;

/// <summary><c>adchain export neo4j</c>: files for a first big load.</summary>
internal static class ExportNeo4jCommand
{
    public const string Examples = """
        adchain export neo4j data --out import
        adchain export neo4j data --out import --gzip
        NEO4J_ADMIN=/opt/neo4j/bin/neo4j-admin sh import/import.sh
        """;

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(
        int ExitCode, string Out, IReadOnlyList<InputDocument> Inputs, IReadOnlyList<string> Unmatched, IReadOnlyList<Neo4jImportFile> Files,
        long Nodes, long Relationships, long Properties, string Guide);

    public static Command Create(CliEnvironment environment)
    {
        var data = CommandOptions.Data();
        var output = CommandOptions.Required("--out", "DIR", "Folder for the files; new, empty, or of an earlier export.");
        var gzip = new Option<bool>("--gzip") { Description = "Compress the files with rows; the importer reads them as they are." };
        var (maxRejectShare, json) = (CommandOptions.MaxRejectShare(), CommandOptions.Json());
        var command = new Command("neo4j", "Writes files for `neo4j-admin database import full`, the command and the constraints: the graph that ingest would make.")
        {
            data, output, gzip, maxRejectShare, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(data)),
            environment.Resolve(parsed.GetRequiredValue(output)),
            parsed.GetValue(gzip),
            OptionValues.MaxRejectShare(parsed.GetValue(maxRejectShare)),
            parsed.GetValue(json),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(
        string path, string output, bool gzip, double maxRejectShare, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        var data = InputFolder.List(path);
        RunInputs inputs;
        Neo4jImportResult written;
        using (var folder = ExportFolder.Open(output))
        using (var progress = new ProgressLine(environment))
        {
            (inputs, written) = Write(data, folder, gzip, environment, progress, cancellation);
        }

        var complaint = inputs.Complaint(maxRejectShare);
        var document = new Document(
            complaint is null ? ExitCodes.Done : ExitCodes.Input, output, inputs.Documents(), inputs.Unmatched, written.Files, written.Nodes,
            written.Relationships, written.Properties, written.Guide);
        Say(document, json, environment);
        return complaint is null ? ExitCodes.Done : throw CommandException.Input(complaint);
    }

    private static (RunInputs Inputs, Neo4jImportResult Written) Write(
        DataFolder data, ExportFolder folder, bool gzip, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        progress.Stage($"reading {data.Files.Count} files");
        using var store = RecordStores.Open(StoreUri.OfFile(folder.StoreFile), readOnly: false, folder.SpillPath);
        var ingest = IngestPipeline.Run(data, store, environment.Clock, progress.Report, cancellation);
        var inputs = RunInputs.Of(ingest);
        if (ingest.Load is null)
        {
            throw CommandException.Input(inputs.Complaint(1) ?? "nothing was read.");
        }

        var written = Neo4jImportFiles.Write(store, folder.StagePath, gzip, name => progress.Stage($"writing {name}"), cancellation);
        cancellation.ThrowIfCancellationRequested();
        folder.Publish();
        return (inputs, written);
    }

    private static void Say(Document document, bool json, CliEnvironment environment)
    {
        if (json)
        {
            environment.Out.Write(RunJson.Text(document));
            return;
        }

        TableOutput.Write(environment, "Read", ["file", "#read", "#accepted", "#duplicate", "#restated", "#rejected", "note"], document.Inputs.Select(file => (string[])
        [
            file.File, Number(file.Read), Number(file.Accepted), Number(file.Duplicate), Number(file.Restated), Number(file.Rejected),
            file.Refused is { } refused ? $"refused: {refused}" : "",
        ]));
        environment.Out.Write("\n");
        TableOutput.Write(environment, document.Out, ["file", "#rows", "#bytes"], document.Files.Select(file => (string[])[file.Name, Number(file.Rows), Number(file.Bytes)]));
        environment.Out.Write("\n" + document.Guide);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
