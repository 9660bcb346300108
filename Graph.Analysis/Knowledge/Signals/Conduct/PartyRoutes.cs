using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>The rows of a party by site and day, seen from the party: who stands between it and the site.</summary>
internal sealed class PartyRoutes
{
    private readonly SortedDictionary<int, List<int>> bySite = [];

    /// <summary>Sorts the rows of a party.</summary>
    public PartyRoutes(ConductRecords records, int party)
    {
        (Records, Party) = (records, party);
        foreach (var row in records.View.RowsOf(party))
        {
            var site = records.View.Records.Placements[row].Site;
            if (!bySite.TryGetValue(site, out var rows))
            {
                bySite.Add(site, rows = []);
            }

            rows.Add(row);
        }

        var placements = records.View.Records.Placements;
        foreach (var rows in bySite.Values)
        {
            rows.Sort((a, b) => placements[a].Day.CompareTo(placements[b].Day) is var byDay and not 0 ? byDay : a.CompareTo(b));
        }
    }

    /// <summary>The records.</summary>
    public ConductRecords Records { get; }

    /// <summary>The party.</summary>
    public int Party { get; }

    /// <summary>The sites that it served, ascending.</summary>
    public IEnumerable<int> Sites => bySite.Keys;

    /// <summary>Its rows on a site, by day.</summary>
    public IReadOnlyList<int> Of(int site) => bySite.TryGetValue(site, out var rows) ? rows : [];

    /// <summary>The reseller between the party and the site in a row, or −1: none, or the party itself.</summary>
    public int ResellerOf(in MarkedPlacement row) => row.Network == Party ? row.Reseller : -1;

    /// <summary>What notices told the party of, as sites that it then served: for each the first delivery.</summary>
    /// <remarks>A notice about an account means the sites on which the party had paid it, or an account of the same legal person; one about the
    /// party as a whole means the sites that it served and that a list showed as pirate sites on that day.</remarks>
    public SortedDictionary<int, ToldEnd> ToldSites()
    {
        var told = new SortedDictionary<int, ToldEnd>();
        foreach (var end in Records.ToldTo(Party)) // by day: the first stays
        {
            foreach (var site in Sites.Where(site => !told.ContainsKey(site) && Means(end, site)))
            {
                told.Add(site, end);
            }
        }

        return told;
    }

    private bool Means(ToldEnd end, int site) =>
        end.Site >= 0 ? end.Site == site && ServedBy(site, end.Day)
        : end.Account >= 0 ? Of(site).Any(row => Records.View.Records.Placements[row] is var placement && placement.Day <= end.Day && SamePerson(ConductRecords.PayeeOf(placement), end.Account))
        : end.Whole && ServedBy(site, end.Day) && Records.IsListedOn(site, end.Day);

    private bool ServedBy(int site, DateOnly day) => Of(site) is { Count: > 0 } rows && Records.View.Records.Placements[rows[0]].Day <= day;

    private bool SamePerson(int one, int other) => one == other || (Records.LegalId(one) is { } id && id == Records.LegalId(other));
}
