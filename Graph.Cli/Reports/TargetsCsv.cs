using Graph.Analysis.Targets;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>A row of targets.csv, figures as the file has them.</summary>
internal sealed record TargetLine(
    int Rank, string TargetKind, string TargetId, string Action, decimal Cost, Money Gain, Money CumulativeRemoved, double CumulativeShare,
    Money RemovedLow, Money RemovedHigh, Money? NetOfRecapture, Money Collateral, double Optimality, int TieGroup);

/// <summary>targets.csv: the first targets, in the order in which to take them.</summary>
internal static class TargetsCsv
{
    /// <summary>The header.</summary>
    public const string Header = "rank,target_kind,target_id,action,cost,gain,cumulative_removed,cumulative_share,removed_low,removed_high,"
        + "net_of_recapture,collateral,optimality,tie_group";

    /// <summary>The lines of a plan.</summary>
    public static IReadOnlyList<TargetLine> Lines(TargetPlan plan) =>
    [
        .. plan.Rows.OrderBy(r => r.Rank).Select(r => new TargetLine(
            r.Rank, FigureText.Word(r.Kind), r.TargetId, r.Action, r.Cost, Money.FromUnits(r.Gain), Money.FromUnits(r.CumulativeRemoved),
            r.CumulativeShare, Money.FromUnits(r.RemovedLow), Money.FromUnits(r.RemovedHigh),
            r.NetOfRecapture is { } net ? Money.FromUnits(net) : null, Money.FromUnits(r.Collateral), r.Optimality, r.TieGroup)),
    ];

    /// <summary>Writes the file. <c>net_of_recapture</c> is empty where no reaction was tested.</summary>
    public static void Write(Stream stream, IEnumerable<TargetLine> lines)
    {
        using var csv = new CsvWriter(stream, Header);
        foreach (var line in lines)
        {
            Write(csv, line);
        }
    }

    /// <summary>Reads the file back.</summary>
    public static IReadOnlyList<TargetLine> Read(string path) => [.. CsvRows.Read(path, Header).Select(Parse)];

    private static void Write(CsvWriter csv, TargetLine line)
    {
        csv.Whole(line.Rank);
        csv.Field(line.TargetKind);
        csv.Field(line.TargetId);
        csv.Field(line.Action);
        csv.Field(FigureText.Cost(line.Cost));
        csv.Amount(line.Gain.Units);
        csv.Amount(line.CumulativeRemoved.Units);
        csv.Field(FigureText.Share(line.CumulativeShare));
        csv.Amount(line.RemovedLow.Units);
        csv.Amount(line.RemovedHigh.Units);
        if (line.NetOfRecapture is { } net)
        {
            csv.Amount(net.Units);
        }
        else
        {
            csv.Empty();
        }

        csv.Amount(line.Collateral.Units);
        csv.Field(FigureText.Share(line.Optimality));
        csv.Whole(line.TieGroup);
        csv.EndRow();
    }

    private static TargetLine Parse(string[] f) => new(
        (int)FigureParser.Whole(f[0]), f[1], f[2], f[3], FigureParser.Cost(f[4]), FigureParser.Amount(f[5]), FigureParser.Amount(f[6]),
        FigureParser.Share(f[7]), FigureParser.Amount(f[8]), FigureParser.Amount(f[9]),
        f[10].Length > 0 ? FigureParser.Amount(f[10]) : null, FigureParser.Amount(f[11]), FigureParser.Share(f[12]), (int)FigureParser.Whole(f[13]));
}
