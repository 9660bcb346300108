using System.Runtime.InteropServices;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>One reading of the money records: sums made by the engine on the store's numbers, then ranked by text here.</summary>
internal sealed class MoneyReading
{
    private readonly DuckDbLink link;
    private readonly AsOfCut cut;
    private readonly CancellationToken cancellation;
    private readonly VisibleVersions visible;
    private readonly AsOfRecords records;
    private readonly Chains chains;
    private readonly string window;

    /// <param name="link">A connection of its own.</param>
    /// <param name="cut">What may be seen.</param>
    /// <param name="loads">Condition on <c>origin</c>.</param>
    /// <param name="cancellation">Cancels.</param>
    public MoneyReading(DuckDbLink link, AsOfCut cut, string loads, CancellationToken cancellation)
    {
        this.link = link;
        this.cut = cut;
        this.cancellation = cancellation;
        link.Execute("BEGIN TRANSACTION", cancellation);
        visible = new VisibleVersions(link, loads, cut.AsOf, cancellation);
        records = new AsOfRecords(link, visible, cut.AsOf, cancellation);
        chains = new Chains(link);
        window = $"day >= {VisibleVersions.Literal(cut.WindowFrom)}";
    }

    /// <summary>Reads.</summary>
    public MoneyRecords Run()
    {
        try
        {
            return Sums();
        }
        catch (OverflowException error)
        {
            // The engine sums by host; the sum of a site is made here.
            throw new StoreException($"A sum of the store {link.Path} leaves 64 bits. Look for absurd amounts in the input files.", error);
        }
    }

    private MoneyRecords Sums()
    {
        var lists = records.Lists();
        var actions = records.Actions();
        var siteMap = new SiteMap(link, lists.Where(l => l.Host > 0).Select(l => l.Host).ToHashSet(), cancellation);
        var placements = visible.Newest(RecordType.Placements);
        var settlements = visible.Newest(RecordType.Settlements);

        var parties = Parties(placements, settlements, siteMap);
        var payments = Payments(settlements, parties);
        var lanes = RawLanes($"{placements} WHERE gross > 0 AND {window}", siteMap);
        var lines = RawLines(siteMap);
        var toDate = RawLanesToDate(placements, PayeesWithoutLanes(payments, lanes, parties), parties, siteMap);
        var sites = Sites(lanes, toDate, lines, siteMap);

        return new MoneyRecords
        {
            Cut = cut,
            Parties = parties.Parties,
            Sites = sites.Sites,
            Lanes = Map(lanes, parties, sites),
            LanesToDate = [.. Map(toDate, parties, sites).Where(l => l.Account >= 0)],
            Advertisers = Advertisers(placements, parties),
            AdvertiserSites = AdvertiserSites(placements, siteMap, parties, sites),
            Payments = payments,
            Lines = Map(lines, parties, sites),
            Lists = [.. lists.Select(l => l.Entry)],
            ListSites = [.. lists.Select(l => l.Host > 0 ? sites.Site(siteMap.OfListed(l.Host)) : -1)],
            Actions = actions,
            Dangling = new DanglingReferences(link, records, parties, cancellation).Count(lists.Select(l => l.Entry), actions),
        };
    }

    private PartyIndex Parties(string placements, string settlements, SiteMap siteMap)
    {
        var roles = new PartyRoles[1 + link.Number("SELECT coalesce(max(id), 0)::BIGINT FROM party_names")];
        var siteAccounts = new bool[siteMap.Count];
        var withoutAccount = new List<int>();
        Each($"SELECT DISTINCT chain FROM {placements}", chain =>
        {
            chains.Mark(roles, chain);
            if (!chains.HasAccount(chain))
            {
                withoutAccount.Add(chain);
            }
        });
        if (withoutAccount.Count > 0)
        {
            SiteMap.Fill(link, "without_account", withoutAccount);
            Each($"SELECT DISTINCT host FROM {placements} WHERE chain IN (SELECT id FROM without_account)", host => siteAccounts[siteMap.Of(host)] = true);
        }

        Each($"SELECT DISTINCT advertiser FROM {placements} WHERE advertiser IS NOT NULL", id => roles[id] |= PartyRoles.Advertiser);
        Each($"SELECT DISTINCT payer FROM {settlements}", id => roles[id] |= PartyRoles.Payer);
        Each($"SELECT DISTINCT payee FROM {settlements}", id => roles[id] |= PartyRoles.Payee);
        return PartyIndex.Build(link, roles, siteAccounts, records.Parties());
    }

    private SiteIndex Sites(LaneSum[] lanes, LaneSum[] toDate, LineSum[] lines, SiteMap siteMap)
    {
        var isSite = new bool[siteMap.Count];
        foreach (ref readonly var lane in lanes.AsSpan())
        {
            isSite[lane.Site] = true;
        }

        foreach (var site in toDate.Select(l => l.Site).Concat(lines.Select(l => l.Site)).Concat(siteMap.Listed))
        {
            isSite[site] = true;
        }

        return new SiteIndex(link, isSite);
    }

