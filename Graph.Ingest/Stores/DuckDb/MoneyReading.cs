using System.Runtime.InteropServices;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>One reading of the money records: sums made by the engine on the store's numbers, then ranked by text here.</summary>
internal sealed class MoneyReading
{
    private readonly DuckDbLink link;
    private readonly AsOfCut cut;
    private readonly CancellationToken cancellation;
    private readonly VisibleVersions visible;
    private readonly AsOfRecords records;
    private readonly string window;

    /// <param name="link">A connection of its own.</param>
    /// <param name="cut">What may be seen.</param>
    /// <param name="loads">Condition on <c>load</c>.</param>
    /// <param name="files">The files of the ledger.</param>
    /// <param name="cancellation">Cancels.</param>
    public MoneyReading(DuckDbLink link, AsOfCut cut, string loads, FileNumbers files, CancellationToken cancellation)
    {
        this.link = link;
        this.cut = cut;
        this.cancellation = cancellation;
        link.Execute("BEGIN TRANSACTION", cancellation);
        visible = new VisibleVersions(link, loads, cut.AsOf);
        records = new AsOfRecords(link, visible, files, cut.AsOf, cancellation);
        window = $"day >= {VisibleVersions.Literal(cut.WindowFrom)}";
    }

    /// <summary>Reads.</summary>
    public MoneyRecords Run()
    {
        var lists = records.Lists();
        var actions = records.Actions();
        var registered = records.Parties();
        var sites = new SiteMap(link, lists.Where(l => l.Host > 0).Select(l => l.Host).ToHashSet(), cancellation);
        var placements = sites.WithSite(visible.Newest(RecordType.Placements));
        var settlements = visible.Newest(RecordType.Settlements);

        var lanes = RawLanes($"{placements} WHERE gross > 0 AND {window}");
        var lines = RawLines(placements);
        var toDate = RawLanesToDate(placements, settlements);
        var index = Index(placements, settlements, registered, sites, lanes, toDate, lines);
        var mappedLanes = Map(lanes, index);
        var payments = Payments(settlements, index);

        return new MoneyRecords
        {
            Cut = cut,
            Parties = index.Parties,
            Sites = index.Sites,
            Lanes = mappedLanes,
            LanesToDate = LanesToDate(Map(toDate, index), mappedLanes, payments),
            Advertisers = Advertisers(placements, index),
            AdvertiserSites = AdvertiserSites(placements, sites, index),
            Payments = payments,
            Lines = Map(lines, index),
            Lists = [.. lists.Select(l => l.Entry)],
            ListSites = [.. lists.Select(l => l.Host > 0 ? index.Site(sites.OfListed(l.Host)) : -1)],
            Actions = actions,
            Dangling = Dangling(index, lists.Select(l => l.Entry), actions),
        };
    }

