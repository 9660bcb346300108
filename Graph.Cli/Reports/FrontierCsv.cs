using Graph.Analysis.Targets;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>A row of frontier.csv: a plan that no other beats in cost, removal and collateral at once.</summary>
internal sealed record FrontierLine(decimal CollateralPrice, int Actions, decimal Cost, Money Removed, double RemovedShare, Money Collateral);

/// <summary>frontier.csv: by collateral price, then cost.</summary>
internal static class FrontierCsv
{
    /// <summary>The header.</summary>
    public const string Header = "collateral_price,actions,cost,removed,removed_share,collateral";

    /// <summary>The lines of a plan's frontier.</summary>
    public static IReadOnlyList<FrontierLine> Lines(TargetPlan plan) =>
    [
        .. plan.Frontier.OrderBy(p => p.CollateralPrice).ThenBy(p => p.Cost).ThenBy(p => p.Removed).ThenBy(p => p.Collateral).ThenBy(p => p.Actions)
            .Select(p => new FrontierLine(
                p.CollateralPrice, p.Actions, p.Cost, Money.FromUnits(p.Removed), plan.Revenue > 0.0 ? p.Removed / plan.Revenue : 0.0,
                Money.FromUnits(p.Collateral))),
    ];

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, IEnumerable<FrontierLine> lines)
    {
        using var csv = new CsvWriter(stream, Header);
        foreach (var line in lines)
        {
            csv.Field(FigureText.Cost(line.CollateralPrice));
            csv.Whole(line.Actions);
            csv.Field(FigureText.Cost(line.Cost));
            csv.Amount(line.Removed.Units);
            csv.Field(FigureText.Share(line.RemovedShare));
            csv.Amount(line.Collateral.Units);
            csv.EndRow();
        }
    }

    /// <summary>Reads the file back.</summary>
    public static IReadOnlyList<FrontierLine> Read(string path) =>
    [
        .. CsvRows.Read(path, Header).Select(f => new FrontierLine(
            FigureParser.Cost(f[0]), (int)FigureParser.Whole(f[1]), FigureParser.Cost(f[2]), FigureParser.Amount(f[3]), FigureParser.Share(f[4]),
            FigureParser.Amount(f[5]))),
    ];
}
