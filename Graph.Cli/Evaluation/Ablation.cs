using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Cli.Evaluation;

/// <summary>Scores rows with one family of features set to missing, the model left as it is.</summary>
internal static class Ablation
{
    /// <summary>Raw scores per family, in the order in which families stand in the features.</summary>
    /// <param name="model">The model, or null: none is applied.</param>
    /// <param name="features">The columns of the rows.</param>
    /// <param name="rows">Features of each row.</param>
    public static IReadOnlyList<(string Family, IReadOnlyList<double> RawScores)> Run(
        KnowledgeModel? model, IReadOnlyList<FeatureDefinition> features, IReadOnlyList<double[]> rows)
    {
        if (model is null)
        {
            return [];
        }

        var results = new List<(string, IReadOnlyList<double>)>();
        foreach (var family in features.Select(feature => feature.Family).Distinct(StringComparer.Ordinal))
        {
            var dropped = Enumerable.Range(0, features.Count).Where(i => features[i].Family == family).ToArray();
            results.Add((family, [.. rows.Select(row => model.RawScore(Without(row, dropped)))]));
        }

        return results;
    }

    private static double[] Without(double[] row, int[] dropped)
    {
        double[] copy = [.. row];
        foreach (var column in dropped)
        {
            copy[column] = double.NaN;
        }

        return copy;
    }
}
