using Graph.Model;
using Graph.Model.Records;

namespace Graph.Benchmarks.Data;

/// <summary>What actions cost and do in a made-up world.</summary>
internal enum ActionPrices
{
    /// <summary>One action per target at cost 1, certain.</summary>
    Unit,
    /// <summary>One action per target at a cost from 1 to 10, certain.</summary>
    Random,
    /// <summary>Two actions per target: a cheap one that often fails, a dear one that hardly does.</summary>
    TwoActions,
}

/// <summary>Worlds of lanes as records, by seed: the same on every machine.</summary>
/// <remarks>
/// One party in ten is a network, two are resellers, the rest accounts; parties of a kind have very unequal weight. Four lanes in five end at a
/// pirate site whose confidence lies between 50 and 100. With resale, networks pay one another as well, in circles too.
/// </remarks>
internal sealed class CoverageInstances
{
    private static readonly DateOnly Day = new(2026, 6, 30);

    private readonly int networks;
    private readonly int resellers;
    private readonly int accounts;
    private SeededRandom random;

    private CoverageInstances(int targets, ulong seed)
    {
        networks = Math.Max(2, targets / 10);
        resellers = Math.Max(2, targets / 5);
        accounts = targets - networks - resellers;
        random = SeededRandom.Stream(seed, 6, (ulong)targets);
    }

    /// <summary>Makes a world.</summary>
    /// <param name="targets">Networks, resellers and accounts, from 8.</param>
    /// <param name="lanes">Lanes drawn; equal ones are one.</param>
    /// <param name="prices">What the actions cost.</param>
    /// <param name="resale">How many payments among networks.</param>
    /// <param name="seed">Seed.</param>
    public static CoverageInstance Make(int targets, int lanes, ActionPrices prices, int resale, ulong seed) => new(
        FormattableString.Invariant($"{targets} targets, {lanes} lanes, {prices}, seed {seed}"), new CoverageInstances(targets, seed).Records(lanes, prices, resale));

    private MoneyRecords Records(int count, ActionPrices prices, int resale)
    {
        var sites = 4 * accounts;
        var lanes = Lanes(count, sites);
        var pirates = Enumerable.Range(0, sites).Where(_ => random.Chance(800_000)).ToArray();
        return new MoneyRecords
        {
            Cut = new AsOfCut(Day, null, AsOfCut.DefaultWindowWeeks),
            Parties = [.. Names("a", accounts, PartyRoles.Account), .. Names("n", networks, PartyRoles.Network), .. Names("r", resellers, PartyRoles.Reseller)],
            Sites = [.. Enumerable.Range(0, sites).Select(site => Name("s", site) + ".example")],
            Lanes = lanes,
            LanesToDate = [],
            Advertisers = [],
            AdvertiserSites = [],
            Payments = Payments(lanes, resale),
            Lines = [],
            Lists = [.. pirates.Select(site => new ListEntry(
                default, null, Name("s", site) + ".example", SubjectKind.Domain, ListSide.Black, "office", Day.AddYears(-1), null, random.Between(50, 100) * 10_000, null, null))],
            ListSites = pirates,
            Actions = [.. Actions(prices)],
            Dangling = new Dictionary<string, long>(StringComparer.Ordinal),
        };
    }

    /// <summary>Accounts come first, then networks, then resellers: the order of their ids. Each account has four sites.</summary>
    private LaneSum[] Lanes(int count, int sites)
    {
        var lanes = new Dictionary<(int Network, int Reseller, int Account, int Site), long>(count);
        for (var lane = 0; lane < count; lane++)
        {
            var account = Skewed(accounts);
            var reseller = random.Chance(600_000) ? accounts + networks + Skewed(resellers) : -1;
            var chain = (accounts + Skewed(networks), reseller, account, (int)((account * (sites / accounts)) + random.Below(sites / accounts)));
            lanes[chain] = lanes.GetValueOrDefault(chain) + (random.Between(1, 1_000) * random.Between(1, 1_000) * 100);
        }

        return [.. lanes.OrderBy(lane => lane.Key).Select(lane => new LaneSum(lane.Key.Network, lane.Key.Reseller, lane.Key.Account, lane.Key.Site, lane.Value, 1))];
    }

    /// <summary>Networks that resell show their books: they have paid what they accrued, and one another.</summary>
    private PaymentSum[] Payments(LaneSum[] lanes, int resale)
    {
        var paid = new SortedDictionary<(int Payer, int Payee), long>();
        for (var i = 0; i < resale; i++)
        {
            var (payer, payee) = (accounts + (int)random.Below(networks), accounts + (int)random.Below(networks));
            if (payer != payee)
            {
                paid[(payer, payee)] = paid.GetValueOrDefault((payer, payee)) + random.Between(1, 200_000_000);
            }
        }

        var payers = paid.Keys.Select(pair => pair.Payer).ToHashSet();
        foreach (var lane in lanes.Where(lane => payers.Contains(lane.Network)))
        {
            var pair = (lane.Network, lane.Reseller >= 0 ? lane.Reseller : lane.Account);
            paid[pair] = paid.GetValueOrDefault(pair) + lane.Gross;
        }

        return [.. paid.Select(pair => new PaymentSum(pair.Key.Payer, pair.Key.Payee, Day.AddDays(-3), pair.Value, 0, 0, 1))];
    }

    private IEnumerable<TargetAction> Actions(ActionPrices prices)
    {
        if (prices == ActionPrices.Unit)
        {
            yield break;
        }

        foreach (var (kind, letter, count) in new[] { (TargetKind.Account, "a", accounts), (TargetKind.Network, "n", networks), (TargetKind.Reseller, "r", resellers) })
        {
            for (var party = 0; party < count; party++)
            {
                var cost = random.Between(2, 20) / 2m;
                yield return new TargetAction(default, null, kind, "block", cost, prices == ActionPrices.Random ? 1m : 0.95m, Name(letter, party));
                if (prices == ActionPrices.TwoActions)
                {
                    yield return new TargetAction(default, null, kind, "call", cost * 0.4m, 0.5m, Name(letter, party));
                }
            }
        }
    }

    private static IEnumerable<PartyInfo> Names(string letter, int count, PartyRoles role) =>
        Enumerable.Range(0, count).Select(party => new PartyInfo(Name(letter, party), role, null));

    private static string Name(string letter, int number) => FormattableString.Invariant($"{letter}{number:D6}");

    /// <summary>Small numbers more often: the product of two draws.</summary>
    private int Skewed(int count) => (int)random.Below(1 + random.Below(count));
}
