using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>What priced placements of the window earned per network, format, geo and week.</summary>
internal sealed class PriceSums
{
    private readonly List<(int Network, int Format, int Geo, int Week, long Gross, long Impressions, long Rows)> sums = [];

    /// <summary>Sums.</summary>
    /// <param name="link">The store.</param>
    /// <param name="placements">What is seen of placements.</param>
    /// <param name="cut">The cut.</param>
    /// <param name="cancellation">Cancels.</param>
    public PriceSums(DuckDbLink link, string placements, AsOfCut cut, CancellationToken cancellation)
    {
        var from = VisibleVersions.Literal(cut.WindowFrom);
        using var rows = link.Stream($"""
            SELECT c.network, coalesce(t.format, 0), coalesce(t.geo, 0), ((p.day - {from}) // 7)::INTEGER AS week,
                sum(p.gross)::BIGINT, sum(p.impressions)::BIGINT, count(*)
            FROM {placements} p JOIN chains c ON c.id = p.chain JOIN terms t ON t.id = p.terms
            WHERE p.gross > 0 AND p.impressions > 0 AND p.day >= {from} GROUP BY 1, 2, 3, 4
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                sums.Add((rows.Column<int>(0)[i], rows.Column<int>(1)[i], rows.Column<int>(2)[i], rows.Column<int>(3)[i],
                    rows.Column<long>(4)[i], rows.Column<long>(5)[i], rows.Column<long>(6)[i]));
            }
        }
    }

    /// <summary>Marks the words that the sums use.</summary>
    public void MarkUsed(bool[] words)
    {
        foreach (var sum in sums)
        {
            words[sum.Format] = true;
            words[sum.Geo] = true;
        }
    }

    /// <summary>The sums by network, format, geo, week.</summary>
    public PriceCell[] Cells(PartyIndex parties, WordIndex words) =>
    [
        .. sums.Select(s => new PriceCell(parties.Party(s.Network), words.Word(s.Format), words.Word(s.Geo), s.Week, s.Gross, s.Impressions, s.Rows))
            .OrderBy(c => c.Network).ThenBy(c => c.Format).ThenBy(c => c.Geo).ThenBy(c => c.Week),
    ];
}
