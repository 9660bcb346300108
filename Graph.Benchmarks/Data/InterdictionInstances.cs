using System.Numerics;
using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Reroute;
using Graph.Model;

namespace Graph.Benchmarks.Data;

/// <summary>A world of advertising money as an adversary's links: the same seed gives the same world everywhere.</summary>
/// <remarks>
/// Placements run from an advertiser to a network, to a reseller as a rule, to an account and a site; their amounts are summed over links. Every
/// other placement ends at an honest site: it widens the links above the site, and is no pirate money. An advertiser brings, and a site takes, what it
/// had. Networks, resellers and accounts are targets.
/// </remarks>
internal sealed class InterdictionInstances
{
    private const int Ways = 6;
    private const int Parents = 4;

    private readonly InterdictionFamily family;
    private readonly SortedDictionary<(int From, int To), long> links = [];
    private readonly int networks;
    private readonly int resellers;
    private readonly int accounts;
    private readonly int advertisers;
    private readonly int sites;
    private readonly int[][] payers;
    private readonly int[][] parents;
    private SeededRandom random;

    private InterdictionInstances(InterdictionFamily family, int accounts, ulong seed)
    {
        (this.family, this.accounts) = (family, accounts);
        random = SeededRandom.Stream(seed, 5, 0);
        (networks, resellers, advertisers, sites) = (Math.Max(4, accounts / 18), Math.Max(8, accounts * 53 / 180), Math.Max(8, accounts * 4 / 15), accounts * 33 / 5);
        payers = Several(accounts, Ways, () => random.Chance(650_000) ? networks + Skewed(resellers) : Skewed(networks));
        parents = Several(resellers, Parents, () => Skewed(networks));
    }

    private int FirstAdvertiser => networks + resellers + accounts;

    private int FirstSite => FirstAdvertiser + advertisers;

    private int Source => FirstSite + sites;

    /// <summary>Makes a world.</summary>
    /// <param name="family">What it is like.</param>
    /// <param name="accounts">Accounts; with 900 there are 1,200 targets, 7.4 thousand nodes and 41.6 thousand arcs about.</param>
    /// <param name="share">Budget as a share of the dearest measures' prices, percent.</param>
    /// <param name="seed">Seed.</param>
    public static InterdictionInstance Make(InterdictionFamily family, int accounts, int share, ulong seed)
    {
        var world = new InterdictionInstances(family, accounts, seed);
        var lanes = world.sites * 18 / 5;
        for (var lane = 0; lane < 2 * lanes; lane++)
        {
            world.Place(lane / 2, lane % 2 == 0);
        }

        return world.Finish(FormattableString.Invariant($"{family.Name}, seed {seed}"), share);
    }

    private void Place(int number, bool pirate)
    {
        var account = family.EvenAccounts ? (int)random.Below(accounts) : Skewed(accounts);
        var site = number < sites ? number : (int)random.Below(sites);
        var payer = payers[account][random.Below(Ways)];
        var network = payer < networks ? payer : parents[payer - networks][random.Below(Parents)];
        var advertiser = FirstAdvertiser + Skewed(advertisers);
        var doublings = Math.Min(BitOperations.TrailingZeroCount(random.NextBits()), family.Doublings);
        var amount = random.Between(100_000L << doublings, 200_000L << doublings);
        Add(advertiser, network, amount);
        if (payer >= networks)
        {
            Add(network, payer, amount);
        }

        Add(payer, networks + resellers + account, amount);
        if (pirate)
        {
            Add(Source, advertiser, amount);
            Add(networks + resellers + account, FirstSite + site, amount);
            Add(FirstSite + site, Source + 1, amount);
        }
    }

    private InterdictionInstance Finish(string name, int share)
    {
        var start = new int[Source + 3];
        var through = new long[Source + 2];
        foreach (var ((from, to), amount) in links)
        {
            start[from + 1]++;
            through[to] += amount;
        }

        for (var node = 0; node < Source + 2; node++)
        {
            start[node + 1] += start[node];
        }

        var graph = new RerouteGraph
        {
            PartyOf = [.. Enumerable.Range(0, Source + 2).Select(node => node < FirstAdvertiser ? node : -1)],
            ArcStart = start,
            ArcTarget = [.. links.Keys.Select(link => link.To)],
            Capacity = [.. links.Select(link => link.Key.From == Source || link.Key.To == Source + 1 ? link.Value : link.Value + (link.Value * family.Slack / 100))],
            Source = Source,
            Sink = Source + 1,
        };
        var actions = Actions(through[..FirstAdvertiser]);
        var sum = actions.Where(action => action.Efficacy == 1.0).Sum(action => action.Price);
        return new InterdictionInstance(name, graph, actions, decimal.Floor(sum * share / 10m) / 10m);
    }

    private List<InterdictionAction> Actions(long[] through)
    {
        var unit = through.Sum() / through.Length;
        var actions = new List<InterdictionAction>();
        for (var node = 0; node < through.Length; node++)
        {
            // A measure costs half to twice of what is usual.
            var price = family.FlatPrices
                ? random.Between(50, 150) * (node < networks ? 40 : node < networks + resellers ? 8 : 2) / 100m
                : 1m + decimal.Round(random.Between(50, 200) / 20m * through[node] / unit, 1);
            if (through[node] > 0)
            {
                actions.Add(new InterdictionAction(node, -1, 1.0, price, node));
            }

            if (through[node] > 0 && family.Warnings)
            {
                actions.Add(new InterdictionAction(node, -1, 0.4, decimal.Round(price / 3m, 1), node));
            }
        }

        return actions;
    }

    private void Add(int from, int to, long amount) => links[(from, to)] = links.GetValueOrDefault((from, to)) + amount;

    private static int[][] Several(int count, int each, Func<int> next) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, each).Select(_ => next()).ToArray())];

    /// <summary>A number below the bound, small ones likelier.</summary>
    private int Skewed(int bound) => (int)random.Below(random.Below(bound) + 1);
}
