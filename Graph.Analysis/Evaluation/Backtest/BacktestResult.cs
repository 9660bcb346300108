using Graph.Analysis.Evaluation.Metrics;
using Graph.Model.Records;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>An action in the order of a method.</summary>
/// <param name="Kind">The target's kind.</param>
/// <param name="TargetId">Its id.</param>
/// <param name="Action">The action.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Efficacy">How well it works, 0..1.</param>
public sealed record RankedAction(TargetKind Kind, string TargetId, string Action, decimal Cost, decimal Efficacy);

/// <summary>What a method's actions remove of the future pirate money, by budget.</summary>
/// <param name="Method">The method.</param>
/// <param name="Removed">Share removed under the budgets 1, 2, …, with y as known at t + horizon.</param>
/// <param name="RemovedKnownThen">The same with y as known at t.</param>
public sealed record MethodCurve(BacktestMethod Method, IReadOnlyList<double> Removed, IReadOnlyList<double> RemovedKnownThen)
{
    /// <summary>Area under removed share versus budget: the mean over the budgets, 0..1.</summary>
    public double Area => Removed.Average();

    /// <summary>The same with y as known at t.</summary>
    public double AreaKnownThen => RemovedKnownThen.Average();
}

/// <summary>One origin, scored.</summary>
/// <param name="Date">t.</param>
/// <param name="Candidates">(target, action) pairs that every method chose among.</param>
/// <param name="FuturePirateMoney">Pirate money of the future with y as known at t + horizon, units.</param>
/// <param name="FuturePirateMoneyKnownThen">The same with y as known at t.</param>
/// <param name="Plan">The plan made at t, with the largest budget.</param>
/// <param name="Promised">The share of the pirate money up to t that this plan removes.</param>
/// <param name="Gone">How many of its targets do not exist in the future.</param>
/// <param name="Curves">One per method, in the order of <see cref="BacktestMethod"/>.</param>
public sealed record OriginScore(
    DateOnly Date, int Candidates, double FuturePirateMoney, double FuturePirateMoneyKnownThen,
    IReadOnlyList<RankedAction> Plan, double Promised, int Gone, IReadOnlyList<MethodCurve> Curves);

/// <summary>A method over all origins.</summary>
/// <param name="Method">The method.</param>
/// <param name="Area">Mean area under removed share versus budget, with its interval.</param>
/// <param name="AreaKnownThen">The same with y as known at t.</param>
/// <param name="Behind">The plan's area less this method's, paired by origin and resampled together.</param>
/// <param name="Curve">Mean removed share under each budget, with its interval.</param>
/// <param name="OriginsBehind">Origins at which the plan's area is larger than this method's.</param>
public sealed record MethodSummary(
    BacktestMethod Method, Estimate Area, Estimate AreaKnownThen, Estimate Behind, IReadOnlyList<Estimate> Curve, int OriginsBehind);

/// <summary>A backtest: what plans of the past would have removed of what flowed after them.</summary>
/// <param name="Origins">The origins that count, by date.</param>
/// <param name="Skipped">Dates after which no pirate money flowed: a share of nothing says nothing.</param>
/// <param name="Blocks">How many groups of origins were resampled; intervals need two at least.</param>
/// <param name="Methods">One per method, in the order of <see cref="BacktestMethod"/>; empty where no origin counts.</param>
public sealed record BacktestResult(
    IReadOnlyList<OriginScore> Origins, IReadOnlyList<DateOnly> Skipped, int Blocks, IReadOnlyList<MethodSummary> Methods);
