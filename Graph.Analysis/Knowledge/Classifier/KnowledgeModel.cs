using System.Security.Cryptography;
using System.Text;

namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A cleared legal group's out-of-fold score: what conformal naming compares candidates with.</summary>
/// <param name="RawScore">Log odds before calibration, of the group's latest row, the highest where it has several of that date.</param>
/// <param name="GroupKey">The group, as <see cref="KnowledgeModel.GroupKey"/> gives it.</param>
public readonly record struct NegativeScore(double RawScore, string GroupKey);

/// <summary>A trained classifier of who knew: features in, calibrated probability with band and exact contributions out.</summary>
/// <remarks>Immutable and free of state: scores do not depend on threads or order, and scoring takes neither ML.NET nor a native library.</remarks>
public sealed record KnowledgeModel
{
    internal KnowledgeModel(AveragedModel parts, ScoreCalibration calibration)
    {
        Parts = parts;
        Calibration = calibration;
    }

    /// <summary><c>simulated</c> where it learnt from simulated worlds, else <c>trained</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it was made of.</summary>
    public required TrainingFacts Facts { get; init; }

    /// <summary>Out-of-fold scores of cleared legal groups, one each, ascending.</summary>
    public required IReadOnlyList<NegativeScore> Negatives { get; init; }

    /// <summary>What a reader of its scores should know.</summary>
    public required IReadOnlyList<TrainingWarning> Warnings { get; init; }

    /// <summary>The features that <see cref="Score"/> expects, in this order.</summary>
    public IReadOnlyList<FeatureDefinition> Features => Parts.Scaling.Features;

    /// <summary>The prevalence for which probabilities hold: the training base rate unless <see cref="AtPrevalence"/> set another.</summary>
    public double Prevalence => AskedPrevalence ?? Facts.BaseRate;

    internal double? AskedPrevalence { get; private init; }

    internal AveragedModel Parts { get; }

    internal ScoreCalibration Calibration { get; }

    /// <summary>The name under which a legal group stands in a model file: 16 hexadecimal digits of its SHA-256, so that the file accuses or clears nobody by name.</summary>
    /// <param name="group">The legal group as training rows name it.</param>
    public static string GroupKey(string group) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group)))[..16];

    /// <summary>The same model for a population with another share of knowing networks: odds of probability, low and high are multiplied by one ratio.</summary>
    /// <param name="prevalence">Expected share of knowing ones, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prevalence is not between 0 and 1.</exception>
    public KnowledgeModel AtPrevalence(double prevalence) => prevalence is > 0.0 and < 1.0
        ? this with { AskedPrevalence = prevalence }
        : throw new ArgumentOutOfRangeException(nameof(prevalence), prevalence, "A prevalence lies between 0 and 1.");

    /// <summary>Log odds of a row before calibration: what <see cref="ModelScore.RawScore"/> is, without the explanation.</summary>
    /// <param name="row">Values of <see cref="Features"/>; NaN is missing.</param>
    /// <exception cref="ArgumentException">The row has another length, or holds an infinite value.</exception>
    public double RawScore(IReadOnlyList<double> row) => Parts.RawScore(row);

    /// <summary>Scores a row.</summary>
    /// <param name="row">Values of <see cref="Features"/>; NaN is missing.</param>
    /// <exception cref="ArgumentException">The row has another length, or holds an infinite value.</exception>
    public ModelScore Score(IReadOnlyList<double> row)
    {
        var (raw, start, parts) = Parts.Explain(row);
        var (probability, low, high) = Calibration.Of(raw);
        return new ModelScore(Rebased(probability), Rebased(low), Rebased(high), raw, start,
        [
            .. parts.Select((part, feature) => new Contribution(Features[feature].Name, row[feature], part))
                .OrderByDescending(contribution => Math.Abs(contribution.LogOdds))
                .ThenBy(contribution => contribution.Feature, StringComparer.Ordinal),
        ]);
    }

    private double Rebased(double probability)
    {
        if (AskedPrevalence is not { } asked)
        {
            return probability;
        }

        var ratio = asked / (1.0 - asked) * (1.0 - Facts.BaseRate) / Facts.BaseRate;
        return probability * ratio / ((probability * ratio) + (1.0 - probability));
    }
}
