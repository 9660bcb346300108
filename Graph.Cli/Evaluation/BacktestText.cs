using System.Globalization;
using Graph.Analysis.Evaluation.Backtest;
using Graph.Analysis.Evaluation.Metrics;

namespace Graph.Cli.Evaluation;

/// <summary>Words and figures of a backtest.</summary>
internal static class BacktestText
{
    /// <summary>Columns of the table of methods.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["method", "#area", "#interval", "#plan's lead", "#interval of the lead", "#plan ahead", "#area, lists of the day"];

    /// <summary>The word of a method.</summary>
    public static string Word(BacktestMethod method) => method switch
    {
        BacktestMethod.Plan => "plan",
        BacktestMethod.Random => "random",
        BacktestMethod.Revenue => "revenue",
        BacktestMethod.RevenuePerCost => "revenue_per_cost",
        BacktestMethod.Degree => "degree",
        BacktestMethod.Betweenness => "betweenness",
        BacktestMethod.PageRank => "pagerank",
        BacktestMethod.AntiTrustRank => "anti_trust_rank",
        BacktestMethod.Exposure => "exposure",
        BacktestMethod.Dismantling => "dismantling",
        BacktestMethod.Foresight => "foresight",
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "Unknown method."),
    };

    /// <summary>A row of the table of methods.</summary>
    public static string[] Row(MethodSummary method)
    {
        var isPlan = method.Method == BacktestMethod.Plan;
        return
        [
            Word(method.Method), Figure(method.Area.Value), Interval(method.Area), isPlan ? "" : Figure(method.Behind.Value),
            isPlan ? "" : Interval(method.Behind), isPlan ? "" : method.OriginsBehind.ToString(CultureInfo.InvariantCulture), Figure(method.AreaKnownThen.Value),
        ];
    }

    /// <summary>Four decimals.</summary>
    public static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture) is var text && text == "-0.0000" ? "0.0000" : text;

    /// <summary>Low to high, or that there is none.</summary>
    public static string Interval(Estimate estimate) =>
        double.IsNaN(estimate.Low) ? "none" : $"{Figure(estimate.Low)} to {Figure(estimate.High)}";

    /// <summary>The command with all that moves a figure, and no path of this machine.</summary>
    public static string Command(BacktestReport report) => string.Create(CultureInfo.InvariantCulture,
        $"adchain backtest {report.Data} --every {report.Settings.EveryWeeks}w --window {report.Settings.WindowWeeks}w --horizon {report.Settings.HorizonWeeks}w --budget {report.Settings.Budget} --seed {report.Settings.Seed} --out backtest");
}
