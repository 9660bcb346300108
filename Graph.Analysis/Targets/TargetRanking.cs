using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;

namespace Graph.Analysis.Targets;

/// <summary>Ranks targets by method §4.</summary>
public static class TargetRanking
{
    /// <summary>The best plan of two greedy rules, with a certificate per prefix.</summary>
    public static TargetPlan Run(FlowResult flow, ExposureResult exposure, TargetOptions options, CancellationToken cancellation) => throw new NotImplementedException();
}
