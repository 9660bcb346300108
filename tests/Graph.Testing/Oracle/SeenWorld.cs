using System.Globalization;
using System.Numerics;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>The chain of a placement, equal parties in a row standing once.</summary>
/// <param name="N">The network.</param>
/// <param name="R">The reseller, or null.</param>
/// <param name="A">The account, or null: the network is its own.</param>
/// <param name="S">The site.</param>
public sealed record Chain(string N, string? R, string? A, string S)
{
    /// <summary>u: who pays the account.</summary>
    public string LastPayer => R ?? N;

    public static Chain Of(string network, string? reseller, string account, string site)
    {
        var r = reseller == network || reseller == account ? null : reseller;
        return new Chain(network, r, r is null && account == network ? null : account, site);
    }
}

/// <summary>A placement as the cut sees it.</summary>
public sealed record SeenPlacement(PlacementRow Row, BigInteger Units, string Site, string Account, Chain Chain);

/// <summary>A settlement as the cut sees it; <paramref name="Counted"/> follows from its status.</summary>
public sealed record SeenSettlement(SettlementRow Row, BigInteger Units, BigInteger Counted);

/// <summary>What a cut sees of a world: of each key the newest version known by t, unless that is dated after t.</summary>
public sealed class SeenWorld
{
    private readonly Dictionary<object, object> written = new(ReferenceEqualityComparer.Instance);

    public SeenWorld(WorldText world, AsOfCut cut, Func<string, string>? registrable = null)
    {
        Cut = cut;
        Registrable = registrable ?? LastTwoLabels;
        Lists = Newest(world.Lists, l => (l.Subject, l.Kind, l.Side, l.Authority, l.From), l => l.RecordedAt, l => l.From)
            .Where(l => l.From <= cut.AsOf)
            .Select(l => Edited(l, l with { To = l.To > cut.AsOf ? null : l.To })).ToList();
        ListedBelow = Lists.Where(l => l.Kind == SubjectKind.Domain && l.Subject != Registrable(l.Subject)).Select(l => l.Subject).ToHashSet();
        Placements = Newest(world.Placements.Select(p => (Row: p, Units: Units(world, p.Gross, p.Currency, p.Date))).ToList(),
                p => p.Row.Id, p => p.Row.RecordedAt, p => p.Row.Date)
            .Where(p => p.Row.Date <= cut.AsOf).Select(p => See(p.Row, p.Units)).ToList();
        Settlements = Newest(world.Settlements.Select(s => (Row: s, Units: Units(world, s.Amount, s.Currency, s.Date))).ToList(),
                s => s.Row.Id, s => s.Row.RecordedAt, s => s.Row.Date)
            .Where(s => s.Row.Date <= cut.AsOf).Select(s => new SeenSettlement(s.Row, s.Units, Counted(s.Row.Status, s.Units))).ToList();
        var byId = Settlements.ToDictionary(s => s.Row.Id);
        Lines = Newest(world.Lines.Where(l => byId.ContainsKey(l.Settlement)).ToList(),
                l => (l.Settlement, l.Placement), l => l.RecordedAt, l => byId[l.Settlement].Row.Date)
            .Select(l => (l, byId[l.Settlement])).ToList();
        Parties = Newest(world.Parties, p => p.Id, _ => null, _ => DateOnly.MinValue);
        Notices = Newest(world.Notices, n => n.Id, n => n.RecordedAt, n => KnownDay(n.SentAt)!.Value)
            .Where(n => KnownDay(n.SentAt) <= cut.AsOf)
            .Select(n => Edited(n, n with
            {
                DeliveredAt = NotLater(n.DeliveredAt),
                RespondedAt = NotLater(n.RespondedAt),
                Response = KnownDay(n.RespondedAt) > cut.AsOf ? null : n.Response,
            })).ToList();
        Declarations = Newest(world.Declarations, d => d.Id, d => d.RecordedAt, d => d.To).Where(d => d.To <= cut.AsOf).ToList();
        Verdicts = Newest(world.Verdicts, v => (v.Network, v.DecidedOn, v.Authority), v => v.RecordedAt, v => v.DecidedOn).Where(v => v.DecidedOn <= cut.AsOf).ToList();
        Actions = Newest(world.Actions, a => (a.Kind, a.TargetId, a.Action), _ => null, _ => DateOnly.MinValue);
    }

    public AsOfCut Cut { get; }

    public Func<string, string> Registrable { get; }

    public IReadOnlyList<ListRow> Lists { get; }

    public IReadOnlySet<string> ListedBelow { get; }

    public IReadOnlyList<SeenPlacement> Placements { get; }

    public IReadOnlyList<SeenSettlement> Settlements { get; }

    public IReadOnlyList<(LineRow Line, SeenSettlement Settlement)> Lines { get; }

    public IReadOnlyList<PartyRow> Parties { get; }

    public IReadOnlyList<ActionRow> Actions { get; }

    public IReadOnlyList<NoticeRow> Notices { get; }

    public IReadOnlyList<DeclarationRow> Declarations { get; }

    public IReadOnlyList<VerdictRow> Verdicts { get; }

    /// <summary>The row as the world has it, before the cut took away what has not happened yet.</summary>
    public TRow AsWritten<TRow>(TRow seen) where TRow : class => (TRow)written[seen];

    public IEnumerable<SeenPlacement> WindowPlacements => Placements.Where(p => InWindow(p.Row.Date));

    public IEnumerable<SeenSettlement> WindowSettlements => Settlements.Where(s => InWindow(s.Row.Date));

