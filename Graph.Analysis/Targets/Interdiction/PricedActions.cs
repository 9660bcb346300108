namespace Graph.Analysis.Targets.Interdiction;

/// <summary>What each action leaves and costs, in whole numbers.</summary>
/// <remarks>Prices are counted in decimal fractions of the budget's unit as fine as the finest of them, six places at most; beyond that rounded
/// down, and the budget too, so that every plan of the budget is one of the rounded budget: bounds stay valid.</remarks>
internal sealed class PricedActions
{
    private const int MostDigits = 6;
    private const decimal MostSum = 1L << 50;

    /// <summary>Prices the actions.</summary>
    /// <param name="actions">The actions.</param>
    /// <param name="places">Where they are done.</param>
    /// <param name="network">The network.</param>
    /// <param name="budget">What is left of the budget for actions that are not forced.</param>
    /// <param name="forced">Actions that every plan holds: they cost nothing more.</param>
    public PricedActions(
        IReadOnlyList<InterdictionAction> actions, ActionPlaces places, CutNetwork network, decimal budget, IReadOnlyCollection<int> forced)
    {
        (Places, Network) = (places, network);
        var unit = Unit([.. actions.Select(action => action.Price), budget]);
        Price = [.. actions.Select(action => (long)decimal.Floor(Math.Min(action.Price, budget + 1m) * unit))];
        Budget = (long)decimal.Floor(Math.Min(budget, MostSum / unit) * unit);
        Leaves = new long[actions.Count];
        PlaceOf = new int[actions.Count];
        Whole = new long[places.Count];
        Forced = new int[places.Count];
        Array.Fill(Forced, -1);
        for (var place = 0; place < places.Count; place++)
        {
            Whole[place] = network.Scaled(places.Most[place]);
            foreach (var action in places.Actions[place])
            {
                PlaceOf[action] = place;
                Forced[place] = forced.Contains(action) ? action : Forced[place];
                Leaves[action] = network.Scaled(Left(places.Most[place], actions[action].Efficacy));
            }
        }
    }

    /// <summary>The places.</summary>
    public ActionPlaces Places { get; }

    /// <summary>The network.</summary>
    public CutNetwork Network { get; }

    /// <summary>Per action its price, rounded down.</summary>
    public long[] Price { get; }

    /// <summary>Per place the action that every plan holds there, or −1.</summary>
    public int[] Forced { get; }

    /// <summary>The budget, in the unit of the whole prices.</summary>
    public long Budget { get; }

    /// <summary>Per action what it leaves its place to carry, scaled.</summary>
    public long[] Leaves { get; }

    /// <summary>Per action its place.</summary>
    public int[] PlaceOf { get; }

    /// <summary>Per place what it carries with nothing done, scaled.</summary>
    public long[] Whole { get; }

    /// <summary>What an action leaves of a capacity, rounded up. In decimals: efficacies are short decimal fractions.</summary>
    private static Int128 Left(Int128 most, double efficacy)
    {
        if (efficacy >= 1.0)
        {
            return 0;
        }

        var share = decimal.Ceiling((1m - (decimal)efficacy) * 1_000_000_000_000m);
        return ((most * (Int128)share) + 999_999_999_999) / 1_000_000_000_000;
    }

    private static decimal Unit(decimal[] amounts)
    {
        var (unit, sum) = (1m, amounts.Sum(amount => Math.Min(amount, MostSum)));
        for (var digit = 0; digit < MostDigits && sum * unit * 10m < MostSum && amounts.Any(amount => amount * unit % 1m != 0m); digit++)
        {
            unit *= 10m;
        }

        return unit;
    }
}
