using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Reads marked rows one by one. The engine filters by numbers, so that only marked rows leave it.</summary>
internal sealed class MarkedRows(DuckDbLink link, Chains chains, Terms terms, PartyIndex parties, SiteMap siteMap, CancellationToken cancellation)
{
    private readonly Dictionary<(int Network, int Reseller, int Account, int Site), int> lanes = [];
    private readonly List<RawPlacement> placements = [];
    private readonly List<RawSettlement> settlements = [];

    /// <summary>A placement in the store's numbers; lane counts the lanes in order of appearance.</summary>
    private readonly record struct RawPlacement(long Origin, long Gross, long Impressions, int Day, int Chain, int Host, int Terms, int Lane);

    /// <summary>A settlement in the store's numbers.</summary>
    private readonly record struct RawSettlement(
        long Origin, long Amount, int Day, int Payer, int Payee, DateOnly? PeriodFrom, DateOnly? PeriodTo, int Rail, SettlementStatus? Status);

    /// <summary>Reads the placements on marked sites and into marked accounts.</summary>
    /// <param name="source">What is seen of placements.</param>
    /// <param name="markedSites">By number of a site.</param>
    /// <param name="markedAccounts">By party.</param>
    public void ReadPlacements(string source, bool[] markedSites, bool[] markedAccounts)
    {
        var hosts = Enumerable.Range(1, Math.Max(0, siteMap.Count - 1)).ToArray();
        SiteMap.Fill(link, "marked_hosts", hosts.Where(h => markedSites[siteMap.Of(h)]));
        Read($"{source} WHERE gross > 0 AND host IN (SELECT id FROM marked_hosts)");
        SiteMap.Fill(link, "marked_chains", chains.Numbers.Where(c => chains.HasAccount(c) && parties.Party(chains.Account(c)) is var a && a >= 0 && markedAccounts[a]));
        Read($"{source} WHERE gross > 0 AND chain IN (SELECT id FROM marked_chains) AND host NOT IN (SELECT id FROM marked_hosts)");
        // The account of a site that is not marked itself can be named by a notice, or by a row about another site.
        var ownAccounts = hosts.Where(h => !markedSites[siteMap.Of(h)] && parties.SiteAccount(siteMap.Of(h)) is var a && a >= 0 && markedAccounts[a]).ToArray();
        if (ownAccounts.Length > 0)
        {
            SiteMap.Fill(link, "own_account_hosts", ownAccounts);
            SiteMap.Fill(link, "chains_without_account", chains.Numbers.Where(c => !chains.HasAccount(c)));
            Read($"{source} WHERE gross > 0 AND host IN (SELECT id FROM own_account_hosts) AND chain IN (SELECT id FROM chains_without_account)");
        }
    }

    /// <summary>Reads the settlements to the payees, and to or from the strangers.</summary>
    /// <param name="source">What is seen of settlements.</param>
    /// <param name="payees">By party: marked accounts and strangers.</param>
    /// <param name="strangers">By party: payees that no placement names.</param>
    public void ReadSettlements(string source, bool[] payees, bool[] strangers)
    {
        SiteMap.Fill(link, "marked_payees", parties.Numbers(payees));
        SiteMap.Fill(link, "strangers", parties.Numbers(strangers));
        ReadPaid($"{source} WHERE amount <> 0 AND payee IN (SELECT id FROM marked_payees)");
        ReadPaid($"{source} WHERE amount <> 0 AND payer IN (SELECT id FROM strangers) AND payee NOT IN (SELECT id FROM marked_payees)");
    }

    /// <summary>Marks the sites and words that the rows use.</summary>
    public void MarkUsed(bool[] sites, bool[] words)
    {
        foreach (var row in placements)
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

        var sort = new RowSort<RawPlacement>(placements);
        return sort.Sorted(row => new RowKey(ranks[row.Lane], row.Day, row.Origin), row =>
        {
            var (network, reseller, account) = chains.Of(row.Chain, siteMap.Of(row.Host), parties);
            return new MarkedPlacement(Origin.RowOf(row.Origin), StoreTime.Day(row.Day), network, reseller, account, site(siteMap.Of(row.Host)), row.Gross,
                row.Impressions, words.Word(terms.Format(row.Terms)), words.Word(terms.Geo(row.Terms)), terms.Relation(row.Terms), chains.HasReseller(row.Chain));
        });
    }

    /// <summary>The settlements by payer, payee, day, origin.</summary>
    public MarkedSettlement[] Settlements(WordIndex words) =>
        new RowSort<RawSettlement>(settlements).Sorted(
            row => new RowKey(((long)parties.Party(row.Payer) << 32) | (uint)parties.Party(row.Payee), row.Day, row.Origin),
            row => new MarkedSettlement(Origin.RowOf(row.Origin), StoreTime.Day(row.Day), parties.Party(row.Payer), parties.Party(row.Payee), row.Amount,
                row.Status, row.PeriodFrom, row.PeriodTo, words.Word(row.Rail)));

    private void Read(string source)
    {
        using var rows = link.Stream($"SELECT origin, day, chain, host, gross, impressions, terms FROM {source}", cancellation);
        while (rows.Next())
        {
            var origin = rows.Column<long>(0);
            var day = rows.Column<int>(1);
            var chain = rows.Column<int>(2);
            var host = rows.Column<int>(3);
            var gross = rows.Column<long>(4);
            var term = rows.Column<int>(6);
            for (var i = 0; i < rows.Count; i++)
            {
                placements.Add(new RawPlacement(origin[i], gross[i], rows.Long(5, i) ?? -1, day[i], chain[i], host[i], term[i], Lane(chain[i], host[i])));
            }
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

    private void ReadPaid(string source)
    {
        using var rows = link.Stream($"SELECT origin, day, payer, payee, amount, period_from, period_to, rail, status FROM {source}", cancellation);
        while (rows.Next())
        {
            var origin = rows.Column<long>(0);
            var day = rows.Column<int>(1);
            var payer = rows.Column<int>(2);
            var payee = rows.Column<int>(3);
            var amount = rows.Column<long>(4);
            for (var i = 0; i < rows.Count; i++)
            {
                settlements.Add(new RawSettlement(
                    origin[i], amount[i], day[i], payer[i], payee[i], rows.Day(5, i), rows.Day(6, i), rows.Int(7, i) ?? 0, (SettlementStatus?)rows.Int(8, i)));
            }
        }
    }
}
