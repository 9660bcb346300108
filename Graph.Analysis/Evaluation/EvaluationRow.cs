using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>A network at an as-of date: what was said of it then, and what is true, or was decided later.</summary>
public sealed record EvaluationRow
{
    /// <summary>Which world; 0 where the rows come from one folder of records.</summary>
    public required int World { get; init; }

    /// <summary>The as-of date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The network's id.</summary>
    public required string Network { get; init; }

    /// <summary>What it is in truth: a motive of the simulation (<c>knowing</c>, <c>negligent</c>, …), or the later verdict.</summary>
    public required string Kind { get; init; }

    /// <summary>What a score is compared with.</summary>
    public required TrainingLabel Label { get; init; }

    /// <summary>Its legal owner, or itself: what is resampled together.</summary>
    public required string Group { get; init; }

    /// <summary>What the world's pirates do when pressed, or empty.</summary>
    public string Adversary { get; init; } = "";

    /// <summary>Its payouts in the window, in 1/10000 units.</summary>
    public required double Size { get; init; }

    /// <summary>The tier.</summary>
    public required Tier Tier { get; init; }

    /// <summary>The decision.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Calibrated probability, or null where no model was applied.</summary>
    public double? Probability { get; init; }

    /// <summary>Log odds before calibration, or null: the same order as the probability, without its ties.</summary>
    public double? RawScore { get; init; }

    /// <summary>Lower end of its band, or null.</summary>
    public double? ProbabilityLow { get; init; }

    /// <summary>Upper end of its band, or null.</summary>
    public double? ProbabilityHigh { get; init; }

    /// <summary>Whether the model was allowed to put it forward.</summary>
    public bool Named { get; init; }

    /// <summary>Share of its payouts that ends at pirate sites.</summary>
    public required double ExposureShare { get; init; }

    /// <summary>The same as an amount, in 1/10000 units.</summary>
    public required double ExposureAmount { get; init; }

    /// <summary>The signals that fired.</summary>
    public required IReadOnlyList<SignalId> Fired { get; init; }

    /// <summary>Scores of <see cref="Baselines.Names"/>, in their order.</summary>
    public required IReadOnlyList<double> Baselines { get; init; }

    /// <summary>Whether it serves a site that was listed on that day by an entry that was withdrawn later.</summary>
    public bool AccusedByWithdrawnEntry { get; init; }

    /// <summary>Whether it knew.</summary>
    public bool Knowing => Label == TrainingLabel.Knowing;
}

/// <summary>One scoring run of the replay.</summary>
/// <param name="World">Which world.</param>
/// <param name="AsOf">The as-of date.</param>
/// <param name="CalibrationCases">Negatives that naming was calibrated with.</param>
/// <param name="SmallestAlpha">The smallest level that so many support.</param>
/// <param name="Named">How many networks and resellers it named.</param>
public readonly record struct EvaluationBatch(int World, DateOnly AsOf, int CalibrationCases, double SmallestAlpha, int Named);

/// <summary>A replay under one condition.</summary>
/// <param name="Rows">The judged networks at every date, by world, date, id.</param>
/// <param name="Batches">The scoring runs, by world, date.</param>
public sealed record EvaluationRun(IReadOnlyList<EvaluationRow> Rows, IReadOnlyList<EvaluationBatch> Batches);
