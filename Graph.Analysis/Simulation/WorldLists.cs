using System.Globalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>What authorities list: most pirate sites, late; a few clean ones, wrongly; white entries, some against a black one.</summary>
internal sealed class WorldLists
{
    private const int Works = 20;
    private readonly WorldPlan plan;
    private readonly WorldCast cast;
    private readonly WorldLives lives;
    private readonly DateOnly lastDay;

    public WorldLists(WorldPlan plan, WorldLives lives, WorldCast cast, DateOnly lastDay)
    {
        this.plan = plan;
        this.lives = lives;
        this.cast = cast;
        this.lastDay = lastDay;
    }

    public IEnumerable<ListEntry> Entries()
    {
        for (var s = 0; s < cast.Sites.Length; s++)
        {
            var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Lists, (ulong)s);
            foreach (var entry in plan.IsPirate[s] ? OfPirate(s, random) : OfClean(s, random))
            {
                // What was recorded after the last day is not in the data yet.
                if (entry.RecordedAt < lastDay.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc))
                {
                    yield return entry;
                }
            }
        }
    }

    public IEnumerable<Work> WorkRows()
    {
        for (var w = 0; w < Works; w++)
        {
            var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Lists, (1UL << 40) + (ulong)w);
            yield return new Work(
                default, null, WorkId(w), WorldNames.Company(ref random, w % 2 == 0 ? "Saga" : "Nights"),
                w % 3 == 0 ? "series" : "film", WorldNames.Company(ref random, "Pictures"));
        }
    }

    private static string WorkId(long work) => "w-" + (work + 1).ToString("D3", CultureInfo.InvariantCulture);

    private IEnumerable<ListEntry> OfPirate(int site, SeededRandom random)
    {
        if (lives.ListingOf(site) is not { } listing)
        {
            yield break;
        }

        var authority = (int)random.Below(WorldWords.Authorities.Count);
        long? confidence = random.Below(4) switch { 0 => null, 1 => 100, 2 => 80, _ => 60 + random.Below(36) };
        yield return Black(site, authority, listing.From, listing, confidence, ref random);
        if (random.Chance(100_000))
        {
            yield return Black(site, authority + 1, listing.From + (int)random.Between(5, 60), listing, 80, ref random);
        }

        if (listing.White < int.MaxValue)
        {
            yield return White(site, listing.White, ref random);
        }
    }

    private IEnumerable<ListEntry> OfClean(int site, SeededRandom random)
    {
        if (lives.ListingOf(site) is { } listing)
        {
            long? confidence = random.Chance(500_000) ? random.Between(50, 80) : random.Between(80, 100);
            yield return Black(site, (int)random.Below(WorldWords.Authorities.Count), listing.From, listing, confidence, ref random);
            if (listing.White < int.MaxValue)
            {
                yield return White(site, listing.White, ref random);
            }
        }
        else if (random.Chance(plan.Options.WhiteListedPerMillion))
        {
            yield return White(site, (int)random.Between(-200, plan.Options.Weeks * 5), ref random);
        }
    }

    private ListEntry Black(int site, int authority, int from, SiteListing listing, long? confidence, ref SeededRandom random)
    {
        var work = random.Chance(600_000) ? WorkId(random.Below(Works)) : null;
        var evidence = random.Chance(500_000) ? WorldNotices.Digest(ref random) : null;
        var delay = listing.Recorded - listing.From;
        return new ListEntry(
            default, Recorded(from + delay, ref random), cast.Sites[site].Text, SubjectKind.Domain, ListSide.Black,
            WorldWords.Authorities[authority % WorldWords.Authorities.Count], Day(from), listing.To == int.MaxValue ? null : Day(Math.Max(from, listing.To)),
            confidence * 10_000, work, evidence);
    }

    private ListEntry White(int site, int from, ref SeededRandom random) => new(
        default, Recorded(from + (int)random.Below(10), ref random), cast.Sites[site].Text, SubjectKind.Domain, ListSide.White,
        WorldWords.Authorities[(int)random.Below(WorldWords.Authorities.Count)], Day(from), null, null, null, null);

    private DateOnly Day(int day) => plan.Options.FirstDay.AddDays(day);

    /// <summary>A time in office hours, so that its day is the same in UTC+8.</summary>
    private DateTime Recorded(int day, ref SeededRandom random) =>
        Day(day).ToDateTime(new TimeOnly(1 + (int)random.Below(10), (int)random.Below(60)), DateTimeKind.Utc);
}
