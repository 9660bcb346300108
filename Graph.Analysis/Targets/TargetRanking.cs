using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets;

/// <summary>Ranks targets by method §4: walk coverage under a budget.</summary>
/// <remarks>
/// Returns the better of two greedy runs (by gain per cost, by gain) or what exchanges made of it, each pick with the revenue it removes
/// beyond those before it, solved exactly also inside resale cycles, and a certificate: what was removed over the least upper bound of any
/// plan of the budget. Removal is monotone and submodular, so the plan is near the optimum (Nemhauser, Wolsey, Fisher 1978; Gutfraind 2009).
/// On request the proven optimum, a plan against the maximum flow or one against doubt takes its place; then stress, frontier, stability.
/// Cost: the walks of pirate money, then per pick those that pass it.
/// </remarks>
public static class TargetRanking
{
    /// <summary>Plans.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="options">Budget, rules, and what else is wanted.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="PlanRuleException">A rule cannot be followed.</exception>
    public static TargetPlan Run(FlowResult flow, ExposureResult exposure, TargetOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new Planning(flow, exposure, options).Run(cancellation);
    }
}
