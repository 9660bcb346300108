namespace Graph.Analysis.Targets.Bounds;

/// <summary>The places that money can come to after it was cut, with what can be left of money there and of money that leaves.</summary>
/// <remarks>
/// Elsewhere nothing changes: all other places pay what they paid, so they count as sources. Factors are bounds over all ways through the
/// graph, solved by label correcting; a least factor that keeps falling inside a cycle becomes 0.
/// </remarks>
internal sealed class CutRegion
{
    private const int MostUpdates = 64;

    private readonly MixedMoney money;
    private readonly double[] survival;
    private readonly List<int> places = [];

    /// <summary>Finds the region of a plan.</summary>
    /// <param name="money">The graph.</param>
    /// <param name="survival">Per arc what the plan leaves.</param>
    public CutRegion(MixedMoney money, double[] survival)
    {
        this.money = money;
        this.survival = survival;
        Number = new int[money.Count];
        Array.Fill(Number, -1);
        for (var arc = 0; arc < survival.Length; arc++)
        {
            if (survival[arc] < 1.0)
            {
                Reach(money.Arcs[arc].To);
            }
        }

        for (var i = 0; i < places.Count; i++)
        {
            foreach (var arc in ArcsOf(places[i]))
            {
                Reach(arc.To);
            }
        }
    }

    /// <summary>The places.</summary>
    public IReadOnlyList<int> Places => places;

    /// <summary>Position of a place among <see cref="Places"/>, or −1.</summary>
    public int[] Number { get; }

    /// <summary>Per place of the region the most that can be left of a unit that arrives, before the place itself.</summary>
    public double[] MostLeft() => Forward(static (a, b) => a > b, place => money.Own[place] > 0.0 ? 1.0 : 0.0);

    /// <summary>Per place of the region the least that can be left of a unit that arrives.</summary>
    public double[] LeastLeft() => Forward(static (a, b) => a < b, static _ => 1.0);

    /// <summary>Per place of the region the most that can be left, on its way to an end, of a unit that is there.</summary>
    /// <param name="atEnds">The same over ends alone, 0 where there is none.</param>
    public double[] MostReaching(double[] atEnds)
    {
        var best = (double[])atEnds.Clone();
        var changed = true;
        while (changed)
        {
            changed = false;
            // Against the order of discovery, so that trees need one round.
            for (var i = places.Count - 1; i >= 0; i--)
            {
                for (var arc = money.ArcStart[places[i]]; arc < money.ArcStart[places[i] + 1]; arc++)
                {
                    var through = survival[arc] * best[Number[money.Arcs[arc].To]];
                    if (through > best[i])
                    {
                        (best[i], changed) = (through, true);
                    }
                }
            }
        }

        return best;
    }

    private ReadOnlySpan<MoneyArc> ArcsOf(int place) => money.Arcs.AsSpan(money.ArcStart[place]..money.ArcStart[place + 1]);

    private void Reach(int place)
    {
        if (Number[place] < 0)
        {
            Number[place] = places.Count;
            places.Add(place);
        }
    }

    private double[] Forward(Func<double, double, bool> better, Func<int, double> start)
    {
        var value = new double[places.Count];
        for (var i = 0; i < value.Length; i++)
        {
            value[i] = start(places[i]);
        }

        for (var arc = 0; arc < survival.Length; arc++)
        {
            var (from, to) = (Number[money.Arcs[arc].From], Number[money.Arcs[arc].To]);
            if (from < 0 && to >= 0 && better(survival[arc], value[to]))
            {
                value[to] = survival[arc];
            }
        }

        Spread(value, better);
        return value;
    }

    private void Spread(double[] value, Func<double, double, bool> better)
    {
        var updates = new int[value.Length];
        var waits = new bool[value.Length];
        Array.Fill(waits, true);
        var queue = new Queue<int>(Enumerable.Range(0, value.Length));
        while (queue.TryDequeue(out var i))
        {
            waits[i] = false;
            for (var arc = money.ArcStart[places[i]]; arc < money.ArcStart[places[i] + 1]; arc++)
            {
                var to = Number[money.Arcs[arc].To];
                var through = survival[arc] * value[i];
                if (!better(through, value[to]))
                {
                    continue;
                }

                // Products only fall without end where a cycle is cut in part.
                value[to] = ++updates[to] > MostUpdates && through < value[to] ? 0.0 : through;
                if (!waits[to])
                {
                    waits[to] = true;
                    queue.Enqueue(to);
                }
            }
        }
    }
}
