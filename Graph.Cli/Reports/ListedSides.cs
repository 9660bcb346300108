using Graph.Model.Records;

namespace Graph.Cli.Reports;

/// <summary>On which side of the lists sites and parties stand at the as-of date; white wins over black.</summary>
internal sealed class ListedSides
{
    private readonly Dictionary<int, ListSide> sites = [];
    private readonly Dictionary<string, ListSide> parties = new(StringComparer.Ordinal);

    /// <summary>Reads the entries in force.</summary>
    public ListedSides(MoneyRecords records)
    {
        for (var i = 0; i < records.Lists.Count; i++)
        {
            var entry = records.Lists[i];
            if (entry.ValidFrom > records.Cut.AsOf || entry.ValidTo < records.Cut.AsOf)
            {
                continue;
            }

            if (entry.SubjectKind == SubjectKind.Domain)
            {
                Add(sites, records.ListSites[i], entry.Side);
            }
            else
            {
                Add(parties, entry.Subject, entry.Side);
            }
        }
    }

    /// <summary>The word of a site's side, or null: on no list.</summary>
    public string? OfSite(int site) => sites.TryGetValue(site, out var side) ? Word(side) : null;

    /// <summary>The word of a party's side, or null: on no list.</summary>
    public string? OfParty(string id) => parties.TryGetValue(id, out var side) ? Word(side) : null;

    private static void Add<TKey>(Dictionary<TKey, ListSide> sides, TKey key, ListSide side) where TKey : notnull
    {
        if (side == ListSide.White || !sides.ContainsKey(key))
        {
            sides[key] = side;
        }
    }

    private static string Word(ListSide side) => side == ListSide.White ? "white" : "black";
}
