using Graph.Analysis.Knowledge;
using Graph.Cli.Runs;
using Graph.Model.Records;

namespace Graph.Cli.Evaluation;

/// <summary>The one scoring path, as the replay calls it.</summary>
internal static class KnowledgeScoring
{
    /// <summary>Signals, tiers, features and, with a model, probabilities of all judged parties.</summary>
    public static KnowledgeResult Run(MoneyAnalysis money, KnowledgeRecords records, ReplaySettings settings, CancellationToken cancellation) =>
        KnowledgeAnalysis.Run(
            money.Flow, money.Exposure, records, settings.Knowledge.Model, settings.Knowledge.Options, settings.Knowledge.Naming, cancellation);
}
