using Graph.Model;
using Graph.Model.Records;

namespace Graph.Cli.Tests;

/// <summary>Records made by hand for the writers and the page: lanes, payments and lists, without a store.</summary>
internal sealed record SampleWorld
{
    public int Networks { get; init; } = 6;

    public int Resellers { get; init; } = 3;

    public int Sites { get; init; } = 60;

    public int PirateSites { get; init; } = 12;

    public ulong Seed { get; init; } = 7;

    /// <summary>Turns a running number into a display name.</summary>
    public Func<int, string?> Name { get; init; } = static _ => null;

    /// <summary>Turns a running number into a site's name.</summary>
    public Func<int, string> Site { get; init; } = static i => $"site-{i:D4}.example";

    /// <summary>The records as of 2026-11-22.</summary>
    public MoneyRecords Records()
    {
        var random = new SeededRandom(Seed);
        var sites = Enumerable.Range(0, Sites).Select(Site).Order(StringComparer.Ordinal).ToArray();
        var parties = Parties();
        var index = parties.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        var lanes = new Dictionary<(int, int, int, int), (long Gross, long Rows)>();
        for (var draw = 0; draw < Sites * 3 + Networks * 2; draw++)
        {
            var site = (int)random.Below(Sites);
            var network = index[NetworkId((int)(random.Below(Networks) * random.Below(Networks) / Networks))];
            var reseller = random.Chance(400_000) ? index[ResellerId((int)random.Below(Resellers))] : -1;
            var key = (network, reseller, index[AccountId(site)], site);
            var (gross, rows) = lanes.GetValueOrDefault(key);
            lanes[key] = (gross + random.Between(10_000, 90_000_000), rows + 1);
        }

        var laneSums = lanes.OrderBy(l => l.Key).Select(l => new LaneSum(l.Key.Item1, l.Key.Item2, l.Key.Item3, l.Key.Item4, l.Value.Gross, l.Value.Rows)).ToArray();
        var advertisers = laneSums.GroupBy(l => l.Network).Select(g => new AdvertiserSum(index["brand-1"], g.Key, g.Sum(l => l.Gross))).ToArray();
        var lists = Lists(sites);
        return new MoneyRecords
        {
            Cut = new AsOfCut(new DateOnly(2026, 11, 22), null, 12),
            Parties = parties,
            Sites = sites,
            Lanes = laneSums,
            LanesToDate = [],
            Advertisers = advertisers,
            AdvertiserSites = [],
            Payments = Payments(laneSums, index),
            Lines = [],
            Lists = lists,
            ListSites = [.. lists.Select(l => Array.BinarySearch(sites, l.Subject, StringComparer.Ordinal))],
            Actions = [],
            Dangling = new Dictionary<string, long> { ["settlement_lines.placement_id"] = 2, ["notices.network_id"] = 0 },
        };
    }

    private static string NetworkId(int i) => $"net-{i:D4}";

    private static string ResellerId(int i) => $"res-{i:D3}";

    private static string AccountId(int site) => $"acc-{site / 3:D4}";

    private PartyInfo[] Parties()
    {
        var names = new NameTable();
        PartyInfo Party(string id, PartyKind kind, PartyRoles roles, int i) => new(
            id, roles, new Party(default, null, names.Intern(id), kind, Name(i), null, null, null, null));
        return
        [
            .. Enumerable.Range(0, Networks).Select(i => Party(NetworkId(i), PartyKind.Network, PartyRoles.Network, i))
                .Concat(Enumerable.Range(0, Resellers).Select(i => Party(ResellerId(i), PartyKind.Reseller, PartyRoles.Reseller, i)))
                .Concat(Enumerable.Range(0, Sites / 3 + 1).Select(i => Party($"acc-{i:D4}", PartyKind.Account, PartyRoles.Account, i)))
                .Append(Party("brand-1", PartyKind.Advertiser, PartyRoles.Advertiser, 0))
                .OrderBy(p => p.Id, StringComparer.Ordinal),
        ];
    }

    private ListEntry[] Lists(string[] sites) =>
    [
        .. sites.Where((_, i) => PirateSites > 0 && i % Math.Max(1, Sites / PirateSites) == 0).Take(PirateSites).Select((site, i) => new ListEntry(
            default, null, site, SubjectKind.Domain, ListSide.Black, "authority", new DateOnly(2026, 1, 1), null,
            i % 5 == 4 ? 600_000 : null, null, null)),
    ];

    /// <summary>The first network pays four fifths of what it accrued, and something to a party that no lane explains.</summary>
    private static PaymentSum[] Payments(LaneSum[] lanes, Dictionary<string, int> index)
    {
        var payer = index["net-0000"];
        var day = new DateOnly(2026, 11, 2);
        return
        [
            .. lanes.Where(l => l.Network == payer).GroupBy(l => l.Reseller >= 0 ? l.Reseller : l.Account)
                .Select(g => new PaymentSum(payer, g.Key, day, g.Sum(l => l.Gross) / 5 * 4, 10_000, 0, 1))
                .OrderBy(p => p.Payee),
        ];
    }
}
