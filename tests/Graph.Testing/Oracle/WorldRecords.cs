using System.Numerics;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>What a store must hand to analysis for a world and a cut, by slow and obvious sums.</summary>
public static class WorldRecords
{
    public static MoneyRecords Of(WorldText world, AsOfCut cut, Func<string, string>? registrable = null)
    {
        var seen = new SeenWorld(world, cut, registrable);
        var partyIds = seen.PartyIds;
        var window = seen.WindowPlacements.Where(p => p.Units.Sign > 0).ToList();
        var toDate = seen.Placements.Where(p => p.Units.Sign > 0).ToList();
        var payments = seen.WindowSettlements.Where(s => !s.Units.IsZero).ToList();
        var payeesWithoutLane = payments
            .Where(s => !window.Any(p => p.Chain.A == s.Row.Payee && p.Chain.LastPayer == s.Row.Payer))
            .Select(s => s.Row.Payee).ToHashSet();
        var entries = seen.Lists.OrderBy(l => l.Kind).ThenBy(l => l.Subject, StringComparer.Ordinal).ThenBy(l => l.Side)
            .ThenBy(l => l.Authority, StringComparer.Ordinal).ThenBy(l => l.From).ToList();
        var older = toDate.Where(p => p.Chain.A is { } a && payeesWithoutLane.Contains(a)).ToList();
        var lines = seen.Lines.Where(l => seen.InWindow(l.Settlement.Row.Date))
            .Select(l => (l.Line, l.Settlement, Placement: seen.Placements.FirstOrDefault(p => p.Row.Id == l.Line.Placement))).ToList();
        var listed = entries.Where(l => l.Kind == SubjectKind.Domain).Select(seen.SiteOfEntry).ToHashSet();
        var sites = window.Concat(older).Select(p => p.Site).Concat(listed).Concat(lines.Where(l => l.Placement is not null).Select(l => l.Placement!.Site))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        var names = new NameTable();
        var origins = new WorldOrigins(world);

        int Party(string? id) => id is null ? -1 : Index(partyIds, id);
        int Site(string site) => Index(sites, site);
        LaneSum Lane(IGrouping<Chain, SeenPlacement> g) => new(
            Party(g.Key.N), Party(g.Key.R), Party(g.Key.A), Site(g.Key.S), (long)Sum(g.Select(p => p.Units)), g.LongCount());
        LaneSum[] Lanes(IEnumerable<SeenPlacement> placements) => placements.GroupBy(p => p.Chain).Select(Lane)
            .OrderBy(l => l.Network).ThenBy(l => l.Reseller).ThenBy(l => l.Account).ThenBy(l => l.Site).ToArray();

        return new MoneyRecords
        {
            Cut = cut,
            Parties = partyIds.Select(id => new PartyInfo(id, Roles(seen, id), Registered(seen, id, names, origins))).ToList(),
            Sites = sites,
            Lanes = Lanes(window),
            LanesToDate = Lanes(older),
            Advertisers = window.Where(p => p.Row.Advertiser is { } adv && adv != p.Row.Network)
                .GroupBy(p => (Adv: Party(p.Row.Advertiser), Net: Party(p.Row.Network)))
                .Select(g => new AdvertiserSum(g.Key.Adv, g.Key.Net, (long)Sum(g.Select(p => p.Units))))
                .OrderBy(a => a.Advertiser).ThenBy(a => a.Network).ToArray(),
            AdvertiserSites = window.Where(p => p.Row.Advertiser is not null && listed.Contains(p.Site))
                .GroupBy(p => (Adv: Party(p.Row.Advertiser), Site: Site(p.Site)))
                .Select(g => new AdvertiserSiteSum(g.Key.Adv, g.Key.Site, (long)Sum(g.Select(p => p.Units))))
                .OrderBy(a => a.Advertiser).ThenBy(a => a.Site).ToArray(),
            Payments = payments.GroupBy(s => (Payer: Party(s.Row.Payer), Payee: Party(s.Row.Payee), s.Row.Date))
                .Select(g => new PaymentSum(g.Key.Payer, g.Key.Payee, g.Key.Date, (long)Sum(g.Select(s => s.Counted)),
                    (long)Sum(g.Where(s => s.Row.Status == "held").Select(s => s.Units)),
                    (long)Sum(g.Where(s => s.Row.Status == "reversed" && s.Units.Sign > 0).Select(s => s.Units)), g.LongCount()))
                .OrderBy(p => p.Payer).ThenBy(p => p.Payee).ThenBy(p => p.Day).ToArray(),
            Lines = lines.Where(l => l.Placement is not null)
                .GroupBy(l => (Payer: Party(l.Settlement.Row.Payer), Payee: Party(l.Settlement.Row.Payee), l.Placement!.Chain))
                .Select(g => new LineSum(g.Key.Payer, g.Key.Payee, Party(g.Key.Chain.N), Party(g.Key.Chain.R), Party(g.Key.Chain.A), Site(g.Key.Chain.S),
                    (long)Sum(g.Select(l => LineUnits(l.Line, l.Settlement)))))
                .OrderBy(l => l.Payer).ThenBy(l => l.Payee).ThenBy(l => l.Network).ThenBy(l => l.Reseller).ThenBy(l => l.Account).ThenBy(l => l.Site).ToArray(),
            Lists = entries.Select(l => new ListEntry(origins.Of(seen.AsWritten(l)), SeenWorld.RecordedUtc(l.RecordedAt), l.Subject, l.Kind, l.Side, l.Authority, l.From, l.To,
                l.Confidence is { } c ? (long)(c * 10_000m) : null, null, null)).ToList(),
            ListSites = entries.Select(l => l.Kind == SubjectKind.Domain ? Site(seen.SiteOfEntry(l)) : -1).ToArray(),
            Actions = seen.Actions.OrderBy(a => a.Kind).ThenBy(a => a.TargetId, StringComparer.Ordinal).ThenBy(a => a.Action, StringComparer.Ordinal)
                .Select(a => new TargetAction(origins.Of(a), null, a.Kind, a.Action, a.Cost, a.Efficacy, a.TargetId)).ToList(),
            Dangling = new Dictionary<string, long>(),
        };
    }

