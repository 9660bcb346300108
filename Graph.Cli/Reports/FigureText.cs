using System.Globalization;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Rules;
using Graph.Analysis.Targets.Stress;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>How figures are written in run folders: invariant, without exponent, the same on every machine.</summary>
internal static class FigureText
{
    /// <summary>Shares and probabilities: at most 12 decimals, no trailing zeros, so that differences in the last bits of
    /// a binary number never show.</summary>
    public const string ShareFormat = "0.############";

    /// <summary>A share.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number: a defect upstream.</exception>
    public static string Share(double share)
    {
        if (!double.IsFinite(share))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share must be a finite number.");
        }

        var text = share.ToString(ShareFormat, CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>A computed number of 1/10000 units as an amount with 4 digits.</summary>
    public static string Amount(double units) => Money.FromUnits(units).ToString();

    /// <summary>A cost.</summary>
    public static string Cost(decimal cost) => cost.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>A residual, which is too small for <see cref="ShareFormat"/>: two digits with exponent.</summary>
    public static string Residual(double residual) => residual.ToString("0.0E+0", CultureInfo.InvariantCulture);

    /// <summary>The word of a party kind.</summary>
    public static string Word(PartyKind kind) => kind switch
    {
        PartyKind.Advertiser => "advertiser",
        PartyKind.Network => "network",
        PartyKind.Reseller => "reseller",
        PartyKind.Account => "account",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of party."),
    };

    /// <summary>The word of a target kind.</summary>
    public static string Word(TargetKind kind) => kind switch
    {
        TargetKind.Account => "account",
        TargetKind.Network => "network",
        TargetKind.Relationship => "relationship",
        TargetKind.Reseller => "reseller",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of target."),
    };

    /// <summary>The word of an objective.</summary>
    public static string Word(PlanObjective objective) => objective switch
    {
        PlanObjective.Coverage => "coverage",
        PlanObjective.Flow => "flow",
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "Unknown objective."),
    };

    /// <summary>The word that files have for what a plan may hold.</summary>
    public static string Word(PlanEligibility eligibility) => eligibility switch
    {
        PlanEligibility.Tier => "tier",
        PlanEligibility.Any => "any",
        _ => throw new ArgumentOutOfRangeException(nameof(eligibility), eligibility, null),
    };

    /// <summary>The word of a reaction.</summary>
    public static string Word(Reaction reaction) => reaction switch
    {
        Reaction.None => "none",
        Reaction.Reroute => "reroute",
        Reaction.Recapture => "recapture",
        Reaction.Reregister => "reregister",
        _ => throw new ArgumentOutOfRangeException(nameof(reaction), reaction, "Unknown reaction."),
    };

    /// <summary>The word of a basis.</summary>
    public static string Word(Model.Flow.Basis basis) => basis switch
    {
        Model.Flow.Basis.Accrued => "accrued",
        Model.Flow.Basis.Paid => "paid",
        Model.Flow.Basis.Mixed => "mixed",
        _ => throw new ArgumentOutOfRangeException(nameof(basis), basis, "Unknown basis."),
    };

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
