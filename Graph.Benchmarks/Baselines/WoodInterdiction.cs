using Google.OrTools.LinearSolver;
using Graph.Analysis.Targets.Interdiction;
using Graph.Benchmarks.Data;
using MaxFlow = Google.OrTools.Graph.MaxFlow;

namespace Graph.Benchmarks.Baselines;

/// <summary>What the program found.</summary>
/// <param name="Chosen">Actions.</param>
/// <param name="BoundAfter">No plan leaves less, units, as the solver says.</param>
/// <param name="Proven">Whether the plan is proven to be the best.</param>
internal sealed record WoodPlan(IReadOnlyList<int> Chosen, double BoundAfter, bool Proven);

/// <summary>
/// Wood's mixed-integer program of maximum-flow interdiction, solved by SCIP: a cut is chosen together with the actions, and the capacity that it
/// leaves is made small.
/// </summary>
/// <remarks>Per node a potential, 1 at the source and 0 at the sink; an arc from a higher to a lower potential is cut, at its capacity, or, where an
/// action is chosen, at what that leaves. Actions and potentials are binary. Potentials need not be, but SCIP finds better plans, and sooner, when it
/// may branch on them (tried on six worlds of the comparison).
/// Source: Wood, Deterministic network interdiction, 1993.</remarks>
internal sealed class WoodInterdiction : IDisposable
{
    private const double Unit = 1e6;

    private readonly InterdictionInstance instance;
    private readonly Solver solver;
    private readonly Objective objective;
    private readonly Variable?[] enter;
    private readonly Variable?[] leave;
    private readonly List<Variable> chosen = [];

    public WoodInterdiction(InterdictionInstance instance)
    {
        this.instance = instance;
        solver = Solver.CreateSolver("SCIP") ?? throw new InvalidOperationException("OR-Tools comes without SCIP.");
        objective = solver.Objective();
        objective.SetMinimization();
        var graph = instance.Graph;
        (enter, leave) = (new Variable?[graph.NodeCount], new Variable?[graph.NodeCount]);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            enter[node] = leave[node] = node == graph.Source || node == graph.Sink ? null : Potential();
        }

