using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>A plan that leaves an adversary the least to push: candidates as actions against its links.</summary>
internal static class FlowPlan
{
    private const int UsualArcs = 50_000;

    /// <summary>Plans.</summary>
    /// <param name="problem">The candidates and which sets of them are plans.</param>
    /// <param name="slack">ρ ≥ 0: how much more than in the window a link can carry, as a share.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The chosen candidates, ascending, with what every plan holds; and the flow before and after, units.</returns>
    public static (IReadOnlyList<int> Picks, FlowOutcome Outcome) Run(PlanProblem problem, double slack, CancellationToken cancellation)
    {
        var graph = RerouteGraph.Of(problem.Flow, problem.Exposure, slack);
        var (actions, candidateOf) = Actions(problem, graph);
        var found = InterdictionSearch.Run(graph, actions, Effort(problem, graph), problem.Limits, [.. candidateOf], cancellation);
        int[] picks = [.. found.Chosen.Select(action => candidateOf[action]).Union(problem.Limits.Forced).Order()];
        return (picks, new FlowOutcome(found.FlowBefore, found.FlowAfter, found.LowerBoundAfter));
    }

    /// <summary>On graphs beyond the usual size a cut takes longer, so fewer are made: by the number of arcs, never by the clock.</summary>
    private static InterdictionOptions Effort(PlanProblem problem, RerouteGraph graph)
    {
        var options = new InterdictionOptions { Budget = problem.Limits.Budget };
        var parts = Math.Max(1, graph.Capacity.Length / UsualArcs);
        return options with { Rounds = Math.Max(2, options.Rounds / parts), Branches = Math.Max(4, options.Branches / parts) };
    }

    /// <summary>What candidates do to the adversary's links. Those whose party or hop carries no pirate money are no action: they are never chosen.</summary>
    private static (List<InterdictionAction> Actions, List<int> CandidateOf) Actions(PlanProblem problem, RerouteGraph graph)
    {
        var nodeOf = new Dictionary<int, int>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.PartyOf[node] >= 0)
            {
                nodeOf.Add(graph.PartyOf[node], node);
            }
        }

        var (actions, candidateOf) = (new List<InterdictionAction>(), new List<int>());
        for (var number = 0; number < problem.Candidates.All.Count; number++)
        {
            var candidate = problem.Candidates.All[number];
            var (node, arc) = PlaceOf(problem, problem.Candidates.Targets[candidate.Target], graph, nodeOf);
            if (node >= 0 || arc >= 0)
            {
                actions.Add(new InterdictionAction(node, arc, (double)candidate.Efficacy, problem.Limits.Price[number], candidate.Target));
                candidateOf.Add(number);
            }
        }

        return (actions, candidateOf);
    }

    private static (int Node, int Arc) PlaceOf(PlanProblem problem, CutTarget target, RerouteGraph graph, Dictionary<int, int> nodeOf)
    {
        if (target.Party >= 0)
        {
            return (nodeOf.GetValueOrDefault(target.Party, -1), -1);
        }

        var flow = problem.Flow.Graph;
        var (payer, payee) = (flow.NodeParty[target.Sources[0]], flow.NodeParty[flow.HopTarget[target.Hops[0]]]);
        return nodeOf.TryGetValue(payer, out var from) && nodeOf.TryGetValue(payee, out var to) ? (-1, graph.ArcBetween(from, to)) : (-1, -1);
    }
}
