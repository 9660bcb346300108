using Graph.Analysis.Evaluation.Metrics;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>Labelled rows with what is asked of them again and again.</summary>
internal sealed class EvaluationCases
{
    private readonly ScorecardSetting setting;
    private readonly Lazy<Bootstrap> bootstrap;

    public EvaluationCases(IReadOnlyList<EvaluationRow> rows, ScorecardSetting setting)
    {
        this.setting = setting;
        Rows = [.. rows.Where(row => row.Label != TrainingLabel.None)];
        Positive = [.. Rows.Select(row => row.Knowing)];
        Networks =
        [
            .. Rows.GroupBy(row => (row.World, row.Network))
                .OrderBy(group => group.Key.World).ThenBy(group => group.Key.Network, StringComparer.Ordinal)
                .Select(group => new NetworkCase([.. group.OrderBy(row => row.AsOf)])),
        ];
        bootstrap = new Lazy<Bootstrap>(() => new Bootstrap(
            [.. Rows.Select(row => (row.World, row.Group))],
            new BootstrapOptions { Resamples = setting.Resamples, Seed = (ulong)setting.Seed }));
    }

    /// <summary>Networks × dates.</summary>
    public IReadOnlyList<EvaluationRow> Rows { get; }

    /// <summary>Which rows knew.</summary>
    public IReadOnlyList<bool> Positive { get; }

    /// <summary>Networks, each with its rows.</summary>
    public IReadOnlyList<NetworkCase> Networks { get; }

    /// <summary>Whether every row has a probability.</summary>
    public bool Scored => Rows.Count > 0 && Rows.All(row => row is { Probability: not null, RawScore: not null });

    /// <summary>The part of the rows that a condition holds for.</summary>
    public EvaluationCases Where(Func<EvaluationRow, bool> condition) => new([.. Rows.Where(condition)], setting);

    /// <summary>Average precision of a score with its interval.</summary>
    public Estimate AveragePrecision(IReadOnlyList<double> scores, CancellationToken cancellation)
    {
        var ranked = new RankedCases(scores, Positive);
        return bootstrap.Value.Interval(times => ranked.AveragePrecision(times), cancellation);
    }

    /// <summary>Average precision of one score less that of another, on the same resamples.</summary>
    public Estimate Difference(IReadOnlyList<double> scores, IReadOnlyList<double> other, CancellationToken cancellation)
    {
        var (ranked, against) = (new RankedCases(scores, Positive), new RankedCases(other, Positive));
        return bootstrap.Value.Interval(times => ranked.AveragePrecision(times) - against.AveragePrecision(times), cancellation);
    }

    /// <summary>Precision at weekly capacity of a score.</summary>
    public CapacityPrecision AtCapacity(IReadOnlyList<double> scores) => CapacityPrecision.Of(
        Enumerable.Range(0, Rows.Count).GroupBy(i => (Rows[i].World, Rows[i].AsOf)).Select(batch =>
            new RankedCases([.. batch.Select(i => scores[i])], [.. batch.Select(i => Positive[i])])),
        setting.Capacity);

    /// <summary>The probabilities; only where <see cref="Scored"/>.</summary>
    public double[] Probabilities() => [.. Rows.Select(row => row.Probability ?? double.NaN)];

    /// <summary>What the model ranks by; only where <see cref="Scored"/>.</summary>
    public double[] RawScores() => [.. Rows.Select(row => row.RawScore ?? double.NaN)];

    /// <summary>Errors of a tier, networks by highest tier.</summary>
    public TierErrors Errors(Tier tier) => TierErrors.Of([.. Networks.Select(n => (n.Highest, n.Knowing))], tier);

    /// <summary>Errors of a tier, networks by the tier of their last date.</summary>
    public TierErrors ErrorsAtLastDate(Tier tier) => TierErrors.Of([.. Networks.Select(n => (n.Last.Tier, n.Knowing))], tier);
}

/// <summary>A network with its rows by date.</summary>
internal sealed record NetworkCase(IReadOnlyList<EvaluationRow> Rows)
{
    public EvaluationRow Last => Rows[^1];

    public Tier Highest => Rows.Max(row => row.Tier);

    public bool Knowing => Last.Knowing;
}