        AddActions();
    }

    /// <summary>Looks for the best plan for some time.</summary>
    public WoodPlan Solve(TimeSpan limit)
    {
        solver.SetTimeLimit((long)limit.TotalMilliseconds);
        var status = solver.Solve();
        return status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE
            ? new WoodPlan([.. Enumerable.Range(0, chosen.Count).Where(action => chosen[action].SolutionValue() > 0.5)], objective.BestBound() * Unit, status == Solver.ResultStatus.OPTIMAL)
            : new WoodPlan([], 0, false);
    }

    /// <summary>The maximum flow after some actions, by OR-Tools.</summary>
    public static long After(InterdictionInstance instance, IEnumerable<int> chosen)
    {
        var graph = instance.Graph;
        var left = new long[graph.Capacity.Length];
        graph.Capacity.CopyTo(left, 0);
        var through = new Dictionary<int, long>();
        foreach (var action in chosen.Select(action => instance.Actions[action]))
        {
            if (action.Node >= 0)
            {
                through[action.Node] = Left(Most(instance, action), action.Efficacy);
            }
            else
            {
                left[action.Arc] = Left(left[action.Arc], action.Efficacy);
            }
        }

        using var flow = new MaxFlow();
        foreach (var (node, most) in through)
        {
            flow.AddArcWithCapacity(node, graph.NodeCount + node, most);
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var arc = graph.ArcStart[node]; arc < graph.ArcStart[node + 1]; arc++)
            {
                flow.AddArcWithCapacity(through.ContainsKey(node) ? graph.NodeCount + node : node, graph.ArcTarget[arc], left[arc]);
            }
        }

        return flow.Solve(graph.Source, graph.Sink) == MaxFlow.Status.OPTIMAL
            ? flow.OptimalFlow()
            : throw new InvalidOperationException("OR-Tools finds no optimal flow.");
    }

    public void Dispose()
    {
        objective.Dispose();
        solver.Dispose();
    }

    private static long Left(long capacity, double efficacy) => (long)decimal.Ceiling(capacity * (1m - (decimal)efficacy));

    private static long Most(InterdictionInstance instance, InterdictionAction action)
    {
        var graph = instance.Graph;
        var (into, from) = (0L, 0L);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var arc = graph.ArcStart[node]; arc < graph.ArcStart[node + 1]; arc++)
            {
                from += node == action.Node ? graph.Capacity[arc] : 0;
                into += graph.ArcTarget[arc] == action.Node ? graph.Capacity[arc] : 0;
            }
        }

        return action.Node < 0 ? graph.Capacity[action.Arc] : Math.Min(into, from);
    }

    private Variable Potential() => solver.MakeIntVar(0, 1, "");

    private void AddActions()
    {
        using var budget = solver.MakeConstraint(double.NegativeInfinity, (double)instance.Budget, "");
        foreach (var action in instance.Actions)
        {
            chosen.Add(solver.MakeIntVar(0, 1, ""));
            budget.SetCoefficient(chosen[^1], (double)action.Price);
        }

        var actedArcs = new Dictionary<int, List<int>>();
        foreach (var place in Enumerable.Range(0, chosen.Count).GroupBy(action => (instance.Actions[action].Node, instance.Actions[action].Arc)))
        {
            if (place.Key.Node >= 0)
            {
                leave[place.Key.Node] = Potential();
                AddCut(enter[place.Key.Node], leave[place.Key.Node], (1, 0), Most(instance, instance.Actions[place.First()]), [.. place]);
            }
            else
            {
                actedArcs.Add(place.Key.Arc, [.. place]);
            }
        }

        for (var node = 0; node < instance.Graph.NodeCount; node++)
        {
            for (var arc = instance.Graph.ArcStart[node]; arc < instance.Graph.ArcStart[node + 1]; arc++)
            {
                var target = instance.Graph.ArcTarget[arc];
                AddCut(leave[node], enter[target], (node == instance.Graph.Source ? 1 : 0, target == instance.Graph.Source ? 1 : 0),
                    instance.Graph.Capacity[arc], actedArcs.GetValueOrDefault(arc, []));
            }
        }
    }

    /// <summary>cut + Σ cut by an action ≥ potential of the tail − potential of the head; an action's only where it is chosen, one per place.</summary>
    private void AddCut(Variable? tail, Variable? head, (double Tail, double Head) constants, long capacity, List<int> actions)
    {
        var least = (tail is null ? constants.Tail : 0) - (head is null ? constants.Head : 0);
        using var cut = solver.MakeConstraint(least, double.PositiveInfinity, "");
        var whole = solver.MakeNumVar(0, 1, "");
        objective.SetCoefficient(whole, capacity / Unit);
        cut.SetCoefficient(whole, 1);
        if (tail is not null)
        {
            cut.SetCoefficient(tail, -1);
        }

        if (head is not null)
        {
            cut.SetCoefficient(head, 1);
        }

        using var one = actions.Count > 1 ? solver.MakeConstraint(double.NegativeInfinity, 1, "") : null;
        foreach (var action in actions)
        {
            one?.SetCoefficient(chosen[action], 1);
            var left = Left(capacity, instance.Actions[action].Efficacy);
            if (left == 0)
            {
                cut.SetCoefficient(chosen[action], 1);
                continue;
            }

            var part = solver.MakeNumVar(0, 1, "");
            objective.SetCoefficient(part, left / Unit);
            cut.SetCoefficient(part, 1);
            using var only = solver.MakeConstraint(double.NegativeInfinity, 0, "");
            only.SetCoefficient(part, 1);
            only.SetCoefficient(chosen[action], -1);
        }
    }
}
