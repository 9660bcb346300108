using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>Counts the settlements of each payer that lie close below and above round limits.</summary>
internal static class PaymentBands
{
    /// <summary>The bands by payer, limit.</summary>
    public static PaymentBand[] Read(ICutSource source, PartyIndex parties)
    {
        var counts = new Dictionary<(int Payer, int Limit), (long Below, long Above)>();
        foreach (var row in source.Bands())
        {
            var key = (parties.Party(row.Payer), row.Band / 2);
            var (below, above) = counts.GetValueOrDefault(key);
            counts[key] = row.Band % 2 == 0 ? (below + row.Rows, above) : (below, above + row.Rows);
        }

        return [.. counts.OrderBy(c => c.Key).Select(c => new PaymentBand(c.Key.Payer, KnowledgeRecords.RoundLimits[c.Key.Limit], c.Value.Below, c.Value.Above))];
    }
}
