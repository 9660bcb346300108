using System.Globalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Analysis.Simulation;

/// <summary>What networks declare about past quarters. Honest ones err at times; those that misstate do so when there is something to hide.</summary>
internal sealed class WorldDeclarations(WorldPlan plan, WorldLives lives, WorldCast cast, IReadOnlyList<LaneDraft> marked)
{
    /// <summary>What the books of a network say about a quarter.</summary>
    private enum Quarter
    {
        /// <summary>No listed site was served.</summary>
        Clear,
        /// <summary>Listed sites were served and none of them still is.</summary>
        Cleared,
        /// <summary>Listed sites are still served.</summary>
        Serving,
    }

    /// <summary>The rows, by network and quarter.</summary>
    public IEnumerable<Declaration> Rows()
    {
        var byNetwork = marked.ToLookup(lane => lane.Network);
        var last = plan.Options.FirstDay.AddDays((plan.Options.Weeks * 7) - 1);
        var number = 0;
        for (var n = 0; n < plan.Options.Networks; n++)
        {
            for (var (from, which) = (FirstQuarter(), 0); from.AddMonths(3) <= last; (from, which) = (from.AddMonths(3), which + 1))
            {
                var random = SeededRandom.Stream(plan.Options.Seed, WorldStream.Declarations, ((ulong)n << 16) + (ulong)which);
                if (random.Chance(plan.Motives.Temper[n].Declares))
                {
                    yield return Row(n, ++number, from, State(byNetwork[n], from), ref random);
                }
            }
        }
    }

    private Declaration Row(int network, int number, DateOnly from, Quarter quarter, ref SeededRandom random)
    {
        var statement = plan.Motives.Does(network, NetworkConducts.Misstates) ? Misstated(quarter, ref random) : Stated(quarter, ref random);
        var recorded = from.AddMonths(3).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddDays(random.Below(25)).AddHours(1 + random.Below(9));
        var signer = random.Chance(700_000) ? WorldNames.Company(ref random, "Compliance") : null;
        return new Declaration(
            default, recorded, "d-" + number.ToString("D6", CultureInfo.InvariantCulture), cast.Networks[network], from, from.AddMonths(3).AddDays(-1),
            statement, signer, random.Chance(500_000) ? WorldNotices.Digest(ref random) : null);
    }

    private static DeclarationStatement Stated(Quarter quarter, ref SeededRandom random)
    {
        var point = random.Below(100);
        return quarter switch
        {
            Quarter.Clear => point < 97 ? DeclarationStatement.None : DeclarationStatement.Removed,
            Quarter.Cleared => point < 6 ? DeclarationStatement.None : point < 30 ? DeclarationStatement.Removed : DeclarationStatement.Listed,
            _ => point < 5 ? DeclarationStatement.None : point < 8 ? DeclarationStatement.Removed : DeclarationStatement.Listed,
        };
    }

    private static DeclarationStatement Misstated(Quarter quarter, ref SeededRandom random)
    {
        var point = random.Below(100);
        return quarter switch
        {
            Quarter.Clear => DeclarationStatement.None,
            Quarter.Cleared => point < 70 ? DeclarationStatement.None : DeclarationStatement.Removed,
            _ => point < 55 ? DeclarationStatement.None : point < 90 ? DeclarationStatement.Removed : DeclarationStatement.Listed,
        };
    }

    private DateOnly FirstQuarter()
    {
        var first = plan.Options.FirstDay;
        var start = new DateOnly(first.Year, ((first.Month - 1) / 3 * 3) + 1, 1);

        // A first week that begins a few days into a quarter is not a whole quarter less.
        return first.DayNumber - start.DayNumber <= 7 ? start : start.AddMonths(3);
    }

    private Quarter State(IEnumerable<LaneDraft> lanes, DateOnly from)
    {
        var (begin, end) = (from.DayNumber - plan.Options.FirstDay.DayNumber, from.AddMonths(3).DayNumber - plan.Options.FirstDay.DayNumber - 1);
        var quarter = Quarter.Clear;
        foreach (var lane in lanes)
        {
            var (first, last) = (Math.Max(begin, (lane.First * 7) + 6), Math.Min(end, (lane.Last * 7) + 6));
            if (lives.ListingOf(lane.Site) is not { } listing || last < first || !Listed(listing, first, last))
            {
                continue;
            }

            quarter = (lane.Last * 7) + 6 > end ? Quarter.Serving : quarter == Quarter.Clear ? Quarter.Cleared : quarter;
        }

        return quarter;
    }

    private static bool Listed(SiteListing listing, int first, int last) => listing.HoldsOn(last) || listing.HoldsOn(Math.Min(last, Math.Max(first, listing.Recorded)));
}
