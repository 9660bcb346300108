using Graph.Analysis.Knowledge.Classifier;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class TreeTrainingTests
{
    private static readonly Monotone[] Directions = [Monotone.Increasing, Monotone.Free, Monotone.Decreasing, Monotone.Free, Monotone.Free, Monotone.Free];

    [Fact]
    public void Values_and_contributions_are_those_of_the_library()
    {
        Assert.SkipUnless(LightGbmLibrary.IsPresent, "LightGBM's native library is not there for this machine.");
        var (rows, labels) = Data(800);
        var text = TreeTraining.Text(rows, labels, Directions, new TrainingOptions(), seed: 1, default);
        var trees = TreeTraining.Parse(text);
        Assert.Equal(100, trees.Count);
        Assert.All(trees, tree => Assert.True(tree.IsSound(Directions.Length)));
        var test = rows[..100];
        var scores = NativeBooster.Predict(text, test, NativeBooster.RawScore);
        var parts = NativeBooster.Predict(text, test, NativeBooster.Contributions);
        for (var row = 0; row < test.Length; row++)
        {
            Assert.Equal(scores[row], trees.Sum(tree => tree.Value(test[row])), 1e-12);
            var own = new double[Directions.Length];
            var start = trees.Sum(tree => TreeShapley.Add(tree, test[row], own));
            Assert.Equal(parts[(7 * row)..(7 * row + 7)], [.. own, start], (left, right) => Math.Abs(left - right) < 1e-9);
        }
    }

    [Fact]
    public void The_same_seed_grows_the_same_trees_and_another_one_others()
    {
        Assert.SkipUnless(LightGbmLibrary.IsPresent, "LightGBM's native library is not there for this machine.");
        var (rows, labels) = Data(400);
        string Text(int seed) => TreeTraining.Text(rows, labels, Directions, new TrainingOptions { Trees = 20 }, seed, default).Split("end of trees")[0];
        Assert.Equal(Text(1), Text(1));
        Assert.NotEqual(Text(1), Text(2));
    }

    [Fact]
    public void Trees_that_cannot_split_still_know_the_share_of_positives()
    {
        Assert.SkipUnless(LightGbmLibrary.IsPresent, "LightGBM's native library is not there for this machine.");
        var (rows, _) = Data(30); // two leaves of 20 rows each do not fit
        var trees = TreeTraining.Fit(rows, [.. Enumerable.Range(0, 30).Select(row => row < 10)], Directions, new TrainingOptions(), 0, default);
        Assert.Equal(Math.Log(0.5), trees.Sum(tree => tree.Value(rows[0])), 1e-6);
        Assert.Equal(Math.Log(0.5), trees.Sum(tree => TreeShapley.Add(tree, rows[0], new double[6])), 1e-6);
    }

    [Fact]
    public void Stopping_stops()
    {
        Assert.SkipUnless(LightGbmLibrary.IsPresent, "LightGBM's native library is not there for this machine.");
        var (rows, labels) = Data(100);
        Assert.Throws<OperationCanceledException>(() => TreeTraining.Fit(rows, labels, Directions, new TrainingOptions(), 0, new CancellationToken(canceled: true)));
    }

    private static (double[][] Rows, bool[] Labels) Data(int count)
    {
        var random = new SeededRandom(9);
        var rows = new double[count][];
        var labels = new bool[count];
        for (var row = 0; row < count; row++)
        {
            var values = new double[Directions.Length];
            for (var column = 0; column < values.Length; column++)
            {
                values[column] = random.NextNormalQ16() / 65_536.0;
            }

            rows[row] = values;
            labels[row] = random.Below(1_000) < 1_000.0 / (1.0 + Math.Exp(1.0 - values[0] - (values[1] * values[3]) + values[2]));
        }

        return (rows, labels);
    }
}
