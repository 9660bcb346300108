using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Collateral;
using Graph.Analysis.Targets.Robust;
using Graph.Analysis.Targets.Stress;

namespace Graph.Cli.Tests;

/// <summary>Plans made by hand: a ranked plan with everything that options can add to it.</summary>
internal static class SamplePlan
{
    /// <summary>A plan with results of every kind. Its rows are those of the plan that is given.</summary>
    public static TargetPlan Everything(TargetPlan plan)
    {
        var removed = plan.Rows[^1].CumulativeRemoved;
        return plan with
        {
            UpperBound = Math.Min(plan.Revenue, removed * 1.03),
            Rows = [.. plan.Rows.Select(row => row with
            {
                NetOfRecapture = row.CumulativeRemoved * 0.62,
                RemovedLow = row.CumulativeRemoved * 0.9,
                RemovedHigh = Math.Min(plan.Revenue, row.CumulativeRemoved * 1.06),
                Optimality = row.CumulativeRemoved / (removed * 1.03),
            })],
            Options = plan.Options with { CollateralPrice = 0.0001m, Mobility = 0.4, Tiers = [] },
            Exact = new ExactOutcome(false, removed, removed * 1.03, null),
            Stress = Stress(plan, removed),
            Flow = new FlowOutcome(plan.Revenue, plan.Revenue * 0.44, plan.Revenue * 0.41),
            Evidence = new EvidencePrice(7, removed, Math.Min(plan.Revenue, removed * 1.12)),
            Frontier = Frontier(plan),
            Robust = new Robustness(
                200, 1, 0.86, 0.7, removed / plan.Revenue * 0.85, removed / plan.Revenue * 0.97, Math.Min(1, removed / plan.Revenue * 1.04),
                [.. plan.Rows.Select((row, i) => new RankInterval(
                    row.Kind, row.TargetId, row.Action, Math.Round(1 / (1 + (i * 0.12)), 3), Math.Max(1, row.Rank - 1), row.Rank + i))]),
        };
    }

    private static StressReport Stress(TargetPlan plan, double removed) => new(
        [
            new StressResult(Reaction.None, removed, removed * 0.9, Math.Min(plan.Revenue, removed * 1.06)),
            new StressResult(Reaction.Reroute, removed * 0.71, removed * 0.66, removed * 0.8),
            new StressResult(Reaction.Recapture, removed * 0.81, removed * 0.7, removed * 0.92),
            new StressResult(Reaction.Reregister, removed * 0.62, removed * 0.4, removed * 0.85),
        ],
        [.. plan.Rows.Select(row => row.CumulativeRemoved * 0.62)],
        plan.Rows.Count < 3 ? [] : [new CutGroup([2, 3], removed * 0.3, removed * 0.12)]);

    private static FrontierPoint[] Frontier(TargetPlan plan) =>
    [
        .. new[] { 0m, 0.00005m, 0.0005m }.SelectMany((price, step) => Enumerable.Range(1, 6).Select(i => new FrontierPoint(
            price, i, i * 1.5m, plan.Revenue * (1 - Math.Pow(0.72 + (step * 0.05), i)), plan.Revenue * 0.8 * i * i / (18 * (1 + (step * 2)))))),
    ];
}
