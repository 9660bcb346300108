using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals;

/// <summary>The signals of method §3.</summary>
public enum SignalId
{
    /// <summary>Keeps paying after a delivered notice.</summary>
    S1 = 1,
    /// <summary>Keeps paying after a public black list.</summary>
    S2,
    /// <summary>Re-admits the same payee under a new domain.</summary>
    S3,
    /// <summary>Abnormal price.</summary>
    S4,
    /// <summary>Hides behind intermediaries.</summary>
    S5,
    /// <summary>Selective compliance.</summary>
    S6,
    /// <summary>Statement contradicted.</summary>
    S7,
    /// <summary>Structured settlement.</summary>
    S8,
    /// <summary>Tailored service.</summary>
    S9,
    /// <summary>Recidivism.</summary>
    S10,
}

/// <summary>What a signal speaks of. Which ones the tier gate asks for stands at <see cref="Tiers.TierGate"/>.</summary>
public enum SignalClass
{
    /// <summary>What the party was told of, or what was public, and went on: S1, S2, S10.</summary>
    Notice,
    /// <summary>What the party did: S3 to S9.</summary>
    Conduct,
}

/// <summary>What a signal came to for one party.</summary>
public enum SignalState
{
    /// <summary>The records that it needs are not there; says nothing.</summary>
    NotAssessable,
    /// <summary>Assessed; did not fire.</summary>
    Quiet,
    /// <summary>Would have fired, but an innocent explanation holds.</summary>
    Explained,
    /// <summary>Fired.</summary>
    Fired,
}

/// <summary>An innocent explanation and what its test found.</summary>
/// <param name="Code">Which one: a key of the signal's <see cref="SignalText.Explanations"/>.</param>
/// <param name="Holds">Whether the records support it.</param>
/// <param name="Facts">Figures for its sentence, invariant text by placeholder.</param>
public sealed record InnocentTest(string Code, bool Holds, IReadOnlyDictionary<string, string> Facts);

/// <summary>What a signal found about one party.</summary>
public sealed record SignalFinding
{
    /// <summary>Index of the party.</summary>
    public required int Party { get; init; }

    /// <summary>The signal.</summary>
    public required SignalId Signal { get; init; }

    /// <summary>What it came to.</summary>
    public required SignalState State { get; init; }

    /// <summary>The signal's statistic, as its documentation defines it; NaN where not assessable. Larger is worse, for every signal.</summary>
    public double Statistic { get; init; } = double.NaN;

    /// <summary>Standard error of the statistic; NaN where none is defined.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>p-value before adjustment; NaN for signals without a null distribution.</summary>
    public double PValue { get; init; } = double.NaN;

    /// <summary>p-value after adjustment for networks and looks; NaN without one.</summary>
    public double AdjustedPValue { get; init; } = double.NaN;

    /// <summary>Strength of the evidence, 0..1; 0 unless fired.</summary>
    public double Weight { get; init; }

    /// <summary>Money concerned, in 1/10000 units: what the tier's materiality floor is compared with. ≥ 0.</summary>
    public long Amount { get; init; }

    /// <summary>The day from which on the conduct is seen, or null.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The exact rows that it rests on, by file, line; at most <see cref="MaxRows"/>, the weightiest first chosen. Empty unless fired or explained.</summary>
    public IReadOnlyList<RowOrigin> Rows { get; init; } = [];

    /// <summary>How many rows it rests on in all.</summary>
    public int RowsInAll { get; init; }

    /// <summary>The innocent explanations tested, in the order of the signal's documentation.</summary>
    public IReadOnlyList<InnocentTest> Innocent { get; init; } = [];

    /// <summary>Record types that it lacks; empty where assessable.</summary>
    public IReadOnlyList<RecordType> Missing { get; init; } = [];

    /// <summary>Why it could not be assessed for this party although the record types are there (a key of <see cref="SignalText.Reasons"/>), or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Figures for the classifier, in the order of <see cref="SignalDefinition.Measures"/>; NaN is missing. Filled in whenever assessable, fired or not.</summary>
    public IReadOnlyList<double> Measures { get; init; } = [];

    /// <summary>Figures for the signal's sentences, invariant text by placeholder; amounts as decimal yuan, days as yyyy-MM-dd.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The most rows that a finding cites.</summary>
    public const int MaxRows = 200;
}

/// <summary>What a signal found about all judged parties, by party index.</summary>
/// <param name="Definition">The signal.</param>
/// <param name="Findings">One per network and reseller, in the order of <see cref="KnowledgeView.Judged"/>.</param>
public sealed record SignalResult(SignalDefinition Definition, IReadOnlyList<SignalFinding> Findings);
