using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Tests.Stores;

/// <summary>A slow, obvious model of what a store must answer: lists in memory, the contract's sentences one after another.</summary>
internal sealed class Oracle
{
    private readonly List<(DateTime At, string Key, string Content, IRecord Row)> versions = [];

    public static string RegistrableDomain(string host) => string.Join('.', host.Split('.').TakeLast(2));

    /// <summary>Takes a load; per file: accepted, duplicate, restated.</summary>
    public List<RowCounts> Load(TestLoad load)
    {
        var counts = new List<RowCounts>();
        foreach (var file in load.Files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var (accepted, duplicate, restated) = (0, 0, 0);
            foreach (var row in file.Rows)
            {
                var (key, content) = (KeyOf(row), Loading.Bound(row, default, new RecordNames()).ToString()!);
                var known = versions.Where(v => v.Key == key).ToList();
                if (known.Exists(v => v.Content == content))
                {
                    duplicate++;
                    continue;
                }

                versions.Add((load.At, key, content, row));
                _ = known.Count == 0 ? accepted++ : restated++;
            }

            counts.Add(new RowCounts(file.Rows.Length, accepted, duplicate, restated, 0));
        }

        return counts;
    }

    public DateOnly? NewestAccrual(DateTime? knownAt) => versions.Where(v => knownAt is null || v.At <= knownAt)
        .GroupBy(v => v.Key).Select(g => g.Last().Row).OfType<Placement>().Select(p => (DateOnly?)p.AccrualDate).Max();

