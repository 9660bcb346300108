using Graph.Model.Records;

namespace Graph.Analysis.Targets.Robust;

/// <summary>Where one action stood in the plans of the sampled worlds.</summary>
/// <param name="Kind">The target's kind.</param>
/// <param name="TargetId">Its id.</param>
/// <param name="Action">The action.</param>
/// <param name="ChosenShare">Share of the worlds whose own plan holds it, 0..1.</param>
/// <param name="RankLow">5th percentile of its rank in the plans that hold it.</param>
/// <param name="RankHigh">95th percentile.</param>
public sealed record RankInterval(TargetKind Kind, string TargetId, string Action, double ChosenShare, int RankLow, int RankHigh);

/// <summary>How stable a plan is against doubt in the lists and gaps in the records.</summary>
/// <param name="Worlds">How many worlds were drawn.</param>
/// <param name="Seed">Their seed.</param>
/// <param name="TopOverlap">Mean share of the plan's actions that a world's own plan of the same length holds, 0..1.</param>
/// <param name="TopOverlapLow">Its 5th percentile.</param>
/// <param name="RemovedShareLow">5th percentile of the share of pirate money that the plan removes in a world.</param>
/// <param name="RemovedShareMedian">Its median.</param>
/// <param name="RemovedShareHigh">Its 95th percentile.</param>
/// <param name="Rows">Per row of the plan where it stood.</param>
public sealed record Robustness(
    int Worlds, long Seed, double TopOverlap, double TopOverlapLow, double RemovedShareLow, double RemovedShareMedian, double RemovedShareHigh,
    IReadOnlyList<RankInterval> Rows);
