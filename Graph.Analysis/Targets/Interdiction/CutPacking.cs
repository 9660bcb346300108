namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Spends a budget on one cut: a knapsack of what each action takes from the cut.</summary>
internal sealed class CutPacking(PricedActions priced, ActionUse use)
{
    private const int None = -1;

    /// <summary>The actions of the places of a cut, most taken per price first.</summary>
    private readonly List<(double Ratio, int Action)> order = [];

    /// <summary>A packing of a cut that takes more from it than a plan does, or null. All places outside the cut are given up.</summary>
    public int[]? Better(List<int> crossing, CutPlan plan)
    {
        var before = plan.Chosen.ToArray();
        var taken = Taken(crossing, before);
        Clear(before, except: crossing);
        var kept = Kept(crossing, before);
        var repacked = Fill(crossing, kept);
        Clear(repacked, except: []);
        var fresh = Pack(crossing);
        Restore(plan.Chosen);
        var best = Taken(crossing, fresh) > Taken(crossing, repacked) ? fresh : repacked;
        return Taken(crossing, best) > taken ? best : null;
    }

    /// <summary>Packs a cut from nothing; nothing may be held before, and nothing is held after.</summary>
    public int[] Pack(List<int> crossing)
    {
        var packed = Fill(crossing, [.. priced.Forced]);
        Clear(packed, except: []);
        return packed;
    }

    private int[] Kept(List<int> crossing, int[] chosen)
    {
        int[] kept = [.. priced.Forced];
        foreach (var place in crossing)
        {
            kept[place] = chosen[place];
        }

        return kept;
    }

    private void Clear(int[] chosen, List<int> except)
    {
        foreach (var action in chosen)
        {
            if (IsFree(action) && except.BinarySearch(priced.PlaceOf[action]) < 0)
            {
                use.Remove(action);
            }
        }
    }

    private void Restore(int[] chosen)
    {
        foreach (var action in chosen)
        {
            if (IsFree(action))
            {
                use.Add(action);
            }
        }
    }

    /// <summary>Whether it is an action that a plan need not hold.</summary>
    private bool IsFree(int action) => action >= 0 && priced.Forced[priced.PlaceOf[action]] < 0;

    private Int128 Taken(List<int> crossing, int[] chosen)
    {
        var taken = (Int128)0;
        foreach (var place in crossing)
        {
            taken += chosen[place] >= 0 ? priced.Whole[place] - priced.Leaves[chosen[place]] : 0;
        }

        return taken;
    }

    /// <summary>Adds by ratio what fits, then exchanges one action for another as long as that takes more.</summary>
    private int[] Fill(List<int> crossing, int[] chosen)
    {
        Order(crossing);
        bool again;
        do
        {
            foreach (var (_, action) in order)
            {
                TryAdd(chosen, action);
            }

            again = Exchange(chosen);
        }
        while (again);
        return chosen;
    }

    private void Order(List<int> crossing)
    {
        order.Clear();
        foreach (var place in crossing.Where(place => priced.Forced[place] < 0))
        {
            foreach (var action in priced.Places.Actions[place])
            {
                var gain = Gain(action);
                if (gain > 0)
                {
                    order.Add((gain / Math.Max(1e-9, priced.Price[action]), action));
                }
            }
        }

        order.Sort((a, b) => a.Ratio != b.Ratio ? b.Ratio.CompareTo(a.Ratio) : a.Action.CompareTo(b.Action));
    }

    private long Gain(int action) => priced.Whole[priced.PlaceOf[action]] - priced.Leaves[action];

    private bool TryAdd(int[] chosen, int action)
    {
        var place = priced.PlaceOf[action];
        var old = chosen[place];
        if (old == action || (old >= 0 && Gain(old) >= Gain(action)))
        {
            return false;
        }

        if (old >= 0)
        {
            use.Remove(old);
        }

        var fits = use.Fits(action);
        var now = fits ? action : old;
        if (now >= 0)
        {
            use.Add(now);
        }

        chosen[place] = now;
        return fits;
    }

    /// <summary>Gives one action up for a better one that fits then.</summary>
    private bool Exchange(int[] chosen)
    {
        foreach (var (_, wanted) in order)
        {
            if (chosen[priced.PlaceOf[wanted]] >= 0)
            {
                continue;
            }

            foreach (var (_, held) in order)
            {
                var place = priced.PlaceOf[held];
                if (chosen[place] != held || Gain(held) >= Gain(wanted))
                {
                    continue;
                }

                use.Remove(held);
                if (use.Fits(wanted))
                {
                    use.Add(wanted);
                    chosen[place] = None;
                    chosen[priced.PlaceOf[wanted]] = wanted;
                    return true;
                }

                use.Add(held);
            }
        }

        return false;
    }
}
