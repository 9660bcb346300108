using System.CommandLine;
using Graph.Cli.Runs;

namespace Graph.Cli.Commands;

/// <summary><c>adchain report</c>: makes the page of a run folder again.</summary>
internal static class ReportCommand
{
    public const string Examples = """
        adchain report week47
        adchain report week47 --lang zh
        """;

    public static Command Create(CliEnvironment environment)
    {
        var output = new Argument<string>("OUT") { Description = "A run folder." };
        var language = CommandOptions.Language();
        var command = new Command("report", "Makes report.html again from the other files of a run folder.") { output, language };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            environment.Resolve(parsed.GetRequiredValue(output)), OptionValues.Language(parsed.GetValue(language), environment), environment, cancellation)));
        return command;
    }

    private static int Execute(string output, string language, CliEnvironment environment, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(output, RunFolder.RunJsonName)))
        {
            throw CommandException.Usage($"{output} is not a run folder: it has no {RunFolder.RunJsonName}. Make one with `adchain run DATA --out {output}`.");
        }

        using var folder = RunFolder.Open(output);
        new RunWriter(folder, environment, cancellation).Page(language);
        folder.Publish(dropOthers: false);
        environment.Out.Write(Path.Combine(output, RunFolder.ReportName) + "\n");
        return ExitCodes.Done;
    }
}
