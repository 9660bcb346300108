using Graph.Model;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>Which sites, accounts and rows of a world are marked, and what is summed beside them.</summary>
internal sealed class WorldMarks
{
    private readonly MoneyRecords money;
    private readonly SeenWorld seen;
    private readonly WorldOrigins origins;
    private readonly HashSet<RecordType> present;
    private readonly List<SeenPlacement> placements;
    private readonly List<SeenSettlement> settlements;
    private readonly List<SeenPlacement> priced;
    private readonly List<string> ids;
    private readonly List<string> sites;
    private readonly List<string> words;
    private readonly List<NoticeRow> notices;

    public WorldMarks(WorldText world, MoneyRecords money, AsOfCut cut, Func<string, string>? registrable)
    {
        this.money = money;
        seen = new SeenWorld(world, cut, registrable);
        origins = new WorldOrigins(world);
        present = WorldKnowledge.Present(world, seen);
        ids = money.Parties.Select(p => p.Id).ToList();
        notices = seen.Notices.OrderBy(n => n.Network, StringComparer.Ordinal).ThenBy(n => SeenWorld.RecordedUtc(n.SentAt))
            .ThenBy(n => n.Id, StringComparer.Ordinal).ToList();
        var named = ListSites.Concat(notices.Select(SiteOf)).OfType<string>().ToHashSet();
        var earning = seen.Placements.Where(p => p.Units.Sign > 0).ToList();
        var marked = MarkedAccounts(earning, named);
        placements = earning.Where(p => named.Contains(p.Site) || marked.Contains(p.Account)).ToList();
        var placed = earning.SelectMany(p => new[] { p.Row.Network, p.Row.Reseller, p.Account, p.Row.Advertiser }).ToHashSet();
        var moved = seen.Settlements.Where(s => !s.Units.IsZero).ToList();
        var strangers = moved.Select(s => s.Row.Payee).Where(p => !placed.Contains(p)).ToHashSet();
        settlements = moved.Where(s => marked.Contains(s.Row.Payee) || strangers.Contains(s.Row.Payee) || strangers.Contains(s.Row.Payer)).ToList();
        priced = earning.Where(p => p.Row.Impressions > 0 && seen.InWindow(p.Row.Date)).ToList();
        sites = named.Concat(placements.Select(p => p.Site)).Distinct().Order(StringComparer.Ordinal).ToList();
        words = placements.Concat(priced).SelectMany(p => new[] { p.Row.Format, p.Row.Geo }).Concat(settlements.Select(s => s.Row.Rail))
            .OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
    }

    private List<string?> ListSites => money.ListSites.Select(s => s < 0 ? null : money.Sites[s]).ToList();

    public KnowledgeRecords Records()
    {
        var names = new NameTable();
        var declarations = seen.Declarations.OrderBy(d => d.Network, StringComparer.Ordinal).ThenBy(d => d.From).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        var verdicts = seen.Verdicts.OrderBy(v => v.Network, StringComparer.Ordinal).ThenBy(v => v.DecidedOn).ThenBy(v => v.Authority, StringComparer.Ordinal).ToList();
        return new KnowledgeRecords
        {
            Cut = seen.Cut,
            Files = origins.Files,
            Present = present,
            Sites = sites,
            MoneySites = sites.Select(s => money.Sites.ToList().IndexOf(s)).ToArray(),
            ListSites = ListSites.Select(s => s is null ? -1 : sites.IndexOf(s)).ToArray(),
            Words = words,
            Placements = placements.Select(Marked).OrderBy(p => (p.Network, p.Reseller, p.Account, p.Site, p.Day, p.Origin.File, p.Origin.Line)).ToArray(),
            Settlements = settlements.Select(Marked).OrderBy(s => (s.Payer, s.Payee, s.Day, s.Origin.File, s.Origin.Line)).ToArray(),
            Prices = Prices(),
            Resellers = Resellers(),
            Bands = Bands(),
            Notices = notices.Select(n => new Notice(origins.Of(seen.AsWritten(n)), SeenWorld.RecordedUtc(n.RecordedAt), n.Id, names.Intern(n.Network), n.Subject,
                n.Type, SeenWorld.RecordedUtc(n.SentAt)!.Value, SeenWorld.RecordedUtc(n.DeliveredAt), n.Deadline, SeenWorld.RecordedUtc(n.RespondedAt),
                n.Response, null)).ToList(),
            NoticeParties = notices.Select(n => Party(n.Network)).ToArray(),
            NoticeSites = notices.Select(n => SiteOf(n) is { } site ? sites.IndexOf(site) : -1).ToArray(),
            NoticeAccounts = notices.Select(n => Party(n.Subject)).ToArray(),
            Declarations = declarations.Select(d => new Declaration(origins.Of(d), SeenWorld.RecordedUtc(d.RecordedAt), d.Id, names.Intern(d.Network),
                d.From, d.To, d.Statement, null, null)).ToList(),
            DeclarationParties = declarations.Select(d => Party(d.Network)).ToArray(),
            Verdicts = verdicts.Select(v => new Verdict(origins.Of(v), SeenWorld.RecordedUtc(v.RecordedAt), names.Intern(v.Network), v.Kind, v.DecidedOn,
                v.Authority)).ToList(),
            VerdictParties = verdicts.Select(v => Party(v.Network)).ToArray(),
        };
    }

