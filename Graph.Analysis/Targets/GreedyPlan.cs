using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets;

/// <summary>Which candidate a greedy run prefers.</summary>
internal enum GreedyRule
{
    /// <summary>Most gain per cost.</summary>
    Ratio,
    /// <summary>Most gain, blind to cost.</summary>
    Gain,
}

/// <summary>A pick with the state after it.</summary>
internal readonly record struct Pick(int Candidate, double Gain, double Removed, double Collateral);

/// <summary>One greedy run under a budget, with an upper bound of every plan at each prefix.</summary>
/// <remarks>
/// Gains are q·Σ f·x over a target's nodes, or over its hops; where money can pass a target twice that is only a bound and the exact
/// gain is solved when the candidate comes to the top (lazy greedy, Minoux 1978; Leskovec 2007). Bound: OPT ≤ g(S) + fractional
/// knapsack, with the whole budget, of the gains at S (Nemhauser, Wolsey, Fisher 1978).
/// </remarks>
internal sealed class GreedyPlan
{
    private const double TieTolerance = 1e-12;
    private const double NegligibleGain = 1e-12;

    private readonly TargetCandidates candidates;
    private readonly PartyNodes nodes;
    private readonly PassageSolver passages;
    private readonly CutState state;
    private readonly decimal budget;
    private readonly double[] baseGain;
    private readonly double[] gain;
    private readonly bool[] exact;
    private readonly bool[] chosen;
    private readonly bool[] targetUsed;
    private readonly double[] cost;
    private readonly double revenue;
    private readonly double cleanRevenue;

    /// <summary>Prepares a run.</summary>
    public GreedyPlan(FlowGraph graph, FlowSystem system, ReverseHops reverse, TargetCandidates candidates, PartyNodes nodes, PassageSolver passages, decimal budget)
    {
        this.candidates = candidates;
        this.nodes = nodes;
        this.passages = passages;
        this.budget = budget;
        state = new CutState(graph, system, reverse);
        revenue = state.Revenue;
        cleanRevenue = state.CleanRevenue;
        baseGain = new double[candidates.Targets.Count];
        targetUsed = new bool[candidates.Targets.Count];
        gain = new double[candidates.All.Count];
        exact = new bool[candidates.All.Count];
        chosen = new bool[candidates.All.Count];
        cost = [.. candidates.All.Select(candidate => (double)candidate.Cost)];
        for (var target = 0; target < baseGain.Length; target++)
        {
            baseGain[target] = BaseGain(target);
        }

        RefreshGains();
    }

    /// <summary>The picks in order.</summary>
    public List<Pick> Picks { get; } = [];

    /// <summary>The least upper bound found at any prefix.</summary>
    public double UpperBound { get; private set; } = double.PositiveInfinity;

    /// <summary>R(∅).</summary>
    public double Revenue => revenue;

    /// <summary>g of all picks.</summary>
    public double Removed => Picks.Count == 0 ? 0.0 : Picks[^1].Removed;

