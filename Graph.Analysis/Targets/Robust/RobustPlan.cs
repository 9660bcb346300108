using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Robust;

/// <summary>Planning under doubt in the lists and gaps in the records.</summary>
/// <remarks>
/// Worlds are drawn as <see cref="WorldSampler"/> says. The mean of submodular functions is submodular, so a greedy plan of the mean has the guarantee
/// of a greedy plan. Source: sample average approximation, Kleywegt, Shapiro, Homem-de-Mello, SIAM J. Optimization 12 (2002).
/// </remarks>
public static class RobustPlan
{
    private const double Low = 0.05;
    private const double High = 0.95;

    /// <summary>How a plan fares in worlds that the records leave possible, and how far their own plans agree with it.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="options">How the plan was made.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="robust">Worlds and their doubts.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static Robustness Run(
        FlowResult flow, ExposureResult exposure, TargetOptions options, TargetPlan plan, RobustOptions robust, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(robust);
        var problem = new Planning(flow, exposure, options).Problem;
        return Measure(problem, SampledWorlds.Of(problem.Flow, problem.Candidates, robust, cancellation), plan.Rows, robust, cancellation);
    }

    /// <summary>The same with the problem at hand that the plan was made from, and the worlds.</summary>
    internal static Robustness Measure(
        PlanProblem problem, IReadOnlyList<WalkTable> drawn, IReadOnlyList<TargetRow> rows, RobustOptions robust, CancellationToken cancellation)
    {
        var worlds = drawn.Where(world => world.Count > 0).ToArray();
        int[] ours = [.. rows.Select(row => NumberOf(row, problem.Candidates))];
        var (shares, plans) = (new double[worlds.Length], new IReadOnlyList<int>[worlds.Length]);
        Parallel.For(0, worlds.Length, new ParallelOptions
        {
            MaxDegreeOfParallelism = robust.Threads == 0 ? Environment.ProcessorCount : robust.Threads,
            CancellationToken = cancellation,
        }, world =>
        {
            var coverage = new WalkCoverage(worlds[world], problem.Candidates);
            shares[world] = RemovedShare(coverage, ours);
            plans[world] = [.. CoverageSearch.Choose(problem, coverage, certificate: null, cancellation).Order.Take(ours.Length)];
        });
        return Summary(robust, rows, ours, shares, plans);
    }

    /// <summary>The plan that removes most in the mean over the drawn worlds, as candidate numbers in the order in which to take them.</summary>
    /// <param name="problem">Candidates and limits.</param>
    /// <param name="worlds">The walks of each world.</param>
    /// <param name="cancellation">Cancels.</param>
    internal static IReadOnlyList<int> Choose(PlanProblem problem, WalkTable[] worlds, CancellationToken cancellation)
    {
        var mean = new WalkCoverage(SampledWorlds.Mean(worlds), problem.Candidates);
        return CoverageSearch.Choose(problem, mean, certificate: null, cancellation).Order;
    }

    private static int NumberOf(TargetRow row, TargetCandidates candidates) => candidates.All.FindIndex(candidate =>
        candidate.Action == row.Action && candidates.Targets[candidate.Target] is var target && target.Kind == row.Kind && target.Id == row.TargetId);

    private static double RemovedShare(WalkCoverage coverage, int[] ours)
    {
        foreach (var c in ours.Where(c => c >= 0))
        {
            coverage.Add(c);
        }

        return coverage.Removed / coverage.Revenue;
    }

    private static Robustness Summary(
        RobustOptions robust, IReadOnlyList<TargetRow> rows, int[] ours, double[] shares, IReadOnlyList<int>[] plans)
    {
        double[] overlaps = [.. plans.Select(world => ours.Length == 0 ? 1.0 : (double)ours.Count(world.Contains) / ours.Length)];
        return new Robustness(
            robust.Worlds, (long)robust.Seed, overlaps.Length == 0 ? 0.0 : overlaps.Average(), Percentile.Of(overlaps, Low),
            Percentile.Of(shares, Low), Percentile.Of(shares, 0.5), Percentile.Of(shares, High),
            [.. rows.Select((row, i) => Interval(row, ours[i], plans))]);
    }

    private static RankInterval Interval(TargetRow row, int candidate, IReadOnlyList<int>[] plans)
    {
        int[] ranks = [.. plans.Select(world => world.TakeWhile(c => c != candidate).Count() is var place && place < world.Count ? place + 1 : 0).Where(rank => rank > 0)];
        return new RankInterval(row.Kind, row.TargetId, row.Action, plans.Length == 0 ? 0.0 : (double)ranks.Length / plans.Length,
            Percentile.RankOf(ranks, Low), Percentile.RankOf(ranks, High));
    }
}
