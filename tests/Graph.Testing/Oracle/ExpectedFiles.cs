using System.Globalization;
using System.Numerics;
using System.Text;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>The three tables of a run as the oracle would write them; <see cref="Open"/> stands where it has no answer.</summary>
public sealed class ExpectedFiles
{
    /// <summary>Marks a cell that the oracle does not compute.</summary>
    public const string Open = "?";

    /// <summary>Reads a world folder and works it out with the options of its <c>plan/</c> folder, else the default ones.</summary>
    public ExpectedFiles(string folder)
    {
        var world = WorldText.Load(folder);
        Flow = OracleFlow.Of(world, world.DefaultCut);
        Exposure = new OracleExposure(Flow);
        Targets = new OracleTargets(Exposure);
        Rules = OraclePlanRules.Load(folder);
    }

    public OracleFlow Flow { get; }

    public OracleExposure Exposure { get; }

    public OracleTargets Targets { get; }

    public OraclePlanRules Rules { get; }

    public string FlowCsv() => Table("source,target,kind,amount,basis",
        Flow.Rows().Select(r => Line(r.Source, r.Target, r.Kind, Amount(r.Amount), r.Basis)));

    public string ScoresCsv() => Table(
        "network_id,name,tier,decision,probability,probability_low,probability_high,exposure_share,exposure_amount,exposure_low,exposure_high,"
        + "share_low,share_high,payee_exposure_share,criticality,settled_to_pirates,pirate_sites,reasons",
        Exposure.Scored.Select(p => Line(p.Id, Flow.Seen.Parties.FirstOrDefault(r => r.Id == p.Id)?.Name ?? "", Open, Open, "", "", "",
            Share(p.Share), Amount(p.Amount), Amount(p.Low), Amount(p.High), Open, Open, Share(p.PayeeShare), Share(p.Criticality),
            Amount(p.SettledToPirates), p.PirateSites.ToString(CultureInfo.InvariantCulture), Open)));

    /// <summary>The plan. How good it is proven to be is left open where rules have a say: multipliers of limits are not worked out here.</summary>
    public string TargetsCsv()
    {
        var picks = Rules.Any ? Targets.Plan(Rules) : Targets.Plan(Rules.Budget);
        var bound = Targets.UpperBound(Rules.Budget);
        var worth = picks.Select(p => p.Gain / Rational.Of(p.Candidate.Cost)).ToList();
        var groups = worth.Select(w => worth.FindIndex(other => Near(w, other))).ToList();
        var order = groups.Distinct().ToList();
        return Table(
            "rank,target_kind,target_id,action,cost,gain,cumulative_removed,cumulative_share,removed_low,removed_high,net_of_recapture,collateral,optimality,tie_group",
            picks.Select((pick, i) =>
            {
                var taken = picks.Take(i + 1).Select(p => p.Candidate).ToList();
                var removed = Targets.Removed(taken);
                return Line((i + 1).ToString(CultureInfo.InvariantCulture), pick.Candidate.Kind.ToString().ToLowerInvariant(), pick.Candidate.Id, pick.Candidate.Action,
                    Rules.Cost(pick.Candidate).ToString("0.############", CultureInfo.InvariantCulture), Amount(pick.Gain), Amount(removed), Share(removed / Targets.Revenue),
                    Open, Open, Open, Amount(Targets.Collateral(taken)), Rules.Any ? Open : Share(removed / bound), (order.IndexOf(groups[i]) + 1).ToString(CultureInfo.InvariantCulture));
            }));
    }

    /// <summary>Units as decimal text with 4 digits, halves away from zero.</summary>
    public static string Amount(Rational units)
    {
        var rounded = units.Rounded(0);
        var (yuan, rest) = BigInteger.DivRem(BigInteger.Abs(rounded), 10_000);
        return $"{(rounded.Sign < 0 ? "-" : "")}{yuan}.{rest:D4}";
    }

    /// <summary>At most 12 fraction digits, no exponent.</summary>
    public static string Share(Rational share)
    {
        var (whole, rest) = BigInteger.DivRem(share.Rounded(12), BigInteger.Pow(10, 12));
        return rest.IsZero ? whole.ToString(CultureInfo.InvariantCulture) : $"{whole}.{rest:D12}".TrimEnd('0');
    }

    private static bool Near(Rational a, Rational b)
    {
        var gap = a > b ? a - b : b - a;
        return gap <= Rational.Max(a, b) * new Rational(1, BigInteger.Pow(10, 9));
    }

    private static string Line(params string[] cells) => string.Join(',', cells);

    private static string Table(string header, IEnumerable<string> rows) =>
        new StringBuilder(header).Append('\n').AppendJoin("", rows.Select(r => r + "\n")).ToString();
}
