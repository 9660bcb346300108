using Graph.Analysis.Knowledge.Tiers;
using Graph.Analysis.Targets.Collateral;
using Graph.Analysis.Targets.Robust;
using Graph.Analysis.Targets.Rules;
using Graph.Analysis.Targets.Stress;
using Graph.Model.Records;

namespace Graph.Analysis.Targets;

/// <summary>What a plan is to make small.</summary>
public enum PlanObjective
{
    /// <summary>Pirate money that still flows where it flowed: walk coverage.</summary>
    Coverage,
    /// <summary>Pirate money that an adversary can still push over its links: the maximum flow.</summary>
    Flow,
}

/// <summary>Options of the target ranking.</summary>
public sealed record TargetOptions
{
    /// <summary>What all chosen actions may cost together. Default 10.</summary>
    public decimal Budget { get; init; } = 10m;

    /// <summary>What to make small. Default: coverage.</summary>
    public PlanObjective Objective { get; init; }

    /// <summary>Limits, orders and prohibitions. Default: none.</summary>
    public PlanRules Rules { get; init; } = PlanRules.None;

    /// <summary>Per party of the money graph the tier that it stands at, or null where it was not judged; null: tiers bar nothing.</summary>
    public IReadOnlyList<Tier?>? Tiers { get; init; }

    /// <summary>Whether <see cref="Tiers"/> bar actions from the plan. Default: they do.</summary>
    public PlanEligibility Eligibility { get; init; }

    /// <summary>λ ≥ 0: what a unit of base currency of honest sites' money counts like, in the unit of the costs. Default 0.</summary>
    public decimal CollateralPrice { get; init; }

    /// <summary>Share of honest sites' money that finds another way by itself, 0..1, or null: not measured, all of it counts. Default null.</summary>
    public double? Mobility { get; init; }

    /// <summary>Whether a plan is improved by exchanges after greedy. Default true.</summary>
    public bool Exchanges { get; init; } = true;

    /// <summary>How long to look for the proven optimum, or null: not at all. Default null.</summary>
    public TimeSpan? ExactTimeLimit { get; init; }

    /// <summary>ρ ≥ 0: how much more than in the window a link can carry when money is rerouted, as a share. Default 0.25.</summary>
    public double Slack { get; init; } = 0.25;

    /// <summary>How the adversary is assumed to react, its slack aside, or null: the plan is not put under stress. Default: the defaults.</summary>
    public StressOptions? Stress { get; init; } = new();

    /// <summary>Whether to trace the plans that no other beats in cost, removal and collateral at once. Default: no.</summary>
    public bool Frontier { get; init; }

    /// <summary>The doubts that the plan is to stand, or null: it is made for the records as they are. Default null.</summary>
    public RobustOptions? Robust { get; init; }

    /// <summary>Refuses options that make no sense.</summary>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Budget);
        ArgumentOutOfRangeException.ThrowIfNegative(CollateralPrice);
        if (Mobility is not (null or (>= 0.0 and <= 1.0)))
        {
            throw new ArgumentOutOfRangeException(nameof(Mobility), Mobility, "The share that moves lies within 0..1.");
        }

        if (!(Slack >= 0.0 && double.IsFinite(Slack)))
        {
            throw new ArgumentOutOfRangeException(nameof(Slack), Slack, "The slack of links is a share from 0.");
        }
    }
}

