using Graph.Analysis.Evaluation.Metrics;
using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>Makes a scorecard of replays.</summary>
/// <remarks>Rankings and calibration are taken over networks × dates, with intervals that resample owners within worlds. Tiers are counted by network,
/// each with the highest tier that it was ever given, so that a false accusation at any date counts; recall is given at the last date too.</remarks>
public static class ScorecardAssembly
{
    private static readonly Tier[] Accusing = [Tier.K1, Tier.K2, Tier.K3];

    /// <summary>Assembles all sections.</summary>
    /// <param name="input">The replays.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is no labelled row, or none that knew.</exception>
    public static Scorecard Run(ScorecardInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var cases = new EvaluationCases(input.Replay.Rows, input.Setting);
        if (!cases.Positive.Any(p => p) || cases.Positive.All(p => p))
        {
            throw new ArgumentException("An evaluation needs networks that knew and networks that did not.", nameof(input));
        }

        var scorecard = new Scorecard
        {
            Setting = input.Setting,
            Goals = [],
            Kinds = Kinds(cases),
            Ranking = RankingSection.Lines(cases, cancellation),
            Slices = SliceSection.Lines(cases, input, cancellation),
            Tiers = [.. Accusing.Select(cases.Errors)],
            TiersAtLastDate = [.. Accusing.Select(cases.ErrorsAtLastDate)],
            SizeTrend = Trend(cases),
            Naming = NamingSection.Line(cases, input, cancellation),
            Controls = ControlSection.Lines(cases, input),
            Ablation = RankingSection.Ablations(cases, input, cancellation),
            MoreExposedThanMedianKnowing = Overlap(cases),
        };
        return scorecard with { Goals = GoalSection.Lines(scorecard) };
    }

    private static KindLine[] Kinds(EvaluationCases cases) =>
    [
        .. cases.Networks.GroupBy(n => n.Last.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new KindLine(
            kind.Key,
            kind.Count(),
            kind.Sum(n => n.Rows.Count),
            [.. Enum.GetValues<Tier>().Select(tier => kind.Count(n => n.Highest == tier))],
            kind.Count(n => n.Last.Decision == Decision.InsufficientEvidence))),
    ];

    /// <summary>Whether being wrongly at K2 or above at any date grows with the size at the last one.</summary>
    private static SizeTrend Trend(EvaluationCases cases)
    {
        var innocent = cases.Networks.Where(n => !n.Knowing).ToArray();
        return SizeTrend.Of([.. innocent.Select(n => Math.Max(1.0, n.Last.Size))], [.. innocent.Select(n => n.Highest >= Tier.K2)], 0.95);
    }

    private static double Overlap(EvaluationCases cases)
    {
        var knowing = cases.Networks.Where(n => n.Knowing).Select(n => n.Last.ExposureShare).Order().ToArray();
        var median = (knowing[(knowing.Length - 1) / 2] + knowing[knowing.Length / 2]) / 2.0;
        var others = cases.Networks.Where(n => !n.Knowing).ToArray();
        return (double)others.Count(n => n.Last.ExposureShare > median) / others.Length;
    }
}
