using Graph.Model.Records;

namespace Graph.Cli.Evaluation;

/// <summary>Networks accused by list entries that their authority withdrew later.</summary>
internal static class Withdrawals
{
    /// <summary>The parties whose placements name a site on which a black entry was in force at the date and has ended since.</summary>
    /// <param name="records">The rows as of the date.</param>
    /// <param name="money">The money records of the same cut.</param>
    /// <param name="newest">The lists as of the newest date.</param>
    public static HashSet<int> Accused(KnowledgeRecords records, MoneyRecords money, IReadOnlyList<ListEntry> newest)
    {
        var date = records.Cut.AsOf;
        var withdrawn = newest.Where(entry => IsBlackDomain(entry) && entry.ValidTo > date).Select(Key).ToHashSet();
        var sites = Enumerable.Range(0, money.Lists.Count)
            .Where(i => records.ListSites[i] >= 0 && IsBlackDomain(money.Lists[i]) && withdrawn.Contains(Key(money.Lists[i])))
            .Select(i => records.ListSites[i]).ToHashSet();
        return [.. records.Placements.Where(row => sites.Contains(row.Site)).SelectMany(row => new[] { row.Network, row.Reseller }).Where(party => party >= 0)];
    }

    private static bool IsBlackDomain(ListEntry entry) => entry is { SubjectKind: SubjectKind.Domain, Side: ListSide.Black };

    private static (string, string, DateOnly) Key(ListEntry entry) => (entry.Subject, entry.Authority, entry.ValidFrom);
}
