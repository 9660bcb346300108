using System.Numerics;
using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Reroute;
using Graph.Model;

namespace Graph.Benchmarks.Data;

/// <summary>Worlds of advertising money as an adversary's links: the same seed gives the same world everywhere.</summary>
internal static class InterdictionInstances
{
    private const int Networks = 50;
    private const int Resellers = 265;

    /// <summary>Placements along advertiser → network (→ reseller) → account → site with heavy-tailed amounts, summed over links. A link can carry a
    /// quarter more than it carried; an advertiser brings, and a site takes, what it had. Networks, resellers and accounts are targets, one
    /// action each; its price grows with the root of the money that the target handles, rounded to tenths.</summary>
    /// <param name="accounts">Accounts: with 900, 5,900 sites and 24,000 lanes there are 1,200 targets, 7.4 thousand nodes and 41.6 thousand arcs about.</param>
    /// <param name="share">Budget as a share of all prices, percent.</param>
    /// <param name="seed">Seed.</param>
    public static InterdictionInstance Payments(int accounts, int share, ulong seed, int clean = 1, int slack = 25, int prices = 0, int tail = 20, bool even = false)
    {
        var random = SeededRandom.Stream(seed, 5, 0);
        var scale = Math.Max(1, 900 / accounts);
        var (networks, resellers, advertisers, sites) = (Networks / scale, Resellers / scale, 240 / scale, accounts * 660 / 100);
        var (firstReseller, firstAccount) = (networks, networks + resellers);
        var firstAdvertiser = firstAccount + accounts;
        var firstSite = firstAdvertiser + advertisers;
        var source = firstSite + sites;
        var links = new SortedDictionary<(int From, int To), long>();
        void Add(int from, int to, long amount) => links[(from, to)] = links.GetValueOrDefault((from, to)) + amount;

        var usual = Enumerable.Range(0, accounts).Select(_ => new[]
        {
            Payer(ref random, networks, resellers), Payer(ref random, networks, resellers), Payer(ref random, networks, resellers),
            Payer(ref random, networks, resellers), Payer(ref random, networks, resellers), Payer(ref random, networks, resellers),
        }).ToArray();
        var parents = Enumerable.Range(0, resellers).Select(_ => new[]
        {
            (int)Skewed(ref random, networks), (int)Skewed(ref random, networks), (int)Skewed(ref random, networks), (int)Skewed(ref random, networks),
        }).ToArray();
        var lanes = sites * 18 / 5;
        for (var lane = 0; lane < (1 + clean) * lanes; lane++)
        {
            // Every other lane ends at an honest site: its money widens the links, and is no pirate money.
            var pirate = lane % (1 + clean) == 0;
            var account = even ? (int)random.Below(accounts) : (int)Skewed(ref random, accounts);
            var site = lane / (1 + clean) < sites ? lane / (1 + clean) : (int)random.Below(sites);
            var payer = usual[account][random.Below(6)];
            var network = payer < networks ? payer : parents[payer - networks][random.Below(4)];
            var advertiser = (int)Skewed(ref random, advertisers);
            var amount = Amount(ref random, tail);
            Add(firstAdvertiser + advertiser, network, amount);
            if (payer >= networks)
            {
                Add(network, payer, amount);
            }

            Add(payer, firstAccount + account, amount);
            if (pirate)
            {
                Add(source, firstAdvertiser + advertiser, amount);
                Add(firstAccount + account, firstSite + site, amount);
                Add(firstSite + site, source + 1, amount);
            }
        }

        return Instance(FormattableString.Invariant($"payments {accounts}, seed {seed}"), links, source, firstAdvertiser, share, slack, prices, networks, resellers, ref random);
    }

    private static InterdictionInstance Instance(string name, SortedDictionary<(int From, int To), long> links, int source, int targets, int share, int slack, int prices, int networks, int resellers, ref SeededRandom random)
    {
        var start = new int[source + 3];
        var through = new long[source + 2];
        foreach (var ((from, to), amount) in links)
        {
            start[from + 1]++;
            through[to] += amount;
        }

        for (var node = 0; node < source + 2; node++)
        {
            start[node + 1] += start[node];
        }

        var graph = new RerouteGraph
        {
            PartyOf = [.. Enumerable.Range(0, source + 2).Select(node => node < targets ? node : -1)],
            ArcStart = start,
            ArcTarget = [.. links.Keys.Select(link => link.To)],
            Capacity = [.. links.Select(link => link.Key.From == source || link.Key.To == source + 1 ? link.Value : link.Value + (link.Value * slack / 100))],
            Source = source,
            Sink = source + 1,
        };
        var unit = through[..targets].Sum() / targets;
        var actions = new List<InterdictionAction>();
        for (var node = 0; node < targets; node++)
        {
            if (through[node] > 0)
            {
                actions.Add(new InterdictionAction(node, -1, 1.0, prices == 0 ? Price(ref random, through[node], unit) : prices == 1 ? (node < networks ? 40 : node < networks + resellers ? 8 : 2) : node < networks ? random.Between(20, 60) : node < networks + resellers ? random.Between(4, 12) : random.Between(1, 3), actions.Count));
            }
        }

        var budget = decimal.Floor(actions.Sum(action => action.Price) * share / 10m) / 10m;
        return new InterdictionInstance(name, graph, actions, budget);
    }

    private static decimal Price(ref SeededRandom random, long through, long unit) =>
        1m + decimal.Round(random.Between(50, 200) / 20m * through / unit, 1);

    private static int Payer(ref SeededRandom random, int networks, int resellers) =>
        random.Chance(650_000) ? networks + (int)Skewed(ref random, resellers) : (int)Skewed(ref random, networks);

    private static long Amount(ref SeededRandom random, int tail)
    {
        var doublings = Math.Min(BitOperations.TrailingZeroCount(random.NextBits()), tail);
        return random.Between(100_000L << doublings, 200_000L << doublings);
    }

    private static long Skewed(ref SeededRandom random, int bound) => random.Below(random.Below(bound) + 1);
}
