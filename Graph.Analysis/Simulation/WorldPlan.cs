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

    /// <summary>What each network is and what it does about pirates.</summary>
    public required WorldMotives Motives { get; init; }

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

    /// <summary>Per site: whether it is where a pirate site goes on that stood before it in the order of sites.</summary>
    public required bool[] Follows { get; init; }

    /// <summary>Per account: the legal person behind it, the number of one of that person's accounts.</summary>
    public required int[] Person { get; init; }

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
        var motives = WorldMotives.Build(options, weight);
        var owners = WorldOwners.Draw(options, ref random);
        return new WorldPlan(options)
        {
            Motives = motives,
            NetworkWeight = weight,
            NetworkScale = scale,
            PirateWeight = DrawPirateWeights(options, motives, weight, ref random),
            KeepsBooks = Draw(payers, options.BooksPerMillion, ref random),
            WritesLines = Draw(payers, options.LinesPerMillion, ref random),
            Lag = DrawLags(options, payers, ref random),
            MarginPerMille = DrawMargins(options, payers, ref random),
            Foreign = DrawForeign(options, ref random),
            SiteAccount = owners.SiteAccount,
            IsPirate = owners.IsPirate,
            Follows = owners.Follows,
            Person = [.. owners.Person],
            AccountStart = [.. owners.Start],
            ImplicitAccount = DrawImplicit(owners, ref random),
            Platform = DrawPlatforms(options, owners, ref random),
        };
    }

    /// <summary>Most networks that touch pirates are among the larger half; some small ones live on them. Knowing ones always do.</summary>
    private static long[] DrawPirateWeights(WorldOptions options, WorldMotives motives, long[] weight, ref SeededRandom random)
    {
        var pirate = new long[weight.Length];
        var serving = (int)((((long)weight.Length * options.ServingNetworksPerMillion) + 500_000) / 1_000_000);
        if (options.ServingNetworksPerMillion == 0)
        {
            return pirate;
        }

        var byWeight = Enumerable.Range(0, weight.Length).OrderByDescending(n => weight[n]).ThenBy(n => n).ToArray();
        var chosen = 0;
        foreach (var n in byWeight)
        {
            if (motives.Kind[n] == NetworkMotive.Knowing)
            {
                pirate[n] = PirateWeightOf(motives, weight, n, ref random);
                chosen++;
            }
        }

        for (var larger = Math.Max(1, weight.Length / 2); chosen < Math.Max(1, serving);)
        {
            var n = byWeight[(int)random.Below(random.Chance(800_000) ? larger : weight.Length)];
            if (pirate[n] == 0)
            {
                pirate[n] = PirateWeightOf(motives, weight, n, ref random);
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

    private static long PirateWeightOf(WorldMotives motives, long[] weight, int network, ref SeededRandom random) =>
        FixedPoint.Lognormal(ref random, ((long)Math.Sqrt(Math.Sqrt(weight[network])) + 1) * 64 * motives.PirateTaste(network), FixedPoint.SigmaQ16(0.7));

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

    private static bool[] DrawImplicit(WorldOwners owners, ref SeededRandom random)
    {
        var none = new bool[owners.Start.Count - 1];
        for (var a = 0; a < none.Length; a++)
        {
            none[a] = owners.Start[a + 1] - owners.Start[a] == 1 && random.Chance(50_000);
        }

        return none;
    }

    /// <summary>A few clean sites are platforms where anybody may open a host; a few pirate sites are such hosts.</summary>
    private static int[] DrawPlatforms(WorldOptions options, WorldOwners owners, ref SeededRandom random)
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
}
