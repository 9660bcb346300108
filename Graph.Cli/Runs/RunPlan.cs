using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Robust;
using Graph.Analysis.Targets.Stress;
using Graph.Cli.Reports;
using Graph.Model;

namespace Graph.Cli.Runs;

/// <summary>Sums a plan up for run.json.</summary>
internal static class RunPlan
{
    /// <summary>The plan, all amounts rounded to units.</summary>
    public static PlanDocument Of(TargetPlan plan)
    {
        var (last, options) = (plan.Rows.Count > 0 ? plan.Rows[^1] : null, plan.Options);
        var cost = plan.Rows.Sum(row => row.Cost);
        return new PlanDocument(
            options.Budget, plan.Rows.Count, plan.Candidates, plan.Rule, Money.FromUnits(plan.Revenue), Money.FromUnits(last?.CumulativeRemoved ?? 0),
            last?.CumulativeShare ?? 0, Money.FromUnits(plan.UpperBound), last?.Optimality ?? 0)
        {
            Objective = FigureText.Word(options.Objective),
            Cost = cost,
            Left = options.Budget - cost,
            Eligibility = FigureText.Word(options.Eligibility),
            CollateralPrice = options.CollateralPrice > 0m ? options.CollateralPrice : null,
            Exchanges = plan.Exchanges > 0 ? plan.Exchanges : null,
            UnmatchedRules = plan.UnmatchedRules.Count > 0 ? plan.UnmatchedRules : null,
            Mobility = options.Mobility,
            MobilityMeasured = plan.Mobility is { Share: { } measured } ? new MobilityDocument(measured, plan.Mobility.Pairs, new Money(plan.Mobility.LostAmount)) : null,
            Collateral = Money.FromUnits(plan.Collateral),
            CollateralAfterMoves = (options.Mobility ?? plan.Mobility?.Share) is { } share ? Money.FromUnits(plan.Collateral * (1.0 - share)) : null,
            Slack = options.Slack,
            Exact = plan.Exact is { } exact
                ? new ExactDocument(exact.Proven, Money.FromUnits(exact.Removed), Money.FromUnits(exact.UpperBound), exact.Skipped) : null,
            Stress = plan.Stress is { } stress ? [.. stress.Tests.Select(test => Stress(test, plan.Revenue))] : null,
            Worst = plan.Stress is { Tests.Count: > 0 } tried ? Stress(tried.Worst, plan.Revenue) : null,
            Together = plan.Stress is { Groups.Count: > 0 } found ? [.. found.Groups.Select(Group)] : null,
            Flow = plan.Flow is { } flow
                ? new FlowOutcomeDocument(Money.FromUnits(flow.Before), Money.FromUnits(flow.After), Money.FromUnits(flow.LeastAfter)) : null,
            Evidence = plan.Evidence is { } evidence
                ? new EvidencePriceDocument(
                    evidence.BarredActions, Money.FromUnits(evidence.RemovedWithin), Share(evidence.RemovedWithin, plan.Revenue),
                    Money.FromUnits(evidence.RemovedWithout), Share(evidence.RemovedWithout, plan.Revenue)) : null,
            FrontierPlans = plan.Frontier.Count > 0 ? plan.Frontier.Count : null,
            Robust = plan.Robust is { } robust ? Robust(robust) : null,
        };
    }

    private static StressDocument Stress(StressResult test, double revenue) => new(
        FigureText.Word(test.Reaction), Money.FromUnits(test.Net), Share(test.Net, revenue), Money.FromUnits(test.Low), Money.FromUnits(test.High));

    private static CutGroupDocument Group(CutGroup group) => new(group.Ranks, Money.FromUnits(group.Together), Money.FromUnits(group.Apart));

    private static RobustDocument Robust(Robustness robust) => new(
        robust.Worlds, robust.Seed, robust.TopOverlap, robust.TopOverlapLow, robust.RemovedShareLow, robust.RemovedShareMedian, robust.RemovedShareHigh,
        [.. robust.Rows.Select(row => new StandingDocument(FigureText.Word(row.Kind), row.TargetId, row.Action, row.ChosenShare, row.RankLow, row.RankHigh))]);

    private static double Share(double amount, double revenue) => revenue > 0.0 ? amount / revenue : 0.0;
}