    public MoneyRecords Read(AsOfCut cut)
    {
        var loaded = versions.Where(v => cut.KnownAt is null || v.At <= cut.KnownAt).ToList();
        var settlements = Seen<Settlement>(loaded, cut, r => r.PayDate);
        var placements = Seen<Placement>(loaded, cut, r => r.AccrualDate);
        var lists = Seen<ListEntry>(loaded, cut, r => r.ValidFrom);
        var parties = Seen<Party>(loaded, cut, _ => null);
        var works = Seen<Work>(loaded, cut, _ => null).Select(w => w.WorkId).ToHashSet();
        var actions = Seen<TargetAction>(loaded, cut, _ => null);
        var notices = Seen<Notice>(loaded, cut, r => DateOnly.FromDateTime(r.SentAt.AddHours(8)));

        var domains = lists.Where(l => l.SubjectKind == SubjectKind.Domain).Select(l => l.Subject).ToList();
        var rule = new SiteRule(domains.Where(d => d != RegistrableDomain(d)));
        string SiteOf(string host) => rule.SiteOf(host, RegistrableDomain(host));
        string AccountOf(Placement p) => p.Account?.Text ?? "site:" + SiteOf(p.Host.Text);
        (string N, string R, string A) Chain(Placement p)
        {
            var (n, r, a) = (p.Network.Text, p.Reseller?.Text ?? "", AccountOf(p));
            r = r == n || r == a ? "" : r;
            return (n, r, r == "" && a == n ? "" : a);
        }

        var roles = new SortedDictionary<string, PartyRoles>(StringComparer.Ordinal);
        void Role(string? id, PartyRoles role)
        {
            if (id is not null)
            {
                roles[id] = roles.GetValueOrDefault(id) | role;
            }
        }

        parties.ForEach(p => Role(p.PartyId.Text, PartyRoles.None));
        foreach (var p in placements)
        {
            Role(p.Network.Text, PartyRoles.Network);
            Role(p.Reseller?.Text, PartyRoles.Reseller);
            Role(AccountOf(p), PartyRoles.Account);
            Role(p.Advertiser?.Text, PartyRoles.Advertiser);
        }

        foreach (var s in settlements)
        {
            Role(s.Payer.Text, PartyRoles.Payer);
            Role(s.Payee.Text, PartyRoles.Payee);
        }

        var ids = roles.Keys.ToList();
        var window = placements.Where(p => p.AccrualDate >= cut.WindowFrom && p.Gross.Units > 0).ToList();
        var amounts = settlements.Where(s => s.Amount.Units != 0 && s.PayDate >= cut.WindowFrom).ToList();
        bool Uncounted(Settlement s) => s.Status == SettlementStatus.Held || (s.Status == SettlementStatus.Reversed && s.Amount.Units > 0);

        var met = window.Select(Chain).Where(c => c.A != "").Select(c => (c.R != "" ? c.R : c.N, c.A)).ToHashSet();
        var asked = amounts.Where(s => !met.Contains((s.Payer.Text, s.Payee.Text))).Select(s => s.Payee.Text).ToHashSet();
        var toDate = placements.Where(p => p.Gross.Units > 0 && asked.Contains(Chain(p).A)).ToList();

        var paid = settlements.ToDictionary(s => s.SettlementId);
        var anySettlement = loaded.Select(v => v.Row).OfType<Settlement>().Select(s => s.SettlementId).ToHashSet();
        var seenLines = loaded.Where(v => v.Row is SettlementLine).GroupBy(v => v.Key)
            .Select(g => g.Select(v => (SettlementLine)v.Row).LastOrDefault(l => l.RecordedAt is { } at ? DayOf(at) <= cut.AsOf
                : paid.ContainsKey(l.SettlementId) || !anySettlement.Contains(l.SettlementId)))
            .Where(l => l.SettlementId is not null && (paid.ContainsKey(l.SettlementId) || !anySettlement.Contains(l.SettlementId))).ToList();
        var byPlacement = placements.ToDictionary(p => p.PlacementId);
        var lined = seenLines.Where(l => l.Amount.Units != 0 && paid.TryGetValue(l.SettlementId, out var s) && s.PayDate >= cut.WindowFrom
            && byPlacement.ContainsKey(l.PlacementId)).ToList();

        var sites = window.Concat(toDate).Concat(lined.Select(l => byPlacement[l.PlacementId])).Select(p => SiteOf(p.Host.Text))
            .Concat(domains.Select(SiteOf)).Distinct().Order(StringComparer.Ordinal).ToList();
        int P(string id) => id == "" ? -1 : ids.IndexOf(id);
        LaneSum[] Lanes(IEnumerable<Placement> from) => [.. from.GroupBy(p => (Chain(p), SiteOf(p.Host.Text)))
            .Select(g => new LaneSum(P(g.Key.Item1.N), P(g.Key.Item1.R), P(g.Key.Item1.A), sites.IndexOf(g.Key.Item2), g.Sum(p => p.Gross.Units), g.Count()))
            .OrderBy(l => (l.Network, l.Reseller, l.Account, l.Site))];

        var dangling = new SortedDictionary<string, long>(StringComparer.Ordinal);
        void Dangling(string what, long count)
        {
            if (count > 0)
            {
                dangling[what] = count;
            }
        }

        Dangling("lists.work_id", lists.Count(l => l.WorkId is not null && !works.Contains(l.WorkId)));
        Dangling("lists.subject", lists.Count(l => l.SubjectKind != SubjectKind.Domain && !roles.ContainsKey(l.Subject)));
        Dangling("actions.target_id", actions.Count(a => a.TargetId != "" && (a.TargetKind == TargetKind.Relationship
            ? !ids.Exists(u => ids.Exists(v => $"{u}>{v}" == a.TargetId)) : !roles.ContainsKey(a.TargetId))));
        Dangling("notices.network_id", notices.Count(n => !roles.ContainsKey(n.NetworkId.Text)));
        Dangling("settlement_lines.settlement_id", seenLines.Count(l => !paid.ContainsKey(l.SettlementId)));
        Dangling("settlement_lines.placement_id", seenLines.Count(l => !byPlacement.ContainsKey(l.PlacementId)));

        DateOnly? NotAfter(DateOnly? day) => day <= cut.AsOf ? day : null;
        var entries = lists.Select(l => l with { ValidTo = NotAfter(l.ValidTo) }).OrderBy(l => l.SubjectKind).ThenBy(l => l.Subject, StringComparer.Ordinal)
            .ThenBy(l => l.Side).ThenBy(l => l.Authority, StringComparer.Ordinal).ThenBy(l => l.ValidFrom).ToList();
        return new MoneyRecords
        {
            Cut = cut,
            Parties = [.. roles.Select(r => new PartyInfo(r.Key, r.Value,
                parties.Where(p => p.PartyId.Text == r.Key).Select(p => (Party?)(p with { ClosedOn = NotAfter(p.ClosedOn) })).SingleOrDefault()))],
            Sites = sites,
            Lanes = Lanes(window),
            LanesToDate = Lanes(toDate),
            Advertisers = [.. window.Where(p => p.Advertiser is not null && p.Advertiser.Text != p.Network.Text)
                .GroupBy(p => (P(p.Advertiser!.Text), P(p.Network.Text))).OrderBy(g => g.Key)
                .Select(g => new AdvertiserSum(g.Key.Item1, g.Key.Item2, g.Sum(p => p.Gross.Units)))],
            AdvertiserSites = [.. window.Where(p => p.Advertiser is not null && domains.Select(SiteOf).Contains(SiteOf(p.Host.Text)))
                .GroupBy(p => (P(p.Advertiser!.Text), sites.IndexOf(SiteOf(p.Host.Text)))).OrderBy(g => g.Key)
                .Select(g => new AdvertiserSiteSum(g.Key.Item1, g.Key.Item2, g.Sum(p => p.Gross.Units)))],
            Payments = [.. amounts.GroupBy(s => (P(s.Payer.Text), P(s.Payee.Text), s.PayDate)).OrderBy(g => g.Key).Select(g => new PaymentSum(
                g.Key.Item1, g.Key.Item2, g.Key.PayDate, g.Sum(s => Uncounted(s) ? 0 : s.Amount.Units),
                g.Sum(s => s.Status == SettlementStatus.Held ? s.Amount.Units : 0),
                g.Sum(s => s.Status == SettlementStatus.Reversed && s.Amount.Units > 0 ? s.Amount.Units : 0), g.Count()))],
            Lines = [.. lined.Select(l => (Line: l, Paid: paid[l.SettlementId], Placement: byPlacement[l.PlacementId]))
                .GroupBy(l => (P(l.Paid.Payer.Text), P(l.Paid.Payee.Text), Chain(l.Placement), sites.IndexOf(SiteOf(l.Placement.Host.Text))))
                .Select(g => new LineSum(g.Key.Item1, g.Key.Item2, P(g.Key.Item3.N), P(g.Key.Item3.R), P(g.Key.Item3.A), g.Key.Item4,
                    g.Sum(l => Uncounted(l.Paid) ? 0 : l.Line.Amount.Units)))
                .OrderBy(l => (l.Payer, l.Payee, l.Network, l.Reseller, l.Account, l.Site))],
            Lists = entries,
            ListSites = [.. entries.Select(l => l.SubjectKind == SubjectKind.Domain ? sites.IndexOf(SiteOf(l.Subject)) : -1)],
            Actions = [.. actions.OrderBy(a => a.TargetKind).ThenBy(a => a.TargetId, StringComparer.Ordinal).ThenBy(a => a.Action, StringComparer.Ordinal)],
            Dangling = dangling,
        };
    }