    private int Party(string? id) => id is null ? -1 : ids.IndexOf(id);

    private int Word(string? word) => word is null ? -1 : words.IndexOf(word);

    /// <summary>A subject that is no party and has the form of a host names the site that the host belongs to.</summary>
    private string? SiteOf(NoticeRow notice) =>
        notice.Subject.Length > 0 && !ids.Contains(notice.Subject) && notice.Subject.Contains('.', StringComparison.Ordinal) && !notice.Subject.Contains(':', StringComparison.Ordinal)
            ? seen.SiteOf(notice.Subject)
            : null;

    private HashSet<string> MarkedAccounts(List<SeenPlacement> earning, HashSet<string> named)
    {
        var marked = earning.Where(p => named.Contains(p.Site)).Select(p => p.Account)
            .Concat(money.Lists.Where(l => l.SubjectKind == SubjectKind.Account).Select(l => l.Subject))
            .Concat(notices.Select(n => n.Subject))
            .Where(ids.Contains).ToHashSet();
        var legal = money.Parties.Where(p => marked.Contains(p.Id)).Select(p => p.Registered?.LegalId).OfType<string>().ToHashSet();
        marked.UnionWith(money.Parties.Where(p => p.Registered is { Kind: PartyKind.Account, LegalId: { } id } && legal.Contains(id)).Select(p => p.Id));
        return marked;
    }

    private MarkedPlacement Marked(SeenPlacement p) => new(
        origins.Of(p.Row), p.Row.Date, Party(p.Chain.N), Party(p.Chain.R), Party(p.Chain.A), sites.IndexOf(p.Site), (long)p.Units, p.Row.Impressions ?? -1,
        Word(p.Row.Format), Word(p.Row.Geo), p.Row.Relation, p.Row.Reseller is not null);

    private MarkedSettlement Marked(SeenSettlement s) => new(
        origins.Of(s.Row), s.Row.Date, Party(s.Row.Payer), Party(s.Row.Payee), (long)s.Units,
        s.Row.Status is null ? null : Enum.Parse<SettlementStatus>(s.Row.Status, ignoreCase: true), s.Row.PeriodFrom, s.Row.PeriodTo, Word(s.Row.Rail));

    private PriceCell[] Prices() => priced
        .GroupBy(p => (Network: Party(p.Row.Network), Format: Word(p.Row.Format), Geo: Word(p.Row.Geo), Week: (p.Row.Date.DayNumber - seen.Cut.WindowFrom.DayNumber) / 7))
        .OrderBy(g => g.Key)
        .Select(g => new PriceCell(g.Key.Network, g.Key.Format, g.Key.Geo, g.Key.Week, g.Sum(p => (long)p.Units), g.Sum(p => p.Row.Impressions!.Value), g.LongCount()))
        .ToArray();

    private ResellerSpan[] Resellers() => seen.Placements.Where(p => p.Units.Sign > 0)
        .GroupBy(p => (Network: Party(p.Chain.N), Reseller: Party(p.Chain.R))).OrderBy(g => g.Key)
        .Select(g => new ResellerSpan(g.Key.Network, g.Key.Reseller, g.Min(p => p.Row.Date), g.Max(p => p.Row.Date), g.Sum(p => (long)p.Units),
            g.Select(p => p.Site).Distinct().Count())).ToArray();

    private PaymentBand[] Bands() => seen.Settlements
        .SelectMany(s => KnowledgeRecords.RoundLimits.Select(limit => (Payer: Party(s.Row.Payer), Limit: limit, Of: (decimal)s.Counted / limit)))
        .Where(s => s.Of is >= 0.95m and < 1.05m)
        .GroupBy(s => (s.Payer, s.Limit)).OrderBy(g => g.Key)
        .Select(g => new PaymentBand(g.Key.Payer, g.Key.Limit, g.LongCount(s => s.Of < 1m), g.LongCount(s => s.Of >= 1m))).ToArray();
}
