using System.Globalization;
using System.Text;
using System.Text.Json;
using Graph.Analysis.Evaluation.Backtest;
using Graph.Cli.Runs;

namespace Graph.Cli.Evaluation;

/// <summary>The folder of a backtest: four files and nothing else.</summary>
internal static class BacktestFolder
{
    public const string MarkdownName = "backtest.md";
    public const string PlotName = "backtest.svg";
    public const string CsvName = "backtest.csv";
    public const string JsonName = "backtest.json";
    private static readonly string[] Names = [MarkdownName, PlotName, CsvName, JsonName];

    private static readonly JsonSerializerOptions JsonOptions = MakeOptions();

    /// <summary>Refuses a folder that holds anything but an earlier backtest.</summary>
    public static void RequireOurs(string path) => OwnFolder.Require(path, Names.Contains, "a backtest");

    /// <summary>Writes the four files, each whole or not at all.</summary>
    public static void Write(string path, BacktestReport report)
    {
        Directory.CreateDirectory(path);
        WholeFile.Write(Path.Combine(path, MarkdownName), BacktestMarkdown.Text(report));
        WholeFile.Write(Path.Combine(path, PlotName), BacktestPlot.Svg(report.Result));
        WholeFile.Write(Path.Combine(path, CsvName), Csv(report.Result));
        WholeFile.Write(Path.Combine(path, JsonName), Json(report));
    }

    /// <summary>Origin, method, budget, removed_share, removed_share_known_then.</summary>
    private static string Csv(BacktestResult result)
    {
        var text = new StringBuilder("origin,method,budget,removed_share,removed_share_known_then\n");
        foreach (var origin in result.Origins)
        {
            foreach (var curve in origin.Curves)
            {
                for (var b = 0; b < curve.Removed.Count; b++)
                {
                    text.Append(CultureInfo.InvariantCulture,
                        $"{origin.Date:yyyy-MM-dd},{BacktestText.Word(curve.Method)},{b + 1},{Rounded(curve.Removed[b])},{Rounded(curve.RemovedKnownThen[b])}\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Json(BacktestReport report) => JsonSerializer.Serialize(new
    {
        Program = "adchain",
        Format = 1,
        report.Data,
        report.Settings.EveryWeeks,
        report.Settings.WindowWeeks,
        report.Settings.HorizonWeeks,
        report.Settings.Budget,
        report.Settings.Seed,
        report.Result.Blocks,
        report.Result.Skipped,
        Methods = report.Result.Methods.Select(method => new
        {
            Method = BacktestText.Word(method.Method),
            method.Area,
            method.AreaKnownThen,
            PlanLead = method.Behind,
            PlanAhead = method.OriginsBehind,
            method.Curve,
        }),
        Origins = report.Result.Origins.Select(origin => new
        {
            AsOf = origin.Date,
            origin.Candidates,
            FuturePirateMoney = origin.FuturePirateMoney / Model.Money.UnitsPerYuan,
            FuturePirateMoneyKnownThen = origin.FuturePirateMoneyKnownThen / Model.Money.UnitsPerYuan,
            origin.Promised,
            origin.Gone,
            Plan = origin.Plan.Select(action => new { Kind = action.Kind.ToString().ToLowerInvariant(), action.TargetId, action.Action, action.Cost }),
            Areas = origin.Curves.Select(curve => new { Method = BacktestText.Word(curve.Method), curve.Area, curve.AreaKnownThen }),
        }),
    }, JsonOptions) + "\n";

    private static decimal Rounded(double value) => decimal.Round((decimal)value, 6) + 0.000000m;

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n" };
        options.Converters.Add(new SixDecimals());
        return options;
    }
}
