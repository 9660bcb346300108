using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Collateral;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Exact;
using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Robust;
using Graph.Analysis.Targets.Rules;
using Graph.Analysis.Targets.Stress;

namespace Graph.Analysis.Targets;

/// <summary>Makes a plan: from the money graph and the options to the rows and what is said of them.</summary>
internal sealed class Planning
{
    private readonly FlowResult flow;
    private readonly ExposureResult exposure;
    private readonly TargetOptions options;
    private readonly FlowSystem system;
    private readonly PartyNodes nodes;
    private readonly PassageSolver passages;
    private readonly Eligibility eligibility;
    private readonly TargetCandidates chosenFrom;

    /// <summary>Finds the actions that can be chosen.</summary>
    /// <exception cref="PlanRuleException">Rules contradict one another.</exception>
    public Planning(FlowResult flow, ExposureResult exposure, TargetOptions options)
    {
        this.flow = flow;
        this.exposure = exposure;
        this.options = options;
        system = exposure.SystemOf(flow.Graph);
        nodes = exposure.NodesOf(flow.Graph);
        passages = new PassageSolver(flow.Graph, system);
        eligibility = Eligibility.Of(TargetCandidates.Of(flow.Graph, flow.Records.Actions, nodes, passages), flow, options);
        chosenFrom = options.Eligibility == PlanEligibility.Any ? eligibility.Wide : eligibility.Allowed;
    }

    /// <summary>What the plan is chosen from, and which choices are plans.</summary>
    /// <exception cref="PlanRuleException">A rule cannot be followed.</exception>
    public PlanProblem Problem => ProblemOf(chosenFrom);

    /// <summary>Makes the plan.</summary>
    /// <exception cref="PlanRuleException">A rule cannot be followed.</exception>
    public TargetPlan Run(CancellationToken cancellation)
    {
        var problem = Problem;
        var walks = CoverageSearch.Walks(problem, cancellation);
        var coverage = CoverageSearch.CoverageOf(problem, walks);
        var found = CoverageSearch.Run(problem, coverage, cancellation);
        var evidence = EvidenceOf(found, cancellation);
        var exact = options.ExactTimeLimit is { } limit
            ? CoverageMip.Solve(problem, walks, [.. found.Picks.Select(pick => pick.Candidate)], limit, cancellation) : null;
        found = exact is null ? found : Better(problem, coverage, found, exact, cancellation);
        var worlds = options.Robust is { } doubts ? SampledWorlds.Of(flow, problem.Candidates, doubts, cancellation) : null;
        if (worlds is not null)
        {
            found = Ordered(problem, coverage, RobustPlan.Choose(problem, worlds, cancellation), found.UpperBound, "robust", cancellation);
        }

        FlowOutcome? outcome = null;
        if (options.Objective == PlanObjective.Flow)
        {
            (var picks, outcome) = FlowPlan.Run(problem, options.Slack, cancellation);
            found = Ordered(problem, coverage, picks, found.UpperBound, "flow", cancellation);
        }

        var stress = options.Stress is { } reactions ? StressOf(problem, found, reactions, cancellation) : null;
        var rows = new PlanRows(problem, found, stress?.NetOfRows).Build(cancellation);
        stress = stress is null || rows.Count == 0 ? stress : stress with
        {
            // Without a reaction only the records leave something open.
            Tests = [.. stress.Tests.Select(test => test.Reaction == Reaction.None ? test with { Low = rows[^1].RemovedLow, High = rows[^1].RemovedHigh } : test)],
        };
        return new TargetPlan(rows, found.Revenue, found.UpperBound, problem.Candidates.All.Count, found.Rule, options)
        {
            Exchanges = found.Exchanges,
            Collateral = found.Picks.Count == 0 ? 0.0 : found.Picks[^1].Collateral,
            UnmatchedRules = [.. eligibility.Unmatched, .. problem.Limits.Unmatched],
            Exact = exact is null ? null : new ExactOutcome(exact.Proven, exact.Removed, exact.UpperBound, exact.Skipped),
            Stress = stress,
            Flow = outcome,
            Evidence = evidence,
            Robust = worlds is null ? null : RobustPlan.Measure(problem, worlds, rows, options.Robust!, cancellation),
            Frontier = options.Frontier ? FrontierSweep.Run(problem, coverage, cancellation) : [],
        };
    }

    private PlanProblem ProblemOf(TargetCandidates candidates) => new()
    {
        Flow = flow,
        Exposure = exposure,
        System = system,
        Reverse = exposure.ReverseOf(flow.Graph),
        Nodes = nodes,
        Passages = passages,
        Candidates = candidates,
        Limits = PlanLimits.Of(candidates, flow, options, PricesOf(candidates)),
        Options = options,
    };

    private decimal[] PricesOf(TargetCandidates candidates) => options.CollateralPrice == 0m
        ? [.. candidates.All.Select(candidate => candidate.Cost)]
        : CollateralPrices.Of(flow.Graph, system, nodes, candidates, options.Mobility).At(options.CollateralPrice);

    /// <summary>The solver's plan where it removes more, and its bound where that is lower.</summary>
    private static CoverageResult Better(
        PlanProblem problem, ICoverage coverage, CoverageResult found, ExactPlan exact, CancellationToken cancellation)
    {
        var bound = Math.Min(found.UpperBound, exact.UpperBound);
        return exact.Skipped is null && exact.Removed > RemovedBy(found) * (1.0 + ExchangeSearch.LeastImprovement)
            ? Ordered(problem, coverage, exact.Candidates, bound, "exact", cancellation)
            : found with { UpperBound = bound };
    }

    /// <summary>A set found elsewhere, in greedy order; what adds nothing in that order comes last.</summary>
    private static CoverageResult Ordered(
        PlanProblem problem, ICoverage coverage, IReadOnlyList<int> members, double bound, string rule, CancellationToken cancellation)
    {
        var order = CoverageSearch.Ordered(problem, coverage, members, GreedyRule.Ratio, cancellation);
        order.AddRange(members.Except(order).Order().ToArray());
        var (picks, revenue) = CoverageSearch.Picks(problem, order);
        return new CoverageResult(picks, revenue, bound, rule, 0);
    }

    private StressReport StressOf(PlanProblem problem, CoverageResult found, StressOptions reactions, CancellationToken cancellation)
    {
        var cuts = found.Picks.Select(pick => problem.Candidates.All[pick.Candidate])
            .Select(candidate => PlannedCut.Of(problem.Candidates.Targets[candidate.Target], candidate.Efficacy, flow.Graph));
        // Links that are full as they are, and links with twice the room.
        var slack = new Strength(options.Slack, 0.0, 2.0 * options.Slack);
        return StressTests.Run(flow, exposure, [.. cuts], reactions with { Slack = slack }, cancellation);
    }

    /// <summary>What the plan could remove if tiers barred nothing; null where they bar nothing.</summary>
    private EvidencePrice? EvidenceOf(CoverageResult found, CancellationToken cancellation)
    {
        if (eligibility.BarredActions == 0)
        {
            return null;
        }

        double Removed(TargetCandidates candidates) => ReferenceEquals(candidates, chosenFrom)
            ? RemovedBy(found) : RemovedBy(CoverageSearch.Run(ProblemOf(candidates), cancellation));

        var within = Removed(eligibility.Allowed);
        // What the tiers allow is allowed without them too, whatever the search found there.
        return new EvidencePrice(eligibility.BarredActions, within, Math.Max(within, Removed(eligibility.Wide)));
    }

    private static double RemovedBy(CoverageResult found) => found.Picks.Count == 0 ? 0.0 : found.Picks[^1].Removed;
}