    /// <summary>Runs until nothing that fits is worth taking.</summary>
    public void Run(GreedyRule rule, CancellationToken cancellation)
    {
        var left = budget;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            UpperBound = Math.Min(UpperBound, Removed + FractionalKnapsack());
            var best = Best(rule, left);
            if (best < 0)
            {
                return;
            }

            Take(best);
            left -= candidates.All[best].Cost;
        }
    }

    private void Take(int candidate)
    {
        var (target, efficacy) = (candidates.Targets[candidates.All[candidate].Target], (double)candidates.All[candidate].Efficacy);
        var before = state.Revenue;
        if (target.Party >= 0)
        {
            state.CutNodes(nodes.Of(target.Party), efficacy);
        }
        else
        {
            state.CutHops(target.Hops, target.Sources, efficacy);
        }

        chosen[candidate] = true;
        targetUsed[candidates.All[candidate].Target] = true;
        Picks.Add(new Pick(candidate, before - state.Revenue, revenue - state.Revenue, cleanRevenue - state.CleanRevenue));
        for (var t = 0; t < baseGain.Length; t++)
        {
            if (IsTouched(candidates.Targets[t]))
            {
                baseGain[t] = BaseGain(t);
            }
        }

        RefreshGains();
    }

    private bool IsTouched(CutTarget target)
    {
        if (target.Party < 0)
        {
            return true;
        }

        foreach (var node in nodes.Of(target.Party))
        {
            if (state.IsChanged(node))
            {
                return true;
            }
        }

        return false;
    }

    private double BaseGain(int index)
    {
        var target = candidates.Targets[index];
        var sum = 0.0;
        if (target.Party >= 0)
        {
            foreach (var node in nodes.Of(target.Party))
            {
                sum += state.Flow[node] * state.Share[node];
            }

            return sum;
        }

        for (var i = 0; i < target.Hops.Length; i++)
        {
            sum += state.PirateFlow(target.Sources[i], target.Hops[i]);
        }

        return sum;
    }

    private void RefreshGains()
    {
        for (var c = 0; c < gain.Length; c++)
        {
            var candidate = candidates.All[c];
            gain[c] = chosen[c] ? 0.0 : (double)candidate.Efficacy * baseGain[candidate.Target];
            exact[c] = !candidates.Targets[candidate.Target].CanRepeat || gain[c] == 0.0;
        }
    }

    private void MakeExact(int c)
    {
        var candidate = candidates.All[c];
        var target = candidates.Targets[candidate.Target];
        var efficacy = (double)candidate.Efficacy;
        gain[c] = target.Party >= 0
            ? passages.GainOfNodes(nodes.Of(target.Party), efficacy, state.Flow, state.Share, state.Survival, state.HopSurvival)
            : passages.GainOfHops(target.Hops, target.Sources, efficacy, state.Flow, state.Share, state.Survival, state.HopSurvival);
        exact[c] = true;
    }

    private double Score(GreedyRule rule, int c) => rule == GreedyRule.Ratio ? gain[c] / cost[c] : gain[c];

    private bool IsOpen(int c, decimal left) =>
        !chosen[c] && !targetUsed[candidates.All[c].Target] && candidates.All[c].Cost <= left && gain[c] > NegligibleGain * revenue;

    private int Best(GreedyRule rule, decimal left)
    {
        while (true)
        {
            var top = 0.0;
            for (var c = 0; c < gain.Length; c++)
            {
                if (IsOpen(c, left))
                {
                    top = Math.Max(top, Score(rule, c));
                }
            }

            var best = -1;
            var solved = false;
            for (var c = 0; c < gain.Length && top > 0.0; c++)
            {
                if (!IsOpen(c, left) || Score(rule, c) < top * (1.0 - TieTolerance))
                {
                    continue;
                }

                if (!exact[c])
                {
                    MakeExact(c);
                    solved = true;
                }

                best = best < 0 ? c : best;
            }

            if (!solved)
            {
                return best;
            }
        }
    }

    /// <summary>The most that the whole budget could add to S if parts of actions could be bought and gains did not overlap.</summary>
    private double FractionalKnapsack()
    {
        var queue = new PriorityQueue<int, (double NegativeRatio, int Index)>();
        queue.EnqueueRange(Enumerable.Range(0, gain.Length).Where(c => gain[c] > 0.0).Select(c => (c, (-gain[c] / cost[c], c))));
        var left = (double)budget;
        var sum = 0.0;
        while (left > 0.0 && queue.TryDequeue(out var c, out _))
        {
            if (!exact[c])
            {
                MakeExact(c);
                queue.Enqueue(c, (-gain[c] / cost[c], c));
                continue;
            }

            var bought = Math.Min(left, cost[c]);
            sum += gain[c] * bought / cost[c];
            left -= bought;
        }

        return sum;
    }
}
