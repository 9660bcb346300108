using CsCheck;
using Graph.Analysis.Knowledge.Classifier;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class GroupFoldsTests
{
    private static readonly Gen<TrainingRow[]> Rows =
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 9], Gen.Int[0, 30], (group, label, week) => new TrainingRow(
            label == 0 ? TrainingLabel.Knowing : label < 7 ? TrainingLabel.Cleared : TrainingLabel.None, $"g{group}", new DateOnly(2026, 1, 5).AddDays(7 * week)))
        .Array[60, 300];

    [Fact]
    public void A_legal_group_lies_in_one_fold_and_every_fold_knows_some() => Rows.Sample(rows =>
    {
        var knowing = rows.Where(row => row.Label == TrainingLabel.Knowing).Select(row => row.Group).Distinct().Count();
        if (knowing < 2)
        {
            return;
        }

        var count = Math.Min(5, knowing);
        var folds = GroupFolds.Of(rows, count, seed: 3);
        Assert.All(rows.Select((row, at) => (row.Group, Fold: folds[at])).GroupBy(row => row.Group), group => Assert.Single(group.Select(row => row.Fold).Distinct()));
        Assert.All(Enumerable.Range(0, count), fold => Assert.Contains(rows.Where((_, at) => folds[at] == fold), row => row.Label == TrainingLabel.Knowing));
    });

    [Fact]
    public void Thirteen_positives_fall_evenly_over_folds_and_dates()
    {
        TrainingRow[] rows = [.. Enumerable.Range(0, 260).Select(at => new TrainingRow(
            at % 20 == 0 ? TrainingLabel.Knowing : TrainingLabel.Cleared, $"g{at}", new DateOnly(2026, 1, 1).AddDays(at)))];
        var folds = GroupFolds.Of(rows, 5, seed: 0);
        var positives = Enumerable.Range(0, 5).Select(fold => rows.Where((row, at) => folds[at] == fold && row.Label == TrainingLabel.Knowing).ToList()).ToList();
        Assert.All(positives, own => Assert.InRange(own.Count, 2, 3));
        Assert.All(positives, own => Assert.True(own.Max(row => row.AsOf).DayNumber - own.Min(row => row.AsOf).DayNumber >= 100));
    }

    [Fact]
    public void Another_seed_deals_otherwise_and_the_order_of_rows_does_not_matter()
    {
        TrainingRow[] rows = [.. Enumerable.Range(0, 100).Select(at => new TrainingRow(
            at < 20 ? TrainingLabel.Knowing : TrainingLabel.Cleared, $"g{at}", new DateOnly(2026, 1, 1)))];
        Assert.NotEqual(GroupFolds.Of(rows, 5, 0), GroupFolds.Of(rows, 5, 1));
        Assert.Equal(GroupFolds.Of(rows, 5, 0), GroupFolds.Of([.. rows.Reverse()], 5, 0).Reverse());
    }
}
