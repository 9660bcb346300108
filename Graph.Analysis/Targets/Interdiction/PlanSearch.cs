using Graph.Model;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Looks for the plan that leaves the least.</summary>
internal sealed class PlanSearch
{
    private const int None = -1;

    private readonly PricedActions priced;
    private readonly CutPlan plan;
    private readonly CutPacking packing;
    private readonly GuidedCut guide;
    private SeededRandom random;

    /// <summary>Starts with the empty plan.</summary>
    public PlanSearch(PricedActions priced, ActionUse use, ulong seed)
    {
        this.priced = priced;
        plan = new CutPlan(priced, use);
        packing = new CutPacking(priced, use);
        guide = new GuidedCut(priced);
        random = SeededRandom.Stream(seed, 17, 0);
        Best = [.. plan.Chosen];
    }

    /// <summary>Per place the action of the best plan, or −1.</summary>
    public int[] Best { get; private set; }

    /// <summary>What it leaves, scaled.</summary>
    public long Least { get; private set; } = long.MaxValue;

    /// <summary>Minimum cuts worked out.</summary>
    public long Solves => plan.Solves + guide.Solves;

    /// <summary>What flows with nothing done, scaled.</summary>
    public long Begin(CancellationToken cancellation)
    {
        var before = plan.Solve(cancellation);
        Consider(before);
        Consider(plan.Descend(cancellation));
        return before;
    }

    /// <summary>Spends the budget on the cut through some places and improves from there.</summary>
    public void Try(List<int> crossing, CancellationToken cancellation)
    {
        var empty = new int[Best.Length];
        Array.Fill(empty, None);
        plan.Become(empty);
        plan.Become(packing.Pack(crossing));
        Consider(plan.Descend(cancellation));
    }

    /// <summary>Cuts under disturbed prices around a good one, those of the best plan made a little cheaper.</summary>
    public void Disturb(double lambda, int rounds, CancellationToken cancellation)
    {
        var price = new double[Best.Length];
        for (var round = 0; round < rounds; round++)
        {
            var level = lambda * Factor(0.4);
            var noise = 0.05 + (random.Below(1000) / 2000.0);
            var bias = random.Below(1000) / 2000.0;
            for (var place = 0; place < price.Length; place++)
            {
                price[place] = level * Factor(noise) * (Best[place] >= 0 ? 1.0 - bias : 1.0);
            }

            Try(guide.Crossing(price, cancellation), cancellation);
        }
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
