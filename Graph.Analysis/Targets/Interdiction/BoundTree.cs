namespace Graph.Analysis.Targets.Interdiction;

/// <summary>
/// Raises the Lagrangian bound by deciding places on which the two cuts next to the best price disagree: there the relaxation acts in part.
/// </summary>
/// <remarks>Best first: the part of all plans with the lowest bound is split, by what is done at one place. The bound of all is the lowest of the
/// parts that are left, and none is needed that no plan better than the best known one can be in.</remarks>
internal sealed class BoundTree
{
    private readonly PricedActions priced;
    private readonly PricedCut relaxed;
    private readonly PlanSearch search;
    private readonly PriorityQueue<Part, (Int128 Bound, int Number)> open = new();
    private int count;

    /// <summary>Starts with all plans.</summary>
    /// <param name="priced">The actions.</param>
    /// <param name="search">Knows the best plan, and gets every cut to make plans of.</param>
    public BoundTree(PricedActions priced, PlanSearch search)
    {
        this.priced = priced;
        this.search = search;
        relaxed = new PricedCut(priced);
    }

    /// <summary>Minimum cuts worked out.</summary>
    public long Solves => relaxed.Solves;

    /// <summary>What no plan of the budget leaves less than, scaled, not rounded.</summary>
    /// <param name="lambda">A price to begin at.</param>
    /// <param name="splits">How many parts are split at most.</param>
    /// <param name="cancellation">Stops the work.</param>
    public Int128 Raise(long lambda, int splits, CancellationToken cancellation)
    {
        Enter(priced.Forced, 0, lambda, cancellation);
        for (var split = 0; split < splits && open.TryPeek(out var part, out _); split++)
        {
            if (part.Place < 0 || part.Bound > search.Least - priced.Network.Scale)
            {
                break;
            }

            open.Dequeue();
            Split(part, cancellation);
        }

        return open.TryPeek(out var lowest, out _) ? Int128.Min(search.Least, lowest.Bound) : search.Least;
    }

    private void Split(Part part, CancellationToken cancellation)
    {
        foreach (var decision in priced.Places.Actions[part.Place].Append(PricedCut.Banned))
        {
            int[] status = [.. part.Status];
            status[part.Place] = decision;
            if (Cost(status) > priced.Budget)
            {
                continue;
            }

            Enter(status, part.Bound, part.Lambda, cancellation);
        }
    }

    private long Cost(int[] status)
    {
        var cost = 0L;
        foreach (var action in status)
        {
            cost += action >= 0 ? priced.Price[action] : 0;
        }

        return cost;
    }

    private void Enter(int[] status, Int128 least, long lambda, CancellationToken cancellation)
    {
        relaxed.Decide(status);
        relaxed.Maximise(lambda, null, cancellation);
        var bound = Int128.Max(least, relaxed.Bound);
        var (dear, cheap) = (relaxed.Dear, relaxed.Cheap);
        var part = new Part(status, bound, cheap.Lambda, Disputed(status, dear, cheap, cancellation));
        open.Enqueue(part, (bound, count++));
    }

    /// <summary>The place on which the two cuts disagree and that costs most, or −1.</summary>
    private int Disputed(int[] status, CutLine dear, CutLine cheap, CancellationToken cancellation)
    {
        var inDear = Bought(dear.Lambda, status, cancellation);
        var inCheap = Bought(cheap.Lambda, status, cancellation);
        var (best, most) = (-1, -1L);
        for (var place = 0; place < status.Length; place++)
        {
            if (inDear[place] != inCheap[place])
            {
                var action = Math.Max(inDear[place], inCheap[place]);
                var weight = priced.Whole[place] - priced.Leaves[action];
                (best, most) = weight > most ? (place, weight) : (best, most);
            }
        }

        return best;
    }

    private int[] Bought(long lambda, int[] status, CancellationToken cancellation)
    {
        relaxed.At(lambda, cancellation);
        search.Try(relaxed.Crossing(), cancellation);
        var bought = new int[status.Length];
        for (var place = 0; place < status.Length; place++)
        {
            bought[place] = status[place] == PricedCut.Open && relaxed.Crosses(place) ? relaxed.BoughtAt(place) : -1;
        }

        return bought;
    }

    /// <summary>Plans that have the same done at some places.</summary>
    /// <param name="Status">What is decided, as in <see cref="PricedCut.Status"/>.</param>
    /// <param name="Bound">None of them leaves less.</param>
    /// <param name="Lambda">The price of that bound.</param>
    /// <param name="Place">Where to split, or −1: the bound is what one of them leaves, as near as prices are.</param>
    private sealed record Part(int[] Status, Int128 Bound, long Lambda, int Place);
}
