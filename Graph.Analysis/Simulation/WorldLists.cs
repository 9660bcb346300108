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
    private readonly DateOnly lastDay;

    public WorldLists(WorldPlan plan, WorldCast cast, DateOnly lastDay)
    {
        this.plan = plan;
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
        // A host below a platform's domain is known as a pirate because a list names it, so it is always listed.
        var hosted = plan.Platform[site] >= 0;
        if (!random.Chance(plan.Options.ListedPiratesPerMillion) && !hosted)
        {
            yield break;
        }

        var authority = (int)random.Below(WorldWords.Authorities.Count);
        long? confidence = random.Below(4) switch { 0 => null, 1 => 100, 2 => 80, _ => 60 + random.Below(36) };
        yield return Entry(site, ListSide.Black, authority, confidence, ref random);
        if (random.Chance(100_000))
        {
            yield return Entry(site, ListSide.Black, authority + 1, 80, ref random);
        }
    }

    private IEnumerable<ListEntry> OfClean(int site, SeededRandom random)
    {
        var wrong = random.Chance(plan.Options.WronglyListedPerMillion);
        if (wrong)
        {
            yield return Entry(site, ListSide.Black, (int)random.Below(WorldWords.Authorities.Count), random.Between(40, 60), ref random);
        }

        if (random.Chance(wrong ? 300_000 : plan.Options.WhiteListedPerMillion))
        {
            yield return Entry(site, ListSide.White, (int)random.Below(WorldWords.Authorities.Count), null, ref random);
        }
    }

    private ListEntry Entry(int site, ListSide side, int authority, long? confidence, ref SeededRandom random)
    {
        var days = plan.Options.Weeks * 7;
        var from = plan.Options.FirstDay.AddDays((int)random.Between(-200, days * 7 / 10));
        var recorded = from.ToDateTime(new TimeOnly((int)random.Below(24), (int)random.Below(60)), DateTimeKind.Utc)
            .AddDays(random.Below(46));
        DateOnly? to = random.Chance(30_000) ? from.AddDays((int)random.Between(30, 400)) : null;
        var work = side == ListSide.Black && random.Chance(600_000) ? WorkId(random.Below(Works)) : null;
        var evidence = random.Chance(500_000)
            ? FormattableString.Invariant($"{random.NextBits():x16}{random.NextBits():x16}{random.NextBits():x16}{random.NextBits():x16}")
            : null;
        return new ListEntry(
            default, recorded, cast.Sites[site].Text, SubjectKind.Domain, side,
            WorldWords.Authorities[authority % WorldWords.Authorities.Count], from, to, confidence * 10_000, work, evidence);
    }
}
