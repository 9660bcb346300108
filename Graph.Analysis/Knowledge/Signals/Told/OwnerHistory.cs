using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>A site that a party served for an owner.</summary>
/// <param name="Site">Index into <see cref="KnowledgeRecords.Sites"/>.</param>
/// <param name="First">The party's first accrual on it.</param>
/// <param name="Last">Its last one.</param>
/// <param name="KnownBad">The first day on which a list or a delivered notice showed it as a pirate site, or null.</param>
/// <param name="Noticed">The day on which a notice about it arrived at the party, or null.</param>
/// <param name="Cleared">Whether lists clear it at t.</param>
internal readonly record struct ServedSite(int Site, DateOnly First, DateOnly Last, DateOnly? KnownBad, DateOnly? Noticed, bool Cleared);

/// <summary>What a party did with the sites of one owner, in the order in which it began to serve them.</summary>
/// <param name="Owner">The owner group.</param>
/// <param name="Sites">The sites by first day, then index.</param>
internal sealed record OwnerHistory(int Owner, IReadOnlyList<ServedSite> Sites)
{
    /// <summary>The histories of a party's owners that had a site known to be bad.</summary>
    public static IReadOnlyList<OwnerHistory> Of(ToldRecords records, PayeeOwners owners, int party, SiteAccruals accruals)
    {
        var noticed = Noticed(records, party, accruals);
        var byOwner = new SortedDictionary<int, List<ServedSite>>();
        foreach (var site in accruals.Sites)
        {
            var rows = accruals.Of(site);
            ref readonly var first = ref records.View.Records.Placements[rows[0]];
            var served = Served(records, site, first.Day, records.View.Records.Placements[rows[^1]].Day, noticed);
            var owner = owners.Of(OwnerChange.PayeeOf(first));
            (byOwner.TryGetValue(owner, out var known) ? known : byOwner[owner] = []).Add(served);
        }

        return [.. byOwner.Where(entry => entry.Value.Exists(site => site.KnownBad is not null && !site.Cleared))
            .Select(entry => new OwnerHistory(entry.Key, [.. entry.Value.OrderBy(site => site.First).ThenBy(site => site.Site)]))];
    }

    /// <summary>Notes when sites of the owners opened with anybody.</summary>
    public static void AddOpenings(IReadOnlyList<OwnerHistory> histories, Dictionary<int, Dictionary<int, DateOnly>> opened)
    {
        foreach (var history in histories)
        {
            var days = opened.TryGetValue(history.Owner, out var known) ? known : opened[history.Owner] = [];
            foreach (var site in history.Sites.Where(site => !site.Cleared))
            {
                days[site.Site] = days.TryGetValue(site.Site, out var first) && first < site.First ? first : site.First;
            }
        }
    }

    private static ServedSite Served(ToldRecords records, int site, DateOnly first, DateOnly last, Dictionary<int, DateOnly> noticed)
    {
        var listed = records.Standing.FirstEntry(site) is { } entry ? SiteStanding.ReadableFrom(entry) : (DateOnly?)null;
        var told = noticed.TryGetValue(site, out var day) ? day : (DateOnly?)null;
        var known = listed is { } a && told is { } b ? (a < b ? a : b) : listed ?? told;
        return new ServedSite(site, first, last, known, told, records.Standing.ClearedOn(site, records.View.AsOf));
    }

    private static Dictionary<int, DateOnly> Noticed(ToldRecords records, int party, SiteAccruals accruals)
    {
        var noticed = new Dictionary<int, DateOnly>();
        foreach (var told in records.NoticesOf(party).Count == 0 ? [] : records.ByNotice(party, accruals).Where(told => told.Arrived))
        {
            noticed[told.Site] = noticed.TryGetValue(told.Site, out var known) && known < told.ToldOn ? known : told.ToldOn;
        }

        return noticed;
    }
}
