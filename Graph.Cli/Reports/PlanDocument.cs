using System.Text.Json.Serialization;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>The plan that targets.csv holds. What is null or empty was not asked for, or stands in a run.json that is older.</summary>
internal sealed record PlanDocument(
    decimal Budget, int Targets, int Candidates, string Rule, Money Revenue, Money Removed, double RemovedShare, Money UpperBound, double Optimality)
{
    /// <summary>What the plan makes small: coverage or flow.</summary>
    public string Objective { get; init; } = "coverage";

    /// <summary>What the actions cost together, or null: not said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Cost { get; init; }

    /// <summary>What is left of the budget, or null: not said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Left { get; init; }

    /// <summary>tier: tiers bar actions; any: they bar nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Eligibility { get; init; }

    /// <summary>What a yuan of honest sites' money counts like in cost, or null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? CollateralPrice { get; init; }

    /// <summary>Share of honest sites' money that finds another way by itself, or null: not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Mobility { get; init; }

    /// <summary>How fast honest sites moved between the window before and this one; absent: not measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MobilityDocument? MobilityMeasured { get; init; }

    /// <summary>Honest sites' money that the plan cuts, whether it moves or not, or null: not said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? Collateral { get; init; }

    /// <summary>The same less what would move by itself, by <see cref="Mobility"/>, else as measured; null: nothing was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Money? CollateralAfterMoves { get; init; }

    /// <summary>How much more than in the window a link can carry when money is rerouted, or null: not said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Slack { get; init; }

    /// <summary>How many exchanges made the greedy plan better, or null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Exchanges { get; init; }

    /// <summary>Rules that speak of nothing in these records, or null: there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UnmatchedRules { get; init; }

    /// <summary>What the search for the proven optimum found, or null: it was not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExactDocument? Exact { get; init; }

    /// <summary>One result per reaction of the adversary, or null: none was tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StressDocument>? Stress { get; init; }

    /// <summary>The reaction that leaves least, or null: none was tried.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StressDocument? Worst { get; init; }

    /// <summary>Targets that work only together, or null: none were found.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CutGroupDocument>? Together { get; init; }

    /// <summary>What an adversary can push, or null: the plan is not against the maximum flow.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FlowOutcomeDocument? Flow { get; init; }

    /// <summary>What the evidence costs, or null: no action was barred.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EvidencePriceDocument? Evidence { get; init; }

    /// <summary>How many plans frontier.csv has, or null: there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? FrontierPlans { get; init; }

    /// <summary>How stable the plan is, or null: not asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RobustDocument? Robust { get; init; }

    /// <summary>Whether no plan of the budget removes more than this one.</summary>
    [JsonIgnore]
    public bool IsProvenOptimal => (Exact is { Proven: true } && Removed.Units >= Exact.Removed.Units) || Optimality >= 1.0 - 1e-9;
}

/// <summary>How much of what honest sites lose with a relation they earn elsewhere: the share, the relations that ended, and what they had carried.</summary>
internal sealed record MobilityDocument(double Share, long Pairs, Money Lost);

/// <summary>What the search for the proven optimum found.</summary>
internal sealed record ExactDocument(bool Proven, Money Removed, Money UpperBound, string? Skipped);

/// <summary>What the plan removes once the adversary has reacted: none, reroute, recapture or reregister.</summary>
internal sealed record StressDocument(string Reaction, Money Net, double NetShare, Money Low, Money High);

/// <summary>Targets, by rank, that remove more together than each for itself.</summary>
internal sealed record CutGroupDocument(IReadOnlyList<int> Ranks, Money Together, Money Apart);

/// <summary>What an adversary can push to pirate sites over its links.</summary>
internal sealed record FlowOutcomeDocument(Money Before, Money After, Money LeastAfter);

/// <summary>What the plan would be if tiers barred nothing.</summary>
internal sealed record EvidencePriceDocument(
    int BarredActions, Money RemovedWithin, double RemovedWithinShare, Money RemovedWithout, double RemovedWithoutShare);

/// <summary>How stable the plan is in worlds drawn from doubt in the lists and gaps in the records.</summary>
internal sealed record RobustDocument(
    int Worlds, long Seed, double TopOverlap, double TopOverlapLow, double RemovedShareLow, double RemovedShareMedian, double RemovedShareHigh,
    IReadOnlyList<StandingDocument> Rows);

/// <summary>Where a target stood in the worlds' own plans.</summary>
internal sealed record StandingDocument(string TargetKind, string TargetId, string Action, double ChosenShare, int RankLow, int RankHigh);
