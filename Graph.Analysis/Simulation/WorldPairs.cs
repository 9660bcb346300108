namespace Graph.Analysis.Simulation;

/// <summary>The pairs of payer and payee that lanes make, among payers that keep books.</summary>
internal sealed class WorldPairs
{
    private WorldPairs(int lanes)
    {
        LastHop = new int[lanes];
        EarlierHop = new int[lanes];
    }

    /// <summary>Per lane: the pair that pays the account, or −1.</summary>
    public int[] LastHop { get; }

    /// <summary>Per lane: the pair of network and reseller, or −1.</summary>
    public int[] EarlierHop { get; }

    /// <summary>Per pair: its payer (networks, then resellers).</summary>
    public int[] Payer { get; private set; } = [];

    /// <summary>Per pair: whether what is paid is split below round limits.</summary>
    public bool[] Split { get; private set; } = [];

    /// <summary>Per pair: its payee: an account, or the number of networks and resellers below zero: −1 is payer 0.</summary>
    public int[] Payee { get; private set; } = [];

    public int Count => Payer.Length;

    public static WorldPairs Build(WorldPlan plan, WorldLanes lanes)
    {
        var pairs = new WorldPairs(lanes.Count);
        var keys = new List<long>();
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            Visit(plan, lanes, lane, (last, earlier) =>
            {
                Keep(keys, last);
                Keep(keys, earlier);
            });
        }

        var distinct = keys.ToArray();
        Array.Sort(distinct);
        distinct = [.. distinct.Distinct()];
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            Visit(plan, lanes, lane, (last, earlier) =>
            {
                pairs.LastHop[lane] = last is { } l ? Array.BinarySearch(distinct, l) : -1;
                pairs.EarlierHop[lane] = earlier is { } e ? Array.BinarySearch(distinct, e) : -1;
            });
        }

        pairs.Split = new bool[distinct.Length];
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if ((lanes.Traits[lane] & LaneTraits.Split) != 0 && pairs.LastHop[lane] >= 0)
            {
                pairs.Split[pairs.LastHop[lane]] = true;
            }
        }

        pairs.Payer = [.. distinct.Select(key => (int)(key >> 32))];
        pairs.Payee = [.. distinct.Select(key => unchecked((int)key))];
        return pairs;
    }

    private static void Keep(List<long> keys, long? key)
    {
        if (key is { } k)
        {
            keys.Add(k);
        }
    }

    private static void Visit(WorldPlan plan, WorldLanes lanes, int lane, Action<long?, long?> visit)
    {
        var network = lanes.Network[lane];
        var reseller = lanes.Reseller[lane] < 0 ? -1 : plan.Options.Networks + lanes.Reseller[lane];
        var payer = reseller < 0 ? network : reseller;
        visit(
            plan.KeepsBooks[payer] ? Key(payer, lanes.PayeeOf(plan, lane)) : null,
            reseller >= 0 && plan.KeepsBooks[network] ? Key(network, -1 - reseller) : null);
    }

    private static long Key(int payer, int payee) => ((long)payer << 32) | unchecked((uint)payee);
}
