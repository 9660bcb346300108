using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class FeatureScalingTests
{
    private static readonly FeatureDefinition[] Features = [Feature("plain", false), Feature("heavy", true), Feature("same", false), Feature("never", false)];

    private static readonly double[][] Rows =
    [
        [1.0, Math.E - 1.0, 7.0, double.NaN],
        [3.0, double.NaN, 7.0, double.NaN],
        [4.0, 0.0, 7.0, double.NaN],
        [9.0, -(Math.E - 1.0), 7.0, double.NaN],
    ];

    [Fact]
    public void Columns_worked_by_hand()
    {
        var scaling = FeatureScaling.Fit(new FeatureTable(Features, Rows), [0, 1, 2, 3]);

        // plain: median 3.5, half the range 4. heavy: 1, 0, −1 after log1p, median 0, half the range 1, missing once. The others never vary.
        Assert.Equal([(1.0 - 3.5) / 4.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], Columns(scaling, Rows[0]), Near);
        Assert.Equal([(3.0 - 3.5) / 4.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0], Columns(scaling, Rows[1]), Near);
        Assert.Equal([0, 1, 5], scaling.ActiveColumns());
    }

    [Fact]
    public void Only_the_rows_that_are_learnt_from_count()
    {
        var scaling = FeatureScaling.Fit(new FeatureTable(Features, Rows), [0, 2]);
        Assert.Equal(new FeatureScale(2.5, 1.5, 1.0, 4.0, false), scaling.Scales[0]);
        Assert.False(scaling.Scales[1].Indicator);
    }

    [Fact]
    public void Values_beyond_those_seen_count_as_the_most_extreme_ones()
    {
        var scaling = FeatureScaling.Fit(new FeatureTable(Features, Rows), [0, 1, 2, 3]);
        Assert.Equal(Columns(scaling, [9.0, 0.0, 0.0, 0.0]), Columns(scaling, [1e12, 0.0, 0.0, 0.0]));
        Assert.Equal(Columns(scaling, [1.0, 0.0, 0.0, 0.0]), Columns(scaling, [-1e12, 0.0, 0.0, 0.0]));
    }

    [Fact]
    public void Features_that_are_missing_together_share_one_indicator()
    {
        double[][] rows = [[1, double.NaN, double.NaN, 1], [double.NaN, 2, 2, 2], [3, 3, 3, 3]];
        var scaling = FeatureScaling.Fit(new FeatureTable(Features, rows), [0, 1, 2]);
        Assert.Equal([true, true, false, false], scaling.Scales.Select(scale => scale.Indicator));
    }

    [Fact]
    public void What_is_infinite_is_refused_by_name()
    {
        var scaling = FeatureScaling.Fit(new FeatureTable(Features, Rows), [0, 1, 2, 3]);
        var refused = Assert.Throws<ArgumentException>(() => Columns(scaling, [1.0, double.PositiveInfinity, 7.0, 0.0]));
        Assert.Contains("'heavy'", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Columns(scaling, [1.0]));
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-12;

    private static double[] Columns(FeatureScaling scaling, double[] row)
    {
        var columns = new double[scaling.ColumnCount];
        scaling.Apply(row, columns);
        return columns;
    }

    private static FeatureDefinition Feature(string name, bool heavy) => new(name, "size", Monotone.Free, heavy, new Bilingual(name, name));
}
