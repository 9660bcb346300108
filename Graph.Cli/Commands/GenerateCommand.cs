using System.CommandLine;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;

namespace Graph.Cli.Commands;

/// <summary><c>adchain generate</c>: writes a synthetic world as CSV files.</summary>
internal static class GenerateCommand
{
    public const string Examples = """
        adchain generate --out world --placements 100000 --seed 7
        adchain run world --out world-run
        """;

    public static Command Create(CliEnvironment environment)
    {
        var output = CommandOptions.Required("--out", "DIR", "Folder for the CSV files; new or empty.");
        var placements = CommandOptions.Text("--placements", "N", "How many placements. Default: 100000.");
        var seed = CommandOptions.Seed();
        var command = new Command("generate", "Writes a synthetic world (placements, settlements, lists, …) with a known truth, the same for the same seed.")
        {
            output, placements, seed,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(output)),
            OptionValues.Whole("--placements", parsed.GetValue(placements), 100_000, 1, 10_000_000_000),
            OptionValues.Whole("--seed", parsed.GetValue(seed), 1, 0, long.MaxValue),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(string output, long placements, long seed, CliEnvironment environment, CancellationToken cancellation)
    {
        WorldFolder.RequireWritable(output);
        using (var progress = new ProgressLine(environment))
        {
            progress.Stage($"generating {placements} placements");
            WorldFolder.Write(output, placements, seed, cancellation);
        }

        environment.Out.Write(output + "\n");
        return ExitCodes.Done;
    }
}
