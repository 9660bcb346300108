using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Simulation;
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
        adchain generate --out big --placements 10000000 --networks 1000 --sites 200000
        adchain generate --out hard --placements 200000 --adversary re_register --missing 0.3 --truth hard-truth
        adchain run world --out world-run
        """;

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, IReadOnlyList<WorldFile> Files);

    public static Command Create(CliEnvironment environment)
    {
        var output = CommandOptions.Required("--out", "DIR", "Folder for the CSV files; new or empty.");
        var placements = CommandOptions.Text("--placements", "N", "How many placements. Default: 100000.");
        var networks = CommandOptions.Text("--networks", "N", "How many networks. Default: grows with the placements.");
        var sites = CommandOptions.Text("--sites", "N", "How many sites. Default: grows with the placements.");
        var weeks = CommandOptions.Text("--weeks", "N", "How many weeks the placements cover. Default: 40.");
        var knowing = CommandOptions.Text("--knowing", "SHARE", "Share of networks that know what they pay, 0 to 0.3. Default: 0.075.");
        var adversary = CommandOptions.Text("--adversary", "WORD", "How knowing networks evade: none, reroute, re_register or hide. Default: none.");
        var missing = CommandOptions.Text("--missing", "SHARE", "Share of the rows of placements and settlements that were lost, 0 to 0.9. Default: 0.");
        var seed = CommandOptions.Seed();
        var truth = CommandOptions.Text("--truth", "DIR", "Folder for what is true of the world (who knows, which sites are pirates, hidden ties), for evaluation. Default: not written.");
        var json = CommandOptions.Json();
        var command = new Command("generate", "Writes a synthetic world (placements, settlements, lists, notices, …) with a known truth, the same for the same seed.")
        {
            output, placements, networks, sites, weeks, knowing, adversary, missing, seed, truth, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(output)),
            parsed.GetValue(truth) is { } folder ? environment.Resolve(folder) : null,
            Options(
                parsed.GetValue(placements), parsed.GetValue(networks), parsed.GetValue(sites), parsed.GetValue(weeks), parsed.GetValue(seed)) with
            {
                KnowingPerMillion = PerMillion("--knowing", parsed.GetValue(knowing), 75_000, 300_000),
                Adversary = Adversary(parsed.GetValue(adversary)),
                MissingPerMillion = PerMillion("--missing", parsed.GetValue(missing), 0, 900_000),
            },
            parsed.GetValue(json),
            environment,
            cancellation)));
        return command;
    }

    private static WorldOptions Options(string? placements, string? networks, string? sites, string? weeks, string? seed)
    {
        var sized = WorldOptions.Knowledge(
            OptionValues.Whole("--placements", placements, 100_000, 1, 10_000_000_000),
            (ulong)OptionValues.Whole("--seed", seed, 1, 0, long.MaxValue));
        return sized with
        {
            Networks = (int)OptionValues.Whole("--networks", networks, sized.Networks, 4, 100_000),
            Sites = (int)OptionValues.Whole("--sites", sites, sized.Sites, 20, 50_000_000),
            Weeks = (int)OptionValues.Whole("--weeks", weeks, sized.Weeks, 1, 520),
        };
    }

    private static int PerMillion(string option, string? text, int byDefault, int most)
    {
        if (text is null)
        {
            return byDefault;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share * 1_000_000 <= most
            ? (int)(share * 1_000_000)
            : throw CommandException.Usage(FormattableString.Invariant($"{option}: {text} is not a share from 0 to {most / 1_000_000m}."));
    }

    private static WorldAdversary Adversary(string? word) => word switch
    {
        null or "none" => WorldAdversary.None,
        "reroute" => WorldAdversary.Reroute,
        "re_register" => WorldAdversary.ReRegister,
        "hide" => WorldAdversary.Hide,
        _ => throw CommandException.Usage($"--adversary: {word} is not none, reroute, re_register or hide."),
    };

    private static int Execute(
        string output, string? truth, WorldOptions options, bool json, CliEnvironment environment, CancellationToken cancellation)
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
            progress.Stage($"generating {options.Placements} placements");
            files = WorldFolder.Write(output, truth, options, progress.Report, cancellation);
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
