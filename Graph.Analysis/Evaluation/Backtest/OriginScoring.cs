using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Model;
using Graph.Model.Flow;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>Scores the plans of one origin on what flowed after it (method §6).</summary>
/// <remarks>
/// Every method ranks the same candidates by what was known at t, and takes from its ranking what fits the budget. The value of what it takes is
/// the share of the future pirate money that is removed, solved on the future graph, targets found by id: one that is gone removes nothing.
/// Pirate money is that of sites listed by t + horizon, and, beside it, by t. <see cref="BacktestMethod.Foresight"/> alone sees the future.
/// </remarks>
public static class OriginScoring
{
    private static readonly BacktestMethod[] Scored =
    [
        BacktestMethod.Revenue, BacktestMethod.RevenuePerCost, BacktestMethod.Degree, BacktestMethod.Betweenness, BacktestMethod.PageRank,
        BacktestMethod.AntiTrustRank, BacktestMethod.Exposure, BacktestMethod.Dismantling,
    ];

    /// <summary>Scores an origin.</summary>
    /// <param name="origin">What was known, and what came.</param>
    /// <param name="options">Budget, seed, threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static OriginScore Run(BacktestOrigin origin, BacktestOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        // Only the choice counts here, not what else can be said of a plan.
        options = options with { Plan = options.Plan with { Stress = null, Frontier = false } };
        var plan = TargetRanking.Run(origin.Past, origin.PastExposure, options.Plan, cancellation);
        var ours = Actions(plan);
        var candidates = new Planning(origin.Past, origin.PastExposure, options.Plan).Problem.Candidates;
        var knownThen = KnownThen(origin, cancellation);
        var (later, then) = (Valuation(origin.Future, origin.FutureExposure), Valuation(knownThen.Flow, knownThen.Exposure));
        MethodCurve Curve(BacktestMethod method, IReadOnlyList<RankedAction> ranking)
        {
            var shares = BudgetWalk.Shares(ranking, options.Budgets, later, then);
            return new MethodCurve(method, shares[0], shares[1]);
        }

        var scores = new CandidateScores(origin, candidates, options, cancellation);
        var value = later.Of(Cuts(ours));
        return new OriginScore(
            origin.Date, candidates.All.Count, value.Revenue, then.Of([]).Revenue, ours, plan.Rows.Count == 0 ? 0.0 : plan.Rows[^1].CumulativeShare,
            ours.Count - value.Found,
            [
                Curve(BacktestMethod.Plan, ours),
                Random(origin, candidates, options, Curve, cancellation),
                .. Scored.Select(method => Curve(method, [.. scores.Ranking(method).Select(c => Action(candidates, c))])),
                Foresight(origin, knownThen, options, later, then, cancellation),
            ]);
    }

    private static PlanValuation Valuation(FlowResult flow, ExposureResult exposure) =>
        new(flow.Graph, exposure.SystemOf(flow.Graph), exposure.NodesOf(flow.Graph));

    /// <summary>The future with y as known at t.</summary>
    private static (FlowResult Flow, ExposureResult Exposure) KnownThen(BacktestOrigin origin, CancellationToken cancellation)
    {
        var past = origin.Past.Graph;
        var known = new Dictionary<string, double>(past.Sites.Count, StringComparer.Ordinal);
        for (var site = 0; site < past.Sites.Count; site++)
        {
            known.Add(past.Sites[site], past.Belief[site]);
        }

        var graph = origin.Future.Graph;
        var flow = origin.Future with { Graph = graph.WithBelief([.. graph.Sites.Select(site => known.GetValueOrDefault(site))]) };
        return (flow, ExposureSolver.Run(flow, new ExposureOptions(), cancellation));
    }

    private static MethodCurve Random(
        BacktestOrigin origin, TargetCandidates candidates, BacktestOptions options,
        Func<BacktestMethod, IReadOnlyList<RankedAction>, MethodCurve> curve, CancellationToken cancellation)
    {
        var (later, then) = (new double[options.Budgets], new double[options.Budgets]);
        for (var draw = 0; draw < options.RandomDraws; draw++)
        {
            cancellation.ThrowIfCancellationRequested();
            var order = Shuffled(candidates.All.Count, SeededRandom.Stream(options.Seed, (ulong)origin.Date.DayNumber, (ulong)draw));
            var drawn = curve(BacktestMethod.Random, [.. order.Select(c => Action(candidates, c))]);
            for (var b = 0; b < options.Budgets; b++)
            {
                later[b] += drawn.Removed[b] / options.RandomDraws;
                then[b] += drawn.RemovedKnownThen[b] / options.RandomDraws;
            }
        }

        return new MethodCurve(BacktestMethod.Random, later, then);
    }

    /// <summary>Fisher and Yates's shuffle.</summary>
    private static int[] Shuffled(int count, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (var i = 0; i < count; i++)
        {
            var j = (int)random.Between(i, count - 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private static MethodCurve Foresight(
        BacktestOrigin origin, (FlowResult Flow, ExposureResult Exposure) knownThen, BacktestOptions options,
        PlanValuation later, PlanValuation then, CancellationToken cancellation)
    {
        IReadOnlyList<double> Seen(FlowResult flow, ExposureResult exposure, PlanValuation valuation) => BudgetWalk.Shares(
            Actions(TargetRanking.Run(flow, exposure, options.Plan, cancellation)), options.Budgets, valuation)[0];

        return new MethodCurve(BacktestMethod.Foresight,
            Seen(origin.Future, origin.FutureExposure, later), Seen(knownThen.Flow, knownThen.Exposure, then));
    }

    private static RankedAction Action(TargetCandidates candidates, int c)
    {
        var candidate = candidates.All[c];
        var target = candidates.Targets[candidate.Target];
        return new RankedAction(target.Kind, target.Id, candidate.Action, candidate.Cost, candidate.Efficacy);
    }

    private static IReadOnlyList<RankedAction> Actions(TargetPlan plan) =>
        [.. plan.Rows.Select(row => new RankedAction(row.Kind, row.TargetId, row.Action, row.Cost, row.Efficacy))];

    private static IReadOnlyList<TargetCut> Cuts(IReadOnlyList<RankedAction> actions) =>
        [.. actions.Select(action => new TargetCut(action.Kind, action.TargetId, (double)action.Efficacy))];
}