    /// <summary>Lanes with the number of their chain as network and of their site; a lane per host.</summary>
    private LaneSum[] RawLanes(string source, SiteMap siteMap)
    {
        var segments = new List<LaneSum[]>();
        using var rows = link.Stream($"SELECT chain, host, sum(gross)::BIGINT, count(*) FROM {source} GROUP BY chain, host", cancellation);
        while (rows.Next())
        {
            var chain = rows.Column<int>(0);
            var host = rows.Column<int>(1);
            var gross = rows.Column<long>(2);
            var count = rows.Column<long>(3);
            var segment = new LaneSum[rows.Count];
            for (var i = 0; i < segment.Length; i++)
            {
                segment[i] = new LaneSum(chain[i], 0, 0, siteMap.Of(host[i]), gross[i], count[i]);
            }

            segments.Add(segment);
        }

        return Joined(segments);
    }

    private static LaneSum[] Joined(List<LaneSum[]> segments)
    {
        var all = new LaneSum[segments.Sum(s => s.Length)];
        var at = 0;
        foreach (var segment in segments)
        {
            segment.CopyTo(all, at);
            at += segment.Length;
        }

        return all;
    }

    /// <summary>The payees of payments that some payer pays without a lane of the window into them.</summary>
    private HashSet<int> PayeesWithoutLanes(PaymentSum[] payments, LaneSum[] lanes, PartyIndex parties)
    {
        var pairs = payments.Select(p => (p.Payer, p.Payee)).ToHashSet();
        var payees = pairs.Select(p => p.Payee).ToHashSet();
        if (pairs.Count > 0)
        {
            foreach (ref readonly var lane in lanes.AsSpan())
            {
                var (network, reseller, account) = chains.Of(lane.Network, lane.Site, parties);
                if (payees.Contains(account))
                {
                    pairs.Remove((reseller >= 0 ? reseller : network, account));
                }
            }
        }

        return pairs.Select(p => p.Payee).ToHashSet();
    }

    /// <summary>Lanes of all dates into the given payees.</summary>
    private LaneSum[] RawLanesToDate(string placements, HashSet<int> payees, PartyIndex parties, SiteMap siteMap)
    {
        if (payees.Count == 0)
        {
            return [];
        }

        SiteMap.Fill(link, "asked_chains", chains.Numbers.Where(c => chains.HasAccount(c) && payees.Contains(parties.Party(chains.Account(c)))));
        SiteMap.Fill(link, "open_chains", chains.Numbers.Where(c => !chains.HasAccount(c)));
        SiteMap.Fill(link, "asked_hosts", siteMap.HostsOf([.. parties.SiteAccounts(payees)]));
        // Two questions instead of one with OR, which the engine answers row by row.
        return
        [
            .. RawLanes($"{placements} WHERE gross > 0 AND chain IN (SELECT id FROM asked_chains)", siteMap),
            .. RawLanes($"{placements} WHERE gross > 0 AND host IN (SELECT id FROM asked_hosts) AND chain IN (SELECT id FROM open_chains)", siteMap),
        ];
    }

    /// <summary>Line sums with the number of their chain as network.</summary>
    private LineSum[] RawLines(SiteMap siteMap)
    {
        visible.MakeSeenLines();
        var sums = new List<LineSum>();
        using var rows = link.Stream($"""
            SELECT payer, payee, chain, host, sum({Counted("status", "paid", "amount")})::BIGINT
            FROM {VisibleVersions.PlacedLines} WHERE amount <> 0 AND {window}
            GROUP BY payer, payee, chain, host
            """, cancellation);
        while (rows.Next())
        {
            var payer = rows.Column<int>(0);
            var payee = rows.Column<int>(1);
            var chain = rows.Column<int>(2);
            var host = rows.Column<int>(3);
            var amount = rows.Column<long>(4);
            for (var i = 0; i < payer.Length; i++)
            {
                sums.Add(new LineSum(payer[i], payee[i], chain[i], 0, 0, siteMap.Of(host[i]), amount[i]));
            }
        }

        return [.. sums];
    }

    /// <summary>What counts of an amount: held nothing, reversed only where the settlement itself is not positive.</summary>
    public static string Counted(string status, string paid, string amount) =>
        $"CASE WHEN {status} = {(int)SettlementStatus.Held} OR ({status} = {(int)SettlementStatus.Reversed} AND {paid} > 0) THEN 0 ELSE {amount} END";

    private void Each(string sql, Action<int> take)
    {
        using var rows = link.Stream(sql, cancellation);
        while (rows.Next())
        {
            foreach (var id in rows.Column<int>(0))
            {
                take(id);
            }
        }
    }

