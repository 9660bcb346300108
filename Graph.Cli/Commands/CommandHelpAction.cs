using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Graph.Cli.Commands;

/// <summary>The usual help, then examples and exit codes.</summary>
internal sealed class CommandHelpAction(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodeText = """
        Exit codes:
          0    done
          2    bad usage or options
          3    bad input: a refused file, or more rejected rows than --max-reject-share allows (results are written first);
               of `verify`: something is not as the run left it
          4    the store is not reachable or not sound
          130  cancelled (Ctrl-C, SIGTERM)
        """;

    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["adchain"] = """
            adchain demo                              a small world, analysed, in ./adchain-demo
            adchain run data --out week47             read, score, rank and report one folder of CSV files
            adchain diff week46 week47                what changed since last week
            """,
        ["run"] = RunCommand.Examples,
        ["ingest"] = IngestCommand.Examples,
        ["score"] = ScoreCommand.Examples,
        ["rank"] = RankCommand.Examples,
        ["report"] = ReportCommand.Examples,
        ["status"] = StatusCommand.Examples,
        ["store"] = StoreCommand.Examples,
        ["diff"] = DiffCommand.Examples,
        ["verify"] = VerifyCommand.Examples,
        ["audit"] = AuditCommand.Examples,
        ["graph"] = GraphCommand.Examples,
        ["demo"] = DemoCommand.Examples,
        ["generate"] = GenerateCommand.Examples,
        ["train"] = TrainCommand.Examples,
        ["evaluate"] = EvaluateCommand.Examples,
        ["backtest"] = BacktestCommand.Examples,
        ["doctor"] = DoctorCommand.Examples,
    };

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command.Name == "graph")
        {
            output.WriteLine(GraphCommand.Details);
            output.WriteLine();
        }

        var isPartOfStore = command.Parents.OfType<Command>().Any(parent => parent.Name == "store");
        var examples = isPartOfStore ? StoreCommand.PartExamples[command.Name] : Examples[command is RootCommand ? "adchain" : command.Name];
        output.WriteLine("Examples:");
        foreach (var line in examples.Split('\n'))
        {
            output.WriteLine($"  {line.TrimEnd()}");
        }

        output.WriteLine();
        output.WriteLine(ExitCodeText);
        return ExitCodes.Done;
    }
}
