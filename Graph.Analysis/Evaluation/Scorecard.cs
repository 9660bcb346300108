using Graph.Analysis.Evaluation.Metrics;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>What was evaluated, and how.</summary>
public sealed record ScorecardSetting
{
    /// <summary>Whether the records come from simulated worlds; every output says so.</summary>
    public required bool Simulated { get; init; }

    /// <summary>How many worlds; 1 for a folder of records.</summary>
    public required int Worlds { get; init; }

    /// <summary>Seed of the first world, and of everything that is drawn; the next worlds take the next seeds.</summary>
    public required long Seed { get; init; }

    /// <summary>Networks a world; 0 for a folder of records.</summary>
    public int Networks { get; init; }

    /// <summary>Placements a world; 0 for a folder of records.</summary>
    public long Placements { get; init; }

    /// <summary>Weeks a world; 0 for a folder of records.</summary>
    public int Weeks { get; init; }

    /// <summary>As-of dates a world.</summary>
    public required int Dates { get; init; }

    /// <summary>What pirates did when pressed, one word per kind of world.</summary>
    public IReadOnlyList<string> Adversaries { get; init; } = [];

    /// <summary><c>simulated</c>, <c>trained</c>, or <c>none</c>: what kind of model scored.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the model file, or empty.</summary>
    public string ModelSha256 { get; init; } = "";

    /// <summary>The level of naming.</summary>
    public required double Alpha { get; init; }

    /// <summary>Cases that can be looked into a week.</summary>
    public required int Capacity { get; init; }

    /// <summary>Resamples of the bootstrap.</summary>
    public required int Resamples { get; init; }

    /// <summary>The command that makes this scorecard.</summary>
    public required string Command { get; init; }
}

/// <summary>How many networks there are of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Networks">Networks, counted once each.</param>
/// <param name="Rows">Networks × dates.</param>
/// <param name="Tiers">Networks by highest tier, K0 to K3.</param>
/// <param name="Abstained">Networks with insufficient evidence at the last date.</param>
public sealed record KindLine(string Kind, int Networks, int Rows, IReadOnlyList<int> Tiers, int Abstained);

/// <summary>How well a score ranks.</summary>
/// <param name="Score">The score: <c>model</c>, <c>tier</c>, or a baseline.</param>
/// <param name="AveragePrecision">With its interval.</param>
/// <param name="Gain">Average precision of the model less that of this score, resampled together.</param>
/// <param name="AtCapacity">Precision at weekly capacity.</param>
public sealed record RankingLine(string Score, Estimate AveragePrecision, Estimate Gain, CapacityPrecision AtCapacity);

/// <summary>The main figures of a part of the cases.</summary>
public sealed record SliceLine
{
    /// <summary>Which part, for example <c>size: small</c>.</summary>
    public required string Slice { get; init; }

    /// <summary>Rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows of networks that knew.</summary>
    public required int Knowing { get; init; }

    /// <summary>Average precision of the model.</summary>
    public required Estimate AveragePrecision { get; init; }

    /// <summary>Average precision of the share of payouts that ends at pirate sites, alone.</summary>
    public required double ExposureAlone { get; init; }

    /// <summary>Brier score and calibration.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>Errors of K2 and above, networks by highest tier.</summary>
    public required TierErrors Told { get; init; }

    /// <summary>Share of rows with insufficient evidence.</summary>
    public required double Abstained { get; init; }
}

/// <summary>A negative control: networks of which nothing bad should be said.</summary>
/// <param name="Control">Which one.</param>
/// <param name="Networks">Networks, counted once each.</param>
/// <param name="AtK1">Of them by highest tier: exactly K1.</param>
/// <param name="AtK2">K2 or K3.</param>
/// <param name="K2Rate">Share at K2 or K3, with the exact 95 % interval.</param>
/// <param name="Named">How many the model named at any date.</param>
/// <param name="MeanProbability">Mean probability over their rows; NaN without model.</param>
public sealed record ControlLine(string Control, int Networks, int AtK1, int AtK2, Estimate K2Rate, int Named, double MeanProbability);

/// <summary>The model with one family of features set to missing; it is not trained anew.</summary>
/// <param name="Family">The family.</param>
/// <param name="AveragePrecision">Average precision without it.</param>
/// <param name="Loss">Average precision with it less without it, resampled together.</param>
public sealed record AblationLine(string Family, double AveragePrecision, Estimate Loss);

/// <summary>What naming came to.</summary>
/// <param name="Alpha">The stated level.</param>
/// <param name="Batches">Scoring runs.</param>
/// <param name="Silent">Runs that named nobody.</param>
/// <param name="Named">Networks × runs that were named.</param>
/// <param name="False">Of them: did not know.</param>
/// <param name="FalseDiscoveries">Mean over runs of the false share, 0 where nobody was named: what the level promises; with its interval.</param>
/// <param name="Recall">Named / knowing, over all runs.</param>
/// <param name="CalibrationCases">The fewest calibration cases of a run.</param>
/// <param name="SmallestAlpha">The largest of the smallest levels that they support.</param>
public sealed record NamingLine(
    double Alpha, int Batches, int Silent, int Named, int False, Estimate FalseDiscoveries, double Recall, int CalibrationCases, double SmallestAlpha);

/// <summary>A figure that was set as a goal.</summary>
/// <param name="Goal">What it is.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Bound">The goal in words: <c>&gt;= 0.85</c>.</param>
/// <param name="Met">Whether it is met; null where it was not measured.</param>
public sealed record GoalLine(string Goal, double Value, string Bound, bool? Met);

/// <summary>An honest evaluation: every figure with its interval, baselines beside it, and the controls that should show nothing.</summary>
public sealed record Scorecard
{
    /// <summary>What was evaluated, and how.</summary>
    public required ScorecardSetting Setting { get; init; }

    /// <summary>The figures that were set as goals.</summary>
    public required IReadOnlyList<GoalLine> Goals { get; init; }

    /// <summary>Who there is.</summary>
    public required IReadOnlyList<KindLine> Kinds { get; init; }

    /// <summary>Model, tier and baselines.</summary>
    public required IReadOnlyList<RankingLine> Ranking { get; init; }

    /// <summary>All cases, then by size, by date, by adversary, by share of rows missing.</summary>
    public required IReadOnlyList<SliceLine> Slices { get; init; }

    /// <summary>Errors of K1, K2 and K3 (and above), networks by highest tier.</summary>
    public required IReadOnlyList<TierErrors> Tiers { get; init; }

    /// <summary>The same at the last date of each world.</summary>
    public required IReadOnlyList<TierErrors> TiersAtLastDate { get; init; }

    /// <summary>Whether false K2 grows with size.</summary>
    public required SizeTrend SizeTrend { get; init; }

    /// <summary>What naming came to; null without model.</summary>
    public required NamingLine? Naming { get; init; }

    /// <summary>Negative controls.</summary>
    public required IReadOnlyList<ControlLine> Controls { get; init; }

    /// <summary>One line a family of features; empty without model.</summary>
    public required IReadOnlyList<AblationLine> Ablation { get; init; }

    /// <summary>Share of networks that did not know whose exposure share lies above the median of those that did, at the last date: how
    /// hard exposure alone makes it.</summary>
    public required double MoreExposedThanMedianKnowing { get; init; }
}
