using Graph.Model;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Looks for the plan that leaves the least.</summary>
internal sealed class PlanSearch
{
    private const int None = -1;

    /// <summary>How many replacements are tried for an action that is given up.</summary>
    private const int Replacements = 4;

    /// <summary>How often all actions of the plan are gone through at most.</summary>
    private const int MostPasses = 5;

    private readonly PricedActions priced;
    private readonly CutPlan plan;
    private readonly CutPacking packing;
    private readonly GuidedCut guide;
    private readonly PricedCut reopened;
    private SeededRandom random;

    /// <summary>Starts with the empty plan.</summary>
    public PlanSearch(PricedActions priced, ActionUse use, ulong seed)
    {
        this.priced = priced;
        plan = new CutPlan(priced, use);
        packing = new CutPacking(priced, use);
        guide = new GuidedCut(priced);
        reopened = new PricedCut(priced);
        random = SeededRandom.Stream(seed, 17, 0);
        Best = [.. priced.Forced];
    }

    /// <summary>Per place the action of the best plan, or −1.</summary>
    public int[] Best { get; }

    /// <summary>What it leaves, scaled.</summary>
    public long Least { get; private set; } = long.MaxValue;

    /// <summary>Minimum cuts worked out.</summary>
    public long Solves => plan.Solves + guide.Solves + reopened.Solves;

    /// <summary>Spends the budget on the minimum cut as it is, again and again; what flows with nothing done, scaled.</summary>
    public long Begin(CancellationToken cancellation)
    {
        var before = plan.Solve(cancellation);
        plan.Force();
        Consider(plan.Solve(cancellation));
        Consider(plan.Descend(cancellation));
        return before;
    }

    /// <summary>Spends the budget on the cut through some places and improves from there.</summary>
    public void Try(List<int> crossing, CancellationToken cancellation)
    {
        plan.Become(priced.Forced);
        plan.Become(packing.Pack(crossing));
        Consider(plan.Descend(cancellation));
    }

    /// <summary>Large-neighbourhood search around a good price of the budget.</summary>
    public void Improve(long lambda, int rounds, CancellationToken cancellation)
    {
        for (var round = 0; round < rounds; round++)
        {
            Disturb(lambda, cancellation);
            Reopen(lambda, cancellation);
        }
    }

    /// <summary>A cut under disturbed prices, those of the best plan made a little cheaper.</summary>
    private void Disturb(double lambda, CancellationToken cancellation)
    {
        var price = new double[Best.Length];
        var level = lambda * Factor(0.4);
        var noise = 0.05 + (random.Below(1000) / 2000.0);
        var bias = random.Below(1000) / 2000.0;
        for (var place = 0; place < price.Length; place++)
        {
            price[place] = level * Factor(noise) * (Best[place] >= 0 ? 1.0 - bias : 1.0);
        }

        Try(guide.Crossing(price, cancellation), cancellation);
    }

    /// <summary>Gives a part of the best plan up and solves the Lagrangian anew with what it cost.</summary>
    private void Reopen(long lambda, CancellationToken cancellation)
    {
        var share = 50_000 + random.Below(600_000);
        int[] status = [.. Best];
        for (var place = 0; place < status.Length; place++)
        {
            if (priced.Forced[place] < 0 && random.Chance(share))
            {
                status[place] = PricedCut.Open;
            }
        }

        reopened.Decide(status);
        reopened.Maximise(lambda, _ => Try(reopened.Crossing(), cancellation), cancellation);
    }

    /// <summary>Gives up one action of the best plan after the other for one or several others, as long as that leaves less.</summary>
    public void Exchange(CancellationToken cancellation)
    {
        var again = true;
        for (var pass = 0; again && pass < MostPasses; pass++)
        {
            again = false;
            plan.Become(Best);
            for (var place = 0; place < Best.Length; place++)
            {
                again |= Best[place] >= 0 && priced.Forced[place] < 0 && Replace(place, cancellation);
            }
        }
    }

    private bool Replace(int place, CancellationToken cancellation)
    {
        var had = Least;
        plan.Choose(place, None);
        plan.Solve(cancellation);
        foreach (var first in Wanted(Replacements, place))
        {
            plan.Choose(priced.PlaceOf[first], first);
            Complete(place, cancellation);
            if (Least < had)
            {
                return true;
            }

            plan.Become(Best);
            plan.Choose(place, None);
            plan.Solve(cancellation);
        }

        plan.Become(Best);
        return false;
    }

    private void Complete(int except, CancellationToken cancellation)
    {
        while (true)
        {
            Consider(plan.Solve(cancellation));
            var next = Wanted(1, except);
            if (next.Count == 0)
            {
                return;
            }

            plan.Choose(priced.PlaceOf[next[0]], next[0]);
        }
    }

    /// <summary>Actions that fit and take most from the minimum cut per price.</summary>
    private List<int> Wanted(int most, int except)
    {
        var found = new List<(double Ratio, int Action)>();
        for (var place = 0; place < Best.Length; place++)
        {
            if (place == except || plan.Chosen[place] >= 0 || !plan.Crosses(place, last: false))
            {
                continue;
            }

            foreach (var action in priced.Places.Actions[place])
            {
                if (priced.Whole[place] > priced.Leaves[action] && plan.Use.Fits(action))
                {
                    found.Add(((priced.Whole[place] - priced.Leaves[action]) / Math.Max(1e-9, priced.Price[action]), action));
                }
            }
        }

        found.Sort((a, b) => a.Ratio != b.Ratio ? b.Ratio.CompareTo(a.Ratio) : a.Action.CompareTo(b.Action));
        return [.. found.Take(most).Select(item => item.Action)];
    }

    private void Consider(long value)
    {
        if (value < Least)
        {
            Least = value;
            plan.Chosen.CopyTo(Best, 0);
        }
    }

    /// <summary>About 1, spread evenly on both sides in ratio: 1 + width times at most.</summary>
    private double Factor(double width)
    {
        var step = 1.0 + (width * random.Below(1_000_000) / 1_000_000.0);
        return random.Chance(500_000) ? step : 1.0 / step;
    }
}
