using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Rules;
using Graph.Model.Flow;

namespace Graph.Analysis.Tests.Targets.Coverage;

/// <summary>Removals from solves of the whole graph, and the best plan by trying every set.</summary>
internal sealed class SlowPlans(PlanProblem problem)
{
    private readonly FlowGraph graph = problem.Flow.Graph;

    /// <summary>R(∅).</summary>
    public double Revenue => Arriving([], node => graph.BeliefAt(node));

    /// <summary>g(S): each action an independent chance.</summary>
    public double Removed(IReadOnlyCollection<int> set) => Revenue - Arriving(set, node => graph.BeliefAt(node));

    /// <summary>What less arrives at sites with y = 0.</summary>
    public double Collateral(IReadOnlyCollection<int> set)
    {
        double Clean(int node) => graph.NodeKind[node] == FlowNodeKind.Site && graph.BeliefAt(node) == 0.0 ? 1.0 : 0.0;
        return Arriving([], Clean) - Arriving(set, Clean);
    }

    /// <summary>The most that any plan removes; −1 where there is no plan.</summary>
    public double Optimum()
    {
        var best = -1.0;
        for (var bits = 0; bits < 1 << problem.Candidates.All.Count; bits++)
        {
            var set = Enumerable.Range(0, problem.Candidates.All.Count).Where(c => (bits & (1 << c)) != 0).ToArray();
            if (IsPlan(set))
            {
                best = Math.Max(best, Removed(set));
            }
        }

        return best;
    }

    /// <summary>Whether a set keeps the limits.</summary>
    public bool IsPlan(IReadOnlyCollection<int> set)
    {
        var limits = problem.Limits;
        decimal Price(IEnumerable<int> of) => of.Sum(c => limits.Price[c]);
        return Price(set) <= limits.Budget
            && set.Select(c => limits.TargetOf[c]).Distinct().Count() == set.Count
            && limits.Forced.All(set.Contains)
            && limits.Groups.All(group => set.Intersect(group.Members).Count() <= group.MostCount && Price(set.Intersect(group.Members)) <= group.MostCost)
            && limits.Pairs.All(pair => !(set.Contains(pair.First) && set.Contains(pair.Second)));
    }

    private double Arriving(IReadOnlyCollection<int> set, Func<int, double> worth)
    {
        var (value, survival, hopSurvival) = (new double[graph.NodeCount], new double[graph.NodeCount], new double[graph.HopCount]);
        Array.Fill(survival, 1.0);
        Array.Fill(hopSurvival, 1.0);
        foreach (var candidate in set.Select(c => problem.Candidates.All[c]))
        {
            var target = problem.Candidates.Targets[candidate.Target];
            for (var node = 0; node < survival.Length && target.Party >= 0; node++)
            {
                survival[node] *= graph.NodeParty[node] == target.Party ? 1.0 - (double)candidate.Efficacy : 1.0;
            }

            foreach (var hop in target.Hops)
            {
                hopSurvival[hop] *= 1.0 - (double)candidate.Efficacy;
            }
        }

        for (var node = 0; node < value.Length; node++)
        {
            value[node] = graph.IsTerminal(node) ? worth(node) : 0.0;
        }

        problem.System.SolveShares(value, survival, hopSurvival);
        return Enumerable.Range(0, value.Length).Where(node => !graph.IsTerminal(node)).Sum(node => graph.OwnMoney(node) * value[node]);
    }
}
