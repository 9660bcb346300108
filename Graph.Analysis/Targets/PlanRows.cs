using Graph.Analysis.Targets.Bounds;
using Graph.Analysis.Targets.Coverage;

namespace Graph.Analysis.Targets;

/// <summary>Turns picks into the rows of a plan.</summary>
internal sealed class PlanRows(PlanProblem problem, CoverageResult plan, IReadOnlyList<double>? nets)
{
    private const double TieTolerance = 1e-9;

    /// <summary>All money that ends anywhere: no plan can remove more.</summary>
    private readonly double ceiling = Enumerable.Range(0, problem.Flow.Graph.NodeCount)
        .Where(problem.Flow.Graph.IsTerminal).Sum(node => (double)problem.Flow.Graph.In[node]);

    /// <summary>The rows.</summary>
    public List<TargetRow> Build(CancellationToken cancellation)
    {
        var rows = new List<TargetRow>(plan.Picks.Count);
        var ratios = new List<double>();
        var removal = new RemovalBounds(problem.Flow, problem.Exposure);
        var lasting = 1.0 - (problem.Options.Mobility ?? 0.0);
        foreach (var pick in plan.Picks)
        {
            var candidate = problem.Candidates.All[pick.Candidate];
            var target = problem.Candidates.Targets[candidate.Target];
            removal.Add(target, (double)candidate.Efficacy);
            var (low, high) = removal.Measure(cancellation);
            rows.Add(new TargetRow(
                rows.Count + 1, target.Kind, target.Id, candidate.Action, problem.Limits.Cost[pick.Candidate], candidate.Efficacy, pick.Gain, pick.Removed,
                Share(pick.Removed, plan.Revenue), Math.Min(low, pick.Removed), Math.Max(pick.Removed, Math.Min(high, ceiling)),
                pick.Collateral * lasting, Math.Min(1.0, Share(pick.Removed, plan.UpperBound)), TieGroup(ratios, pick.Gain / (double)candidate.Cost))
            {
                NetOfRecapture = nets?[rows.Count],
            });
        }

        return rows;
    }

    private static double Share(double amount, double whole) => whole > 0.0 ? amount / whole : 0.0;

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
