using Graph.Model;

namespace Graph.Analysis.Simulation;

/// <summary>What an authority says about a site. Days count from the first day of the world.</summary>
/// <param name="From">First day in force.</param>
/// <param name="Recorded">Day on which it was published.</param>
/// <param name="To">Last day in force, or <see cref="int.MaxValue"/>.</param>
/// <param name="White">Day from which a white entry clears the site, or <see cref="int.MaxValue"/>.</param>
internal readonly record struct SiteListing(int From, int Recorded, int To, int White)
{
    public bool HoldsOn(int day) => Recorded <= day && From <= day && day <= To && day < White;
}

/// <summary>When sites are born, listed, go dark, and change hands. Pirates are listed late, some never; a few clean sites are listed wrongly.</summary>
internal sealed class WorldLives
{
    /// <summary>Sites that were there long before.</summary>
    public const short Always = short.MinValue;
    private readonly Dictionary<int, SiteListing> listings = [];
    private readonly Dictionary<int, int> newHands = [];
    private readonly WorldPlan plan;
    private readonly int weeks;

    private WorldLives(WorldPlan plan)
    {
        this.plan = plan;
        weeks = plan.Options.Weeks;
        (Born, Dark) = (new short[plan.IsPirate.Length], new short[plan.IsPirate.Length]);
    }

    /// <summary>Per site: its first week; negative: before the world begins.</summary>
    public short[] Born { get; }

    /// <summary>Per site: the first week without it; the number of weeks or more: it stays.</summary>
    public short[] Dark { get; }

    /// <summary>Sites that change hands, with the first week of the new owner.</summary>
    public IReadOnlyDictionary<int, int> NewHands => newHands;

    public static WorldLives Build(WorldPlan plan)
    {
        var lives = new WorldLives(plan);
        for (var s = 0; s < plan.IsPirate.Length; s++)
        {
            var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Lives, (ulong)s);
            (lives.Born[s], lives.Dark[s]) = (Always, short.MaxValue);
            if (plan.IsPirate[s])
            {
                lives.LivePirate(s, ref random);
            }
            else
            {
                lives.LiveClean(s, ref random);
            }
        }

        return lives;
    }

    /// <summary>The listing of a site, if it ever is listed.</summary>
    public SiteListing? ListingOf(int site) => listings.TryGetValue(site, out var listing) ? listing : null;

    /// <summary>Whether authorities may ever ask about the site.</summary>
    public bool IsMarked(int site) => plan.IsPirate[site] || listings.ContainsKey(site);

    /// <summary>Whether a site is there in a week.</summary>
    public bool Lives(int site, int week) => Born[site] <= week && week < Dark[site];

    private void LivePirate(int site, ref SeededRandom random)
    {
        Born[site] = plan.Follows[site] ? Successor(site - 1, ref random) : (short)random.Between(-18, Math.Max(1, weeks * 8 / 10));
        var hosted = plan.Platform[site] >= 0;

        // A host below a platform's domain is known as a pirate because a list names it, so it is always listed.
        if (!random.Chance(plan.Options.ListedPiratesPerMillion) && !hosted)
        {
            Dark[site] = random.Chance(150_000) ? Week(Born[site] + random.Between(8, 60)) : short.MaxValue;
            return;
        }

        var from = (Born[site] * 7) + (int)Math.Min(700, FixedPoint.Lognormal(ref random, 63, FixedPoint.SigmaQ16(0.8)));
        var recorded = from + (int)(random.Chance(100_000) ? random.Between(10, 45) : random.Between(0, 9));
        var to = random.Chance(20_000) ? from + (int)random.Between(120, 500) : int.MaxValue;
        listings[site] = new SiteListing(from, recorded, to, int.MaxValue);
        if (random.Chance(450_000))
        {
            var end = Math.DivRem(recorded, 7).Quotient + random.Between(3, 16);
            if (random.Chance(80_000))
            {
                HandOver(site, (int)end, ref random);
            }
            else
            {
                Dark[site] = Week(end);
            }
        }
    }

    /// <summary>The old owner is gone; the new one is clean, and some authorities notice in time.</summary>
    private void HandOver(int site, int week, ref SeededRandom random)
    {
        newHands[site] = week;
        if (random.Chance(500_000))
        {
            listings[site] = listings[site] with { White = (week * 7) + (int)random.Between(21, 90) };
        }
    }

    private void LiveClean(int site, ref SeededRandom random)
    {
        var account = plan.SiteAccount[site];
        if (plan.AccountStart[account + 1] - plan.AccountStart[account] >= 20 && random.Chance(350_000))
        {
            // The owners behind an agency open new domains all the time.
            Born[site] = (short)random.Below(weeks);
        }

        if (random.Chance(plan.Options.WronglyListedPerMillion))
        {
            var from = (int)random.Between(-60, weeks * 6);
            var recorded = from + (int)random.Below(10);
            var to = random.Chance(450_000) ? from + (int)random.Between(28, 150) : int.MaxValue;
            var white = to == int.MaxValue && random.Chance(550_000) ? from + (int)random.Between(28, 150) : int.MaxValue;
            listings[site] = new SiteListing(from, recorded, to, white);
        }
    }

    /// <summary>A successor opens around the time at which the site before it goes dark or is listed.</summary>
    private short Successor(int before, ref SeededRandom random)
    {
        if (Dark[before] < short.MaxValue)
        {
            return Week(Dark[before] - random.Below(3));
        }

        return listings.TryGetValue(before, out var listing)
            ? Week((listing.Recorded / 7) + random.Between(2, 12))
            : Week(Born[before] + random.Between(10, 60));
    }

    private static short Week(long week) => (short)Math.Clamp(week, -1_000, short.MaxValue - 1);
}
