using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Knowledge;

/// <summary>A count or an amount of a party beside a threshold of the law, with its interval.</summary>
/// <param name="Code">Which threshold: a key of the statute file.</param>
/// <param name="Value">The point value: a count, or an amount in 1/10000 units.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Threshold">The threshold, in the unit of the value.</param>
/// <param name="IsAmount">Whether these are amounts.</param>
public sealed record StatuteFigure(string Code, long Value, long Low, long High, long Threshold, bool IsAmount);

/// <summary>Everything that is said of one network or reseller about what it knew.</summary>
public sealed record PartyKnowledge
{
    /// <summary>Index of the party.</summary>
    public required int Party { get; init; }

    /// <summary>What each signal found, S1 to S10.</summary>
    public required IReadOnlyList<SignalFinding> Findings { get; init; }

    /// <summary>Tier and gate.</summary>
    public required TierVerdict Verdict { get; init; }

    /// <summary>The decision shown: the gate's, or a lead where the model was allowed to name the party.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The prediction, or null where no model was applied.</summary>
    public ModelScore? Score { get; init; }

    /// <summary>Whether conformal selection put it forward.</summary>
    public bool NamedByModel { get; init; }

    /// <summary>Where tier and probability disagree: a code that says why (a key of the page's texts), or null.</summary>
    public string? Disagreement { get; init; }

    /// <summary>Counts and amounts against the statute panel.</summary>
    public IReadOnlyList<StatuteFigure> Statute { get; init; } = [];
}

/// <summary>What conformal selection could and did do.</summary>
/// <param name="Alpha">The stated level of false discoveries.</param>
/// <param name="CalibrationCases">Negatives it was calibrated with.</param>
/// <param name="SmallestAlpha">The smallest level at which so many cases could name one of so many parties.</param>
/// <param name="Candidates">Parties that were asked about.</param>
/// <param name="Named">How many it named.</param>
/// <param name="Abstains">Why it named nobody (<c>no_model</c>, <c>too_few_cases</c>, <c>needs_notices</c>, <c>none_passes</c>), or null.</param>
public sealed record Naming(double Alpha, int CalibrationCases, double SmallestAlpha, int Candidates, int Named, string? Abstains);

/// <summary>What was found about all judged parties.</summary>
public sealed record KnowledgeResult
{
    /// <summary>One per network and reseller, by party index.</summary>
    public required IReadOnlyList<PartyKnowledge> Parties { get; init; }

    /// <summary>The signals, S1 to S10.</summary>
    public required IReadOnlyList<SignalResult> Signals { get; init; }

    /// <summary>The features behind the scores, one row per entry of <see cref="Parties"/>.</summary>
    public required FeatureTable Features { get; init; }

    /// <summary><c>simulated</c>, <c>trained</c>, or null: none was applied.</summary>
    public string? ModelKind { get; init; }

    /// <summary>SHA-256 of the model file, or null.</summary>
    public string? ModelSha256 { get; init; }

    /// <summary>What naming came to.</summary>
    public required Naming Naming { get; init; }
}
