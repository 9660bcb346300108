using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>All pairs of party and pirate site that were alive when the party could first know.</summary>
/// <remarks>
/// Revenue is measured before the start, so that what a party does afterwards cannot make a site small. A pair without accruals in those 56 days was
/// taken on later and is no test of compliance. A site that nobody else served for a week after the party's last accrual, though others had, went
/// dark: the pair is censored there, for it was not the party that cut it off. Cut-offs are looked for over 26 weeks.
/// </remarks>
internal sealed class RiskPairs
{
    /// <summary>Days before the start over which revenue is measured.</summary>
    public const int RevenueDays = 56;

    /// <summary>Weeks at risk that are looked at.</summary>
    public const int HorizonWeeks = 26;

    private const int OneWeek = 7;

    private readonly ConductRecords records;
    private readonly List<(DateOnly Last, int Network)>[] lastBySite;

    /// <summary>Collects the pairs.</summary>
    public RiskPairs(ConductRecords records, CancellationToken cancellation)
    {
        this.records = records;
        lastBySite = LastAccruals(records.View);
        foreach (var party in records.View.Judged)
        {
            cancellation.ThrowIfCancellationRequested();
            var pairs = OfParty(party);
            if (pairs.Count > 0)
            {
                var mean = pairs.Sum(pair => Math.Log(pair.Before)) / pairs.Count;
                pairs.ForEach(pair => pair.Size = Math.Log(pair.Before) - mean);
                ByParty.Add(party, pairs);
            }
        }
    }

    /// <summary>The pairs of each party that has any, by site.</summary>
    public SortedDictionary<int, List<RiskPair>> ByParty { get; } = [];

    private List<RiskPair> OfParty(int party)
    {
        var bySite = new SortedDictionary<int, List<int>>();
        foreach (var row in records.View.RowsOf(party))
        {
            var site = records.View.Records.Placements[row].Site;
            if (records.IsPirate(site))
            {
                if (!bySite.TryGetValue(site, out var rows))
                {
                    bySite.Add(site, rows = []);
                }

                rows.Add(row);
            }
        }

        var noticed = records.ToldTo(party).Where(told => told.Site >= 0).GroupBy(told => told.Site).ToDictionary(site => site.Key, site => site.Min(told => told.Day));
        return [.. bySite.Select(site => Pair(party, site.Key, site.Value, noticed.TryGetValue(site.Key, out var day) ? day : null)).OfType<RiskPair>()];
    }

    private RiskPair? Pair(int party, int site, List<int> rows, DateOnly? noticed)
    {
        var view = records.View;
        var listed = records.ListedFrom(site)!.Value;
        var start = noticed is { } day && day < listed ? day : listed;
        var last = rows.Max(row => view.Records.Placements[row].Day);
        var before = rows.Where(row => view.Records.Placements[row].Day < start && view.Records.Placements[row].Day >= start.AddDays(-RevenueDays)).ToList();

        // Accruals come weekly: one of the week before the start means that the pair was alive.
        if (before.Count == 0 || last < start.AddDays(-OneWeek))
        {
            return null;
        }

        var silent = last.AddDays(view.Options.SilenceDays) <= view.AsOf;
        var cut = silent && !WentDark(party, site, last);
        var weeks = silent ? (Math.Max(0, last.DayNumber - start.DayNumber) / OneWeek) + 1 : (view.AsOf.DayNumber - start.DayNumber) / OneWeek;
        return weeks < 1 ? null : new RiskPair
        {
            Party = party,
            Site = site,
            Start = start,
            Last = last,
            Noticed = noticed is not null,
            Cut = cut && weeks <= HorizonWeeks,
            Weeks = Math.Min(weeks, HorizonWeeks),
            Before = before.Sum(row => view.Records.Placements[row].Gross),
            Format = MainFormat(before),
            Rows = [.. rows],
        };
    }

    private int MainFormat(List<int> rows) => rows.GroupBy(row => records.View.Records.Placements[row].Format)
        .OrderByDescending(format => format.Sum(row => records.View.Records.Placements[row].Gross)).ThenBy(format => format.Key).First().Key;

    /// <summary>Whether others served the site until about the party's last accrual, and nobody after.</summary>
    private bool WentDark(int party, int site, DateOnly last)
    {
        var others = lastBySite[site].Where(other => other.Network != party && other.Last >= last.AddDays(-2 * OneWeek)).ToList();
        return others.Count > 0 && others.TrueForAll(other => other.Last <= last.AddDays(OneWeek));
    }

    private static List<(DateOnly Last, int Network)>[] LastAccruals(KnowledgeView view)
    {
        var last = new SortedDictionary<(int Site, int Network), DateOnly>();
        foreach (ref readonly var row in view.Records.Placements.AsSpan())
        {
            last[(row.Site, row.Network)] = last.TryGetValue((row.Site, row.Network), out var known) && known > row.Day ? known : row.Day;
        }

        var bySite = new List<(DateOnly, int)>[view.Records.Sites.Count];
        for (var site = 0; site < bySite.Length; site++)
        {
            bySite[site] = [];
        }

        foreach (var (key, day) in last)
        {
            bySite[key.Site].Add((day, key.Network));
        }

        return bySite;
    }
}
