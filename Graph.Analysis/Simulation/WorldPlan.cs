using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>The entities of a world: networks, resellers, owners with their accounts, sites. Who serves whom is in <see cref="WorldLanes"/>.</summary>
internal sealed class WorldPlan
{
    private const int SitesPerPlatform = 4_000;
    private static readonly int[] LagDays = [30, 30, 30, 30, 30, 60, 60, 60, 90, 90];

    private WorldPlan(WorldOptions options)
    {
        Options = options;
    }

    public WorldOptions Options { get; }

    /// <summary>Per network: how much of the market it has.</summary>
    public required long[] NetworkWeight { get; init; }

    /// <summary>Per network: how much of the pirate market it has; 0 for a network that serves none.</summary>
    public required long[] PirateWeight { get; init; }

    /// <summary>Per network: octaves (1/65536) by which its inventory is larger than others'.</summary>
    public required long[] NetworkScale { get; init; }

    /// <summary>Per payer (networks, then resellers): whether its settlements are in the data.</summary>
    public required bool[] KeepsBooks { get; init; }

    /// <summary>Per payer: whether its settlements carry lines.</summary>
    public required bool[] WritesLines { get; init; }

    /// <summary>Per payer: days from the end of a period to its payment.</summary>
    public required int[] Lag { get; init; }

    /// <summary>Per payer: what it keeps of what it passes on, in 1/1000; 0 for networks, whose gross is what they pass on.</summary>
    public required int[] MarginPerMille { get; init; }

    /// <summary>Per network: its second currency, or null.</summary>
    public required string?[] Foreign { get; init; }

    /// <summary>Per site: its account.</summary>
    public required int[] SiteAccount { get; init; }

    /// <summary>Per site: whether it is a pirate site.</summary>
    public required bool[] IsPirate { get; init; }

    /// <summary>Per site: the host platform under whose domain it stands, or −1.</summary>
    public required int[] Platform { get; init; }

    /// <summary>Per account: its first site; its sites follow. One longer than there are accounts.</summary>
    public required int[] AccountStart { get; init; }

    /// <summary>Per account: whether placements name no account, so that it is the site's own.</summary>
    public required bool[] ImplicitAccount { get; init; }

    public int Accounts => ImplicitAccount.Length;

    public int Payers => Options.Networks + Options.Resellers;

    public static WorldPlan Build(WorldOptions options)
    {
        var random = SeededRandom.Stream(options.Seed, WorldStream.Plan, 0);
        var weight = new long[options.Networks];
        var scale = new long[options.Networks];
        for (var n = 0; n < options.Networks; n++)
        {
            weight[n] = FixedPoint.Lognormal(ref random, 1 << 24, FixedPoint.SigmaQ16(1.7));
            scale[n] = (random.NextNormalQ16() * FixedPoint.SigmaQ16(1.0)) >> 16;
        }

        var payers = options.Networks + options.Resellers;
        var owners = Owners.Draw(options, ref random);
        return new WorldPlan(options)
        {
            NetworkWeight = weight,
            NetworkScale = scale,
            PirateWeight = DrawPirateWeights(options, weight, ref random),
            KeepsBooks = Draw(payers, options.BooksPerMillion, ref random),
            WritesLines = Draw(payers, options.LinesPerMillion, ref random),
            Lag = DrawLags(options, payers, ref random),
            MarginPerMille = DrawMargins(options, payers, ref random),
            Foreign = DrawForeign(options, ref random),
            SiteAccount = owners.SiteAccount,
            IsPirate = owners.IsPirate,
            AccountStart = [.. owners.Start],
            ImplicitAccount = DrawImplicit(owners, ref random),
            Platform = DrawPlatforms(options, owners, ref random),
        };
    }

    /// <summary>Most networks that touch pirates are among the larger half, with few of them; some small ones live on them.</summary>
    private static long[] DrawPirateWeights(WorldOptions options, long[] weight, ref SeededRandom random)
    {
        var pirate = new long[weight.Length];
        var serving = (int)((((long)weight.Length * options.ServingNetworksPerMillion) + 500_000) / 1_000_000);
        if (options.ServingNetworksPerMillion > 0)
        {
            serving = Math.Max(1, serving);
        }

        var byWeight = Enumerable.Range(0, weight.Length).OrderByDescending(n => weight[n]).ThenBy(n => n).ToArray();
        var larger = Math.Max(1, weight.Length / 2);
        for (var chosen = 0; chosen < serving;)
        {
            var n = byWeight[(int)random.Below(random.Chance(800_000) ? larger : weight.Length)];
            if (pirate[n] == 0)
            {
                pirate[n] = FixedPoint.Lognormal(ref random, (long)Math.Sqrt(weight[n]) + 1, FixedPoint.SigmaQ16(1.2));
                chosen++;
            }
            else if (larger < weight.Length)
            {
                // The larger half may be full: widen the choice.
                larger++;
            }
        }

        return pirate;
    }

