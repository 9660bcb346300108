namespace Graph.Analysis.Simulation;

/// <summary>What a simulated world looks like. <see cref="OfSize"/> chooses all numbers from one.</summary>
/// <remarks>The magnitudes of the defaults follow public measurements of advertising on pirate sites; amounts are modelled, and
/// every figure from them is a figure about a simulated world. Shares are given per million, so that no rounding of text or
/// binary fractions stands between the options and the world.</remarks>
public sealed record WorldOptions
{
    /// <summary>Every number of the world follows from it. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Rows of placements, exactly. 1 … 10^10. Default 100,000.</summary>
    public long Placements { get; init; } = 100_000;

    /// <summary>Ad networks, 4 … 100,000. Default 100. Sites per network are lognormal (σ 1.7) and money per network more so.</summary>
    public int Networks { get; init; } = 100;

    /// <summary>Sites, 20 … 50,000,000. Default 2,000. Networks per site are lognormal (σ 1.1).</summary>
    public int Sites { get; init; } = 2_000;

    /// <summary>Resellers, 1 … 100,000. Default 25.</summary>
    public int Resellers { get; init; } = 25;

    /// <summary>Advertisers, 1 … 1,000,000. Default 200.</summary>
    public int Advertisers { get; init; } = 200;

    /// <summary>Weeks of accruals, 1 … 520. Default 26: a window of twelve weeks and the accruals that it pays for.</summary>
    public int Weeks { get; init; } = 26;

    /// <summary>The Monday on which the first week begins. Default 2026-01-05. Placements accrue on Sundays.</summary>
    public DateOnly FirstDay { get; init; } = new(2026, 1, 5);

    /// <summary>Pirate sites per million sites, 0 … 500,000. Default 26,000 (2.6 %).</summary>
    public int PirateSitesPerMillion { get; init; } = 26_000;

    /// <summary>Networks that serve a pirate site at all, per million, 0 … 1,000,000. Default 180,000 (18 %).</summary>
    public int ServingNetworksPerMillion { get; init; } = 180_000;

    /// <summary>Networks per pirate site, as a part of those per other site, in 1/1000, 1 … 10,000. Default 400: real ones have fewer.</summary>
    public int PirateReachPerMille { get; init; } = 400;

    /// <summary>Pairs of network and site that a reseller stands between, per million, 0 … 1,000,000. Default 300,000.</summary>
    public int ResoldPerMillion { get; init; } = 300_000;

    /// <summary>Owners with one site among all owners, per million, 0 … 1,000,000. Default 900,000.</summary>
    public int SingleSiteOwnersPerMillion { get; init; } = 900_000;

    /// <summary>Networks and resellers that keep books (settlements), per million, 0 … 1,000,000. Default 600,000.</summary>
    public int BooksPerMillion { get; init; } = 600_000;

    /// <summary>Payers with books whose settlements carry lines, per million, 0 … 1,000,000. Default 100,000.</summary>
    public int LinesPerMillion { get; init; } = 100_000;

    /// <summary>Least sum that is paid out, in yuan, 0 … 1,000,000; less is carried forward. Default 500.</summary>
    public int PayoutThresholdYuan { get; init; } = 500;

    /// <summary>Networks that account a part of their rows in foreign currency, per million, 0 … 1,000,000. Default 20,000.</summary>
    public int ForeignNetworksPerMillion { get; init; } = 20_000;

    /// <summary>Pairs of networks that resell to one another, and so make cycles, 0 … half the networks. Default 2.</summary>
    public int MutualResalePairs { get; init; } = 2;

    /// <summary>Intermediaries that stand in settlements only and pay owners of pirate sites, 0 … 10,000. Default 1.</summary>
    public int HiddenIntermediaries { get; init; } = 1;

    /// <summary>Pirate sites that some authority lists, per million, 0 … 1,000,000. Default 800,000.</summary>
    public int ListedPiratesPerMillion { get; init; } = 800_000;

    /// <summary>Clean sites that a list names wrongly, per million, 0 … 1,000,000. Default 1,000.</summary>
    public int WronglyListedPerMillion { get; init; } = 1_000;

    /// <summary>Clean sites with a white entry, per million, 0 … 1,000,000. Default 1,000.</summary>
    public int WhiteListedPerMillion { get; init; } = 1_000;

    /// <summary>Knowing networks per million, 0 … 300,000. Default 75,000.</summary>
    public int KnowingPerMillion { get; init; } = 75_000;

    /// <summary>Negligent networks per million, 0 … 300,000. Default 120,000.</summary>
    public int NegligentPerMillion { get; init; } = 120_000;

    /// <summary>Huge clean networks per million, out of the largest, 0 … 100,000. Default 40,000.</summary>
    public int HugePerMillion { get; init; } = 40_000;

    /// <summary>Clean networks that work for agencies, per million, 0 … 100,000. Default 50,000.</summary>
    public int AgencyPerMillion { get; init; } = 50_000;

    /// <summary>Clean networks with legal niche inventory, per million, 0 … 100,000. Default 50,000.</summary>
    public int NichePerMillion { get; init; } = 50_000;

    /// <summary>How knowing networks evade. Default: they do not.</summary>
    public WorldAdversary Adversary { get; init; } = WorldAdversary.None;

    /// <summary>Rows of placements, settlements and their lines that were lost, per million, 0 … 900,000. Drawn by row id: the rows that are left are the
    /// same as without losses, and a larger share loses these and more. Default 0.</summary>
    public int MissingPerMillion { get; init; }

