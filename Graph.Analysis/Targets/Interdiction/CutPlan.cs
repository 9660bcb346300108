namespace Graph.Analysis.Targets.Interdiction;

/// <summary>A plan with the minimum cut that it leaves, and steps that make it better.</summary>
internal sealed class CutPlan
{
    private const int None = -1;

    private readonly PricedActions priced;
    private readonly TreeCut cut;
    private readonly ActionUse use;
    private readonly CutPacking packing;

    /// <summary>Starts with nothing done.</summary>
    public CutPlan(PricedActions priced, ActionUse use)
    {
        this.priced = priced;
        this.use = use;
        cut = new TreeCut(priced.Network);
        packing = new CutPacking(priced, use);
        Chosen = new int[priced.Whole.Length];
        Array.Fill(Chosen, None);
    }

    /// <summary>Per place the chosen action, or −1.</summary>
    public int[] Chosen { get; }

    /// <summary>What the plan holds of the budget.</summary>
    public ActionUse Use => use;

    /// <summary>Minimum cuts worked out.</summary>
    public long Solves => cut.Solves;

    /// <summary>What the plan leaves, scaled.</summary>
    public long Solve(CancellationToken cancellation) => cut.Solve(cancellation);

    /// <summary>Does what every plan does.</summary>
    public void Force()
    {
        for (var place = 0; place < Chosen.Length; place++)
        {
            if (priced.Forced[place] >= 0)
            {
                Set(place, priced.Forced[place]);
            }
        }
    }

    /// <summary>Chooses another action for a place, or none. Not where one is forced.</summary>
    public void Choose(int place, int action)
    {
        if (Chosen[place] == action)
        {
            return;
        }

        if (Chosen[place] >= 0)
        {
            use.Remove(Chosen[place]);
        }

        if (action >= 0)
        {
            use.Add(action);
        }

        Set(place, action);
    }

    /// <summary>Becomes another plan.</summary>
    public void Become(ReadOnlySpan<int> chosen)
    {
        for (var place = 0; place < chosen.Length; place++)
        {
            if (Chosen[place] != chosen[place])
            {
                Choose(place, None);
            }
        }

        for (var place = 0; place < chosen.Length; place++)
        {
            Choose(place, chosen[place]);
        }
    }

    /// <summary>Whether the smallest (or the largest) minimum cut goes through a place.</summary>
    public bool Crosses(int place, bool last)
    {
        var pair = priced.Network.PairOf[place];
        var (tail, end) = (priced.Network.Tail[pair], priced.Network.End[pair]);
        return last ? !cut.ReachesSink(tail) && cut.ReachesSink(end) : cut.SourceReaches(tail) && !cut.SourceReaches(end);
    }

    /// <summary>Packs the budget anew into the plan's own minimum cut as long as that leaves less.</summary>
    /// <returns>What the plan leaves, scaled.</returns>
    public long Descend(CancellationToken cancellation)
    {
        var value = Solve(cancellation);
        var last = false;
        for (var misses = 0; misses < 2;)
        {
            var crossing = Crossing(last);
            var better = packing.Better(crossing, this);
            if (better is null)
            {
                misses++;
                last = !last;
                continue;
            }

            Become(better);
            value = Solve(cancellation);
            misses = 0;
        }

        return value;
    }

    /// <summary>The places that the smallest or largest minimum cut goes through.</summary>
    public List<int> Crossing(bool last)
    {
        var crossing = new List<int>();
        for (var place = 0; place < Chosen.Length; place++)
        {
            if (Crosses(place, last))
            {
                crossing.Add(place);
            }
        }

        return crossing;
    }

    private void Set(int place, int action)
    {
        Chosen[place] = action;
        cut.SetCapacity(priced.Network.PairOf[place], action < 0 ? priced.Whole[place] : priced.Leaves[action]);
    }
}
