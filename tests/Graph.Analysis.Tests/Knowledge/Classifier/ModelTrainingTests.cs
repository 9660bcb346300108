using Graph.Analysis.Knowledge.Classifier;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class ModelTrainingTests
{
    [Fact]
    public void The_same_data_options_and_seed_give_the_same_bytes()
    {
        var set = SyntheticVerdicts.Of(300, seed: 4);
        string Text(ulong seed) => ModelFile.Write(ModelTraining.Run(set, new TrainingOptions { Seed = seed, Trees = 20 }, default).Model!);
        Assert.Equal(Text(0), Text(0));
        Assert.NotEqual(Text(0), Text(1));
    }

    [Fact]
    public void Shrinkage_and_trees_beat_plain_logistic_regression()
    {
        // Over several small sets: differences of one set are noise. The folds do not touch the model itself.
        double Mean(TrainingOptions options) => new ulong[] { 1, 2, 3, 4 }.Average(seed =>
            TrainedModels.AveragePrecision(ModelTraining.Run(SyntheticVerdicts.Of(400, seed), options, default).Model!, TrainedModels.FreshRows));
        var plain = Mean(new TrainingOptions { Folds = 2, WithTrees = false, L1 = 0f, L2 = 0f });
        var shrunken = Mean(new TrainingOptions { Folds = 2, WithTrees = false });
        var both = Mean(new TrainingOptions { Folds = 2 });
        Assert.True(shrunken > plain + 0.03, $"{shrunken} against {plain}");
        Assert.True(both > plain + 0.03, $"{both} against {plain}");
    }

    // The regression alone gains nothing by bags, trees do.
    [Fact]
    public void Bags_find_more_than_taking_the_unlabelled_for_innocent()
    {
        Assert.SkipUnless(LightGbmLibrary.IsPresent, "LightGBM's native library is not there for this machine.");
        var means = new double[2];
        for (var seed = 1UL; seed <= 4; seed++)
        {
            var set = SyntheticVerdicts.Of(1_000, seed);
            var hidden = WithHiddenLabels(set, seed, knowingPercent: 30, clearedPercent: 10);
            var naive = set with { Rows = [.. hidden.Rows.Select(row => row.Label == TrainingLabel.None ? row with { Label = TrainingLabel.Cleared } : row)] };
            means[0] += TrainedModels.AveragePrecision(ModelTraining.Run(hidden, new TrainingOptions { Bags = 10, Folds = 2 }, default).Model!, TrainedModels.FreshRows) / 4;
            means[1] += TrainedModels.AveragePrecision(ModelTraining.Run(naive, new TrainingOptions { Folds = 2 }, default).Model!, TrainedModels.FreshRows) / 4;
        }

        Assert.True(means[0] > means[1] + 0.01, $"{means[0]} against {means[1]}");
    }

    [Fact]
    public void Unlabelled_rows_are_scored_and_are_nobodys_negatives()
    {
        var hidden = WithHiddenLabels(SyntheticVerdicts.Of(400, 2), 2, knowingPercent: 70, clearedPercent: 30);
        var result = ModelTraining.Run(hidden, new TrainingOptions { Bags = 3, Trees = 10 }, default);
        Assert.Equal(400, result.OutOfFold.Count);
        Assert.Equal(hidden.Rows.Count(row => row.Label == TrainingLabel.Cleared), result.Model!.Facts.Cleared);
        Assert.Equal(result.Model.Facts.Cleared, result.Model.Negatives.Count);
        Assert.Equal(result.Model.Facts.Cleared + result.Model.Facts.Knowing, result.Model.Calibration.Band.Cases.Count);
    }

    [Theory]
    [InlineData(9, 60, "too_few_knowing")]
    [InlineData(60, 9, "too_few_cleared")]
    [InlineData(0, 0, "too_few_knowing")]
    [InlineData(10, 10, null)]
    public void Too_few_labels_are_refused_with_a_reason(int knowing, int cleared, string? code)
    {
        var result = ModelTraining.Run(Labelled(knowing, cleared), new TrainingOptions { Trees = 5 }, default);
        Assert.Equal(code, result.Refusal?.Code);
        Assert.Equal(code is null, result.Model is not null);
        Assert.True(code is null || result.Refusal!.Message.Contains("10", StringComparison.Ordinal));
    }

    [Fact]
    public void Many_rows_of_few_legal_groups_are_few_labels()
    {
        var set = Labelled(60, 60);
        var few = set with { Rows = [.. set.Rows.Select((row, at) => row with { Group = row.Label == TrainingLabel.Knowing ? $"k{at % 9}" : row.Group })] };
        Assert.Equal("too_few_knowing", ModelTraining.Run(few, new TrainingOptions(), default).Refusal?.Code);
    }

    [Fact]
    public void A_feature_that_gives_the_verdict_away_raises_an_alarm()
    {
        var set = TrainedModels.ThousandRows;
        Assert.DoesNotContain(TrainedModels.Thousand.Warnings, warning => warning.Code == "leakage");
        double[][] rows = [.. set.Table.Rows.Select((row, at) =>
        {
            var copy = row.ToArray();
            var knew = set.Rows[at].Label == TrainingLabel.Knowing;
            copy[20] = at % 50 == 0 ? 0.5 : knew ? 1.0 : 0.0;
            copy[21] = knew ? double.NaN : copy[21];
            return copy;
        })];
        var leaking = set with { Table = set.Table with { Rows = rows } };
        var warnings = ModelTraining.Run(leaking, new TrainingOptions { WithTrees = false }, default).Warnings;
        Assert.Equal(["f020", "f021"], warnings.Where(warning => warning.Code == "leakage").Select(warning => warning.Feature));
    }

    [Fact]
    public void Later_rows_that_differ_are_noticed()
    {
        // The meaning of the strong features turns round for the latest dates.
        var set = SyntheticVerdicts.Of(2_000, seed: 3);
        double[][] rows = [.. set.Table.Rows.Select((row, at) => set.Rows[at].AsOf < new DateOnly(2026, 4, 1)
            ? row
            : [.. row.Select((value, j) => j is 4 or 10 or 11 ? value : j < 14 ? row[j + 14] : j < 28 ? row[j - 14] : value)])];
        var options = new TrainingOptions { WithTrees = false };
        var shifted = ModelTraining.Run(set with { Table = set.Table with { Rows = rows } }, options, default);
        Assert.Contains(shifted.Warnings, warning => warning.Code == "worse_later");
        var steady = ModelTraining.Run(set, options, default);
        Assert.NotNull(steady.Model!.Facts.LaterAveragePrecision);
        Assert.DoesNotContain(steady.Warnings, warning => warning.Code == "worse_later");
    }

    [Fact]
    public void Facts_are_of_rows_that_the_scoring_model_did_not_see()
    {
        // Noise alone: in-sample figures would shine, out-of-fold ones are near the base rate.
        var set = SyntheticVerdicts.Of(600, seed: 8);
        var random = new SeededRandom(1);
        var noise = set with { Rows = [.. set.Rows.Select(row => row with { Label = random.Below(100) < 20 ? TrainingLabel.Knowing : TrainingLabel.Cleared })] };
        var facts = ModelTraining.Run(noise, new TrainingOptions(), default).Model!.Facts;
        Assert.InRange(facts.AveragePrecision, 0.12, 0.30);
        Assert.InRange(facts.AveragePrecision, facts.AveragePrecisionLow, facts.AveragePrecisionHigh);
        Assert.True(facts.CalibrationError < 0.06, $"{facts.CalibrationError}");
    }

    [Fact]
    public void Bad_sets_and_options_are_refused_by_name()
    {
        var set = Labelled(12, 12);
        set.Table.Rows[3][2] = double.NegativeInfinity;
        Assert.Contains("'f002'", Assert.Throws<ArgumentException>(() => ModelTraining.Run(set, new TrainingOptions(), default)).Message, StringComparison.Ordinal);
        var fewer = set with { Rows = [.. set.Rows.Skip(1)] };
        Assert.Throws<ArgumentException>(() => ModelTraining.Run(fewer, new TrainingOptions(), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelTraining.Run(Labelled(12, 12), new TrainingOptions { Leaves = 30 }, default));
        Assert.Throws<OperationCanceledException>(() => ModelTraining.Run(Labelled(12, 12), new TrainingOptions(), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Where_trees_are_not_to_be_had_the_model_says_that_it_is_the_regression_alone()
    {
        Assert.Equal(["logistic"], TrainedModels.Logistic.Model!.Facts.Parts);
        Assert.Equal(LightGbmLibrary.IsPresent ? ["logistic", "trees"] : ["logistic"], TrainedModels.Thousand.Model!.Facts.Parts);
        Assert.Equal(!LightGbmLibrary.IsPresent, TrainedModels.Thousand.Warnings.Any(warning => warning.Code == "no_trees"));
    }

    private static TrainingSet Labelled(int knowing, int cleared)
    {
        var set = SyntheticVerdicts.Of(knowing + cleared, seed: 6);
        return set with { Rows = [.. set.Rows.Select((row, at) => row with { Label = at < knowing ? TrainingLabel.Knowing : TrainingLabel.Cleared })] };
    }

    private static TrainingSet WithHiddenLabels(TrainingSet set, ulong seed, int knowingPercent, int clearedPercent)
    {
        var random = new SeededRandom(seed * 77);
        return set with
        {
            Rows =
            [
                .. set.Rows.Select(row => random.Below(100) < (row.Label == TrainingLabel.Knowing ? knowingPercent : clearedPercent)
                    ? row
                    : row with { Label = TrainingLabel.None }),
            ],
        };
    }
}
