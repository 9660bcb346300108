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
        ["adchain run"] = RunCommand.Examples,
        ["adchain ingest"] = IngestCommand.Examples,
        ["adchain score"] = ScoreCommand.Examples,
        ["adchain rank"] = RankCommand.Examples,
        ["adchain report"] = ReportCommand.Examples,
        ["adchain status"] = StatusCommand.Examples,
        ["adchain store"] = StoreCommand.Examples,
        ["adchain diff"] = DiffCommand.Examples,
        ["adchain verify"] = VerifyCommand.Examples,
        ["adchain audit"] = AuditCommand.Examples,
        ["adchain export"] = ExportCommand.Examples,
        ["adchain export neo4j"] = ExportNeo4jCommand.Examples,
        ["adchain export graphml"] = ExportGraphMlCommand.Examples,
        ["adchain graph"] = GraphCommand.Examples,
        ["adchain demo"] = DemoCommand.Examples,
        ["adchain generate"] = GenerateCommand.Examples,
        ["adchain train"] = TrainCommand.Examples,
        ["adchain evaluate"] = EvaluateCommand.Examples,
        ["adchain backtest"] = BacktestCommand.Examples,
        ["adchain doctor"] = DoctorCommand.Examples,
    };

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var path = CommandPath.Of(parseResult.CommandResult);
        if (path == "adchain graph")
        {
            output.WriteLine(GraphCommand.Details);
            output.WriteLine();
        }

        var examples = Examples.TryGetValue(path, out var own) ? own : StoreCommand.PartExamples[parseResult.CommandResult.Command.Name];
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
