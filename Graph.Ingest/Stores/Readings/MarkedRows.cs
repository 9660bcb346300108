using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>Reads marked rows one by one. The engine filters by numbers, so that only marked rows leave it.</summary>
internal sealed class MarkedRows(ICutSource source, Chains chains, Terms terms, PartyIndex parties, SiteMap siteMap)
{
    private readonly Dictionary<(int Network, int Reseller, int Account, int Site), int> lanes = [];
    private readonly List<(PlacementRow Row, int Lane)> placements = [];
    private List<SettlementRow> settlements = [];

    /// <summary>Reads the placements on marked sites and into marked accounts.</summary>
    /// <param name="markedSites">By number of a site.</param>
    /// <param name="markedAccounts">By party.</param>
    public void ReadPlacements(bool[] markedSites, bool[] markedAccounts)
    {
        var hosts = Enumerable.Range(1, Math.Max(0, siteMap.Count - 1)).ToArray();
        var markedHosts = hosts.Where(h => markedSites[siteMap.Of(h)]).ToHashSet();
        var markedChains = chains.Numbers.Where(c => chains.HasAccount(c) && parties.Party(chains.Account(c)) is var a && a >= 0 && markedAccounts[a]);
        Add(source.PlacementsOn(markedHosts, markedChains.ToHashSet()));
        // The account of a site that is not marked itself can be named by a notice, or by a row about another site.
        var ownAccounts = hosts.Where(h => !markedSites[siteMap.Of(h)] && parties.SiteAccount(siteMap.Of(h)) is var a && a >= 0 && markedAccounts[a]).ToHashSet();
        if (ownAccounts.Count > 0)
        {
            Add(source.PlacementsBoth(ownAccounts, chains.Numbers.Where(c => !chains.HasAccount(c)).ToHashSet()));
        }
    }

    /// <summary>Reads the settlements to the payees, and to or from the strangers.</summary>
    /// <param name="payees">By party: marked accounts and strangers.</param>
    /// <param name="strangers">By party: payees that no placement names.</param>
    public void ReadSettlements(bool[] payees, bool[] strangers) =>
        settlements = source.SettlementsOf(parties.Numbers(payees).ToHashSet(), parties.Numbers(strangers).ToHashSet());

    /// <summary>Marks the sites and words that the rows use.</summary>
    public void MarkUsed(bool[] sites, bool[] words)
    {
        foreach (var (row, _) in placements)
        {
            sites[siteMap.Of(row.Host)] = true;
            words[terms.Format(row.Terms)] = true;
            words[terms.Geo(row.Terms)] = true;
        }

        foreach (var row in settlements)
        {
            words[row.Rail] = true;
        }
    }

    /// <summary>The placements by network, reseller, account, site, day, origin.</summary>
    public MarkedPlacement[] Placements(Func<int, int> site, WordIndex words)
    {
        var ranks = new int[lanes.Count];
        var rank = 0;
        foreach (var lane in lanes.OrderBy(l => (l.Key.Network, l.Key.Reseller, l.Key.Account, site(l.Key.Site))))
        {
            ranks[lane.Value] = rank++;
        }

        var sort = new RowSort<(PlacementRow Row, int Lane)>(placements);
        return sort.Sorted(p => new RowKey(ranks[p.Lane], p.Row.Day, p.Row.Origin), p =>
        {
            var row = p.Row;
            var (network, reseller, account) = chains.Of(row.Chain, siteMap.Of(row.Host), parties);
            return new MarkedPlacement(Origin.RowOf(row.Origin), StoreTime.Day(row.Day), network, reseller, account, site(siteMap.Of(row.Host)), row.Gross,
                row.Impressions, words.Word(terms.Format(row.Terms)), words.Word(terms.Geo(row.Terms)), terms.Relation(row.Terms), chains.HasReseller(row.Chain));
        });
    }

    /// <summary>The settlements by payer, payee, day, origin.</summary>
    public MarkedSettlement[] Settlements(WordIndex words) =>
        new RowSort<SettlementRow>(settlements).Sorted(
            row => new RowKey(((long)parties.Party(row.Payer) << 32) | (uint)parties.Party(row.Payee), row.Day, row.Origin),
            row => new MarkedSettlement(Origin.RowOf(row.Origin), StoreTime.Day(row.Day), parties.Party(row.Payer), parties.Party(row.Payee), row.Amount,
                row.Status, row.PeriodFrom, row.PeriodTo, words.Word(row.Rail)));

    private void Add(List<PlacementRow> rows)
    {
        foreach (var row in rows)
        {
            placements.Add((row, Lane(row.Chain, row.Host)));
        }
    }

    private int Lane(int chain, int host)
    {
        var site = siteMap.Of(host);
        var (network, reseller, account) = chains.Of(chain, site, parties);
        if (!lanes.TryGetValue((network, reseller, account, site), out var lane))
        {
            lanes.Add((network, reseller, account, site), lane = lanes.Count);
        }

        return lane;
    }
}