    /// <summary>Weeks between two rows of an ordinary pair, 1 … 26; pairs that authorities may ask about have one every week. Default 1.
    /// More make room for more pairs among the same rows.</summary>
    public int WeeksPerRow { get; init; } = 1;

    /// <summary>A world for questions about knowledge: many networks, most of which touch pirates, and 40 weeks, so that notices are answered and
    /// answers show. 100,000 placements have 300 networks, 10 million 956.</summary>
    /// <param name="placements">1 … 10^10.</param>
    /// <param name="seed">The seed.</param>
    public static WorldOptions Knowledge(long placements, ulong seed)
    {
        var sized = OfSize(placements, seed);
        var fourthRoot = Math.Sqrt(Math.Sqrt(placements));
        var networks = (int)Math.Clamp(Math.Min((long)Math.Round(17 * fourthRoot), placements / 100), 8, 100_000);
        return sized with
        {
            Networks = networks,
            Resellers = Math.Max(2, networks / 5),
            Advertisers = networks * 2,
            Weeks = 40,
            PirateSitesPerMillion = 120_000,
            ServingNetworksPerMillion = 900_000,
            PirateReachPerMille = 4_500,
            BooksPerMillion = 800_000,
            WronglyListedPerMillion = 4_000,
            WeeksPerRow = 3,
            MutualResalePairs = Math.Max(1, networks / 50),
            HiddenIntermediaries = Math.Max(1, networks / 100),
        };
    }

    /// <summary>A sensible world of a size: sites grow with the placements (one per 50), networks, resellers and advertisers
    /// with their square root; 10 million placements have 1,000 networks and 200,000 sites.</summary>
    /// <param name="placements">1 … 10^10.</param>
    /// <param name="seed">The seed.</param>
    public static WorldOptions OfSize(long placements, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(placements, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(placements, 10_000_000_000);
        var networks = (int)Math.Clamp((long)Math.Round(Math.Sqrt(placements / 10.0)), 8, 100_000);
        return new WorldOptions
        {
            Seed = seed,
            Placements = placements,
            Networks = networks,
            Sites = (int)Math.Clamp(placements / 50, 40, 50_000_000),
            Resellers = Math.Max(2, networks / 4),
            Advertisers = networks * 2,
            MutualResalePairs = Math.Max(1, networks / 50),
            HiddenIntermediaries = Math.Max(1, networks / 100),
        };
    }

    /// <summary>Throws when an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option and its range.</exception>
    public void Validate()
    {
        Demand(nameof(Placements), Placements, 1, 10_000_000_000);
        Demand(nameof(Networks), Networks, 4, 100_000);
        Demand(nameof(Sites), Sites, 20, 50_000_000);
        Demand(nameof(Resellers), Resellers, 1, 100_000);
        Demand(nameof(Advertisers), Advertisers, 1, 1_000_000);
        Demand(nameof(Weeks), Weeks, 1, 520);
        Demand(nameof(FirstDay), (int)FirstDay.DayOfWeek, (int)DayOfWeek.Monday, (int)DayOfWeek.Monday);
        Demand("year of " + nameof(FirstDay), FirstDay.Year, 1990, 2100);
        Demand(nameof(PirateSitesPerMillion), PirateSitesPerMillion, 0, 500_000);
        Demand(nameof(ServingNetworksPerMillion), ServingNetworksPerMillion, 0, 1_000_000);
        Demand(nameof(PirateReachPerMille), PirateReachPerMille, 1, 10_000);
        Demand(nameof(ResoldPerMillion), ResoldPerMillion, 0, 1_000_000);
        Demand(nameof(SingleSiteOwnersPerMillion), SingleSiteOwnersPerMillion, 0, 1_000_000);
        Demand(nameof(BooksPerMillion), BooksPerMillion, 0, 1_000_000);
        Demand(nameof(LinesPerMillion), LinesPerMillion, 0, 1_000_000);
        Demand(nameof(PayoutThresholdYuan), PayoutThresholdYuan, 0, 1_000_000);
        Demand(nameof(ForeignNetworksPerMillion), ForeignNetworksPerMillion, 0, 1_000_000);
        Demand(nameof(MutualResalePairs), MutualResalePairs, 0, Networks / 2);
        Demand(nameof(HiddenIntermediaries), HiddenIntermediaries, 0, 10_000);
        Demand(nameof(ListedPiratesPerMillion), ListedPiratesPerMillion, 0, 1_000_000);
        Demand(nameof(WronglyListedPerMillion), WronglyListedPerMillion, 0, 1_000_000);
        Demand(nameof(WhiteListedPerMillion), WhiteListedPerMillion, 0, 1_000_000);
        Demand(nameof(KnowingPerMillion), KnowingPerMillion, 0, 300_000);
        Demand(nameof(NegligentPerMillion), NegligentPerMillion, 0, 300_000);
        Demand(nameof(HugePerMillion), HugePerMillion, 0, 100_000);
        Demand(nameof(AgencyPerMillion), AgencyPerMillion, 0, 100_000);
        Demand(nameof(NichePerMillion), NichePerMillion, 0, 100_000);
        Demand(nameof(Adversary), (int)Adversary, 0, (int)WorldAdversary.Hide);
        Demand(nameof(MissingPerMillion), MissingPerMillion, 0, 900_000);
        Demand(nameof(WeeksPerRow), WeeksPerRow, 1, 26);
    }

    private static void Demand(string option, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(option, value, FormattableString.Invariant($"{option} must be {least} to {most}."));
        }
    }
}
