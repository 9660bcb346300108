using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Signals;
using Graph.Model;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

/// <summary>Rows whose true log odds are known: linear, heavy-tailed and interacting features among noise, some missing; about 7.5 % are positive.</summary>
internal static class SyntheticVerdicts
{
    public const int FeatureCount = 40;

    /// <summary>Rows, each of a legal group of its own unless groups are larger.</summary>
    public static TrainingSet Of(int rows, ulong seed, int groupRows = 1, int features = FeatureCount, string world = "w")
    {
        var definitions = Definitions(features);
        var values = new double[rows][];
        var labels = new TrainingRow[rows];
        for (var row = 0; row < rows; row++)
        {
            var random = SeededRandom.Stream(seed, 7, (ulong)row);
            var (own, odds) = Row(features, ref random);
            values[row] = own;
            var knew = random.Below(1_000_000) < 1_000_000 / (1.0 + Math.Exp(-odds));
            labels[row] = new TrainingRow(
                knew ? TrainingLabel.Knowing : TrainingLabel.Cleared, $"{world}{seed}-{row / groupRows}", new DateOnly(2026, 1, 1).AddDays(7 * (row % 20)));
        }

        return new TrainingSet(new FeatureTable(definitions, values), labels, Simulated: true);
    }

    public static FeatureDefinition[] Definitions(int features) =>
    [
        .. Enumerable.Range(0, features).Select(j => new FeatureDefinition(
            $"f{j:000}", j < 4 ? "S1" : "graph", j is < 4 or 8 or 9 ? Monotone.Increasing : j == 5 ? Monotone.Decreasing : Monotone.Free,
            IsHeavy(j), new Bilingual($"f{j}", $"f{j}"))),
    ];

    private static bool IsHeavy(int feature) => feature is >= 8 and < 12 or >= 30;

    private static (double[] Values, double Odds) Row(int features, ref SeededRandom random)
    {
        var z = new double[features];
        for (var j = 0; j < features; j++)
        {
            z[j] = random.NextNormalQ16() / 65_536.0;
        }

        var odds = -4.6 + z[0] + (0.8 * z[1]) + (0.6 * z[2]) + (0.5 * z[3]) + (0.5 * z[4]) - (0.4 * z[5]) + (0.8 * z[8]) + (0.5 * z[9])
            + (z[12] > 0.0 && z[13] > 0.0 ? 1.5 : 0.0) + (z[0] > 0.0 && z[8] > 0.0 ? 1.0 : 0.0);
        var values = z.Select((value, j) => IsHeavy(j) ? Math.Exp(1.5 * value) : value).ToArray();
        foreach (var j in new[] { 2, 9, 20 })
        {
            values[j] = random.Chance(150_000) ? double.NaN : values[j];
        }

        return (values, odds);
    }
}
