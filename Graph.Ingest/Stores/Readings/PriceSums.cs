using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>What priced placements of the window earned per network, format, geo and week.</summary>
internal sealed class PriceSums
{
    private readonly List<PriceRow> sums;

    /// <param name="source">The store.</param>
    public PriceSums(ICutSource source) => sums = source.Prices();

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
