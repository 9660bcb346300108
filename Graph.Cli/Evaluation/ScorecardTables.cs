using Graph.Analysis.Evaluation;
using Graph.Analysis.Evaluation.Metrics;
using static Graph.Cli.Evaluation.ScorecardText;

namespace Graph.Cli.Evaluation;

/// <summary>A table of the scorecard.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Note">What the figures are, in a sentence or two.</param>
/// <param name="Columns">Names.</param>
/// <param name="Rows">Cells; the first column is text, the others are figures.</param>
internal sealed record ScorecardTable(string Title, string Note, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>The sections of a scorecard as tables: what the Markdown and the page both show.</summary>
internal static class ScorecardTables
{
    /// <summary>The heading of the reliability table, beside which the page draws its plot.</summary>
    public const string Reliability = "Calibration";

    /// <summary>All tables, in the order of the page.</summary>
    public static IReadOnlyList<ScorecardTable> Of(Scorecard card) =>
        [Goals(card), Kinds(card), Ranking(card), Slices(card), Bins(card), Tiers(card), Controls(card), Naming(card), Ablation(card)];

    private static ScorecardTable Goals(Scorecard card) => new(
        "Goals",
        $"Measured on {Source(card.Setting)}; the intervals stand in the sections below.",
        ["figure", "measured", "goal", "met"],
        [.. card.Goals.Select(goal => new[] { goal.Goal, Number(goal.Value), goal.Bound, goal.Met switch { true => "yes", false => "no", null => "not measured" } })]);

    private static ScorecardTable Kinds(Scorecard card) => new(
        "Who there is",
        "Networks by what they are in truth (or by their later verdict), and by the highest tier that they were given at any date. "
            + $"Of those that did not know, a share of {Number(card.MoreExposedThanMedianKnowing)} is more exposed than the median of those that did.",
        ["kind", "networks", "rows", "K0", "K1", "K2", "K3", "insufficient evidence at the last date"],
        [.. card.Kinds.Select(kind => (string[])[kind.Kind, Count(kind.Networks), Count(kind.Rows), .. kind.Tiers.Select(n => Count(n)), Count(kind.Abstained)])]);

    private static ScorecardTable Ranking(Scorecard card) => new(
        "Ranking",
        "Average precision over networks × dates with its 95 % bootstrap interval (owners drawn again within worlds); the gain is that of the model over the score, on the same draws. "
            + $"Precision at capacity: of the first {Count(card.Setting.Capacity)} of each scoring run the share that knew; a perfect ranking reaches {Number(card.Ranking[0].AtCapacity.Ceiling)}.",
        ["score", "average precision", "gain of the model", "precision at capacity"],
        [.. card.Ranking.Select(line => new[] { line.Score, Number(line.AveragePrecision), Number(line.Gain), Number(line.AtCapacity.Precision) })]);

    private static ScorecardTable Slices(Scorecard card) => new(
        "By size, date, adversary and loss of rows",
        "Thirds by payouts. K2 and above: networks by the highest tier at any date; the bound is the exact one-sided 95 % bound. Missing rows: placements, settlements and their lines, notices and declarations, lost at random.",
        ["cases", "rows", "knowing", "average precision", "exposure alone", "Brier", "calibration error", "K2+ given", "K2+ false", "bound", "K2+ recall", "abstained"],
        [.. card.Slices.Select(slice => new[]
        {
            slice.Slice, Count(slice.Rows), Count(slice.Knowing), Number(slice.AveragePrecision), Number(slice.ExposureAlone),
            Number(slice.Calibration.Brier), Number(slice.Calibration.Error), Count(slice.Told.Given), Number(slice.Told.FalseDiscovery.Value),
            Number(slice.Told.FalseDiscoveryUpper), Number(slice.Told.Recall.Value), Number(slice.Abstained),
        })]);

    private static ScorecardTable Bins(Scorecard card)
    {
        var calibration = card.Slices[0].Calibration;
        return new ScorecardTable(
            Reliability,
            $"Brier score {Number(calibration.Brier)}, expected calibration error {Number(calibration.Error)} over bins of equal counts. What was predicted beside what came true, with 95 % Wilson intervals.",
            ["bin", "rows", "predicted", "came true"],
            [.. calibration.Bins.Select((bin, i) => new[] { Count(i + 1), Count(bin.Count), Number(bin.MeanProbability), Number(bin.Rate) })]);
    }

    private static ScorecardTable Tiers(Scorecard card)
    {
        var slope = card.SizeTrend.Slope;
        return new ScorecardTable(
            "Tiers",
            $"False discoveries among networks that reached the tier or a worse one, and recall of those that knew, with exact 95 % intervals. Slope of false K2 on log size: {Number(slope)}"
                + (card.SizeTrend.NoTrend ? "; no trend is shown." : "; a trend is shown."),
            ["tier and above", "given", "false", "false discoveries", "one-sided bound", "recall"],
            [.. Lines(card.Tiers, "at any date").Concat(Lines(card.TiersAtLastDate, "at the last date"))]);

        static IEnumerable<string[]> Lines(IEnumerable<TierErrors> tiers, string when) => tiers.Select(tier => new[]
        {
            $"{tier.Tier} {when}", Count(tier.Given), Count(tier.False), Number(tier.FalseDiscovery), Number(tier.FalseDiscoveryUpper), Number(tier.Recall),
        });
    }

    private static ScorecardTable Controls(Scorecard card) => new(
        "Negative controls",
        "Networks that did not know, by kind, each with the highest tier at any date. Notice dates redrawn: all networks, those that knew too, when each notice is moved, with its delays, to a day drawn between the network's first accrual and the as-of date.",
        ["control", "networks", "K1", "K2 or K3", "share at K2 or K3", "named by the model", "mean probability"],
        [.. card.Controls.Select(line => new[]
        {
            line.Control, Count(line.Networks), Count(line.AtK1), Count(line.AtK2), Number(line.K2Rate), Count(line.Named), Number(line.MeanProbability),
        })]);

    private static ScorecardTable Naming(Scorecard card) => card.Naming is not { } naming
        ? new ScorecardTable("Naming", "No model was applied, so nobody was named.", ["figure", "value"], [])
        : new ScorecardTable(
            "Naming",
            $"Conformal selection at α = {naming.Alpha.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture)}, per scoring run. False discoveries: mean over runs of the false share, a run that names nobody counting 0, with its interval over worlds.",
            ["figure", "value"],
            [
                ["scoring runs", Count(naming.Batches)],
                ["runs that named nobody", Count(naming.Silent)],
                ["networks named, over all runs", Count(naming.Named)],
                ["of them did not know", Count(naming.False)],
                ["false discoveries", Number(naming.FalseDiscoveries)],
                ["recall", Number(naming.Recall)],
                ["fewest calibration cases of a run", Count(naming.CalibrationCases)],
                ["smallest α that they support, at worst", Number(naming.SmallestAlpha)],
            ]);

    private static ScorecardTable Ablation(Scorecard card) => new(
        "Leave one out",
        "Average precision when a family of features is set to missing. The model is not trained anew, so this says what the model rests on, not what could be learnt without.",
        ["without", "average precision", "loss"],
        [.. card.Ablation.Select(line => new[] { line.Family, Number(line.AveragePrecision), Number(line.Loss) })]);
}
