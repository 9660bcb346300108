using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>A party's marked accruals by site, and of each site by day.</summary>
internal sealed class SiteAccruals
{
    private readonly int[] rows;
    private readonly int[] start;

    /// <summary>Sorts the party's rows.</summary>
    public SiteAccruals(KnowledgeView view, int party)
    {
        var placements = view.Records.Placements;
        rows = view.RowsOf(party).ToArray();
        Array.Sort(rows, (a, b) =>
        {
            var order = placements[a].Site.CompareTo(placements[b].Site);
            order = order != 0 ? order : placements[a].Day.CompareTo(placements[b].Day);
            return order != 0 ? order : a.CompareTo(b);
        });
        var (sites, starts) = (new List<int>(), new List<int>());
        for (var i = 0; i < rows.Length; i++)
        {
            if (i == 0 || placements[rows[i]].Site != placements[rows[i - 1]].Site)
            {
                sites.Add(placements[rows[i]].Site);
                starts.Add(i);
            }
        }

        starts.Add(rows.Length);
        (Sites, start) = ([.. sites], [.. starts]);
    }

    /// <summary>The sites, as indices into <see cref="KnowledgeRecords.Sites"/>, ascending.</summary>
    public int[] Sites { get; }

    /// <summary>All rows, as indices into <see cref="KnowledgeRecords.Placements"/>, by site, then day.</summary>
    public ReadOnlySpan<int> Rows => rows;

    /// <summary>The rows of a site by day; empty where the party never served it.</summary>
    public ReadOnlySpan<int> Of(int site)
    {
        var place = Array.BinarySearch(Sites, site);
        return place < 0 ? [] : rows.AsSpan(start[place]..start[place + 1]);
    }
}
