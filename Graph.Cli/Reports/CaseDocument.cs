using Graph.Analysis.Knowledge.Signals;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>What run.json and the page say of one network or reseller that stands above K0 or was put forward.</summary>
internal sealed record CaseDocument
{
    /// <summary>At most so many cases are kept in full.</summary>
    public const int MaxCases = 50;

    /// <summary>At most so many rows per signal; all of them stand in evidence.jsonl.</summary>
    public const int MaxRows = 20;

    /// <summary>So many contributions are told apart; the others are summed.</summary>
    public const int MaxContributions = 8;

    /// <summary>Its id.</summary>
    public required string NetworkId { get; init; }

    /// <summary>network or reseller.</summary>
    public required string Kind { get; init; }

    /// <summary>K0 to K3.</summary>
    public required string Tier { get; init; }

    /// <summary>The decision, as scores.csv has it.</summary>
    public required string Decision { get; init; }

    /// <summary>The model's probability with its band, or null: none was applied.</summary>
    public CaseScore? Score { get; init; }

    /// <summary>Whether conformal selection put it forward.</summary>
    public required bool NamedByModel { get; init; }

    /// <summary>Why tier and probability disagree, or null: they do not.</summary>
    public CaseDisagreement? Disagreement { get; init; }

    /// <summary>The codes of the column <c>reasons</c> that its tier rests on.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The signals that carry the tier.</summary>
    public required IReadOnlyList<string> Carrying { get; init; }

    /// <summary>The conditions of the gate.</summary>
    public required IReadOnlyList<CaseGate> Gate { get; init; }

    /// <summary>What happened when.</summary>
    public required CaseTimeline Timeline { get; init; }

    /// <summary>What each signal came to, S1 to S10.</summary>
    public required IReadOnlyList<CaseSignal> Signals { get; init; }

    /// <summary>Its counts and amounts beside the thresholds of the law.</summary>
    public required IReadOnlyList<CaseStatute> Statute { get; init; }
}

/// <summary>A prediction with its largest parts. Base + parts + rest = raw.</summary>
/// <param name="Probability">0..1.</param>
/// <param name="Low">Lower end of the band.</param>
/// <param name="High">Upper end of the band.</param>
/// <param name="Raw">Log odds before calibration.</param>
/// <param name="Base">The model's log odds for a row of medians.</param>
/// <param name="Parts">The largest parts.</param>
/// <param name="RestCount">How many parts are summed in <paramref name="Rest"/>.</param>
/// <param name="Rest">Their sum.</param>
internal sealed record CaseScore(
    double Probability, double Low, double High, double Raw, double Base, IReadOnlyList<CaseContribution> Parts, int RestCount, double Rest);

/// <summary>A feature's part of a prediction.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Text">What it is.</param>
/// <param name="Value">Its value, or null: missing.</param>
/// <param name="LogOdds">What it adds.</param>
internal sealed record CaseContribution(string Feature, Bilingual Text, double? Value, double LogOdds);

/// <summary>Why tier and probability disagree.</summary>
internal sealed record CaseDisagreement(string Code, Bilingual Sentence);

/// <summary>A condition of the gate.</summary>
internal sealed record CaseGate(string Code, bool Met, IReadOnlyDictionary<string, string> Facts);

/// <summary>What a signal came to for a party.</summary>
internal sealed record CaseSignal
{
    /// <summary>S1 to S10.</summary>
    public required string Signal { get; init; }

    /// <summary>fired, explained, quiet or not_assessable.</summary>
    public required string State { get; init; }

    /// <summary>What it says.</summary>
    public required Bilingual Sentence { get; init; }

    /// <summary>The statistic, or null: not assessable.</summary>
    public double? Statistic { get; init; }

    /// <summary>Its standard error, or null: none is defined.</summary>
    public double? StandardError { get; init; }

    /// <summary>The p-value after adjustment, or null: the signal has none.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Strength of the evidence, 0..1.</summary>
    public required double Weight { get; init; }

    /// <summary>Money concerned.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day from which on the conduct is seen, or null.</summary>
    public string? Since { get; init; }

    /// <summary>The innocent explanations tested.</summary>
    public required IReadOnlyList<CaseExplanation> Innocent { get; init; }

    /// <summary>The first rows that it rests on.</summary>
    public required IReadOnlyList<CaseRow> Rows { get; init; }

    /// <summary>How many rows it rests on in all.</summary>
    public required int RowsInAll { get; init; }
}

/// <summary>An innocent explanation that was tested.</summary>
internal sealed record CaseExplanation(string Code, bool Holds, Bilingual Sentence);

/// <summary>A row of an input file.</summary>
internal sealed record CaseRow(string File, long Line);

/// <summary>A figure beside a threshold of the law: a count as whole number, or an amount as decimal text.</summary>
internal sealed record CaseStatute(string Code, bool IsAmount, string Value, string Low, string High, string Threshold);
