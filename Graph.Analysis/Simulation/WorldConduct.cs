namespace Graph.Analysis.Simulation;

/// <summary>What networks did about the sites that authorities may ask about, and what they were sent.</summary>
internal sealed class WorldConduct
{
    private WorldConduct(WorldExtras extras)
    {
        Extras = extras;
    }

    public WorldExtras Extras { get; }

    public List<LaneDraft> Lanes { get; } = [];

    public List<SentNotice> Notices { get; } = [];

    /// <summary>Runs every network's time.</summary>
    /// <param name="plan">The entities.</param>
    /// <param name="lives">Births and listings of sites.</param>
    /// <param name="pairs">Pairs of network and marked site, by network and site.</param>
    /// <param name="cancellation">Cancels.</param>
    public static WorldConduct Build(WorldPlan plan, WorldLives lives, List<(int Network, int Site)> pairs, CancellationToken cancellation)
    {
        var conduct = new WorldConduct(new WorldExtras(plan.Accounts));
        var size = Sizes(plan);
        for (var at = 0; at < pairs.Count;)
        {
            cancellation.ThrowIfCancellationRequested();
            var network = pairs[at].Network;
            var sites = new List<int>();
            for (; at < pairs.Count && pairs[at].Network == network; at++)
            {
                sites.Add(pairs[at].Site);
            }

            conduct.Run(new NetworkCase(plan, lives, conduct.Extras, network, WorldNotices.Visibility(size[network])), network, sites);
        }

        return conduct;
    }

    /// <summary>Per network its place among all by share of the market, per million.</summary>
    private static int[] Sizes(WorldPlan plan)
    {
        var order = Enumerable.Range(0, plan.NetworkWeight.Length).OrderBy(n => plan.NetworkWeight[n]).ThenBy(n => n).ToArray();
        var size = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            size[order[i]] = (int)(i * 1_000_000L / order.Length);
        }

        return size;
    }

    private void Run(NetworkCase network, int index, List<int> sites)
    {
        network.Run(sites);
        Notices.AddRange(network.Notices);
        foreach (var lane in network.Lanes.Where(lane => lane.First <= lane.Last))
        {
            Lanes.Add(new LaneDraft(index, lane.Site, lane.Reseller, (short)lane.First, (short)lane.Last, lane.Traits, lane.Named));
        }
    }
}
