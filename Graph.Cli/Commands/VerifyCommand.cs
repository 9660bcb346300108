using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Runs.Verification;
using Graph.Cli.Terminal;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores;

namespace Graph.Cli.Commands;

/// <summary><c>adchain verify</c>: says whether the evidence of a run is as the run left it.</summary>
internal static class VerifyCommand
{
    public const string Examples = """
        adchain verify week47
        adchain verify week47 --data data
        adchain verify week47 --store duckdb:all.duckdb --json
        """;

    private const string InputFiles = "input files";
    private const string CitedRowsText = "cited rows";

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, bool Sound, IReadOnlyList<Check> Checks, IReadOnlyList<Difference> Differences);

    public static Command Create(CliEnvironment environment)
    {
        var run = new Argument<string>("OUT") { Description = "The run folder." };
        var data = CommandOptions.Text("--data", "DIR", "The folder of input files. Without it cited rows are compared with those of the store.");
        var store = CommandOptions.Text("--store", "URI", "The store of the run. Default: OUT/adchain.duckdb, if it is there.");
        var json = CommandOptions.Json();
        var command = new Command("verify", "Recomputes the chain of evidence.jsonl, the hashes of the input files and every cited row.") { run, data, store, json };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(run)), parsed.GetValue(data) is { } folder ? environment.Resolve(folder) : null,
            parsed.GetValue(store) is { } uri ? StoreUri.Resolve(uri, environment) : null, parsed.GetValue(json), environment, cancellation)));
        return command;
    }

    private static int Execute(
        string folder, string? data, string? store, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        var verification = new Verification(folder, store, environment, cancellation);
        verification.Run(data is null ? null : InputFolder.List(data));
        var exitCode = verification.Differences.Count == 0 ? ExitCodes.Done : ExitCodes.Input;
        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, exitCode == ExitCodes.Done, verification.Checks, verification.Differences)));
        }
        else
        {
            TableOutput.Write(environment, "Evidence", ["what", "state", "found"], verification.Checks.Select(c => (string[])[c.What, c.State, c.Found]));
        }

        return exitCode == ExitCodes.Done
            ? exitCode
            : throw CommandException.Input($"{string.Join(". ", verification.Differences)}. Get the files of the run again from where they were kept, or make it again with `adchain run`.");
    }

    private sealed class Verification(string folder, string? storeUri, CliEnvironment environment, CancellationToken cancellation)
    {
        private readonly RunDocument run = RunJson.Read(Present(folder, RunFolder.RunJsonName));

        public List<Check> Checks { get; } = [];

        public List<Difference> Differences { get; } = [];

        public void Run(DataFolder? data)
        {
            var path = Path.Combine(folder, RunFolder.EvidenceName);
            if (!File.Exists(path))
            {
                Add("evidence.jsonl", run.Evidence is null ? null : new Difference(RunFolder.EvidenceName, null, "the file", "to be there", "nothing"), "no file");
                return;
            }

            var chain = EvidenceChain.Read(path, run.Evidence);
            Add("evidence.jsonl", chain.First, Count(chain.Count, "line"));
            var lines = chain.Lines.ToList();
            if (data is not null)
            {
                Add(InputFiles, InputHashes.First(run.Inputs, data, cancellation), Count(run.Inputs.Count, "file"));
                Rows(lines, CitedTexts.From(data, Cited(lines), cancellation), "the input files");
                return;
            }

            Checks.Add(new Check(InputFiles, Check.NotLookedAt, "give --data DIR"));
            FromStore(lines);
        }

        private void FromStore(List<(long Number, EvidenceLine Line)> lines)
        {
            var path = Path.Combine(folder, RunFolder.StoreName);
            if (storeUri is null && !File.Exists(path))
            {
                Checks.Add(new Check(CitedRowsText, Check.NotLookedAt, $"there is no {path}; give --data DIR or --store URI"));
                return;
            }

            var uri = storeUri ?? StoreUri.OfFile(path);
            StoreUri.RequireExisting(uri);
            using var scratch = new ScratchFolder(Path.Combine(environment.TempFolder, string.Create(CultureInfo.InvariantCulture, $"adchain-verify-{Environment.ProcessId}")));
            using var store = RecordStores.Open(uri, readOnly: true, scratch.FullPath);
            Rows(lines, CitedTexts.From(store, Cited(lines), cancellation), "the store");
        }

        private void Rows(List<(long Number, EvidenceLine Line)> lines, Func<EvidenceRow, IReadOnlyList<string>> texts, string source)
        {
            var check = new CitedRowCheck(texts);
            var first = check.First(lines);
            Add(CitedRowsText, first, $"{Count(check.Rows, "row")} of {source}");
            if (check.Unclear > 0)
            {
                Checks.Add(new Check(CitedRowsText, Check.NotLookedAt, $"{Count(check.Unclear, "line")} with too many versions of a file; give --data DIR"));
            }
        }

        private void Add(string what, Difference? difference, string found)
        {
            Checks.Add(Check.Of(what, difference, found));
            if (difference is not null)
            {
                Differences.Add(difference);
            }
        }

        private static List<EvidenceRow> Cited(List<(long Number, EvidenceLine Line)> lines) => [.. lines.SelectMany(l => l.Line.Rows)];

        private static string Count(long number, string thing) =>
            string.Create(CultureInfo.InvariantCulture, $"{number} {thing}{(number == 1 ? "" : "s")}");

        private static string Present(string folder, string name) => Path.Combine(folder, name) is var path && File.Exists(path)
            ? path
            : throw CommandException.Usage($"{folder} is not a run folder: it has no {name}. Make one with `adchain run DATA --out {folder}`.");
    }
}