    /// <summary>A line's amount as it counts under the status of its settlement. Lines carry no currency column: base currency.</summary>
    public static BigInteger LineUnits(LineRow line, SeenSettlement settlement)
    {
        return SeenWorld.Counted(settlement.Row.Status, Rational.Of(line.Amount).Rounded(4));
    }

    public static BigInteger Sum(IEnumerable<BigInteger> values) => values.Aggregate(BigInteger.Zero, (a, b) => a + b);

    private static int Index(IReadOnlyList<string> sorted, string value)
    {
        for (var i = 0; i < sorted.Count; i++)
        {
            if (sorted[i] == value)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{value} is not listed");
    }

    private static Party? Registered(SeenWorld seen, string id, NameTable names, WorldOrigins origins) =>
        seen.Parties.FirstOrDefault(p => p.Id == id) is { } row
            ? new Party(origins.Of(row), null, names.Intern(row.Id), row.Kind, row.Name, row.LegalId, row.Region, row.OpenedOn,
                row.ClosedOn > seen.Cut.AsOf ? null : row.ClosedOn)
            : null;

    private static PartyRoles Roles(SeenWorld seen, string id)
    {
        var roles = PartyRoles.None;
        roles |= seen.Placements.Any(p => p.Row.Network == id) ? PartyRoles.Network : 0;
        roles |= seen.Placements.Any(p => p.Row.Reseller == id) ? PartyRoles.Reseller : 0;
        roles |= seen.Placements.Any(p => p.Account == id) ? PartyRoles.Account : 0;
        roles |= seen.Placements.Any(p => p.Row.Advertiser == id) ? PartyRoles.Advertiser : 0;
        roles |= seen.Settlements.Any(s => s.Row.Payer == id) ? PartyRoles.Payer : 0;
        roles |= seen.Settlements.Any(s => s.Row.Payee == id) ? PartyRoles.Payee : 0;
        return roles;
    }
}
