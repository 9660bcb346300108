using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets;

/// <summary>Ranks targets by method §4: walk coverage under a budget.</summary>
/// <remarks>
/// Returns the better of two greedy runs (by gain per cost, by gain), each pick with the revenue it removes beyond those before it,
/// solved exactly also inside resale cycles, and a certificate: what was removed over the least upper bound of any plan of the
/// budget. Removal is monotone and submodular, so the plan is near the optimum (Nemhauser, Wolsey, Fisher 1978; Gutfraind 2009).
/// Cost: two sweeps over the graph, then per pick what lies up- and downstream of it.
/// </remarks>
public static class TargetRanking
{
    /// <summary>The best plan of two greedy rules, with a certificate per prefix.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="options">The budget.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public static TargetPlan Run(FlowResult flow, ExposureResult exposure, TargetOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Budget);
        var graph = flow.Graph;
        var system = exposure.SystemOf(graph);
        var nodes = exposure.NodesOf(graph);
        var passages = new PassageSolver(graph, system);
        var candidates = TargetCandidates.Of(graph, flow.Records.Actions, nodes, passages);
        var problem = new PlanProblem
        {
            Flow = flow,
            Exposure = exposure,
            System = system,
            Reverse = exposure.ReverseOf(graph),
            Nodes = nodes,
            Passages = passages,
            Candidates = candidates,
            Limits = PlanLimits.Of(candidates, flow, options, [.. candidates.All.Select(candidate => candidate.Cost)]),
            Options = options,
        };
        var found = CoverageSearch.Run(problem, cancellation);
        var rows = new PlanRows(flow, exposure, candidates, found).Build();
        return new TargetPlan(rows, found.Revenue, found.UpperBound, candidates.All.Count, found.Rule, options);
    }
}

/// <summary>Turns picks into the rows of a plan.</summary>
internal sealed class PlanRows(FlowResult flow, ExposureResult exposure, TargetCandidates candidates, CoverageResult plan)
{
    private const double TieTolerance = 1e-9;

    /// <summary>All money that ends anywhere: no plan can remove more.</summary>
    private readonly double ceiling = Enumerable.Range(0, flow.Graph.NodeCount)
        .Where(flow.Graph.IsTerminal).Sum(node => (double)flow.Graph.In[node]);

    /// <summary>The rows.</summary>
    public List<TargetRow> Build()
    {
        var rows = new List<TargetRow>(plan.Picks.Count);
        var ratios = new List<double>();
        var removal = new RemovalBounds(flow, exposure);
        foreach (var pick in plan.Picks)
        {
            var candidate = candidates.All[pick.Candidate];
            var target = candidates.Targets[candidate.Target];
            removal.Add(target, (double)candidate.Efficacy);
            var (low, high) = removal.Measure();
            rows.Add(new TargetRow(
                rows.Count + 1, target.Kind, target.Id, candidate.Action, candidate.Cost, candidate.Efficacy, pick.Gain, pick.Removed,
                pick.Removed / plan.Revenue, Math.Min(low, pick.Removed), Math.Max(pick.Removed, Math.Min(high, ceiling)),
                pick.Collateral, Math.Min(1.0, pick.Removed / plan.UpperBound), TieGroup(ratios, pick.Gain / (double)candidate.Cost)));
        }

        return rows;
    }

    private static int TieGroup(List<double> ratios, double ratio)
    {
        var known = ratios.FindIndex(other => Math.Abs(other - ratio) <= TieTolerance * Math.Max(other, ratio));
        if (known >= 0)
        {
            return known + 1;
        }

        ratios.Add(ratio);
        return ratios.Count;
    }
}
