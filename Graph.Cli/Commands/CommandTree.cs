using System.CommandLine;
using System.CommandLine.Help;

namespace Graph.Cli.Commands;

/// <summary>The verbs of the program.</summary>
internal static class CommandTree
{
    /// <summary>All commands, with help that ends in examples and exit codes.</summary>
    public static RootCommand Build(CliEnvironment environment)
    {
        var root = new RootCommand("Follows advertising money from ad networks to pirate sites and ranks the first targets.");
        foreach (var verb in Verbs(environment))
        {
            root.Add(verb);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new CommandHelpAction((HelpAction)help.Action!);
        return root;
    }

    private static Command[] Verbs(CliEnvironment environment) =>
    [
        RunCommand.Create(environment),
        IngestCommand.Create(environment),
        ScoreCommand.Create(environment),
        RankCommand.Create(environment),
        ReportCommand.Create(environment),
        StatusCommand.Create(environment),
        StoreCommand.Create(environment),
        DiffCommand.Create(environment),
        AuditCommand.Create(environment),
        VerifyCommand.Create(environment),
        ExportCommand.Create(environment),
        GraphCommand.Create(environment),
        DemoCommand.Create(environment),
        GenerateCommand.Create(environment),
        TrainCommand.Create(environment),
        EvaluateCommand.Create(environment),
        BacktestCommand.Create(environment),
        DoctorCommand.Create(environment),
    ];
}
