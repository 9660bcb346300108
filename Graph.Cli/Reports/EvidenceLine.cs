using System.Text.Json.Serialization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>A line of evidence.jsonl: a signal that fired for a network or reseller, and all that it rests on.</summary>
/// <param name="NetworkId">The party.</param>
/// <param name="Signal">S1 to S10.</param>
/// <param name="Statistic">The signal's statistic; null where it is not a finite number.</param>
/// <param name="Rule">The rule by which it fired, with its thresholds.</param>
/// <param name="Weight">Strength of the evidence, 0..1.</param>
/// <param name="Amount">Money concerned.</param>
/// <param name="Since">The day from which on the conduct is seen, or null.</param>
/// <param name="Rows">The rows cited.</param>
/// <param name="RowsInAll">How many rows it rests on in all.</param>
/// <param name="RowsSha256">What <see cref="EvidenceJsonl.RowsSha256"/> makes of the cited rows' canonical texts in the order of <paramref name="Rows"/>.</param>
/// <param name="Innocent">The innocent explanations tested, in the signal's order.</param>
/// <param name="TextEn">The finding's sentence in English.</param>
/// <param name="TextZh">The finding's sentence in Chinese.</param>
/// <param name="Prev">Lower-case hex SHA-256 of the line before, UTF-8, without its line end; 64 zeros on the first. Set by the writer.</param>
internal sealed record EvidenceLine(
    string NetworkId, string Signal, double? Statistic, string Rule, double Weight, Money Amount, DateOnly? Since,
    IReadOnlyList<EvidenceRow> Rows, int RowsInAll, string RowsSha256, IReadOnlyList<EvidenceExplanation> Innocent,
    string TextEn, string TextZh, string Prev = "")
{
    /// <summary>The cited rows as the store numbers their files, in the order of <see cref="Rows"/>; empty on a line read from a file, which does not hold them.</summary>
    [JsonIgnore]
    public IReadOnlyList<RowOrigin> Origins { get; init; } = [];
}

/// <summary>A cited row: the file's name without folder and the 1-based line on which the record starts.</summary>
internal readonly record struct EvidenceRow(string File, long Line);

/// <summary>An innocent explanation that was tested.</summary>
/// <param name="Explanation">Its code.</param>
/// <param name="Holds">Whether the records support it.</param>
/// <param name="TextEn">What the test found, in English.</param>
/// <param name="TextZh">What the test found, in Chinese.</param>
internal sealed record EvidenceExplanation(string Explanation, bool Holds, string TextEn, string TextZh);

/// <summary>What run.json says of evidence.jsonl, so that a line cut off at its end is missed.</summary>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Last">SHA-256 of its last line, without its line end; 64 zeros when it has none.</param>
internal sealed record EvidenceSummary(long Lines, string Sha256, string Last);
