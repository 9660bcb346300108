using Graph.Analysis.Targets;
using Graph.Cli.Reports;

namespace Graph.Cli.Runs;

/// <summary>All that a run found.</summary>
/// <param name="Money">Where the money went.</param>
/// <param name="Knowledge">Who knew.</param>
/// <param name="Evidence">What was written as evidence.</param>
/// <param name="Plan">The targets, or null: they were not ranked.</param>
internal sealed record RunFindings(MoneyAnalysis Money, KnowledgeRun Knowledge, EvidenceSummary Evidence, TargetPlan? Plan);

/// <summary>The options of a run that run.json repeats, beside those of the cut.</summary>
/// <param name="Plan">Budget, rules and the rest, or null: targets were not ranked.</param>
/// <param name="MaxRejectShare">Share of rejected rows above which the exit code is 3.</param>
/// <param name="Seed">Seed of everything that is drawn by chance.</param>
/// <param name="Knowledge">Thresholds, error rate and model.</param>
internal sealed record RunSettings(PlanSettings? Plan, double MaxRejectShare, long Seed, KnowledgeSettings Knowledge);