    private LaneSum[] Map(LaneSum[] raw, PartyIndex parties, SiteIndex sites)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            var lane = raw[i];
            var (network, reseller, account) = chains.Of(lane.Network, lane.Site, parties);
            raw[i] = new LaneSum(network, reseller, account, sites.Site(lane.Site), lane.Gross, lane.Placements);
        }

        return LaneSort.SortAndJoin(raw);
    }

    private LineSum[] Map(LineSum[] raw, PartyIndex parties, SiteIndex sites)
    {
        var mapped = raw.Select(line =>
        {
            var (network, reseller, account) = chains.Of(line.Network, line.Site, parties);
            return new LineSum(parties.Party(line.Payer), parties.Party(line.Payee), network, reseller, account, sites.Site(line.Site), line.Amount);
        }).ToArray();
        Array.Sort(mapped, static (a, b) => Order(a).CompareTo(Order(b)));
        var joined = new List<LineSum>(mapped.Length);
        foreach (var line in mapped)
        {
            if (joined.Count > 0 && Order(joined[^1]) == Order(line))
            {
                joined[^1] = joined[^1] with { Amount = checked(joined[^1].Amount + line.Amount) };
            }
            else
            {
                joined.Add(line);
            }
        }

        return [.. joined];

        static (int, int, int, int, int, int) Order(in LineSum l) => (l.Payer, l.Payee, l.Network, l.Reseller, l.Account, l.Site);
    }

    private AdvertiserSum[] Advertisers(string placements, PartyIndex parties)
    {
        var sums = new List<AdvertiserSum>();
        EachSum($"""
            SELECT advertiser, network, sum(gross)::BIGINT FROM {placements} p JOIN chains c ON c.id = p.chain
            WHERE gross > 0 AND advertiser IS NOT NULL AND advertiser <> network AND {window} GROUP BY ALL
            """, (a, n, gross) => sums.Add(new AdvertiserSum(parties.Party(a), parties.Party(n), gross)));
        return [.. sums.OrderBy(s => s.Advertiser).ThenBy(s => s.Network)];
    }

    private AdvertiserSiteSum[] AdvertiserSites(string placements, SiteMap siteMap, PartyIndex parties, SiteIndex sites)
    {
        var sums = new Dictionary<(int Advertiser, int Site), long>();
        SiteMap.Fill(link, "hosts_of_listed", siteMap.HostsOf([.. siteMap.Listed]));
        EachSum($"""
            SELECT advertiser, host, sum(gross)::BIGINT FROM {placements}
            WHERE gross > 0 AND advertiser IS NOT NULL AND host IN (SELECT id FROM hosts_of_listed) AND {window} GROUP BY ALL
            """, (a, host, gross) => Add((parties.Party(a), sites.Site(siteMap.Of(host))), gross));
        return [.. sums.Select(s => new AdvertiserSiteSum(s.Key.Advertiser, s.Key.Site, s.Value)).OrderBy(s => s.Advertiser).ThenBy(s => s.Site)];

        void Add((int Advertiser, int Site) key, long gross) => sums[key] = checked(sums.GetValueOrDefault(key) + gross);
    }

    private void EachSum(string sql, Action<int, int, long> take)
    {
        using var rows = link.Stream(sql, cancellation);
        while (rows.Next())
        {
            var first = rows.Column<int>(0);
            var second = rows.Column<int>(1);
            var sums = rows.Column<long>(2);
            for (var i = 0; i < rows.Count; i++)
            {
                take(first[i], second[i], sums[i]);
            }
        }
    }

    private PaymentSum[] Payments(string settlements, PartyIndex parties)
    {
        var sums = new List<PaymentSum>();
        using var rows = link.Stream($"""
            SELECT payer, payee, day, sum({Counted("status", "amount", "amount")})::BIGINT,
                sum(CASE WHEN status = {(int)SettlementStatus.Held} THEN amount ELSE 0 END)::BIGINT,
                sum(CASE WHEN status = {(int)SettlementStatus.Reversed} AND amount > 0 THEN amount ELSE 0 END)::BIGINT, count(*)
            FROM {settlements} WHERE amount <> 0 AND {window} GROUP BY payer, payee, day
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                sums.Add(new PaymentSum(parties.Party(rows.Column<int>(0)[i]), parties.Party(rows.Column<int>(1)[i]), rows.Day(2, i)!.Value,
                    rows.Column<long>(3)[i], rows.Column<long>(4)[i], rows.Column<long>(5)[i], rows.Column<long>(6)[i]));
            }
        }

        var sorted = CollectionsMarshal.AsSpan(sums);
        sorted.Sort(static (a, b) => (a.Payer, a.Payee, a.Day).CompareTo((b.Payer, b.Payee, b.Day)));
        return sorted.ToArray();
    }
}
