namespace Graph.Analysis.Targets.Interdiction;

/// <summary>Minimum cuts under prices that differ from place to place: ideas for plans, no bounds.</summary>
internal sealed class GuidedCut(PricedActions priced)
{
    private readonly TreeCut cut = new(priced.Network);

    /// <summary>Minimum cuts worked out.</summary>
    public long Solves => cut.Solves;

    /// <summary>The places that a minimum cut goes through.</summary>
    /// <param name="price">Per place what a unit of the whole prices counts, scaled flow.</param>
    /// <param name="cancellation">Stops the work.</param>
    public List<int> Crossing(ReadOnlySpan<double> price, CancellationToken cancellation)
    {
        for (var place = 0; place < price.Length; place++)
        {
            var amount = priced.Whole[place];
            if (priced.Forced[place] is >= 0 and var forced)
            {
                cut.SetCapacity(priced.Network.PairOf[place], priced.Leaves[forced]);
                continue;
            }

            foreach (var action in priced.Places.Actions[place])
            {
                var dear = priced.Leaves[action] + (price[place] * priced.Price[action]);
                if (dear < amount && priced.Price[action] <= priced.Budget)
                {
                    amount = (long)dear;
                }
            }

            cut.SetCapacity(priced.Network.PairOf[place], amount);
        }

        cut.Solve(cancellation);
        var crossing = new List<int>();
        for (var place = 0; place < price.Length; place++)
        {
            var pair = priced.Network.PairOf[place];
            if (cut.SourceReaches(priced.Network.Tail[pair]) && !cut.SourceReaches(priced.Network.End[pair]))
            {
                crossing.Add(place);
            }
        }

        return crossing;
    }
}
