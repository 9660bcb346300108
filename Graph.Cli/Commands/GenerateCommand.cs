using System.CommandLine;
using System.Globalization;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;
using Graph.Cli.Worlds;

namespace Graph.Cli.Commands;

/// <summary><c>adchain generate</c>: writes a synthetic world as CSV files.</summary>
internal static class GenerateCommand
{
    public const string Examples = """
        adchain generate --out world --placements 100000 --seed 7 --truth world-truth
        adchain run world --out world-run
        """;

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, IReadOnlyList<WorldFile> Files);

    public static Command Create(CliEnvironment environment)
    {
        var output = CommandOptions.Required("--out", "DIR", "Folder for the CSV files; new or empty.");
        var placements = CommandOptions.Text("--placements", "N", "How many placements. Default: 100000.");
        var seed = CommandOptions.Seed();
        var truth = CommandOptions.Text("--truth", "DIR", "Folder for what is true of the world (which sites are pirates, hidden ties), for evaluation. Default: not written.");
        var json = CommandOptions.Json();
        var command = new Command("generate", "Writes a synthetic world (placements, settlements, lists, …) with a known truth, the same for the same seed.")
        {
            output, placements, seed, truth, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(output)),
            parsed.GetValue(truth) is { } folder ? environment.Resolve(folder) : null,
            OptionValues.Whole("--placements", parsed.GetValue(placements), 100_000, 1, 10_000_000_000),
            OptionValues.Whole("--seed", parsed.GetValue(seed), 1, 0, long.MaxValue),
            parsed.GetValue(json),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(
        string output, string? truth, long placements, long seed, bool json, CliEnvironment environment, CancellationToken cancellation)
    {
        WorldFolder.RequireEmpty("--out", output);
        if (truth is not null)
        {
            WorldFolder.RequireEmpty("--truth", truth);
            if (truth == output)
            {
                throw CommandException.Usage("--truth: the truth must not lie among the data. Give another folder.");
            }
        }

        IReadOnlyList<WorldFile> files;
        using (var progress = new ProgressLine(environment))
        {
            progress.Stage($"generating {placements} placements");
            files = WorldFolder.Write(output, truth, placements, seed, progress.Report, cancellation);
        }

        if (json)
        {
            environment.Out.Write(RunJson.Text(new Document(ExitCodes.Done, output, files)));
        }
        else
        {
            TableOutput.Write(environment, output, ["file", "#rows", "#bytes"], files.Select(Row));
        }

        return ExitCodes.Done;
    }

    private static string[] Row(WorldFile file) =>
        [file.Name, file.Rows.ToString(CultureInfo.InvariantCulture), file.Bytes.ToString(CultureInfo.InvariantCulture)];
}
