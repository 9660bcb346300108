using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Which network would serve which site: the market, before anybody reacts to anything.</summary>
internal sealed class WorldDraw
{
    private const int LeastPiratesOfTheKnowing = 4;
    private const int LeastPirates = 2;
    private readonly WorldPlan plan;
    private readonly WorldLives lives;
    private readonly List<(int Network, int Site)> ordinary = [];
    private readonly List<(int Network, int Site)> marked = [];
    private readonly int[] drawnFor;
    private readonly int[] lanesOf;
    private readonly int[] piratesOf;

    private WorldDraw(WorldPlan plan, WorldLives lives)
    {
        (this.plan, this.lives) = (plan, lives);
        drawnFor = new int[plan.Options.Networks];
        (lanesOf, piratesOf) = (new int[plan.Options.Networks], new int[plan.Options.Networks]);
        Array.Fill(drawnFor, -1);
    }

    /// <summary>Pairs of network and site that nobody will ask about, by site.</summary>
    public List<(int Network, int Site)> Ordinary => ordinary;

    /// <summary>Pairs that somebody may ask about, by network and site.</summary>
    public List<(int Network, int Site)> Marked => marked;

    public static WorldDraw Run(WorldPlan plan, WorldLives lives, CancellationToken cancellation)
    {
        var draw = new WorldDraw(plan, lives);
        draw.DrawPairs(cancellation);
        draw.marked.Sort();
        return draw;
    }

    private void DrawPairs(CancellationToken cancellation)
    {
        var options = plan.Options;
        var random = SeededRandom.Stream(options.Seed, WorldStream.Lanes, 0);
        var all = new WeightedChoice(plan.NetworkWeight);
        var serving = options.ServingNetworksPerMillion > 0 ? new WeightedChoice(plan.PirateWeight) : null;
        var agencies = Agencies();

        // A lognormal number with σ 1.1 has 1.83 times its median as its mean.
        var pairs = Math.Max(options.Sites, options.Placements * options.WeeksPerRow / options.Weeks);
        var median = Math.Max(1, (long)(((UInt128)pairs << 16) * 100 / (ulong)options.Sites / 183));
        var spread = FixedPoint.SigmaQ16(1.1);
        for (var s = 0; s < options.Sites; s++)
        {
            if ((s & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (var n in agencies.GetValueOrDefault(plan.SiteAccount[s], []))
            {
                Take(n, s, random.Chance(700_000));
            }

            if ((plan.IsPirate[s] ? serving : all) is { } choice)
            {
                var degree = FixedPoint.Lognormal(ref random, plan.IsPirate[s] ? Math.Max(1, median * options.PirateReachPerMille / 1_000) : median, spread);
                Draw(s, choice, (int)Math.Clamp((degree + (1 << 15)) >> 16, 1, Math.Max(1, options.Networks * 9L / 10)), ref random);
            }
        }

        AddMissing(ref random);
    }

    private void Draw(int site, WeightedChoice choice, int wanted, ref SeededRandom random)
    {
        for (var attempt = 0; wanted > 0 && attempt < (wanted * 4) + 8; attempt++)
        {
            wanted -= Take(choice.Next(ref random), site, true) ? 1 : 0;
        }
    }

    /// <summary>Adds a pair, unless the network has the site already.</summary>
    private bool Take(int network, int site, bool wanted)
    {
        if (!wanted || drawnFor[network] == site)
        {
            return false;
        }

        drawnFor[network] = site;
        (lives.IsMarked(site) ? marked : ordinary).Add((network, site));
        lanesOf[network]++;
        piratesOf[network] += plan.IsPirate[site] ? 1 : 0;
        return true;
    }

    /// <summary>Per account of an agency: the networks that work for agencies and took this one on.</summary>
    private Dictionary<int, List<int>> Agencies()
    {
        var accounts = Enumerable.Range(0, plan.Accounts).Where(a => plan.AccountStart[a + 1] - plan.AccountStart[a] >= 20).ToArray();
        var networks = new Dictionary<int, List<int>>();
        for (var n = 0; accounts.Length > 0 && n < plan.Options.Networks; n++)
        {
            if (plan.Motives.Kind[n] != NetworkMotive.Agency)
            {
                continue;
            }

            var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Agencies, (ulong)n);
            foreach (var account in Enumerable.Range(0, 2).Select(_ => accounts[random.Below(accounts.Length)]).Distinct())
            {
                networks.TryAdd(account, []);
                networks[account].Add(n);
            }
        }

        return networks;
    }

    /// <summary>Every network serves some site that nobody will ask about, and those that are to touch pirates do.</summary>
    private void AddMissing(ref SeededRandom random)
    {
        var pirates = Enumerable.Range(0, plan.IsPirate.Length).Where(s => plan.IsPirate[s]).ToArray();
        var pairs = marked.ToHashSet();
        var served = ordinary.Select(pair => pair.Network).ToHashSet();
        for (var n = 0; n < lanesOf.Length; n++)
        {
            var least = plan.PirateWeight[n] == 0 ? 0 : plan.Motives.Kind[n] == NetworkMotive.Knowing ? LeastPiratesOfTheKnowing : LeastPirates;
            for (var attempt = 0; piratesOf[n] < Math.Min(least, pirates.Length) && attempt < 40; attempt++)
            {
                var pair = (n, pirates[random.Below(pirates.Length)]);
                if (pairs.Add(pair))
                {
                    marked.Add(pair);
                    piratesOf[n]++;
                }
            }

            if (!served.Contains(n))
            {
                ordinary.Add((n, AnyOrdinary(ref random)));
            }
        }
    }

    private int AnyOrdinary(ref SeededRandom random)
    {
        int site;
        do
        {
            site = (int)random.Below(plan.IsPirate.Length);
        }
        while (plan.IsPirate[site] || (lives.IsMarked(site) && random.Chance(990_000)));
        return site;
    }
}
