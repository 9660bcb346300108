using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>The terms on which a network serves a site. They belong to the pair, so that they are the same before and after anything that happens to it.</summary>
/// <param name="Reseller">Index of the reseller, or −1.</param>
/// <param name="Impressions">Median impressions of a row.</param>
/// <param name="PriceScale">Price of a thousand impressions, octaves (1/65536) above its format's.</param>
/// <param name="Format">Index of the format.</param>
/// <param name="Geo">Index of the region.</param>
/// <param name="First">First week, unless something else happens.</param>
/// <param name="Last">Last week, unless something else happens.</param>
/// <param name="Asked">Whether it is reported every week although nobody asks about its site.</param>
/// <param name="Misclaims">Whether its rows claim DIRECT by mistake although a reseller stands between.</param>
internal readonly record struct PairTerms(int Reseller, long Impressions, int PriceScale, byte Format, byte Geo, short First, short Last, bool Asked, bool Misclaims);

/// <summary>Draws <see cref="PairTerms"/>.</summary>
internal static class WorldTerms
{
    private const byte Popunder = 3;
    private const byte Push = 4;
    private static readonly long Views = FixedPoint.SigmaQ16(1.9);
    private static readonly long PirateViews = FixedPoint.SigmaQ16(1.3);
    private static readonly long Prices = FixedPoint.SigmaQ16(0.25);

    public static PairTerms Of(WorldPlan plan, int network, int site)
    {
        var options = plan.Options;
        var random = SeededRandom.Stream(options.Seed, WorldStream.Terms, ((ulong)(uint)network << 32) | (uint)site);
        var reseller = random.Chance(options.ResoldPerMillion) ? Partner(options, network, (int)random.Below(3)) : -1;
        var drawn = plan.IsPirate[site]
            ? FixedPoint.Lognormal(ref random, PirateViewsOf(plan.Motives, network), PirateViews)
            : FixedPoint.Lognormal(ref random, 3_000, Views);
        var impressions = Math.Min(FixedPoint.Scale(drawn, plan.NetworkScale[network]), 1_000_000_000);
        var price = (int)((random.NextNormalQ16() * Prices) >> 16) + plan.Motives.Temper[network].PriceOffset;
        var format = FormatOf(plan, network, site, ref random);
        var geo = (byte)random.Below(WorldWords.Geos.Count);
        var fate = random.Below(10);
        var first = (short)(fate is 0 or 1 ? random.Below(options.Weeks) : 0);
        var last = (short)(fate == 2 ? random.Below(options.Weeks) : options.Weeks - 1);
        return new PairTerms(reseller, impressions, price, format, geo, first, last, random.Chance(40_000), random.Chance(reseller < 0 ? 0 : 10_000));
    }

    /// <summary>One of the three resellers that a network works with.</summary>
    public static int Partner(WorldOptions options, int network, int which) => (int)(((network * 7L) + (which * 5L)) % options.Resellers);

    /// <summary>A reseller that it had not worked with, where there are enough.</summary>
    public static int Stranger(WorldOptions options, int network, int which) => (int)(((network * 7L) + 17 + (which * 3L)) % options.Resellers);

    /// <summary>The format that a tailoring network keeps for pirates.</summary>
    public static byte OwnFormat(int network) => network % 2 == 0 ? Popunder : Push;

    /// <summary>Whoever looks for pirates gives them its best places; whoever only goes on with some keeps them small.</summary>
    private static long PirateViewsOf(WorldMotives motives, int network) =>
        motives.Does(network, NetworkConducts.Tailors) ? 70_000 : motives.Kind[network] == NetworkMotive.Knowing ? 3_000 : 9_000;

    private static byte FormatOf(WorldPlan plan, int network, int site, ref SeededRandom random)
    {
        var format = (byte)random.Below(WorldWords.Formats.Count);
        var leaning = random.Chance(plan.Motives.Kind[network] == NetworkMotive.Niche ? 800_000 : plan.IsPirate[site] ? 250_000 : 0);
        format = leaning ? (byte)random.Between(Popunder, Push) : format;
        var kept = plan.Motives.Does(network, NetworkConducts.Tailors) && !plan.IsPirate[site] && format == OwnFormat(network);
        return kept ? (byte)0 : format;
    }
}
