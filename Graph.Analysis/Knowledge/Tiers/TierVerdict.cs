using Graph.Analysis.Knowledge.Signals;

namespace Graph.Analysis.Knowledge.Tiers;

/// <summary>The tiers of method §3.</summary>
public enum Tier
{
    /// <summary>Exposure only.</summary>
    K0,
    /// <summary>Should have known.</summary>
    K1,
    /// <summary>Was told and went on.</summary>
    K2,
    /// <summary>Concealed, or tailored its service, after being told.</summary>
    K3,
}

/// <summary>What is to be done about a party.</summary>
public enum Decision
{
    /// <summary>Nothing speaks against it.</summary>
    Clear,
    /// <summary>Something speaks against it that it was not yet told of: send a notice.</summary>
    NeedsNotice,
    /// <summary>The records do not allow a decision; the reasons say what is missing.</summary>
    InsufficientEvidence,
    /// <summary>To be investigated first.</summary>
    Lead,
    /// <summary>To be referred to the authority.</summary>
    Refer,
}

/// <summary>A condition of the gate and whether it was met.</summary>
/// <param name="Code"><c>told</c>, <c>notice_class</c>, <c>conduct_class</c>, <c>two_files</c>, <c>materiality</c>, <c>reply_window</c>, <c>going_on</c>.</param>
/// <param name="Met">Whether it was met.</param>
/// <param name="Facts">Figures for its sentence, invariant text by placeholder.</param>
public sealed record GateCheck(string Code, bool Met, IReadOnlyDictionary<string, string> Facts);

/// <summary>A party's tier with the reasons for it.</summary>
public sealed record TierVerdict
{
    /// <summary>Index of the party.</summary>
    public required int Party { get; init; }

    /// <summary>The tier.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The decision by tier and gate alone, before the model may add a lead.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Codes of why, for the column <c>reasons</c>.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>The gate's conditions; empty where no signal fired.</summary>
    public required IReadOnlyList<GateCheck> Gate { get; init; }

    /// <summary>The signals that carry the tier.</summary>
    public required IReadOnlyList<SignalId> Carrying { get; init; }
}
