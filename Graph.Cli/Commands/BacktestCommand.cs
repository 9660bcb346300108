using System.CommandLine;
using System.Globalization;
using Graph.Analysis.Evaluation.Backtest;
using Graph.Cli.Evaluation;
using Graph.Cli.Reports;
using Graph.Cli.Runs;
using Graph.Cli.Terminal;

namespace Graph.Cli.Commands;

/// <summary><c>adchain backtest</c>: plans as of many past weeks, scored on what flowed after each.</summary>
internal static class BacktestCommand
{
    public const string Examples = """
        adchain backtest data --out replay
        adchain backtest data --out replay --every 2w --window 8w --horizon 4w --budget 20
        adchain generate --out year --weeks 52 --adversary reroute
        adchain backtest year --out replay --json
        """;

    private const int MostBudget = 1_000;

    /// <summary>What a backtest needs to know, resolved.</summary>
    private sealed record Options(string Data, string? Store, string Out, BacktestSettings Settings, bool Json);

    /// <summary>The document of <c>--json</c>.</summary>
    private sealed record Document(int ExitCode, string Out, int Origins, IReadOnlyList<MethodDocument> Methods);

    private sealed record MethodDocument(string Method, double Area, double? Low, double? High, double? Behind, double? BehindLow, double? BehindHigh);

    public static Command Create(CliEnvironment environment)
    {
        var (data, store) = (CommandOptions.Data(), CommandOptions.Store("a scratch store"));
        var output = CommandOptions.Required("--out", "DIR", "Folder for backtest.md, backtest.svg, backtest.csv and backtest.json.");
        var every = CommandOptions.Text("--every", "4w", "Weeks between two plans. Default: 4w.");
        var window = CommandOptions.Window();
        var horizon = CommandOptions.Text("--horizon", "12w", "Weeks after a plan whose money it is scored on. Default: 12w.");
        var budget = CommandOptions.Text("--budget", "N", "The largest budget; all whole budgets up to it are scored. Default: 10.");
        var (seed, threads, json) = (CommandOptions.Seed(), CommandOptions.Threads(), CommandOptions.Json());
        var command = new Command("backtest", "Plans as of many past weeks and scores each plan, beside baselines, on the money that flowed after it.")
        {
            data, store, output, every, window, horizon, budget, seed, threads, json,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Execute(
            new Options(
                environment.Resolve(parsed.GetRequiredValue(data)),
                parsed.GetValue(store) is { } uri ? OptionValues.Store(uri, environment, defaultFile: null) : null,
                environment.Resolve(parsed.GetRequiredValue(output)),
                new BacktestSettings(
                    Weeks("--every", parsed.GetValue(every), 4),
                    OptionValues.WindowWeeks(parsed.GetValue(window)),
                    Weeks("--horizon", parsed.GetValue(horizon), 12),
                    (int)OptionValues.Whole("--budget", parsed.GetValue(budget), 10, 1, MostBudget),
                    OptionValues.Whole("--seed", parsed.GetValue(seed), 0, 0, long.MaxValue),
                    OptionValues.Threads(parsed.GetValue(threads))),
                parsed.GetValue(json)),
            environment,
            cancellation)));
        return command;
    }

    private static int Execute(Options options, CliEnvironment environment, CancellationToken cancellation)
    {
        BacktestFolder.RequireOurs(options.Out);
        var data = InputFolder.List(options.Data);
        BacktestResult result;
        string? complaint;
        using (var progress = new ProgressLine(environment))
        using (var scratch = EvaluationScratch.Make(environment))
        {
            (result, complaint) = BacktestReplay.Run(data, options.Store, options.Settings, scratch.FullPath, environment, progress.Stage, cancellation);
        }

        if (result.Origins.Count == 0)
        {
            throw CommandException.Input("no pirate money flowed after any of the dates, so there is nothing that a plan could have removed. Check that lists.csv names sites that the placements pay.");
        }

        var report = new BacktestReport(options.Settings, Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Data)), result);
        BacktestFolder.Write(options.Out, report);
        var exitCode = complaint is null ? ExitCodes.Done : ExitCodes.Input;
        Say(options, report, exitCode, environment);
        return complaint is null ? exitCode : throw CommandException.Input(complaint);
    }

    private static int Weeks(string option, string? text, int byDefault)
    {
        if (text is null)
        {
            return byDefault;
        }

        return text.EndsWith('w') && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && weeks is >= 1 and <= 520
            ? weeks
            : throw CommandException.Usage($"{option}: found '{text}', expected whole weeks from 1w to 520w, such as {byDefault}w.");
    }

    private static void Say(Options options, BacktestReport report, int exitCode, CliEnvironment environment)
    {
        if (options.Json)
        {
            environment.Out.Write(RunJson.Text(new Document(exitCode, options.Out, report.Result.Origins.Count,
                [.. report.Result.Methods.Select(Line)])));
            return;
        }

        TableOutput.Write(environment, "Backtest", BacktestText.Columns, report.Result.Methods.Select(BacktestText.Row));
        environment.Error.WriteLine($"adchain: the backtest is {Path.Combine(options.Out, BacktestFolder.MarkdownName)}.");
    }

    private static MethodDocument Line(MethodSummary method) => new(
        BacktestText.Word(method.Method), Rounded(method.Area.Value)!.Value, Rounded(method.Area.Low), Rounded(method.Area.High),
        Rounded(method.Behind.Value), Rounded(method.Behind.Low), Rounded(method.Behind.High));

    private static double? Rounded(double value) => double.IsNaN(value) ? null : Math.Round(value, 6);
}
