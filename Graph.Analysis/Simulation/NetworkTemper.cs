using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>How a network reacts. Shares are per million, delays medians in days.</summary>
/// <param name="ReadsLists">How often it acts on a public listing by itself.</param>
/// <param name="ListDays">How long it takes then.</param>
/// <param name="HeedsNotices">How often it acts on a delivered notice.</param>
/// <param name="NoticeDays">How long it takes then.</param>
/// <param name="Replies">How often it answers a notice at all.</param>
/// <param name="Declares">How often it files the declaration of a quarter.</param>
/// <param name="PriceOffset">Octaves (1/65536) by which all its prices lie above others'.</param>
/// <param name="PirateOffset">Octaves (1/65536) by which its prices of pirate inventory lie above its other ones.</param>
/// <param name="MovesInWeek">The week in which it moves all its publishers to one reseller, or −1.</param>
/// <param name="Structure">How it structures payments, where it does.</param>
/// <param name="Insertion">How it puts somebody between, where it does.</param>
internal readonly record struct NetworkTemper(
    int ReadsLists, int ListDays, int HeedsNotices, int NoticeDays, int Replies, int Declares, int PriceOffset, int PirateOffset,
    int MovesInWeek, PaymentStructure Structure, InsertionKind Insertion)
{
    private const int Octave = 65_536;

    public static NetworkTemper Draw(NetworkMotive kind, NetworkConducts conducts, int weeks, ref SeededRandom random)
    {
        var (reads, listDays, heeds, noticeDays, replies) = kind switch
        {
            NetworkMotive.Knowing => (
                (conducts & NetworkConducts.GoesOnAfterListing) != 0 ? 80_000 : (int)random.Between(250_000, 600_000), (int)random.Between(10, 35),
                (conducts & NetworkConducts.GoesOnAfterNotice) != 0 ? (int)random.Between(60_000, 250_000) : (int)random.Between(600_000, 900_000),
                (int)random.Between(5, 21), (int)random.Between(350_000, 900_000)),
            NetworkMotive.Negligent => (
                (int)random.Between(50_000, 250_000), (int)random.Between(45, 80), (int)random.Between(850_000, 970_000), (int)random.Between(14, 35), (int)random.Between(250_000, 600_000)),
            NetworkMotive.Huge => (
                (int)random.Between(550_000, 850_000), (int)random.Between(7, 21), (int)random.Between(940_000, 990_000), (int)random.Between(3, 9), (int)random.Between(850_000, 980_000)),
            _ => (
                (int)random.Between(150_000, 650_000), (int)random.Between(10, 35), (int)random.Between(920_000, 990_000), (int)random.Between(2, 9), (int)random.Between(700_000, 960_000)),
        };
        var files = (conducts & NetworkConducts.Misstates) != 0 ? 900_000 : random.Chance(400_000) ? 900_000 : 0;
        var moves = kind != NetworkMotive.Huge && random.Chance(60_000) ? (int)random.Between(weeks / 5, Math.Max(1, weeks * 4 / 5)) : -1;
        return new NetworkTemper(
            reads, listDays, heeds, noticeDays, replies, files, DrawPrice(kind, ref random), DrawPirateOffset(conducts, ref random), moves,
            (PaymentStructure)random.Below(3), (InsertionKind)random.Below(3));
    }

    private static int DrawPrice(NetworkMotive kind, ref SeededRandom random)
    {
        // One network in sixteen is dear with everything; niche inventory is as cheap as the pirates'.
        var own = random.Chance(60_000) ? random.Between(Octave / 2, Octave * 6 / 5) : (random.NextNormalQ16() * FixedPoint.SigmaQ16(0.12)) >> 16;
        return (int)(kind == NetworkMotive.Niche ? own - random.Between(Octave / 3, Octave * 4 / 5) : own);
    }

    private static int DrawPirateOffset(NetworkConducts conducts, ref SeededRandom random)
    {
        var apart = random.Between(Octave * 6 / 10, Octave * 13 / 10);
        return (conducts & NetworkConducts.PricesApart) == 0 ? 0 : random.Chance(600_000) ? (int)apart : -(int)apart;
    }
}

/// <summary>How payments are structured.</summary>
internal enum PaymentStructure
{
    /// <summary>Split into parts just below a round limit.</summary>
    Split,
    /// <summary>To a payee that no placement names, who passes them on.</summary>
    Hidden,
    /// <summary>To an account that had lain dormant.</summary>
    Dormant,
}

/// <summary>Who is put between.</summary>
internal enum InsertionKind
{
    /// <summary>A reseller that the network had not worked with.</summary>
    Reseller,
    /// <summary>A new account.</summary>
    Account,
    /// <summary>A reseller, while the rows claim DIRECT.</summary>
    ClaimedDirect,
}
