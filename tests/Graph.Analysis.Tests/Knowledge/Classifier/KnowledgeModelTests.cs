using CsCheck;
using Graph.Analysis.Knowledge.Classifier;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class KnowledgeModelTests
{
    private static readonly Gen<double[]> Rows = Gen.Frequency((9, Gen.Double[-30, 30]), (1, Gen.Const(double.NaN))).Array[SyntheticVerdicts.FeatureCount];

    private static KnowledgeModel Model => TrainedModels.Thousand.Model!;

    [Fact]
    public void Contributions_and_base_add_up_to_the_raw_score() => Rows.Sample(row =>
    {
        foreach (var model in new[] { Model, TrainedModels.Logistic.Model! })
        {
            var score = model.Score(row);
            Assert.Equal(score.RawScore, score.Base + score.Contributions.Sum(part => part.LogOdds), 1e-9);
            Assert.Equal(model.RawScore(row), score.RawScore);
            Assert.Equal(row.Length, score.Contributions.Select(part => part.Feature).Distinct().Count());
            Assert.Equal(score.Contributions.OrderByDescending(part => Math.Abs(part.LogOdds)).Select(part => part.LogOdds), score.Contributions.Select(part => part.LogOdds));
        }
    });

    [Fact]
    public void Raising_a_monotone_feature_never_lowers_a_score() => Rows.Select(Gen.Double[0, 40], Gen.Int[0, SyntheticVerdicts.FeatureCount - 1]).Sample((row, more, feature) =>
    {
        var direction = Model.Features[feature].Monotone;
        if (direction == Monotone.Free || double.IsNaN(row[feature]))
        {
            return;
        }

        var raised = row.ToArray();
        raised[feature] += direction == Monotone.Increasing ? more : -more;
        foreach (var model in new[] { Model, TrainedModels.Logistic.Model! })
        {
            var (before, after) = (model.Score(row), model.Score(raised));
            Assert.True(after.RawScore >= before.RawScore);
            Assert.True(after.Probability >= before.Probability && after.Low >= before.Low && after.High >= before.High);
        }
    }, iter: 2_000);

    [Fact]
    public void The_monotone_features_are_used()
    {
        // Else the property above would hold by doing nothing.
        var row = new double[SyntheticVerdicts.FeatureCount];
        var raised = row.ToArray();
        raised[0] = 2.0;
        Assert.True(Model.RawScore(raised) > Model.RawScore(row) + 0.5);
    }

    [Fact]
    public void The_band_holds_the_probability() => Rows.Sample(row =>
    {
        var score = Model.Score(row);
        Assert.InRange(score.Probability, score.Low, score.High);
        Assert.InRange(score.Low, 0.0, score.High);
        Assert.InRange(score.High, score.Low, 1.0);
    });

    [Fact]
    public void A_missing_value_is_shown_as_missing_and_a_missing_row_is_a_row_of_medians()
    {
        var row = Enumerable.Repeat(double.NaN, SyntheticVerdicts.FeatureCount).ToArray();
        var logistic = TrainedModels.Logistic.Model!;
        var score = logistic.Score(row);
        Assert.All(score.Contributions, part => Assert.True(double.IsNaN(part.Value)));
        Assert.Equal(
            score.Base + logistic.Parts.Weights[SyntheticVerdicts.FeatureCount..].Zip(logistic.Parts.Scaling.Scales, (weight, scale) => scale.Indicator ? weight : 0.0).Sum(),
            score.RawScore, 1e-12);
    }

    [Fact]
    public void A_stated_prevalence_multiplies_the_odds()
    {
        var row = TrainedModels.FreshRows.Table.Rows[3];
        var before = Model.Score(row);
        var rate = Model.Facts.BaseRate;
        Assert.Equal(rate, Model.Prevalence);
        var after = Model.AtPrevalence(0.5).Score(row);
        Assert.Equal(before.Probability / (1.0 - before.Probability) * (1.0 - rate) / rate, after.Probability / (1.0 - after.Probability), 1e-9);
        Assert.True(after.Low >= before.Low && after.High >= before.High);
        Assert.Equal(before.RawScore, after.RawScore);
        Assert.Equal(before.Probability, Model.AtPrevalence(rate).Score(row).Probability, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.AtPrevalence(1.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.AtPrevalence(double.NaN));
    }

    [Fact]
    public void Fresh_rows_are_ranked_and_their_probabilities_are_kept()
    {
        var fresh = TrainedModels.FreshRows;
        Assert.True(TrainedModels.AveragePrecision(Model, fresh) > 0.42, $"{TrainedModels.AveragePrecision(Model, fresh)}");
        var error = RankFigures.CalibrationError(fresh.Rows.Select((row, at) => (Model.Score(fresh.Table.Rows[at]).Probability, row.Label == TrainingLabel.Knowing)));
        Assert.True(error < 0.025, $"{error}");
    }
}
