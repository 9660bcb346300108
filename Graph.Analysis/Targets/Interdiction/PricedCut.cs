namespace Graph.Analysis.Targets.Interdiction;

/// <summary>A cut under a price of the budget: it is the line Flow + λ·Cost, which no minimum cut at any λ exceeds.</summary>
/// <param name="Lambda">The price, scaled flow per unit of the whole prices.</param>
/// <param name="Flow">What the cut lets through with its bought actions, scaled.</param>
/// <param name="Cost">What they cost.</param>
internal readonly record struct CutLine(long Lambda, Int128 Flow, Int128 Cost);

/// <summary>
/// The Lagrangian of the budget: at price λ a place costs a cut the least of its capacity and, over its actions, what the action leaves
/// plus λ times its price; the minimum cut less λ times the budget is a lower bound of the flow that any plan of the budget leaves.
/// </summary>
/// <remarks>The bound is concave in λ and its greatest value is that of the linear relaxation of Wood's program, which has whole cuts at each λ.
/// All numbers are whole, so it is exact. Source: Wood, Deterministic network interdiction, 1993; relaxation: Geoffrion 1974.</remarks>
internal sealed class PricedCut
{
    /// <summary>A place where nothing may be done.</summary>
    public const int Banned = -2;

    /// <summary>A place where any action may be bought.</summary>
    public const int Open = -1;

    private const int MostSteps = 64;

    /// <summary>Above any capacity, so that nothing of any price is bought.</summary>
    private const long HighestPrice = 1L << 61;

    private readonly PricedActions priced;
    private readonly TreeCut cut;
    private readonly int[] bought;
    private long fixedPrice;

    /// <summary>Starts with all places open.</summary>
    public PricedCut(PricedActions priced)
    {
        this.priced = priced;
        cut = new TreeCut(priced.Network);
        Status = new int[priced.Whole.Length];
        bought = new int[Status.Length];
        Decide(priced.Forced);
    }

    /// <summary>Minimum cuts worked out.</summary>
    public long Solves => cut.Solves;

    /// <summary>Per place <see cref="Open"/>, <see cref="Banned"/>, or the action that is done there.</summary>
    public int[] Status { get; }

    /// <summary>The greatest bound of the last search, scaled, before rounding.</summary>
    public Int128 Bound { get; private set; }

    /// <summary>Of the last search, the line beyond the budget that crosses next to the greatest bound; its cost is the budget at most where nothing is beyond.</summary>
    public CutLine Dear { get; private set; }

    /// <summary>Of the last search, the line within the budget.</summary>
    public CutLine Cheap { get; private set; }

    /// <summary>Takes over what is decided per place.</summary>
    public void Decide(ReadOnlySpan<int> status)
    {
        status.CopyTo(Status);
        fixedPrice = 0;
        foreach (var action in status)
        {
            fixedPrice += action >= 0 ? priced.Price[action] : 0;
        }
    }

    /// <summary>The minimum cut at a price, and what it buys.</summary>
    public CutLine At(long lambda, CancellationToken cancellation)
    {
        for (var place = 0; place < bought.Length; place++)
        {
            bought[place] = Cheapest(place, lambda, out var amount);
            cut.SetCapacity(priced.Network.PairOf[place], amount);
        }

        var value = cut.Solve(cancellation);
        var cost = (Int128)0;
        for (var place = 0; place < bought.Length; place++)
        {
            if (Status[place] == Open && bought[place] >= 0 && Crosses(place))
            {
                cost += priced.Price[bought[place]];
            }
        }

        return new CutLine(lambda, value - (lambda * cost), cost + fixedPrice);
    }

    /// <summary>Whether the smallest minimum cut of the last price goes through a place.</summary>
    public bool Crosses(int place)
    {
        var pair = priced.Network.PairOf[place];
        return cut.SourceReaches(priced.Network.Tail[pair]) && !cut.SourceReaches(priced.Network.End[pair]);
    }

