namespace Graph.Analysis.Simulation;

/// <summary>What is true of a world, for the files that no reader of data opens.</summary>
internal sealed class WorldTruths(WorldPlan plan, WorldLives lives, WorldConduct conduct, WorldLanes lanes, WorldCast cast)
{
    public IEnumerable<SiteTruth> Sites()
    {
        var networks = new int[plan.Options.Sites];
        foreach (var (site, _) in Pairs())
        {
            networks[site]++;
        }

        for (var s = 0; s < networks.Length; s++)
        {
            var account = plan.SiteAccount[s];
            var ownerSites = plan.AccountStart[account + 1] - plan.AccountStart[account];
            yield return new SiteTruth(
                cast.Sites[s].Text, plan.IsPirate[s], cast.Accounts[account].Text, ownerSites, networks[s], plan.Follows[s] ? cast.Sites[s - 1].Text : "",
                lives.Born[s] < 0 ? null : Monday(lives.Born[s]), lives.Dark[s] == short.MaxValue ? null : Monday(lives.Dark[s]),
                lives.NewHands.TryGetValue(s, out var week) ? Monday(week) : null);
        }
    }

    public IEnumerable<NetworkTruth> Networks()
    {
        var (sites, pirates) = (new int[plan.Options.Networks], new int[plan.Options.Networks]);
        foreach (var (site, network) in Pairs())
        {
            sites[network]++;
            pirates[network] += plan.IsPirate[site] ? 1 : 0;
        }

        var motives = plan.Motives;
        for (var n = 0; n < sites.Length; n++)
        {
            yield return new NetworkTruth(
                cast.Networks[n].Text, motives.Kind[n], motives.Conducts[n], motives.Adversary[n], sites[n], pirates[n], plan.KeepsBooks[n]);
        }
    }

    public IEnumerable<TieTruth> Ties(WorldTies ties)
    {
        foreach (var (first, second) in ties.Resale)
        {
            yield return new TieTruth("resale", cast.Networks[first].Text, "", cast.Networks[second].Text);
        }

        foreach (var (network, intermediary, account) in ties.Hidden)
        {
            yield return new TieTruth(
                "hidden", cast.Networks[network].Text, cast.Intermediaries[intermediary].Text, cast.Accounts[account].Text);
        }

        foreach (var tie in Named().Concat(Readmitted()).Distinct())
        {
            yield return tie;
        }
    }

    private IEnumerable<TieTruth> Named()
    {
        foreach (var lane in conduct.Lanes.Where(lane => lane.Named >= 0))
        {
            var kind = conduct.Extras.All[lane.Named - conduct.Extras.First].Kind switch
            {
                ExtraKind.HiddenPayee => "hidden",
                ExtraKind.Dormant => "dormant",
                ExtraKind.ReRegistered => "reregistered",
                ExtraKind.Inserted => "inserted",
                _ => "",
            };
            if (kind.Length > 0)
            {
                yield return new TieTruth(
                    kind, cast.Networks[lane.Network].Text, cast.Accounts[lane.Named].Text, cast.Accounts[plan.SiteAccount[lane.Site]].Text);
            }
        }
    }

    /// <summary>By a knowing network, after it had ended the lane before.</summary>
    private IEnumerable<TieTruth> Readmitted()
    {
        var ended = conduct.Lanes.GroupBy(lane => (lane.Network, lane.Site)).ToDictionary(lanes => lanes.Key, lanes => lanes.Max(lane => lane.Last));
        foreach (var lane in conduct.Lanes.Where(lane => plan.Follows[lane.Site] && plan.Motives.Does(lane.Network, NetworkConducts.Readmits)))
        {
            if (ended.TryGetValue((lane.Network, lane.Site - 1), out var last) && last <= lane.First + 8)
            {
                yield return new TieTruth("readmitted", cast.Networks[lane.Network].Text, cast.Sites[lane.Site - 1].Text, cast.Sites[lane.Site].Text);
            }
        }
    }

    /// <summary>Distinct pairs; lanes stand by network and site.</summary>
    private IEnumerable<(int Site, int Network)> Pairs()
    {
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            if (lane == 0 || lanes.Network[lane] != lanes.Network[lane - 1] || lanes.Site[lane] != lanes.Site[lane - 1])
            {
                yield return (lanes.Site[lane], lanes.Network[lane]);
            }
        }
    }

    private DateOnly Monday(int week) => plan.Options.FirstDay.AddDays(week * 7);
}