    public bool InWindow(DateOnly day) => day > Cut.AsOf.AddDays(-7 * Cut.WindowWeeks) && day <= Cut.AsOf;

    /// <summary>The registrable domain where every public suffix has one label.</summary>
    public static string LastTwoLabels(string host)
    {
        var labels = host.Split('.');
        return labels.Length <= 2 ? host : string.Join('.', labels[^2..]);
    }

    /// <summary>Amount in 1/10000 base units; another currency at the latest rate on or before the day, halves away from zero.</summary>
    public static BigInteger Units(WorldText world, decimal amount, string? currency, DateOnly day)
    {
        var rate = currency is null or "CNY"
            ? 1m
            : world.Rates.Where(r => r.Currency == currency && r.From <= day).MaxBy(r => r.From)?.Rate
                ?? throw new InvalidDataException($"no rate of {currency} on {day:O}");
        return (Rational.Of(amount) * Rational.Of(rate)).Rounded(4);
    }

    /// <summary>How a settlement or line amount counts under the status of its settlement.</summary>
    public static BigInteger Counted(string? status, BigInteger units) => status switch
    {
        null or "paid" or "released" => units,
        "held" => 0,
        "reversed" => units.Sign > 0 ? 0 : units,
        _ => throw new InvalidDataException($"status {status}"),
    };

    public string SiteOf(string host)
    {
        var labels = host.Split('.');
        var depth = Registrable(host).Split('.').Length;
        for (var n = labels.Length; n > depth; n--)
        {
            var candidate = string.Join('.', labels[^n..]);
            if (ListedBelow.Contains(candidate))
            {
                return candidate;
            }
        }

        return Registrable(host);
    }

    public string SiteOfEntry(ListRow entry) => ListedBelow.Contains(entry.Subject) ? entry.Subject : Registrable(entry.Subject);

    /// <summary>y of a site.</summary>
    public Rational Belief(string site)
    {
        var inForce = Lists.Where(l => l.Kind == SubjectKind.Domain && SiteOfEntry(l) == site && (l.To is null || Cut.AsOf <= l.To)).ToList();
        return inForce.Any(l => l.Side == ListSide.White)
            ? Rational.Zero
            : inForce.Select(l => Rational.Of((l.Confidence ?? 100m) / 100m)).Aggregate(Rational.Zero, Rational.Max);
    }

    /// <summary>What a party is, by its registration, else by the column it stands in.</summary>
    public PartyKind KindOf(string party)
    {
        if (Parties.FirstOrDefault(p => p.Id == party) is { } row)
        {
            return row.Kind;
        }

        if (Placements.Any(p => p.Row.Network == party))
        {
            return PartyKind.Network;
        }

        if (Placements.Any(p => p.Row.Reseller == party))
        {
            return PartyKind.Reseller;
        }

        if (Placements.Any(p => p.Account == party))
        {
            return PartyKind.Account;
        }

        if (Placements.Any(p => p.Row.Advertiser == party))
        {
            return PartyKind.Advertiser;
        }

        var pays = Settlements.Any(s => s.Row.Payer == party);
        var paid = Settlements.Any(s => s.Row.Payee == party);
        return pays && paid ? PartyKind.Reseller : pays ? PartyKind.Advertiser : PartyKind.Account;
    }

    /// <summary>Every party named by t, by id.</summary>
    public IReadOnlyList<string> PartyIds => Parties.Select(p => p.Id)
        .Concat(Placements.SelectMany(p => new[] { p.Row.Network, p.Row.Reseller, p.Account, p.Row.Advertiser }.OfType<string>()))
        .Concat(Settlements.SelectMany(s => new[] { s.Row.Payer, s.Row.Payee }))
        .Distinct().Order(StringComparer.Ordinal).ToList();

    private TRow Edited<TRow>(TRow row, TRow seen) where TRow : class
    {
        written[seen] = row;
        return seen;
    }

    private string? NotLater(string? time) => KnownDay(time) > Cut.AsOf ? null : time;

    private SeenPlacement See(PlacementRow row, BigInteger units)
    {
        var site = SiteOf(row.Host);
        var account = row.Account ?? "site:" + site;
        return new SeenPlacement(row, units, site, account, Chain.Of(row.Network, row.Reseller, account, site));
    }

    private List<TRow> Newest<TRow, TKey>(IReadOnlyList<TRow> rows, Func<TRow, TKey> key, Func<TRow, string?> recordedAt, Func<TRow, DateOnly> eventDay)
        where TKey : notnull
    {
        return rows.GroupBy(key)
            .Select(versions => versions.Distinct().LastOrDefault(v => (KnownDay(recordedAt(v)) ?? eventDay(v)) <= Cut.AsOf))
            .Where(v => v is not null && !v.Equals(default(TRow))).Select(v => v!).ToList();
    }

    /// <summary>The UTC+8 day of a recorded_at value; without offset it is UTC+8.</summary>
    public static DateOnly? KnownDay(string? recordedAt) => RecordedUtc(recordedAt) is { } utc ? DateOnly.FromDateTime(utc.AddHours(8)) : null;

    public static DateTime? RecordedUtc(string? recordedAt)
    {
        if (recordedAt is null)
        {
            return null;
        }

        var hasOffset = recordedAt.EndsWith('Z') || recordedAt.LastIndexOfAny(['+', '-']) > 9;
        return DateTimeOffset.Parse(hasOffset ? recordedAt : recordedAt + (recordedAt.Length > 10 ? "+08:00" : "T00:00+08:00"), CultureInfo.InvariantCulture).UtcDateTime;
    }
}