    /// <summary>The places that the smallest minimum cut of the last price goes through.</summary>
    public List<int> Crossing()
    {
        var crossing = new List<int>();
        for (var place = 0; place < bought.Length; place++)
        {
            if (Crosses(place))
            {
                crossing.Add(place);
            }
        }

        return crossing;
    }

    /// <summary>The action bought at a place that the cut of the last price goes through, or a negative number.</summary>
    public int BoughtAt(int place) => bought[place];

    /// <summary>Finds the price with the greatest bound.</summary>
    /// <param name="near">Where to begin, or 0.</param>
    /// <param name="seen">Gets each line, right after its cut was found; null: nobody asks.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Maximise(long near, Action<CutLine>? seen, CancellationToken cancellation)
    {
        Bound = Int128.MinValue;
        var line = Look(near, seen, cancellation);
        (Dear, Cheap) = (line, line);
        if (line.Cost > priced.Budget)
        {
            Widen(seen, cancellation);
        }
        else
        {
            Narrow(seen, cancellation);
        }

        for (var step = 0; step < MostSteps && Dear.Cost > priced.Budget && Cheap.Cost <= priced.Budget; step++)
        {
            var lambda = (long)((Cheap.Flow - Dear.Flow) / (Dear.Cost - Cheap.Cost));
            if (lambda <= Dear.Lambda || lambda >= Cheap.Lambda)
            {
                return;
            }

            var meets = Dear.Flow + (lambda * Dear.Cost);
            line = Look(lambda, seen, cancellation);
            if (line.Flow + (lambda * line.Cost) >= Int128.Min(meets, Cheap.Flow + (lambda * Cheap.Cost)))
            {
                return;
            }

            (Dear, Cheap) = line.Cost > priced.Budget ? (line, Cheap) : (Dear, line);
        }
    }

    /// <summary>Raises the price, in longer and longer steps, until what is bought is within the budget.</summary>
    private void Widen(Action<CutLine>? seen, CancellationToken cancellation)
    {
        var lambda = Math.Max(1, Dear.Lambda);
        for (var step = Math.Max(1, lambda / 4); Cheap.Cost > priced.Budget && fixedPrice <= priced.Budget && lambda < HighestPrice; step *= 2)
        {
            lambda += step;
            Cheap = Look(lambda, seen, cancellation);
            Dear = Cheap.Cost > priced.Budget ? Cheap : Dear;
        }
    }

    /// <summary>Lowers the price, in longer and longer steps, until what is bought is beyond the budget or the price is 0.</summary>
    private void Narrow(Action<CutLine>? seen, CancellationToken cancellation)
    {
        for (var step = Math.Max(1, Dear.Lambda / 4); Dear.Cost <= priced.Budget && Dear.Lambda > 0; step *= 2)
        {
            Cheap = Dear;
            Dear = Look(Math.Max(0, Cheap.Lambda - step), seen, cancellation);
        }
    }

    private CutLine Look(long lambda, Action<CutLine>? seen, CancellationToken cancellation)
    {
        var line = At(lambda, cancellation);
        Bound = Int128.Max(Bound, line.Flow + (lambda * (line.Cost - priced.Budget)));
        seen?.Invoke(line);
        return line;
    }

    /// <summary>The action that makes a place cheapest to a cut, or none, and what the place then costs.</summary>
    private int Cheapest(int place, long lambda, out long amount)
    {
        amount = priced.Whole[place];
        if (Status[place] >= 0)
        {
            amount = priced.Leaves[Status[place]];
            return Status[place];
        }

        var best = Open;
        if (Status[place] == Banned)
        {
            return best;
        }

        foreach (var action in priced.Places.Actions[place])
        {
            var (price, room) = (priced.Price[action], amount - priced.Leaves[action]);
            if (price <= priced.Budget && room > 0 && (price == 0 || lambda <= (room - 1) / price))
            {
                amount = priced.Leaves[action] + (lambda * price);
                best = action;
            }
        }

        return best;
    }
}