/// <summary>One chosen target.</summary>
/// <param name="Rank">1, 2, 3, …</param>
/// <param name="Kind">What is cut.</param>
/// <param name="TargetId">Its id, <c>payer&gt;payee</c> for a relationship.</param>
/// <param name="Action">The action.</param>
/// <param name="Cost">Its cost; of an action that a rule forces, what is left to pay.</param>
/// <param name="Efficacy">Its efficacy.</param>
/// <param name="Gain">Pirate revenue that it removes beyond the rows before it, units.</param>
/// <param name="CumulativeRemoved">g of the rows up to here, units, from a solve of its own.</param>
/// <param name="CumulativeShare">The same over R(∅).</param>
/// <param name="RemovedLow">Least removal that agrees with the records, units.</param>
/// <param name="RemovedHigh">Largest removal that agrees with the records, units.</param>
/// <param name="Collateral">Money to sites with y = 0 that the rows up to here cut, less <see cref="TargetOptions.Mobility"/> of it, units.</param>
/// <param name="Optimality">g of the rows up to here over the least upper bound of any plan of the whole budget.</param>
/// <param name="TieGroup">Equal numbers mark picks whose gain per cost was equal (relative 1e-9).</param>
public sealed record TargetRow(
    int Rank, TargetKind Kind, string TargetId, string Action, decimal Cost, decimal Efficacy, double Gain,
    double CumulativeRemoved, double CumulativeShare, double RemovedLow, double RemovedHigh,
    double Collateral, double Optimality, int TieGroup)
{
    /// <summary>What the rows up to here still remove under the worst reaction, units, or null: not tested.</summary>
    public double? NetOfRecapture { get; init; }
}

/// <summary>The plan: targets in the order in which to take them, with proof of how good it is.</summary>
/// <param name="Rows">The chosen targets.</param>
/// <param name="Revenue">R(∅) in units.</param>
/// <param name="UpperBound">No plan of the budget removes more than this, units.</param>
/// <param name="Candidates">How many (target, action) pairs were weighed.</param>
/// <param name="Rule">Which greedy rule gave the plan: <c>ratio</c> or <c>gain</c>.</param>
/// <param name="Options">The options used.</param>
public sealed record TargetPlan(
    IReadOnlyList<TargetRow> Rows, double Revenue, double UpperBound, int Candidates, string Rule, TargetOptions Options)
{
    /// <summary>How many exchanges improved the greedy plan.</summary>
    public int Exchanges { get; init; }

    /// <summary>What the search for the proven optimum found, or null: it was not asked for.</summary>
    public ExactOutcome? Exact { get; init; }

    /// <summary>The plan under stress.</summary>
    public StressReport? Stress { get; init; }

    /// <summary>What an adversary could push before and after, or null: the plan is not against the maximum flow.</summary>
    public FlowOutcome? Flow { get; init; }

    /// <summary>What the evidence costs, or null: no action was barred for want of evidence.</summary>
    public EvidencePrice? Evidence { get; init; }

    /// <summary>Plans that no other beats in cost, removal and collateral at once, by cost; empty where not asked for.</summary>
    public IReadOnlyList<FrontierPoint> Frontier { get; init; } = [];

    /// <summary>How stable the plan is, or null: not asked for.</summary>
    public Robustness? Robust { get; init; }

    /// <summary>Money to sites with y = 0 that the whole plan cuts, whether it moves or not, units.</summary>
    public double Collateral { get; init; }

    /// <summary>How fast honest sites moved as the caller measured it, or null: it did not. Whether it counts is <see cref="TargetOptions.Mobility"/>.</summary>
    public Mobility? Mobility { get; init; }

    /// <summary>Rules that speak of no action, as people read them: slips of the pen, or actions that tiers bar.</summary>
    public IReadOnlyList<string> UnmatchedRules { get; init; } = [];
}

/// <summary>What the search for the proven optimum found.</summary>
/// <param name="Proven">Whether the plan is the optimum, or the time was up first.</param>
/// <param name="Removed">The best plan's removal, units.</param>
/// <param name="UpperBound">No plan removes more, units.</param>
/// <param name="Skipped">Why it was not tried, or null.</param>
public sealed record ExactOutcome(bool Proven, double Removed, double UpperBound, string? Skipped);

/// <summary>What an adversary can push to pirate sites over its links.</summary>
/// <param name="Before">With nothing cut, units.</param>
/// <param name="After">With the plan, units.</param>
/// <param name="LeastAfter">No plan of the budget leaves less, units.</param>
public sealed record FlowOutcome(double Before, double After, double LeastAfter);

/// <summary>What it costs that some actions need evidence.</summary>
/// <param name="BarredActions">Actions that the tiers of their targets bar.</param>
/// <param name="RemovedWithin">What the best coverage plan found within that bar removes, units.</param>
/// <param name="RemovedWithout">What the best one found without it removes, units.</param>
public sealed record EvidencePrice(int BarredActions, double RemovedWithin, double RemovedWithout);
