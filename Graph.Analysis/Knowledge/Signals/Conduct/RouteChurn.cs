namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>How often new resellers and accounts appear where nobody was told anything: a rate per pair of party and site and day.</summary>
/// <remarks>A party's rate is shrunken towards that of all: (its changes + 1) ÷ (its pair-days + 1 / general rate), the mean of a gamma posterior. The general rate itself is
/// (all changes + ½) ÷ (all pair-days + ten years), so that a handful of records does not make every change look usual.</remarks>
internal sealed class RouteChurn
{
    /// <summary>Ten pair-years: with nothing to compare with, half a change in that time is taken as usual.</summary>
    private const double PriorDays = 3_650.0;

    private readonly Dictionary<int, (long Changes, long Days)> byParty = [];
    private readonly double general;

    /// <summary>Counts the changes of all parties.</summary>
    public RouteChurn(ConductRecords records, IEnumerable<PartyRoutes> parties)
    {
        (long changes, long days) = (0, 0);
        foreach (var routes in parties)
        {
            var own = Count(records, routes);
            byParty.Add(routes.Party, own);
            (changes, days) = (changes + own.Changes, days + own.Days);
        }

        general = (changes + 0.5) / (days + PriorDays);
    }

    /// <summary>The probability that a pair of the party sees a new reseller or account within some days.</summary>
    public double Within(int party, int days)
    {
        var (changes, exposed) = byParty[party];
        return 1.0 - Math.Exp(-(changes + 1.0) / (exposed + (1.0 / general)) * days);
    }

    private static (long Changes, long Days) Count(ConductRecords records, PartyRoutes routes)
    {
        var told = routes.ToldSites();
        var placements = records.View.Records.Placements;
        (long changes, long days) = (0, 0);
        foreach (var site in routes.Sites)
        {
            var until = told.TryGetValue(site, out var end) ? end.Day : records.View.AsOf;
            var rows = routes.Of(site).Where(row => placements[row].Day <= until).ToList();
            if (rows.Count > 0)
            {
                days += placements[rows[^1]].Day.DayNumber - placements[rows[0]].Day.DayNumber;
                changes += rows.GroupBy(row => (routes.ResellerOf(placements[row]), ConductRecords.PayeeOf(placements[row]))).Count() - 1;
            }
        }

        return (changes, days);
    }
}
