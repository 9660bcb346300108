using Graph.Model.Records;

namespace Graph.Analysis.Targets;

/// <summary>Options of the target ranking.</summary>
public sealed record TargetOptions
{
    /// <summary>What all chosen actions may cost together. Default 10.</summary>
    public decimal Budget { get; init; } = 10m;
}

/// <summary>One chosen target.</summary>
/// <param name="Rank">1, 2, 3, …</param>
/// <param name="Kind">What is cut.</param>
/// <param name="TargetId">Its id, <c>payer&gt;payee</c> for a relationship.</param>
/// <param name="Action">The action.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Efficacy">Its efficacy.</param>
/// <param name="Gain">Pirate revenue that it removes beyond the rows before it, units.</param>
/// <param name="CumulativeRemoved">g of the rows up to here, units, from a solve of its own.</param>
/// <param name="CumulativeShare">The same over R(∅).</param>
/// <param name="RemovedLow">Least removal that agrees with the records, units.</param>
/// <param name="RemovedHigh">Largest removal that agrees with the records, units.</param>
/// <param name="Collateral">Money to sites with y = 0 that the rows up to here cut, units.</param>
/// <param name="Optimality">g of the rows up to here over the least upper bound of any plan of the whole budget.</param>
/// <param name="TieGroup">Equal numbers mark picks whose gain per cost was equal (relative 1e-9).</param>
public sealed record TargetRow(
    int Rank, TargetKind Kind, string TargetId, string Action, decimal Cost, decimal Efficacy, double Gain,
    double CumulativeRemoved, double CumulativeShare, double RemovedLow, double RemovedHigh,
    double Collateral, double Optimality, int TieGroup);

/// <summary>The plan: targets in the order in which to take them, with proof of how good it is.</summary>
/// <param name="Rows">The chosen targets.</param>
/// <param name="Revenue">R(∅) in units.</param>
/// <param name="UpperBound">No plan of the budget removes more than this, units.</param>
/// <param name="Candidates">How many (target, action) pairs were weighed.</param>
/// <param name="Rule">Which greedy rule gave the plan: <c>ratio</c> or <c>gain</c>.</param>
/// <param name="Options">The options used.</param>
public sealed record TargetPlan(
    IReadOnlyList<TargetRow> Rows, double Revenue, double UpperBound, int Candidates, string Rule, TargetOptions Options);
