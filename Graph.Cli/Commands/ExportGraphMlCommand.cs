using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Flow;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Ingest;
using Graph.Ingest.Stores;
using Graph.Model.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain export graphml</c>: the money graph for Gephi and others.</summary>
internal static class ExportGraphMlCommand
{
    public const string Examples = """
        adchain export graphml data --out money.graphml
        adchain export graphml data --out money.graphml --run week47
        adchain export graphml --store duckdb:all.duckdb --out october.graphml --as-of 2026-10-31 --window 4w
        """;

    /// <summary>What the export needs to know, resolved. Either a folder or a store is given.</summary>
    private sealed record Options(
        string? Data, string? Store, string Out, CutOptions Cut, ScoredRun? Run, bool Everything, double MaxRejectShare, bool Json);

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, string AsOf, int WindowWeeks, string Basis, long Nodes, long Edges);

    public static Command Create(CliEnvironment environment)
    {
        var data = new Argument<string?>("DATA") { Description = CommandOptions.Data().Description, Arity = ArgumentArity.ZeroOrOne };
        var store = CommandOptions.Text("--store", "URI", "A store to read instead of DATA. Default: ADCHAIN_STORE where there is no DATA.");
        var output = CommandOptions.Required("--out", "FILE", "The GraphML file.");
        var (asOf, knownAt, window) = (CommandOptions.AsOf(), CommandOptions.KnownAt(), CommandOptions.Window());
        var run = CommandOptions.Text("--run", "RUN", "A run folder of the same records: its scores go to the nodes, its date and window are taken.");
        var everything = new Option<bool>("--all-nodes") { Description = "Write parties and sites without money in the window too." };
        var (maxRejectShare, json) = (CommandOptions.MaxRejectShare(), CommandOptions.Json());
        var command = new Command("graphml", "Writes the money graph as GraphML: parties and sites, one edge with the sum for each pair, as in flow.csv.")
        {
            data, store, output, asOf, knownAt, window, run, everything, maxRejectShare, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var folder = parsed.GetValue(data) is { } given ? environment.Resolve(given) : null;
            var scored = parsed.GetValue(run) is { } path ? ScoredRun.Read(environment.Resolve(path)) : null;
            var options = new Options(
                folder,
                Source(folder, parsed.GetValue(store), parsed.GetValue(knownAt), environment),
                OutFile(environment.Resolve(parsed.GetRequiredValue(output))),
                ScoredRun.Cut(scored, parsed.GetValue(asOf), parsed.GetValue(knownAt), parsed.GetValue(window), withLoads: folder is null),
                scored,
                parsed.GetValue(everything),
                OptionValues.MaxRejectShare(parsed.GetValue(maxRejectShare)),
                parsed.GetValue(json));
            return Task.FromResult(Execute(options, environment, cancellation));
        });
        return command;
    }

    private static string? Source(string? folder, string? store, string? knownAt, CliEnvironment environment)
    {
        if (folder is null)
        {
            var uri = OptionValues.Store(store, environment, defaultFile: null);
            StoreUri.RequireExisting(uri);
            return uri;
        }

        return store is not null ? throw CommandException.Usage("export graphml takes either DATA or --store. Give one of them.")
            : knownAt is not null ? throw CommandException.Usage("--known-at goes with --store: DATA is loaded now.")
            : null;
    }

    private static string OutFile(string path) =>
        Directory.Exists(path) ? throw CommandException.Usage($"--out: {path} is a folder, expected a file such as money.graphml.")
        : !Directory.Exists(Path.GetDirectoryName(path)) ? throw CommandException.Usage($"--out: there is no folder {Path.GetDirectoryName(path)}. Make it first.")
        : path;

    private static int Execute(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        Document document;
        string? complaint;
        using (var progress = new ProgressLine(environment))
        using (var scratch = new ScratchFolder(Path.Combine(Path.GetDirectoryName(options.Out)!, string.Create(
            CultureInfo.InvariantCulture, $".adchain-scratch-{Environment.ProcessId}"))))
        {
            using var store = options.Store is { } uri
                ? RecordStores.Open(uri, readOnly: true, scratch.FullPath)
                : RecordStores.Open(StoreUri.OfFile(Path.Combine(scratch.FullPath, RunFolder.StoreName)), readOnly: false, scratch.FullPath);
            complaint = options.Data is { } data ? Load(data, store, options.MaxRejectShare, environment, progress, cancellation) : null;
            progress.Stage("following the money");
            document = Write(options, store, Path.Combine(scratch.FullPath, "graphml"), complaint is null ? ExitCodes.Done : ExitCodes.Input, cancellation);
        }

        Say(document, options.Json, environment);
        return complaint is null ? ExitCodes.Done : throw CommandException.Input(complaint);
    }

    private static string? Load(
        string path, IRecordStore store, double maxRejectShare, CliEnvironment environment, ProgressLine progress, CancellationToken cancellation)
    {
        var data = InputFolder.List(path);
        progress.Stage($"reading {data.Files.Count} files");
        return RunInputs.Of(IngestPipeline.Run(data, store, environment.Clock, progress.Report, cancellation)).Complaint(maxRejectShare);
    }

    /// <summary>Writes the file aside and renames it.</summary>
    private static Document Write(Options options, IRecordStore store, string aside, int exitCode, CancellationToken cancellation)
    {
        var cut = MoneyAnalysis.Cut(store, options.Cut) ?? throw CommandException.Input(InputFolder.NoPlacement);
        var flow = FlowGraphBuilder.Run(store.Read(cut, cancellation), cancellation);
        options.Run?.RequireSame(flow);
        (long Nodes, long Edges) counts;
        using (var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            counts = MoneyGraphMl.Write(file, flow, options.Run?.Scores, options.Everything, cancellation);
        }

        File.Move(aside, options.Out, overwrite: true);
        return new Document(exitCode, options.Out, FigureText.Day(cut.AsOf), cut.WindowWeeks, FigureText.Word(flow.Basis), counts.Nodes, counts.Edges);
    }

    private static void Say(Document document, bool json, CliEnvironment environment)
    {
        if (json)
        {
            environment.Out.Write(RunJson.Text(document));
            return;
        }

        TableOutput.Write(environment, "GraphML", ["figure", "value"],
        [
            ["as of", document.AsOf], ["window", string.Create(CultureInfo.InvariantCulture, $"{document.WindowWeeks}w")], ["basis", document.Basis],
            ["nodes", document.Nodes.ToString(CultureInfo.InvariantCulture)], ["edges", document.Edges.ToString(CultureInfo.InvariantCulture)],
            ["file", document.Out],
        ]);
    }
}
