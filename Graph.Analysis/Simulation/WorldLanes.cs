using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>Who serves whom: pairs of network and site, with the reseller between them, from one week to another.</summary>
/// <remarks>One row per pair, by network and then site: the only table of a world that grows with the placements (34 bytes a
/// pair, one pair per placement and week).</remarks>
internal sealed class WorldLanes
{
    private readonly List<int> network = [];
    private readonly List<int> site = [];

    private WorldLanes() { }

    public int Count => Network.Length;

    public int[] Network { get; private set; } = [];

    public int[] Site { get; private set; } = [];

    /// <summary>Index of the reseller, or −1.</summary>
    public int[] Reseller { get; private set; } = [];

    /// <summary>Median impressions of a row.</summary>
    public long[] Impressions { get; private set; } = [];

    /// <summary>Price of a thousand impressions, octaves (1/65536) above its format's.</summary>
    public int[] PriceScale { get; private set; } = [];

    public byte[] Format { get; private set; } = [];

    public byte[] Geo { get; private set; } = [];

    public short[] FirstWeek { get; private set; } = [];

    public short[] LastWeek { get; private set; } = [];

    public static WorldLanes Build(WorldPlan plan, CancellationToken cancellation)
    {
        var lanes = new WorldLanes();
        lanes.DrawPairs(plan, cancellation);
        lanes.Sort(plan.Options.Networks);
        lanes.DrawTerms(plan);
        return lanes;
    }

    public bool IsActive(int lane, int week) => FirstWeek[lane] <= week && week <= LastWeek[lane];

    private void DrawPairs(WorldPlan plan, CancellationToken cancellation)
    {
        var options = plan.Options;
        var random = SeededRandom.Stream(options.Seed, WorldStream.Lanes, 0);
        var all = new WeightedChoice(plan.NetworkWeight);
        var serving = options.ServingNetworksPerMillion > 0 ? new WeightedChoice(plan.PirateWeight) : null;
        var drawnFor = new int[options.Networks];
        var lanesOf = new int[options.Networks];
        var pirateLanesOf = new int[options.Networks];
        Array.Fill(drawnFor, -1);

        // A lognormal number with σ 1.1 has 1.83 times its median as its mean.
        var pairs = Math.Max(options.Sites, options.Placements / options.Weeks);
        var median = Math.Max(1, (long)(((UInt128)pairs << 16) * 100 / (ulong)options.Sites / 183));
        var spread = FixedPoint.SigmaQ16(1.1);
        for (var s = 0; s < options.Sites; s++)
        {
            if ((s & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var choice = plan.IsPirate[s] ? serving : all;
            if (choice is null)
            {
                continue;
            }

            var degree = FixedPoint.Lognormal(ref random, plan.IsPirate[s] ? Math.Max(1, median * 2 / 5) : median, spread);
            var wanted = (int)Math.Clamp((degree + (1 << 15)) >> 16, 1, Math.Max(1, options.Networks * 9L / 10));
            for (var attempt = 0; wanted > 0 && attempt < (wanted * 4) + 8; attempt++)
            {
                var n = choice.Next(ref random);
                if (drawnFor[n] != s)
                {
                    drawnFor[n] = s;
                    Add(n, s);
                    lanesOf[n]++;
                    pirateLanesOf[n] += plan.IsPirate[s] ? 1 : 0;
                    wanted--;
                }
            }
        }

        AddMissing(plan, lanesOf, pirateLanesOf, ref random);
    }

    /// <summary>Every network serves some site, and those that are to touch pirates do.</summary>
    private void AddMissing(WorldPlan plan, int[] lanesOf, int[] pirateLanesOf, ref SeededRandom random)
    {
        var pirates = Enumerable.Range(0, plan.IsPirate.Length).Where(s => plan.IsPirate[s]).ToArray();
        for (var n = 0; n < lanesOf.Length; n++)
        {
            if (plan.PirateWeight[n] > 0 && pirateLanesOf[n] == 0 && pirates.Length > 0)
            {
                Add(n, pirates[random.Below(pirates.Length)]);
            }
            else if (lanesOf[n] == 0)
            {
                int s;
                do
                {
                    s = (int)random.Below(plan.IsPirate.Length);
                }
                while (plan.IsPirate[s]);
                Add(n, s);
            }
        }
    }

    private void Add(int networkIndex, int siteIndex)
    {
        network.Add(networkIndex);
        site.Add(siteIndex);
    }

    /// <summary>By network; sites were drawn in order and keep it, but for the few added last.</summary>
    private void Sort(int networks)
    {
        var start = new int[networks + 1];
        foreach (var n in network)
        {
            start[n + 1]++;
        }

        for (var n = 0; n < networks; n++)
        {
            start[n + 1] += start[n];
        }

        Network = new int[network.Count];
        Site = new int[network.Count];
        for (var i = 0; i < network.Count; i++)
        {
            var at = start[network[i]]++;
            Network[at] = network[i];
            Site[at] = site[i];
        }

        network.Clear();
        network.TrimExcess();
        site.Clear();
        site.TrimExcess();
    }

    private void DrawTerms(WorldPlan plan)
    {
        var options = plan.Options;
        (Reseller, Impressions, PriceScale) = (new int[Count], new long[Count], new int[Count]);
        (Format, Geo) = (new byte[Count], new byte[Count]);
        (FirstWeek, LastWeek) = (new short[Count], new short[Count]);
        var impressions = FixedPoint.SigmaQ16(1.9);
        var price = FixedPoint.SigmaQ16(0.25);
        for (var lane = 0; lane < Count; lane++)
        {
            var random = SeededRandom.Stream(options.Seed, WorldStream.Lanes, (ulong)lane + 1);
            var n = Network[lane];
            // A network works with three resellers.
            Reseller[lane] = random.Chance(options.ResoldPerMillion)
                ? (int)(((n * 7L) + (random.Below(3) * 5)) % options.Resellers)
                : -1;
            Impressions[lane] = Math.Min(
                FixedPoint.Scale(FixedPoint.Lognormal(ref random, 3_000, impressions), plan.NetworkScale[n]), 1_000_000_000);
            PriceScale[lane] = (int)((random.NextNormalQ16() * price) >> 16);
            Format[lane] = (byte)random.Below(WorldWords.Formats.Count);
            Geo[lane] = (byte)random.Below(WorldWords.Geos.Count);
            var fate = random.Below(10);
            FirstWeek[lane] = (short)(fate is 0 or 1 ? random.Below(options.Weeks) : 0);
            LastWeek[lane] = (short)(fate == 2 ? random.Below(options.Weeks) : options.Weeks - 1);
        }

        // A week without any pair could hold no row: the first pair is always there.
        FirstWeek[0] = 0;
        LastWeek[0] = (short)(options.Weeks - 1);
    }
}
