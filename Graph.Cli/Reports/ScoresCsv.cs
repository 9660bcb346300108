using Graph.Analysis.Exposure;
using Graph.Analysis.Knowledge;
using Graph.Cli.Runs;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>A row of scores.csv, figures as the file has them. The three probabilities are null where no model was applied.</summary>
internal sealed record ScoreRow(
    string NetworkId, string Name, string Tier, string Decision, double? Probability, double? ProbabilityLow, double? ProbabilityHigh, double ExposureShare, Money ExposureAmount, Money ExposureLow,
    Money ExposureHigh, double ShareLow, double ShareHigh, double PayeeExposureShare, double Criticality,
    Money SettledToPirates, int PirateSites, string Reasons);

/// <summary>scores.csv: a row per network and reseller, the most probable first.</summary>
internal static class ScoresCsv
{
    /// <summary>The header.</summary>
    public const string Header = "network_id,name,tier,decision,probability,probability_low,probability_high,exposure_share,"
        + "exposure_amount,exposure_low,exposure_high,share_low,share_high,payee_exposure_share,criticality,settled_to_pirates,pirate_sites,reasons";

    /// <summary>Decimals of a share: probabilities that read the same are the same in the order of the file.</summary>
    private const int Decimals = 12;

    /// <summary>The rows in the order of the file: by probability descending, empty last, then exposure amount descending, then id.</summary>
    public static IReadOnlyList<ScoreRow> Rows(IReadOnlyList<PartyInfo> parties, ExposureResult exposure, KnowledgeResult knowledge) =>
    [
        .. knowledge.Parties.Select(known => Row(parties[known.Party], exposure.Parties[known.Party], known, knowledge.ModelKind))
            .OrderByDescending(row => row.Probability is { } probability ? Math.Round(probability, Decimals) : -1.0)
            .ThenByDescending(row => row.ExposureAmount.Units)
            .ThenBy(row => row.NetworkId, StringComparer.Ordinal),
    ];

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

    private static ScoreRow Row(PartyInfo party, PartyExposure exposure, PartyKnowledge knowledge, string? modelKind) => new(
        party.Id, party.Registered?.Name ?? "", CaseWords.Of(knowledge.Verdict.Tier), CaseWords.Of(knowledge.Decision),
        knowledge.Score?.Probability, knowledge.Score?.Low, knowledge.Score?.High, exposure.Share, Money.FromUnits(exposure.Amount),
        Money.FromUnits(exposure.Low), Money.FromUnits(exposure.High), exposure.ShareLow, exposure.ShareHigh,
        exposure.PayeeShare, exposure.Criticality, Money.FromUnits(exposure.SettledToPirates), exposure.PirateSites,
        ScoreReasons.Of(exposure, knowledge, modelKind));

    private static void Write(CsvWriter csv, ScoreRow row)
    {
        csv.Field(row.NetworkId);
        csv.Field(row.Name);
        csv.Field(row.Tier);
        csv.Field(row.Decision);
        Write(csv, row.Probability);
        Write(csv, row.ProbabilityLow);
        Write(csv, row.ProbabilityHigh);
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

    private static void Write(CsvWriter csv, double? share)
    {
        if (share is { } known)
        {
            csv.Field(FigureText.Share(known));
        }
        else
        {
            csv.Empty();
        }
    }

    private static double? Optional(string text) => text.Length == 0 ? null : FigureParser.Share(text);

    private static ScoreRow Parse(string[] f) => new(
        f[0], f[1], f[2], f[3], Optional(f[4]), Optional(f[5]), Optional(f[6]), FigureParser.Share(f[7]), FigureParser.Amount(f[8]), FigureParser.Amount(f[9]),
        FigureParser.Amount(f[10]), FigureParser.Share(f[11]), FigureParser.Share(f[12]), FigureParser.Share(f[13]),
        FigureParser.Share(f[14]), FigureParser.Amount(f[15]), (int)FigureParser.Whole(f[16]), f[17]);
}
