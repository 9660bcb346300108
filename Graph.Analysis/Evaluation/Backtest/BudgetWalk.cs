using Graph.Analysis.Targets;
using Graph.Model.Records;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>Takes actions off a ranking as long as they fit the budget, one action a target at most.</summary>
internal static class BudgetWalk
{
    /// <summary>What the actions taken remove, as shares, under the budgets 1, 2, …</summary>
    /// <param name="ranking">The ranking, best first.</param>
    /// <param name="budgets">How many budgets.</param>
    /// <param name="valuations">Graphs to value them on.</param>
    /// <returns>Per graph, per budget.</returns>
    public static double[][] Shares(IReadOnlyList<RankedAction> ranking, int budgets, params PlanValuation[] valuations)
    {
        var shares = Array.ConvertAll(valuations, _ => new double[budgets]);
        List<TargetCut> before = [];
        for (var budget = 1; budget <= budgets; budget++)
        {
            var cuts = Taken(ranking, budget);
            var same = budget > 1 && cuts.SequenceEqual(before);
            for (var v = 0; v < valuations.Length; v++)
            {
                shares[v][budget - 1] = same ? shares[v][budget - 2] : valuations[v].Of(cuts).Share;
            }

            before = cuts;
        }

        return shares;
    }

    private static List<TargetCut> Taken(IReadOnlyList<RankedAction> ranking, decimal left)
    {
        var cuts = new List<TargetCut>();
        var used = new HashSet<(TargetKind, string)>();
        foreach (var action in ranking)
        {
            if (left <= 0m)
            {
                break;
            }

            if (action.Cost <= left && used.Add((action.Kind, action.TargetId)))
            {
                left -= action.Cost;
                cuts.Add(new TargetCut(action.Kind, action.TargetId, (double)action.Efficacy));
            }
        }

        return cuts;
    }
}