    /// <summary>Lanes in the store's numbers: 0 = none.</summary>
    private LaneSum[] RawLanes(string source)
    {
        var segments = new List<LaneSum[]>();
        using var rows = link.Stream($"""
            SELECT network, coalesce(reseller, 0), coalesce(account, 0), s, sum(gross)::BIGINT, count(*)
            FROM {source} GROUP BY network, reseller, account, s
            """, cancellation);
        while (rows.Next())
        {
            var network = rows.Column<int>(0);
            var reseller = rows.Column<int>(1);
            var account = rows.Column<int>(2);
            var site = rows.Column<int>(3);
            var gross = rows.Column<long>(4);
            var count = rows.Column<long>(5);
            var segment = new LaneSum[rows.Count];
            for (var i = 0; i < segment.Length; i++)
            {
                segment[i] = new LaneSum(network[i], reseller[i], account[i], site[i], gross[i], count[i]);
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

    /// <summary>Lanes of all dates into payees of the window: a superset of what is asked, cut down once the pairs are known.</summary>
    private LaneSum[] RawLanesToDate(string placements, string settlements)
    {
        if (link.Number($"SELECT count(*) FROM settlements") == 0)
        {
            return [];
        }

        link.Execute($"CREATE TEMP TABLE pairs AS SELECT DISTINCT payer, payee FROM {settlements} WHERE amount <> 0 AND {window}", cancellation);
        link.Execute($"""
            CREATE TEMP TABLE met AS SELECT DISTINCT coalesce(reseller, network) AS payer, account AS payee
            FROM {placements} WHERE gross > 0 AND {window} AND account IN (SELECT payee FROM pairs)
            """, cancellation);
        // Chains in which a party repeats, and accounts named by their site, are looked at again in the final numbers: here it is
        // enough to leave out payees of which every payer surely has a lane.
        link.Execute("""
            CREATE TEMP TABLE asked AS SELECT DISTINCT payee FROM pairs p ANTI JOIN met m ON m.payer = p.payer AND m.payee = p.payee;
            CREATE TEMP TABLE asked_sites AS SELECT h.id AS site FROM host_names h WHERE 'site:' || h.text IN
                (SELECT text FROM party_names WHERE id IN (SELECT payee FROM asked))
            """, cancellation);
        return RawLanes($"""
            {placements} WHERE gross > 0 AND (account IN (SELECT payee FROM asked) OR (account IS NULL AND s IN (SELECT site FROM asked_sites)))
            """);
    }

    /// <summary>Line sums in the store's numbers.</summary>
    private LineSum[] RawLines(string placements)
    {
        if (link.Number("SELECT count(*) FROM settlement_lines") == 0)
        {
            return [];
        }

        var sums = new List<LineSum>();
        using var rows = link.Stream($"""
            SELECT l.payer, l.payee, p.network, coalesce(p.reseller, 0), coalesce(p.account, 0), p.s,
                sum({Counted("l.status", "l.paid", "l.amount")})::BIGINT
            FROM (SELECT * FROM {visible.Lines()} WHERE amount <> 0 AND {window}) l
            JOIN {placements} p ON l.placement_hash = p.hash AND l.placement = p.id
            GROUP BY l.payer, l.payee, p.network, p.reseller, p.account, p.s
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                sums.Add(new LineSum(rows.Column<int>(0)[i], rows.Column<int>(1)[i], rows.Column<int>(2)[i], rows.Column<int>(3)[i],
                    rows.Column<int>(4)[i], rows.Column<int>(5)[i], rows.Column<long>(6)[i]));
            }
        }

        return [.. sums];
    }

    /// <summary>What counts of an amount: held nothing, reversed only where the settlement itself is not positive.</summary>
    private static string Counted(string status, string paid, string amount) =>
        $"CASE WHEN {status} = {(int)SettlementStatus.Held} OR ({status} = {(int)SettlementStatus.Reversed} AND {paid} > 0) THEN 0 ELSE {amount} END";

    private PartyIndex Index(string placements, string settlements, Dictionary<int, Party> registered, SiteMap sites,
        LaneSum[] lanes, LaneSum[] toDate, LineSum[] lines)
    {
        var roles = new PartyRoles[1 + link.Number("SELECT coalesce(max(id), 0)::BIGINT FROM party_names")];
        var hosts = 1 + link.Number("SELECT coalesce(max(id), 0)::BIGINT FROM host_names");
        var (siteAccounts, isSite) = (new bool[hosts], new bool[hosts]);
        MarkRoles(roles, PartyRoles.Network, $"SELECT DISTINCT network FROM {placements}");
        MarkRoles(roles, PartyRoles.Reseller, $"SELECT DISTINCT reseller FROM {placements} WHERE reseller IS NOT NULL");
        MarkRoles(roles, PartyRoles.Account, $"SELECT DISTINCT account FROM {placements} WHERE account IS NOT NULL");
        MarkRoles(roles, PartyRoles.Advertiser, $"SELECT DISTINCT advertiser FROM {placements} WHERE advertiser IS NOT NULL");
        MarkRoles(roles, PartyRoles.Payer, $"SELECT DISTINCT payer FROM {settlements}");
        MarkRoles(roles, PartyRoles.Payee, $"SELECT DISTINCT payee FROM {settlements}");
        Each($"SELECT DISTINCT s FROM {placements} WHERE account IS NULL", id => siteAccounts[id] = true);
        foreach (var site in lanes.Select(l => l.Site).Concat(toDate.Select(l => l.Site)).Concat(lines.Select(l => l.Site)).Concat(sites.Listed))
        {
            isSite[site] = true;
        }

        return PartyIndex.Build(link, roles, siteAccounts, isSite, registered);
    }

    private void MarkRoles(PartyRoles[] roles, PartyRoles role, string sql) => Each(sql, id => roles[id] |= role);

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

    private static LaneSum[] Map(LaneSum[] raw, PartyIndex index)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            var lane = raw[i];
            var (network, reseller, account) = Chain(lane.Network, lane.Reseller, lane.Account, lane.Site, index);
            raw[i] = new LaneSum(network, reseller, account, index.Site(lane.Site), lane.Gross, lane.Placements);
        }

        return LaneSort.SortAndJoin(raw);
    }

    private static LineSum[] Map(LineSum[] raw, PartyIndex index)
    {
        var sums = new SortedDictionary<(int, int, int, int, int, int), long>();
        foreach (var line in raw)
        {
            var (network, reseller, account) = Chain(line.Network, line.Reseller, line.Account, line.Site, index);
            var key = (index.Party(line.Payer), index.Party(line.Payee), network, reseller, account, index.Site(line.Site));
            AddTo(sums, key, line.Amount);
        }

        return [.. sums.Select(s => new LineSum(s.Key.Item1, s.Key.Item2, s.Key.Item3, s.Key.Item4, s.Key.Item5, s.Key.Item6, s.Value))];
    }

    private static void AddTo<TKey>(SortedDictionary<TKey, long> sums, TKey key, long amount) where TKey : notnull
    {
        sums.TryGetValue(key, out var sum);
        sums[key] = checked(sum + amount);
    }

    /// <summary>The chain in final numbers; a party that stands twice in a row stands once.</summary>
    private static (int Network, int Reseller, int Account) Chain(int network, int reseller, int account, int site, PartyIndex index)
    {
        var n = index.Party(network);
        var r = reseller == 0 ? -1 : index.Party(reseller);
        var a = account == 0 ? index.SiteAccount(site) : index.Party(account);
        r = r == n || r == a ? -1 : r;
        return (n, r, r < 0 && a == n ? -1 : a);
    }

    private static LaneSum[] LanesToDate(LaneSum[] all, LaneSum[] window, PaymentSum[] payments)
    {
        var pairs = payments.Select(p => (p.Payer, p.Payee)).ToHashSet();
        var payees = pairs.Select(p => p.Payee).ToHashSet();
        foreach (ref readonly var lane in window.AsSpan())
        {
            if (lane.Account >= 0 && payees.Contains(lane.Account))
            {
                pairs.Remove((lane.Reseller >= 0 ? lane.Reseller : lane.Network, lane.Account));
            }
        }

        var asked = pairs.Select(p => p.Payee).ToHashSet();
        return [.. all.Where(l => l.Account >= 0 && asked.Contains(l.Account))];
    }

    private AdvertiserSum[] Advertisers(string placements, PartyIndex index)
    {
        var sums = new List<AdvertiserSum>();
        EachSum($"""
            SELECT advertiser, network, sum(gross)::BIGINT FROM {placements}
            WHERE gross > 0 AND advertiser IS NOT NULL AND advertiser <> network AND {window} GROUP BY ALL
            """, (a, n, gross) => sums.Add(new AdvertiserSum(index.Party(a), index.Party(n), gross)));
        return [.. sums.OrderBy(s => s.Advertiser).ThenBy(s => s.Network)];
    }

    private AdvertiserSiteSum[] AdvertiserSites(string placements, SiteMap sites, PartyIndex index)
    {
        var sums = new List<AdvertiserSiteSum>();
        SiteMap.Fill(link, "listed_sites", sites.Listed.Distinct());
        EachSum($"""
            SELECT advertiser, s, sum(gross)::BIGINT FROM {placements}
            WHERE gross > 0 AND advertiser IS NOT NULL AND s IN (SELECT id FROM listed_sites) AND {window} GROUP BY ALL
            """, (a, s, gross) => sums.Add(new AdvertiserSiteSum(index.Party(a), index.Site(s), gross)));
        return [.. sums.OrderBy(s => s.Advertiser).ThenBy(s => s.Site)];
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

    private PaymentSum[] Payments(string settlements, PartyIndex index)
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
                sums.Add(new PaymentSum(index.Party(rows.Column<int>(0)[i]), index.Party(rows.Column<int>(1)[i]), rows.Day(2, i)!.Value,
                    rows.Column<long>(3)[i], rows.Column<long>(4)[i], rows.Column<long>(5)[i], rows.Column<long>(6)[i]));
            }
        }

        var sorted = CollectionsMarshal.AsSpan(sums);
        sorted.Sort(static (a, b) => (a.Payer, a.Payee, a.Day).CompareTo((b.Payer, b.Payee, b.Day)));
        return sorted.ToArray();
    }

    private SortedDictionary<string, long> Dangling(PartyIndex index, IEnumerable<ListEntry> lists, List<TargetAction> actions)
    {
        var dangling = new SortedDictionary<string, long>(StringComparer.Ordinal);
        Add("lists.work_id", records.ListsWithoutWork());
        Add("lists.subject", lists.LongCount(l => l.SubjectKind != SubjectKind.Domain && index.Find(l.Subject) < 0));
        Add("actions.target_id", actions.LongCount(a => !Names(a, index)));
        Add("notices.network_id", records.Networks(RecordType.Notices).LongCount(n => index.Party(n) < 0));
        Add("declarations.network_id", records.Networks(RecordType.Declarations).LongCount(n => index.Party(n) < 0));
        Add("verdicts.network_id", records.Networks(RecordType.Verdicts).LongCount(n => index.Party(n) < 0));
        if (link.Number("SELECT count(*) FROM settlement_lines") > 0)
        {
            var lines = visible.Lines();
            Add("settlement_lines.settlement_id", link.Number($"SELECT count(*) FROM {lines} WHERE payer IS NULL", cancellation));
            Add("settlement_lines.placement_id", link.Number($"""
                SELECT count(*) FROM {lines} l ANTI JOIN {visible.Newest(RecordType.Placements)} p ON l.placement_hash = p.hash AND l.placement = p.id
                """, cancellation));
        }

        return dangling;

        void Add(string reference, long count)
        {
            if (count > 0)
            {
                dangling.Add(reference, count);
            }
        }
    }

    private static bool Names(TargetAction action, PartyIndex index)
    {
        var id = action.TargetId;
        if (id.Length == 0)
        {
            return true;
        }

        if (action.TargetKind != TargetKind.Relationship)
        {
            return index.Find(id) >= 0;
        }

        // An id may hold the sign itself, so every place where it stands is tried.
        for (var at = id.IndexOf('>', StringComparison.Ordinal); at >= 0; at = id.IndexOf('>', at + 1))
        {
            if (index.Find(id[..at]) >= 0 && index.Find(id[(at + 1)..]) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
