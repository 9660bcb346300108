using System.Globalization;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Counts the settlements of each payer that lie close below and above round limits.</summary>
internal sealed class PaymentBands(DuckDbLink link, string settlements, PartyIndex parties, CancellationToken cancellation)
{
    /// <summary>The bands by payer, limit.</summary>
    public PaymentBand[] Read()
    {
        // Twice the index of the limit, one more above it. Bands of different limits do not meet.
        var cases = KnowledgeRecords.RoundLimits.Select((limit, i) => string.Create(CultureInfo.InvariantCulture,
            $"WHEN counted >= {limit / 100 * 95} AND counted < {limit} THEN {2 * i} WHEN counted >= {limit} AND counted < {limit / 100 * 105} THEN {2 * i + 1}"));
        var counts = new Dictionary<(int Payer, int Limit), (long Below, long Above)>();
        using var rows = link.Stream($"""
            SELECT payer, band, count(*) FROM (
                SELECT payer, CASE {string.Join(' ', cases)} END::INTEGER AS band
                FROM (SELECT payer, {MoneyReading.Counted("status", "amount", "amount")} AS counted FROM {settlements} WHERE amount > 0))
            WHERE band IS NOT NULL GROUP BY payer, band
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var key = (parties.Party(rows.Column<int>(0)[i]), rows.Column<int>(1)[i] / 2);
                var (below, above) = counts.GetValueOrDefault(key);
                var rowCount = rows.Column<long>(2)[i];
                counts[key] = rows.Column<int>(1)[i] % 2 == 0 ? (below + rowCount, above) : (below, above + rowCount);
            }
        }

        return [.. counts.OrderBy(c => c.Key).Select(c => new PaymentBand(c.Key.Payer, KnowledgeRecords.RoundLimits[c.Key.Limit], c.Value.Below, c.Value.Above))];
    }
}
