using Graph.Analysis.Knowledge.Classifier;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class RankFiguresTests
{
    [Fact]
    public void Average_precision_worked_by_hand()
    {
        // From the top: +, −, +, −: precision 1 at the first, 2/3 at the second positive.
        Assert.Equal((1.0 + (2.0 / 3.0)) / 2.0, RankFigures.AveragePrecision([Row(4, true), Row(3, false), Row(2, true), Row(1, false)]), 1e-15);

        // All equal: one step, precision is the share of positives.
        Assert.Equal(0.25, RankFigures.AveragePrecision([Row(1, true), Row(1, false), Row(1, false), Row(1, false)]), 1e-15);
        Assert.True(double.IsNaN(RankFigures.AveragePrecision([Row(1, false)])));
    }

    [Fact]
    public void Area_under_the_curve_counts_pairs_in_order_and_ties_half()
    {
        // Positives 3 and 1 against negatives 2 and 1: pairs 1, 1, 0, ½ of 4.
        Assert.Equal(2.5 / 4.0, RankFigures.Auc([(3, true), (1, true), (2, false), (1, false)]), 1e-15);
    }

    [Fact]
    public void Calibration_error_is_the_mean_distance_of_promise_and_share()
    {
        // Ten bins of ten rows each promise 0.1 to 1.0 in steps; the first six keep it exactly, the others have no positive.
        var rows = Enumerable.Range(0, 100).Select(at => ((at / 10 + 1) / 10.0, at / 10 < 6 && at % 10 <= at / 10)).ToList();
        Assert.Equal((0.7 + 0.8 + 0.9 + 1.0) / 10.0, RankFigures.CalibrationError(rows), 1e-12);
        Assert.Equal(0.3, RankFigures.CalibrationError(Enumerable.Range(0, 100).Select(_ => (0.3, false))), 1e-12);

        // One probability for all: its bins differ by chance alone, and that is no error.
        Assert.Equal(0.0, RankFigures.CalibrationError(Enumerable.Range(0, 100).Select(at => (0.25, at < 25))), 1e-12);
        Assert.Equal(0.04, RankFigures.Brier([(0.2, false)]), 1e-15);
    }

    [Fact]
    public void The_interval_widens_when_rows_share_legal_groups()
    {
        ScoredRow[] own = [.. Enumerable.Range(0, 400).Select(at => new ScoredRow(at % 7 + (at % 10 == 0 ? 3 : 0), at % 10 == 0, $"g{at}"))];
        var alone = RankFigures.Interval(own, 200, 1);
        var shared = RankFigures.Interval([.. own.Select((row, at) => row with { Group = $"g{at / 40}" })], 200, 1);
        Assert.InRange(RankFigures.AveragePrecision(own), alone.Low, alone.High);
        Assert.Equal(alone, RankFigures.Interval(own, 200, 1));
        Assert.NotEqual(alone, shared);
    }

    private static ScoredRow Row(double score, bool positive) => new(score, positive, $"{score}");
}
