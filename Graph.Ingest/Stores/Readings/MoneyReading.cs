using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Readings;

/// <summary>One reading of the money records: sums made by the engine on the store's numbers, then ranked by text here.</summary>
internal sealed class MoneyReading
{
    private readonly ICutSource source;
    private readonly AsOfCut cut;
    private readonly Chains chains;

    /// <param name="source">The store, at the cut.</param>
    /// <param name="cut">What may be seen.</param>
    public MoneyReading(ICutSource source, AsOfCut cut)
    {
        this.source = source;
        this.cut = cut;
        chains = new Chains(source.Chains());
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
            throw new StoreException($"A sum of the store {source.Place} leaves 64 bits. Look for absurd amounts in the input files.", error);
        }
    }

    private MoneyRecords Sums()
    {
        var lists = source.Lists();
        var actions = source.Actions();
        var siteMap = new SiteMap(source, lists.Where(l => l.Host > 0).Select(l => l.Host).ToHashSet());
        var parties = Parties(siteMap);
        var payments = Payments(parties);
        var lanes = OnSites(source.Lanes(), siteMap);
        var lines = Lines(siteMap);
        var toDate = LanesToDate(PayeesWithoutLanes(payments, lanes, parties), parties, siteMap);
        var sites = Sites(lanes, toDate, lines, siteMap);

        return new MoneyRecords
        {
            Cut = cut,
            Parties = parties.Parties,
            Sites = sites.Sites,
            Lanes = Map(lanes, parties, sites),
            LanesToDate = [.. Map(toDate, parties, sites).Where(l => l.Account >= 0)],
            Advertisers = Advertisers(parties),
            AdvertiserSites = AdvertiserSites(siteMap, parties, sites),
            Payments = payments,
            Lines = Map(lines, parties, sites),
            Lists = [.. lists.Select(l => l.Entry)],
            ListSites = [.. lists.Select(l => l.Host > 0 ? sites.Site(l.Host) : -1)],
            Actions = actions,
            Dangling = new DanglingReferences(source, parties).Count(lists.Select(l => l.Entry), actions),
        };
    }

    private PartyIndex Parties(SiteMap siteMap)
    {
        var roles = new PartyRoles[source.Count(NameKind.Party)];
        var seen = source.ChainsSeen();
        foreach (var chain in seen)
        {
            chains.Mark(roles, chain);
        }

        var siteAccounts = new bool[siteMap.Count];
        var withoutAccount = seen.Where(c => !chains.HasAccount(c)).ToHashSet();
        if (withoutAccount.Count > 0)
        {
            foreach (var host in source.HostsOfChains(withoutAccount))
            {
                siteAccounts[siteMap.Of(host)] = true;
            }
        }

        Mark(roles, source.AdvertisersSeen(earning: false), PartyRoles.Advertiser);
        Mark(roles, source.PayersSeen(), PartyRoles.Payer);
        Mark(roles, source.PayeesSeen(moving: false), PartyRoles.Payee);
        return PartyIndex.Build(source, roles, siteAccounts, source.Parties());
    }

    private static void Mark(PartyRoles[] roles, IReadOnlyCollection<int> parties, PartyRoles role)
    {
        foreach (var party in parties)
        {
            roles[party] |= role;
        }
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

        return new SiteIndex(source, isSite);
    }

    /// <summary>Lanes of hosts as lanes of sites, still one per host.</summary>
    private static LaneSum[] OnSites(LaneSum[] lanes, SiteMap siteMap)
    {
        foreach (ref var lane in lanes.AsSpan())
        {
            lane = lane with { Site = siteMap.Of(lane.Site) };
        }

        return lanes;
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
    private LaneSum[] LanesToDate(HashSet<int> payees, PartyIndex parties, SiteMap siteMap)
    {
        if (payees.Count == 0)
        {
            return [];
        }

        var asked = chains.Numbers.Where(c => chains.HasAccount(c) && payees.Contains(parties.Party(chains.Account(c)))).ToHashSet();
        var open = chains.Numbers.Where(c => !chains.HasAccount(c)).ToHashSet();
        var hosts = siteMap.HostsOf([.. parties.SiteAccounts(payees)]).ToHashSet();
        return OnSites(source.LanesToDate(asked, open, hosts), siteMap);
    }

    private LineSum[] Lines(SiteMap siteMap)
    {
        var lines = source.Lines();
        foreach (ref var line in lines.AsSpan())
        {
            line = line with { Site = siteMap.Of(line.Site) };
        }

        return lines;
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

    private AdvertiserSum[] Advertisers(PartyIndex parties) =>
    [
        .. source.AdvertiserNetworks().Select(s => new AdvertiserSum(parties.Party(s.Advertiser), parties.Party(s.Network), s.Gross))
            .OrderBy(s => s.Advertiser).ThenBy(s => s.Network),
    ];

    private AdvertiserSiteSum[] AdvertiserSites(SiteMap siteMap, PartyIndex parties, SiteIndex sites)
    {
        var sums = new Dictionary<(int Advertiser, int Site), long>();
        foreach (var (advertiser, host, gross) in source.AdvertiserHosts(siteMap.HostsOf([.. siteMap.Listed]).ToHashSet()))
        {
            var key = (parties.Party(advertiser), sites.Site(siteMap.Of(host)));
            sums[key] = checked(sums.GetValueOrDefault(key) + gross);
        }

        return [.. sums.Select(s => new AdvertiserSiteSum(s.Key.Advertiser, s.Key.Site, s.Value)).OrderBy(s => s.Advertiser).ThenBy(s => s.Site)];
    }

    private PaymentSum[] Payments(PartyIndex parties)
    {
        var sums = source.Payments();
        foreach (ref var sum in sums.AsSpan())
        {
            sum = sum with { Payer = parties.Party(sum.Payer), Payee = parties.Party(sum.Payee) };
        }

        Array.Sort(sums, static (a, b) => (a.Payer, a.Payee, a.Day).CompareTo((b.Payer, b.Payee, b.Day)));
        return sums;
    }
}
