using System.Globalization;
using Google.OrTools.LinearSolver;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Exact;

/// <summary>Finds the plan that removes most, and proves it, with a mixed-integer program.</summary>
/// <remarks>
/// The program is <see cref="CoverageProgram"/>, the solver SCIP, on one thread and from the plan that greedy found. What a plan
/// removes is worked out again from the walks, and that it keeps the limits is checked in decimals. Cost: exponential in the worst
/// case; a time limit ends the search, and what is known by then is a plan and a bound.
/// </remarks>
internal static class CoverageMip
{
    /// <summary>The most walks that the search takes on.</summary>
    public const int MostWalks = 200_000;

    /// <summary>The solver compares doubles with tolerances: its bound is raised by this share of the money in question.</summary>
    private const double BoundTolerance = 1e-7;

    /// <summary>An action that adds no more than this share is not worth taking.</summary>
    private const double NegligibleGain = 1e-12;

    /// <summary>Looks for the optimum.</summary>
    /// <param name="problem">Actions and limits.</param>
    /// <param name="table">The walks, or null where they are too many.</param>
    /// <param name="start">A plan to begin with; it keeps the limits.</param>
    /// <param name="limit">How long to look; the search ends at once at 0.</param>
    /// <param name="cancellation">Stops the solver and throws.</param>
    public static ExactPlan Solve(PlanProblem problem, WalkTable? table, IReadOnlyList<int> start, TimeSpan limit, CancellationToken cancellation) =>
        Solve(table, [.. problem.Candidates.All.Select(candidate => (double)candidate.Efficacy)], problem.Limits, start, limit, cancellation);

    /// <summary>Looks for the optimum.</summary>
    /// <param name="table">The walks, or null where they are too many.</param>
    /// <param name="efficacy">q per candidate.</param>
    /// <param name="limits">Which sets of candidates are plans.</param>
    /// <param name="start">A plan to begin with; it keeps the limits.</param>
    /// <param name="limit">How long to look.</param>
    /// <param name="cancellation">Stops the solver and throws.</param>
    public static ExactPlan Solve(
        WalkTable? table, double[] efficacy, PlanLimits limits, IReadOnlyList<int> start, TimeSpan limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var actions = table is null ? null : new WalkActions(table, efficacy, limits.TargetOf);
        if (ReasonToSkip(table) is { } reason)
        {
            return Skip(actions, limits, start, reason);
        }

        using var program = new CoverageProgram(ExactSolver.Create(), actions!, limits);
        return new Search(program, actions!, limits, limit).Run(start, cancellation);
    }

    private static string? ReasonToSkip(WalkTable? table)
    {
        if (table is null || table.Count > MostWalks)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"pirate money takes more than {MostWalks} different ways, the most that the exact search takes on");
        }

        return ExactSolver.Version is null ? "the solver's native library is not there for this machine (see adchain doctor)" : null;
    }

    private static ExactPlan Skip(WalkActions? actions, PlanLimits limits, IReadOnlyList<int> start, string reason)
    {
        var chosen = new bool[limits.Price.Length];
        foreach (var candidate in start)
        {
            chosen[candidate] = true;
        }

        return new ExactPlan(start, actions?.Removed(chosen) ?? 0.0, double.PositiveInfinity, false, reason);
    }

    private sealed class Search(CoverageProgram program, WalkActions actions, PlanLimits limits, TimeSpan limit)
    {
        public ExactPlan Run(IReadOnlyList<int> start, CancellationToken cancellation)
        {
            var best = new bool[limits.Price.Length];
            foreach (var candidate in start.Concat(limits.Forced))
            {
                best[candidate] = true;
            }

            program.Hint(best);
            var (found, proven) = Find(cancellation);
            if (found is not null && actions.Removed(found) > actions.Removed(best))
            {
                best = found;
            }

            DropIdle(best);
            var removed = actions.Removed(best);
            var bound = (proven is null ? program.Total : Math.Max(removed, program.MostRemoved())) + (BoundTolerance * program.Total);
            return new ExactPlan(
                [.. Enumerable.Range(0, best.Length).Where(c => best[c])], removed,
                bound + program.LeftOut + actions.Table.Unfollowed, proven == true, null);
        }

        /// <summary>The solver's best plan, and whether it is proven; null for "nothing is known".</summary>
        private (bool[]? Plan, bool? Proven) Find(CancellationToken cancellation)
        {
            while (true)
            {
                var status = program.Solve(limit, cancellation);
                if (status is Solver.ResultStatus.INFEASIBLE or Solver.ResultStatus.UNBOUNDED or Solver.ResultStatus.MODEL_INVALID)
                {
                    throw new InvalidOperationException($"The exact search failed: {status}. Please report the data that shows it.");
                }

                if (status is not (Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE))
                {
                    return (null, status == Solver.ResultStatus.ABNORMAL ? null : false);
                }

                var plan = program.Chosen();
                if (Excess(plan) is not { } excess)
                {
                    return (plan, status == Solver.ResultStatus.OPTIMAL);
                }

                program.Bar(excess);
            }
        }

        /// <summary>Actions that cost more together than they may, though not in the solver's rounding; null: the plan keeps every limit.</summary>
        private int[]? Excess(bool[] plan)
        {
            var all = Enumerable.Range(0, plan.Length).Where(c => plan[c]).ToArray();
            if (all.Sum(c => limits.Price[c]) > limits.Budget)
            {
                return all;
            }

            return limits.Groups.Select(group => (group.MostCost, Taken: group.Members.Where(c => plan[c]).ToArray()))
                .Where(group => group.Taken.Sum(c => limits.Price[c]) > group.MostCost).Select(group => group.Taken).FirstOrDefault();
        }

        /// <summary>Takes out actions that remove nothing beside the others.</summary>
        private void DropIdle(bool[] plan)
        {
            var removed = actions.Removed(plan);
            foreach (var candidate in Enumerable.Range(0, plan.Length).Where(c => plan[c]).Except(limits.Forced).Reverse())
            {
                plan[candidate] = false;
                plan[candidate] = removed - actions.Removed(plan) > NegligibleGain * program.Total;
            }
        }
    }
}
