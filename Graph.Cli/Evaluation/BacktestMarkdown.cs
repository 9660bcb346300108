using System.Globalization;
using System.Text;
using Graph.Analysis.Evaluation.Backtest;

namespace Graph.Cli.Evaluation;

/// <summary>backtest.md.</summary>
internal static class BacktestMarkdown
{
    /// <summary>The text, lines ending in LF.</summary>
    public static string Text(BacktestReport report)
    {
        var text = new StringBuilder("# Backtest: plans of the past on the money that came after\n\n");
        foreach (var sentence in Preface(report))
        {
            text.Append(sentence).Append("\n\n");
        }

        text.Append("```sh\n").Append(BacktestText.Command(report)).Append("\n```\n\n## Methods\n\n");
        text.Append("Area: mean share of the future pirate money removed, over the budgets. Lead: the plan's area less the method's, date by date. Plan ahead: at how many dates the plan's area is larger.\n\n");
        Table(text, [.. BacktestText.Columns.Select(column => column.TrimStart('#'))], report.Result.Methods.Select(BacktestText.Row));
        text.Append("\n![Share of the future pirate money removed, by budget](").Append(BacktestFolder.PlotName).Append(")\n\n## Dates\n\n");
        text.Append("Promised: the share of the pirate money of the window before the date that the plan removes. Kept: the share of the future pirate money that the same plan removes. Gone: targets that the future money does not pass.\n\n");
        Table(text, ["as of", "candidates", "actions", "promised", "kept", "with foresight", "gone", "future pirate money, yuan"], report.Result.Origins.Select(Row));
        return text.ToString();
    }

    private static IEnumerable<string> Preface(BacktestReport report)
    {
        var (settings, result) = (report.Settings, report.Result);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{result.Origins.Count} plans were made, one every {settings.EveryWeeks} weeks, each from nothing but what was known at its date (the {settings.WindowWeeks} weeks of money before it), and scored on the money of the {settings.HorizonWeeks} weeks after it.");
        yield return "All methods rank the same actions and take from their ranking what fits the budget, one action a target. Targets are found again by id; one that is gone removes nothing.";
        yield return "Which sites are pirate sites is judged by the lists as known at the end of the future; the last column judges by the lists as known when the plan was made. `foresight` is the plan made with the future known: no method, only what perfect knowledge would have been worth.";
        yield return result.Blocks < 2
            ? "The futures of all dates have days in common, so no interval can be given."
            : string.Create(CultureInfo.InvariantCulture,
                $"Intervals (95 %) resample {result.Blocks} blocks of dates whose futures have days in common{(result.Blocks < 6 ? "; so few blocks make rough intervals, most often too narrow" : "")}. Nobody reacted to these plans: what an adversary would have done is not in these figures.");
        if (result.Skipped.Count > 0)
        {
            yield return $"No pirate money flowed after {string.Join(", ", result.Skipped.Select(Day))}: left out.";
        }
    }

    private static string[] Row(OriginScore origin) =>
    [
        Day(origin.Date), origin.Candidates.ToString(CultureInfo.InvariantCulture), origin.Plan.Count.ToString(CultureInfo.InvariantCulture),
        BacktestText.Figure(origin.Promised), BacktestText.Figure(origin.Curves[(int)BacktestMethod.Plan].Removed[^1]),
        BacktestText.Figure(origin.Curves[(int)BacktestMethod.Foresight].Removed[^1]), origin.Gone.ToString(CultureInfo.InvariantCulture),
        (origin.FuturePirateMoney / Model.Money.UnitsPerYuan).ToString("0.00", CultureInfo.InvariantCulture),
    ];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Table(StringBuilder text, IReadOnlyList<string> columns, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", columns).Append(" |\n|").Append(string.Concat(columns.Select((_, i) => i == 0 ? "---|" : "---:|"))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
        }
    }
}
