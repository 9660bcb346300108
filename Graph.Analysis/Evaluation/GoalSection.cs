using Graph.Analysis.Knowledge.Tiers;

namespace Graph.Analysis.Evaluation;

/// <summary>The figures that were set as goals, beside what was measured.</summary>
internal static class GoalSection
{
    public static IReadOnlyList<GoalLine> Lines(Scorecard scorecard)
    {
        var model = scorecard.Ranking.FirstOrDefault(line => line.Score == "model");
        var exposure = scorecard.Ranking.Where(line => line.Score is "exposure_share" or "exposure_amount").MaxBy(line => line.AveragePrecision.Value)!;
        var told = scorecard.Tiers.First(line => line.Tier == Tier.K2);
        var toldAtLast = scorecard.TiersAtLastDate.First(line => line.Tier == Tier.K2);
        var all = scorecard.Slices.First(slice => slice.Slice == SliceSection.All);
        var lossy = scorecard.Slices.FirstOrDefault(slice => slice.Slice == SliceSection.Missing(0.3));
        var redrawn = scorecard.Controls.FirstOrDefault(line => line.Control == ControlSection.RedrawnNotices);
        return
        [
            AtLeast("average precision of the model", model?.AveragePrecision.Value ?? double.NaN, 0.85),
            AtLeast("average precision above exposure alone (share or amount, the better)", exposure.Gain.Value, 0.3),
            Within("average precision of exposure alone (the better): how hard the world is", exposure.AveragePrecision.Value, 0.25, 0.45),
            AtLeast("average precision with 30 % of rows missing", lossy?.AveragePrecision.Value ?? double.NaN, 0.70),
            AtMost("false share of K2 and above, at any date", told.Given == 0 ? 0.0 : told.FalseDiscovery.Value, 0.05),
            AtMost("its upper 95 % bound", told.FalseDiscoveryUpper, 0.10),
            AtLeast("recall of K2 and above, at the last date", toldAtLast.Recall.Value, 0.60),
            AtMost("share of networks at K2 or above with notice dates redrawn", redrawn?.K2Rate.Value ?? double.NaN, 0.01),
            AtMost("calibration error", all.Calibration.Error, 0.03),
            new GoalLine("slope of false K2 on log size", scorecard.SizeTrend.Slope.Value, "interval contains 0", scorecard.SizeTrend.NoTrend),
            AtMost("false discoveries of naming", scorecard.Naming?.FalseDiscoveries.Value ?? double.NaN, scorecard.Setting.Alpha),
        ];
    }

    private static GoalLine AtLeast(string goal, double value, double bound) =>
        new(goal, value, FormattableString.Invariant($">= {bound:0.##}"), double.IsNaN(value) ? null : value >= bound);

    private static GoalLine AtMost(string goal, double value, double bound) =>
        new(goal, value, FormattableString.Invariant($"<= {bound:0.##}"), double.IsNaN(value) ? null : value <= bound);

    private static GoalLine Within(string goal, double value, double low, double high) =>
        new(goal, value, FormattableString.Invariant($"{low:0.##} to {high:0.##}"), double.IsNaN(value) ? null : value >= low && value <= high);
}
