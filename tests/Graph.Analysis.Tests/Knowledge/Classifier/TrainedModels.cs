using Graph.Analysis.Knowledge.Classifier;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

/// <summary>Trained once for all tests that only read.</summary>
internal static class TrainedModels
{
    public static readonly TrainingSet ThousandRows = SyntheticVerdicts.Of(1_000, seed: 1);

    public static readonly TrainingSet FreshRows = SyntheticVerdicts.Of(6_000, seed: 999);

    private static readonly Lazy<TrainingResult> LazyThousand = new(() => ModelTraining.Run(ThousandRows, new TrainingOptions(), default));
    private static readonly Lazy<TrainingResult> LazyLogistic = new(() => ModelTraining.Run(ThousandRows, new TrainingOptions { WithTrees = false }, default));

    /// <summary>Both parts, where the native library is present.</summary>
    public static TrainingResult Thousand => LazyThousand.Value;

    public static TrainingResult Logistic => LazyLogistic.Value;

    public static double AveragePrecision(KnowledgeModel model, TrainingSet fresh) => RankFigures.AveragePrecision(
        [.. fresh.Rows.Select((row, at) => new ScoredRow(model.RawScore(fresh.Table.Rows[at]), row.Label == TrainingLabel.Knowing, row.Group))]);
}
