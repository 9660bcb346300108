using Graph.Analysis.Exposure;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>A row of scores.csv, figures as the file has them.</summary>
internal sealed record ScoreRow(
    string NetworkId, string Name, string Tier, string Decision, double ExposureShare, Money ExposureAmount, Money ExposureLow,
    Money ExposureHigh, double ShareLow, double ShareHigh, double PayeeExposureShare, double Criticality,
    Money SettledToPirates, int PirateSites, string Reasons);

/// <summary>scores.csv: a row per network and reseller, dirtiest money first.</summary>
internal static class ScoresCsv
{
    /// <summary>The header.</summary>
    public const string Header = "network_id,name,tier,decision,probability,probability_low,probability_high,exposure_share,"
        + "exposure_amount,exposure_low,exposure_high,share_low,share_high,payee_exposure_share,criticality,settled_to_pirates,pirate_sites,reasons";

    private const string Tier = "K0";
    private const string Decision = "insufficient_evidence";

    /// <summary>The rows in the order of the file: no probabilities yet, so by exposure amount descending, then id.</summary>
    public static IReadOnlyList<ScoreRow> Rows(IReadOnlyList<PartyInfo> parties, ExposureResult exposure)
    {
        var rows = new List<ScoreRow>();
        for (var p = 0; p < parties.Count; p++)
        {
            if (parties[p].Kind is PartyKind.Network or PartyKind.Reseller)
            {
                rows.Add(Row(parties[p], exposure.Parties[p]));
            }
        }

        rows.Sort((a, b) => b.ExposureAmount.Units.CompareTo(a.ExposureAmount.Units) is var byAmount && byAmount != 0
            ? byAmount
            : string.CompareOrdinal(a.NetworkId, b.NetworkId));
        return rows;
    }

    /// <summary>Writes the file.</summary>
    public static void Write(Stream stream, IEnumerable<ScoreRow> rows)
    {
        using var csv = new CsvWriter(stream, Header);
        foreach (var row in rows)
        {
            Write(csv, row);
        }
    }

    /// <summary>Reads the file back.</summary>
    public static IReadOnlyList<ScoreRow> Read(string path) => [.. CsvRows.Read(path, Header).Select(Parse)];

    private static ScoreRow Row(PartyInfo party, PartyExposure exposure) => new(
        party.Id, party.Registered?.Name ?? "", Tier, Decision, exposure.Share, Money.FromUnits(exposure.Amount),
        Money.FromUnits(exposure.Low), Money.FromUnits(exposure.High), exposure.ShareLow, exposure.ShareHigh,
        exposure.PayeeShare, exposure.Criticality, Money.FromUnits(exposure.SettledToPirates), exposure.PirateSites,
        ScoreReasons.Of(exposure));

    private static void Write(CsvWriter csv, ScoreRow row)
    {
        csv.Field(row.NetworkId);
        csv.Field(row.Name);
        csv.Field(row.Tier);
        csv.Field(row.Decision);
        csv.Empty();
        csv.Empty();
        csv.Empty();
        csv.Field(FigureText.Share(row.ExposureShare));
        csv.Amount(row.ExposureAmount.Units);
        csv.Amount(row.ExposureLow.Units);
        csv.Amount(row.ExposureHigh.Units);
        csv.Field(FigureText.Share(row.ShareLow));
        csv.Field(FigureText.Share(row.ShareHigh));
        csv.Field(FigureText.Share(row.PayeeExposureShare));
        csv.Field(FigureText.Share(row.Criticality));
        csv.Amount(row.SettledToPirates.Units);
        csv.Whole(row.PirateSites);
        csv.Field(row.Reasons);
        csv.EndRow();
    }

    private static ScoreRow Parse(string[] f) => new(
        f[0], f[1], f[2], f[3], FigureParser.Share(f[7]), FigureParser.Amount(f[8]), FigureParser.Amount(f[9]),
        FigureParser.Amount(f[10]), FigureParser.Share(f[11]), FigureParser.Share(f[12]), FigureParser.Share(f[13]),
        FigureParser.Share(f[14]), FigureParser.Amount(f[15]), (int)FigureParser.Whole(f[16]), f[17]);
}
