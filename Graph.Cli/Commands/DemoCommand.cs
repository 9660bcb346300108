using System.CommandLine;
using Graph.Analysis.Simulation;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;

namespace Graph.Cli.Commands;

/// <summary><c>adchain demo</c>: a small world, analysed.</summary>
internal static class DemoCommand
{
    public const string Examples = """
        adchain demo
        adchain demo --out /tmp/look --lang zh
        """;

    private const long Placements = 100_000;
    private const long Seed = 7;

    // A small world is soon cut off whole; five targets leave something to weigh.
    private const decimal Budget = 5m;
    private const string DataName = "data";
    private const string RunName = "run";

    public static Command Create(CliEnvironment environment)
    {
        var output = CommandOptions.Text("--out", "DIR", "Folder for the world and its results. Default: adchain-demo.");
        var language = CommandOptions.Language();
        var command = new Command("demo", "Generates a small world, analyses it, and says where the report is. Needs nothing else.") { output, language };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetValue(output) ?? "adchain-demo"), OptionValues.Language(parsed.GetValue(language), environment), environment, cancellation)));
        return command;
    }

    private static int Execute(string output, string language, CliEnvironment environment, CancellationToken cancellation)
    {
        RequireOurs(output);
        var (data, run) = (Path.Combine(output, DataName), Path.Combine(output, RunName));
        using (var progress = new ProgressLine(environment))
        {
            progress.Stage($"generating {Placements} placements");
            WorldFolder.Write(data, truth: null, WorldOptions.Knowledge(Placements, (ulong)Seed), progress.Report, cancellation);
        }

        var store = Path.Combine(run, RunFolder.StoreName);
        var exitCode = RunCommand.Execute(
            new RunCommand.Options(
                data, run, StoreUri.OfFile(store), new CutOptions(null, null, Model.Records.AsOfCut.DefaultWindowWeeks), PlanChoices.Default(Budget),
                Seed, language, OptionValues.MaxRejectShare(null), Threads: 0, KnowledgeChoices.Default(threads: 0), WriteBack: false, Json: false),
            environment,
            cancellation);
        environment.Error.WriteLine($"adchain: open {Path.Combine(run, RunFolder.ReportName)} in a browser. The world is made up; its files are in {data}.");
        return exitCode;
    }

    /// <summary>A new or empty folder, or one that an earlier demo made.</summary>
    private static void RequireOurs(string output)
    {
        var runJson = Path.Combine(output, RunName, RunFolder.RunJsonName);
        var entries = Directory.Exists(output) ? Directory.EnumerateFileSystemEntries(output).Select(e => Path.GetFileName(e)!).ToArray() : [];
        var earlier = File.Exists(runJson) && RunJson.IsOurs(runJson) && entries.All(e => e is DataName or RunName);
        if (File.Exists(output) || (entries.Length > 0 && !earlier))
        {
            throw CommandException.Usage($"--out: {output} holds other things than a demo. Give an empty or new folder.");
        }
    }
}