    private static List<T> Seen<T>(List<(DateTime At, string Key, string Content, IRecord Row)> loaded, AsOfCut cut, Func<T, DateOnly?> eventDay)
        where T : struct, IRecord =>
        [.. loaded.Where(v => v.Row is T).GroupBy(v => v.Key).Select(g => g.Select(v => (T?)v.Row)
                .LastOrDefault(r => (r!.Value.RecordedAt is { } at ? DayOf(at) : eventDay(r.Value) ?? DateOnly.MinValue) <= cut.AsOf))
            .Where(r => r is not null && (eventDay(r.Value) ?? DateOnly.MinValue) <= cut.AsOf).Select(r => r!.Value)];

    private static DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(at.AddHours(8));

    private static string KeyOf(IRecord row) => row switch
    {
        Placement r => "p|" + r.PlacementId,
        Settlement r => "s|" + r.SettlementId,
        SettlementLine r => $"l|{r.SettlementId}|{r.PlacementId}",
        Party r => "y|" + r.PartyId.Text,
        ListEntry r => $"e|{r.Subject}|{r.SubjectKind}|{r.Side}|{r.Authority}|{r.ValidFrom}",
        Notice r => "n|" + r.NoticeId,
        Work r => "w|" + r.WorkId,
        Rate r => $"r|{r.Currency}|{r.ValidFrom}",
        TargetAction r => $"a|{r.TargetKind}|{r.TargetId}|{r.Action}",
        Declaration r => "d|" + r.DeclarationId,
        Verdict r => $"v|{r.NetworkId}|{r.DecidedOn}|{r.Authority}",
        _ => throw new ArgumentException(row.GetType().Name),
    };
}