    private static bool[] Draw(int count, int perMillion, ref SeededRandom random)
    {
        var drawn = new bool[count];
        for (var i = 0; i < count; i++)
        {
            drawn[i] = random.Chance(perMillion);
        }

        return drawn;
    }

    private static int[] DrawLags(WorldOptions options, int payers, ref SeededRandom random)
    {
        var lag = new int[payers];
        for (var p = 0; p < payers; p++)
        {
            // A reseller pays two weeks after its networks have paid it.
            lag[p] = LagDays[random.Below(LagDays.Length)] + (p < options.Networks ? 0 : 14);
        }

        return lag;
    }

    private static int[] DrawMargins(WorldOptions options, int payers, ref SeededRandom random)
    {
        var margin = new int[payers];
        for (var p = options.Networks; p < payers; p++)
        {
            margin[p] = (int)random.Between(80, 250);
        }

        return margin;
    }

    private static string?[] DrawForeign(WorldOptions options, ref SeededRandom random)
    {
        var foreign = new string?[options.Networks];
        for (var n = 0; n < foreign.Length; n++)
        {
            if (random.Chance(options.ForeignNetworksPerMillion))
            {
                foreign[n] = WorldRates.Currencies[(int)random.Below(WorldRates.Currencies.Count)];
            }
        }

        return foreign;
    }

    private static bool[] DrawImplicit(Owners owners, ref SeededRandom random)
    {
        var none = new bool[owners.Start.Count - 1];
        for (var a = 0; a < none.Length; a++)
        {
            none[a] = owners.Start[a + 1] - owners.Start[a] == 1 && random.Chance(50_000);
        }

        return none;
    }

    /// <summary>A few clean sites are platforms where anybody may open a host; a few pirate sites are such hosts.</summary>
    private static int[] DrawPlatforms(WorldOptions options, Owners owners, ref SeededRandom random)
    {
        var platform = new int[options.Sites];
        Array.Fill(platform, -1);
        var platforms = new List<int>();
        while (platforms.Count < Math.Max(1, options.Sites / SitesPerPlatform))
        {
            var site = (int)random.Below(options.Sites);
            if (!owners.IsPirate[site] && platform[site] < 0)
            {
                platform[site] = site;
                platforms.Add(site);
            }
        }

        for (var s = 0; s < options.Sites; s++)
        {
            if (owners.IsPirate[s] && random.Chance(40_000))
            {
                platform[s] = platforms[(int)random.Below(platforms.Count)];
            }
        }

        return platform;
    }

    /// <summary>Sites in groups of one owner: consecutive sites share an account.</summary>
    private sealed record Owners(int[] SiteAccount, bool[] IsPirate, List<int> Start)
    {
        public static Owners Draw(WorldOptions options, ref SeededRandom random)
        {
            var owners = new Owners(new int[options.Sites], new bool[options.Sites], [0]);
            var pirates = (int)((((long)options.Sites * options.PirateSitesPerMillion) + 500_000) / 1_000_000);
            var clean = options.Sites - pirates;
            for (var at = 0; at < options.Sites;)
            {
                var (dirty, tidy) = Group(options, pirates, clean, ref random);
                for (var i = 0; i < dirty + tidy; i++)
                {
                    owners.SiteAccount[at + i] = owners.Start.Count - 1;
                    owners.IsPirate[at + i] = i < dirty;
                }

                at += dirty + tidy;
                pirates -= dirty;
                clean -= tidy;
                owners.Start.Add(at);
            }

            return owners;
        }

        private static (int Dirty, int Tidy) Group(WorldOptions options, int pirates, int clean, ref SeededRandom random)
        {
            // A pirate group has 1.7 pirate sites on average, a clean one 1.5 sites.
            if (random.Below(pirates + clean) < pirates)
            {
                var dirty = 1;
                while (dirty < Math.Min(8, pirates) && random.Chance(400_000))
                {
                    dirty++;
                }

                return (dirty, random.Chance(450_000) ? (int)Math.Min(clean, random.Between(1, 3)) : 0);
            }

            var tidy = random.Chance(options.SingleSiteOwnersPerMillion) ? 1
                : random.Chance(950_000) ? random.Between(2, 6)
                : random.Between(20, 200);
            return (0, (int)Math.Min(clean, tidy));
        }
    }
}
