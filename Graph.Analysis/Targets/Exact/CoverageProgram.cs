using Google.OrTools.LinearSolver;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Exact;

/// <summary>The coverage problem as a mixed-integer program.</summary>
/// <remarks>
/// y_a says whether action a is taken, s_k what is left of money in state k of <see cref="SurvivalTree"/>; s_parent = 1 at the start.
/// <code>
/// least    Σ_k W_k·s_k
/// covered  s_k ≥ 1 − Σ y_a                                              over the actions that cut all of it
/// passing  s_k ≥ (1−Q_a)·s_parent − Σ_{a' stronger} (Q_a'−Q_a)·y_a'     for every action a of the target, and for none (Q = 0)
/// plans    Σ price·y ≤ budget, at most one action per target, limits of groups, pairs, forced y = 1
/// </code>
/// Of the rows of a target the one of the action taken says what is true, s = (1−Q)·s_parent; the others say less. So at whole y the
/// program's value is R(S) exactly, and its relaxation bounds it.
/// </remarks>
internal sealed class CoverageProgram : IDisposable
{
    /// <summary>All money is this much in the program, whatever it is in units: the solver's tolerances are absolute.</summary>
    private const double Scale = 1e6;

    /// <summary>Coefficients below this are left out: near its tolerances the solver was seen to lose the optimum over them.</summary>
    private const double LeastCoefficient = 1e-4;

    private readonly Solver solver;
    private readonly WalkActions actions;
    private readonly SurvivalTree tree;
    private readonly PlanLimits limits;
    private readonly Variable[] chosen;
    private readonly Variable[] survival;

    /// <summary>Writes the program down.</summary>
    /// <param name="solver">An empty solver, which this owns from now on.</param>
    /// <param name="actions">Walks and actions.</param>
    /// <param name="limits">Which sets are plans.</param>
    public CoverageProgram(Solver solver, WalkActions actions, PlanLimits limits)
    {
        this.solver = solver;
        this.actions = actions;
        this.limits = limits;
        tree = new SurvivalTree(actions);
        Total = tree.Weight.Sum();
        chosen = [.. limits.Price.Select(price => solver.MakeIntVar(0.0, price <= limits.Budget ? 1.0 : 0.0, ""))];
        survival = [.. tree.States.Select(_ => solver.MakeNumVar(0.0, 1.0, ""))];
        AddObjective();
        AddSurvival();
        AddLimits();
    }

    /// <summary>Money that some action touches, units.</summary>
    public double Total { get; }

    /// <summary>Money of states so small that the program leaves them out, units: plans may remove all of it.</summary>
    public double LeftOut { get; private set; }

    /// <summary>Starts the search from a plan.</summary>
    public void Hint(bool[] isChosen)
    {
        var left = tree.Survival(isChosen);
        solver.SetHint([.. chosen, .. survival], [.. isChosen.Select(yes => yes ? 1.0 : 0.0), .. left]);
    }

    /// <summary>Runs the solver.</summary>
    /// <param name="limit">For how long at most, from when the solver was made.</param>
    /// <param name="cancellation">Stops it.</param>
    public Solver.ResultStatus Solve(TimeSpan limit, CancellationToken cancellation)
    {
        // To the solver 0 would mean: without limit.
        solver.SetTimeLimit((long)Math.Clamp(limit.TotalMilliseconds - solver.WallTime(), 1.0, int.MaxValue));
        using var parameters = new MPSolverParameters();
        parameters.SetDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, 0.0);
        var solving = Task.Run(() => solver.Solve(parameters), CancellationToken.None);
        // Asked again until it obeys: a request that comes before the search has begun is forgotten.
        while (!solving.Wait(TimeSpan.FromMilliseconds(20.0), CancellationToken.None))
        {
            if (cancellation.IsCancellationRequested)
            {
                solver.InterruptSolve();
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return solving.Result;
    }

    /// <summary>The plan that the solver found.</summary>
    public bool[] Chosen() => [.. chosen.Select(variable => variable.SolutionValue() > 0.5)];

    /// <summary>What the solver says that no plan exceeds, units; without the money that it does not see.</summary>
    public double MostRemoved() => Total - (Math.Clamp(solver.Objective().BestBound(), 0.0, Scale) / Scale * Total);

    /// <summary>Bars a set of actions, and with it every set that holds it.</summary>
    public void Bar(IReadOnlyCollection<int> together) => AddAtMost(together, _ => 1.0, together.Count - 1);

    /// <summary>Releases the solver.</summary>
    public void Dispose() => solver.Dispose();

    private void AddObjective()
    {
        var objective = solver.Objective();
        for (var state = 0; state < survival.Length; state++)
        {
            var coefficient = tree.Weight[state] / Total * Scale;
            if (coefficient >= LeastCoefficient)
            {
                objective.SetCoefficient(survival[state], coefficient);
            }
            else
            {
                LeftOut += tree.Weight[state];
            }
        }

        objective.SetMinimization();
    }

    private void AddSurvival()
    {
        for (var state = 0; state < survival.Length; state++)
        {
            var (_, target, passes, covers) = tree.States[state];
            if (target < 0)
            {
                var row = solver.MakeConstraint(1.0, double.PositiveInfinity);
                row.SetCoefficient(survival[state], 1.0);
                Array.ForEach(covers, candidate => row.SetCoefficient(chosen[candidate], 1.0));
                continue;
            }

            AddPassing(state, 0.0);
            foreach (var strength in StrengthsOf(target, passes).Where(strength => strength < 1.0))
            {
                AddPassing(state, strength);
            }
        }
    }

    private IEnumerable<double> StrengthsOf(int target, int passes) =>
        actions.Of(target).ToArray().Select(candidate => actions.Strength(candidate, passes)).Distinct();

    private void AddPassing(int state, double strength)
    {
        var (parent, target, passes, _) = tree.States[state];
        var row = solver.MakeConstraint(parent < 0 ? 1.0 - strength : 0.0, double.PositiveInfinity);
        row.SetCoefficient(survival[state], 1.0);
        if (parent >= 0)
        {
            row.SetCoefficient(survival[parent], strength - 1.0);
        }

        foreach (var candidate in actions.Of(target))
        {
            var more = actions.Strength(candidate, passes) - strength;
            if (more > 0.0)
            {
                row.SetCoefficient(chosen[candidate], more);
            }
        }
    }

    private void AddLimits()
    {
        var all = Enumerable.Range(0, chosen.Length).ToArray();
        AddAtMost(all, Price, (double)limits.Budget);
        foreach (var target in all.GroupBy(c => limits.TargetOf[c]).Where(group => group.Count() > 1))
        {
            AddAtMost(target, _ => 1.0, 1.0);
        }

        foreach (var group in limits.Groups)
        {
            if (group.MostCount < group.Members.Length)
            {
                AddAtMost(group.Members, _ => 1.0, group.MostCount);
            }

            if (group.MostCost < decimal.MaxValue)
            {
                AddAtMost(group.Members, Price, (double)group.MostCost);
            }
        }

        foreach (var (first, second) in limits.Pairs)
        {
            AddAtMost([first, second], _ => 1.0, 1.0);
        }

        Array.ForEach(limits.Forced, candidate => chosen[candidate].SetBounds(1.0, 1.0));
    }

    private double Price(int candidate) => (double)limits.Price[candidate];

    private void AddAtMost(IEnumerable<int> candidates, Func<int, double> size, double most)
    {
        var row = solver.MakeConstraint(double.NegativeInfinity, most);
        foreach (var candidate in candidates)
        {
            row.SetCoefficient(chosen[candidate], size(candidate));
        }
    }
}
