using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Graph.Model.Records;

namespace Graph.Model.Stores;

/// <summary>What a run gives back to the store of its records: figures as the files of its run folder have them.</summary>
public sealed record PublishedRun
{
    /// <summary>Program and version.</summary>
    public required string Program { get; init; }

    /// <summary>The as-of date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The load time cut at (UTC), or null: all loads.</summary>
    public DateTime? KnownAt { get; init; }

    /// <summary>The first day of the window, which ends with <see cref="AsOf"/>.</summary>
    public required DateOnly WindowFrom { get; init; }

    /// <summary>Length of the window.</summary>
    public required int WindowWeeks { get; init; }

    /// <summary>What money figures rest on: paid, accrued or mixed.</summary>
    public required string Basis { get; init; }

    /// <summary>The options that bear on the results, each as name=value, ordinally.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>The parties judged, in the order of scores.csv; null: none was judged.</summary>
    public IReadOnlyList<PublishedScore>? Scores { get; init; }

    /// <summary>The lines of evidence, in the order of evidence.jsonl.</summary>
    public IReadOnlyList<PublishedFinding> Findings { get; init; } = [];

    /// <summary>The targets by rank; null: none were ranked.</summary>
    public IReadOnlyList<PublishedTarget>? Targets { get; init; }

    /// <summary>Makes the run's id from all that it holds: the as-of date, and the first 12 digits of a SHA-256 in lower-case hex. The same content
    /// has the same id on any machine.</summary>
    public string MakeId()
    {
        using var sha = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, sha, CryptoStreamMode.Write))
        {
            JsonSerializer.Serialize(stream, this);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{AsOf:yyyy-MM-dd}-{Convert.ToHexStringLower(sha.Hash!)[..12]}");
    }
}

/// <summary>What a run found about one network or reseller: a row of scores.csv.</summary>
/// <param name="Place">1, 2, 3, … in the order of scores.csv.</param>
/// <param name="Party">The party's id.</param>
/// <param name="Tier">K0 to K3.</param>
/// <param name="Decision">lead, needs_notice, refer, insufficient_evidence or clear.</param>
/// <param name="Probability">0..1, or null: no model was applied.</param>
/// <param name="ProbabilityLow">Low end of its band, or null.</param>
/// <param name="ProbabilityHigh">High end of its band, or null.</param>
/// <param name="ExposureShare">Share of its money that ends at pirate sites, 0..1.</param>
/// <param name="Exposure">Its money that ends at pirate sites.</param>
/// <param name="ExposureLow">The least amount that agrees with the records.</param>
/// <param name="ExposureHigh">The largest amount that agrees with the records.</param>
/// <param name="ShareLow">Low end of the interval of the share.</param>
/// <param name="ShareHigh">High end of the interval of the share.</param>
/// <param name="PayeeShare">Exposure of whom it pays, 0..1.</param>
/// <param name="Criticality">Share of all pirate money that passes through it, 0..1.</param>
/// <param name="SettledToPirates">What it paid onwards to pirate sites.</param>
/// <param name="PirateSites">Pirate sites among its placements in the window.</param>
/// <param name="Reasons">Codes of the reasons, in order.</param>
public sealed record PublishedScore(
    int Place, string Party, string Tier, string Decision, double? Probability, double? ProbabilityLow, double? ProbabilityHigh,
    double ExposureShare, Money Exposure, Money ExposureLow, Money ExposureHigh, double ShareLow, double ShareHigh, double PayeeShare, double Criticality,
    Money SettledToPirates, int PirateSites, IReadOnlyList<string> Reasons);

/// <summary>A target that a run ranked: a row of targets.csv.</summary>
/// <param name="Rank">1, 2, 3, …</param>
/// <param name="Kind">account, network, relationship or reseller.</param>
/// <param name="Id">The id as targets.csv has it.</param>
/// <param name="Party">The party aimed at; of a relationship the payer.</param>
/// <param name="Payee">The payee of a relationship, else null.</param>
/// <param name="Action">The action.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Gain">Pirate money that it removes beyond the targets before it.</param>
/// <param name="CumulativeRemoved">What the targets up to here remove.</param>
/// <param name="CumulativeShare">The same as a share of all pirate money, 0..1.</param>
/// <param name="RemovedLow">The least removal that agrees with the records.</param>
/// <param name="RemovedHigh">The largest removal that agrees with the records.</param>
/// <param name="NetOfRecapture">What is left of it after the worst reaction, or null: not tested.</param>
/// <param name="Collateral">Money of honest sites that the targets up to here cut.</param>
/// <param name="Optimality">Certified share of the optimum, 0..1.</param>
/// <param name="TieGroup">Equal numbers mark equal gain per cost.</param>
public sealed record PublishedTarget(
    int Rank, string Kind, string Id, string Party, string? Payee, string Action, decimal Cost, Money Gain, Money CumulativeRemoved, double CumulativeShare,
    Money RemovedLow, Money RemovedHigh, Money? NetOfRecapture, Money Collateral, double Optimality, int TieGroup);

/// <summary>A line of evidence.jsonl.</summary>
/// <param name="Line">1, 2, 3, … in the order of evidence.jsonl.</param>
/// <param name="Signal">S1 to S10.</param>
/// <param name="Party">The party that it speaks of.</param>
/// <param name="Statistic">The signal's statistic, or null where it is not a finite number.</param>
/// <param name="Rule">The rule by which the signal fired.</param>
/// <param name="Weight">Strength, 0..1.</param>
/// <param name="Amount">Money concerned.</param>
/// <param name="Since">The day from which on the conduct is seen, or null.</param>
/// <param name="Claim">What it says, in English.</param>
/// <param name="ClaimZh">What it says, in Chinese.</param>
/// <param name="Innocent">The innocent explanations tested and what was found, a text each.</param>
/// <param name="Rows">The rows cited.</param>
/// <param name="RowsInAll">How many rows it rests on in all.</param>
/// <param name="RowsSha256">Hash of the cited rows' canonical texts.</param>
/// <param name="LineSha256">Hash of the line of evidence.jsonl.</param>
public sealed record PublishedFinding(
    int Line, string Signal, string Party, double? Statistic, string Rule, double Weight, Money Amount, DateOnly? Since, string Claim, string ClaimZh,
    IReadOnlyList<string> Innocent, IReadOnlyList<CitedRow> Rows, int RowsInAll, string RowsSha256, string LineSha256);

/// <summary>A row that a finding cites.</summary>
/// <param name="Origin">Number of its file in the store, and its line.</param>
/// <param name="FileName">Name of its file, without folder.</param>
public readonly record struct CitedRow(RowOrigin Origin, string FileName);
