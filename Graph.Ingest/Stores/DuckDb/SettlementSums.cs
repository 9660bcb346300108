using System.Globalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Sums and rows of the settlements and settlement lines that a cut sees.</summary>
/// <param name="link">The store.</param>
/// <param name="visible">What the cut sees.</param>
/// <param name="from">First day of the window.</param>
/// <param name="cancellation">Cancels.</param>
internal sealed class SettlementSums(DuckDbLink link, VisibleVersions visible, DateOnly from, CancellationToken cancellation)
{
    private readonly string settlements = visible.Newest(RecordType.Settlements);
    private readonly string window = $"day >= {VisibleVersions.Literal(from)}";
    private bool linesMade;

    /// <summary>See <see cref="ICutSource.PayersSeen"/>.</summary>
    public List<int> Payers() => NumberTables.Numbers(link, $"SELECT DISTINCT payer FROM {settlements}", cancellation);

    /// <summary>See <see cref="ICutSource.PayeesSeen"/>.</summary>
    public List<int> Payees(bool moving) =>
        NumberTables.Numbers(link, $"SELECT DISTINCT payee FROM {settlements}{(moving ? " WHERE amount <> 0" : "")}", cancellation);

    /// <summary>See <see cref="ICutSource.Lines"/>.</summary>
    public LineSum[] Lines()
    {
        MakeLines();
        var sums = new List<LineSum>();
        using var rows = link.Stream($"""
            SELECT payer, payee, chain, host, sum({Counted("status", "paid", "amount")})::BIGINT
            FROM {VisibleVersions.PlacedLines} WHERE amount <> 0 AND {window}
            GROUP BY payer, payee, chain, host
            """, cancellation);
        while (rows.Next())
        {
            var payer = rows.Column<int>(0);
            var payee = rows.Column<int>(1);
            var chain = rows.Column<int>(2);
            var host = rows.Column<int>(3);
            var amount = rows.Column<long>(4);
            for (var i = 0; i < payer.Length; i++)
            {
                sums.Add(new LineSum(payer[i], payee[i], chain[i], 0, 0, host[i], amount[i]));
            }
        }

        return [.. sums];
    }

    /// <summary>See <see cref="ICutSource.DanglingLines"/>.</summary>
    public (long WithoutSettlement, long WithoutPlacement) Dangling()
    {
        MakeLines();
        // Of each placement one version is seen, so that no line is placed twice.
        return (link.Number($"SELECT count(*) FROM {VisibleVersions.SeenLines} WHERE payer IS NULL", cancellation),
            link.Number($"SELECT (SELECT count(*) FROM {VisibleVersions.SeenLines}) - (SELECT count(*) FROM {VisibleVersions.PlacedLines})", cancellation));
    }

    /// <summary>See <see cref="ICutSource.Payments"/>.</summary>
    public PaymentSum[] Payments()
    {
        var sums = new List<PaymentSum>();
        using var rows = link.Stream($"""
            SELECT payer, payee, day, sum({Counted("status", "amount", "amount")})::BIGINT,
                sum(CASE WHEN status = {(int)SettlementStatus.Held} THEN amount ELSE 0 END)::BIGINT,
                sum(CASE WHEN status = {(int)SettlementStatus.Reversed} AND amount > 0 THEN amount ELSE 0 END)::BIGINT, count(*)
            FROM {settlements} WHERE amount <> 0 AND {window} GROUP BY payer, payee, day
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                sums.Add(new PaymentSum(rows.Column<int>(0)[i], rows.Column<int>(1)[i], rows.Day(2, i)!.Value,
                    rows.Column<long>(3)[i], rows.Column<long>(4)[i], rows.Column<long>(5)[i], rows.Column<long>(6)[i]));
            }
        }

        return [.. sums];
    }

    /// <summary>See <see cref="ICutSource.SettlementsOf"/>.</summary>
    public List<SettlementRow> Of(IReadOnlyCollection<int> payees, IReadOnlyCollection<int> payers)
    {
        NumberTables.Fill(link, "asked_payees", payees);
        NumberTables.Fill(link, "asked_payers", payers);
        var found = new List<SettlementRow>();
        Read($"{settlements} WHERE amount <> 0 AND payee IN (SELECT id FROM asked_payees)", found);
        Read($"{settlements} WHERE amount <> 0 AND payer IN (SELECT id FROM asked_payers) AND payee NOT IN (SELECT id FROM asked_payees)", found);
        return found;
    }

    /// <summary>See <see cref="ICutSource.Bands"/>.</summary>
    public List<BandRow> Bands()
    {
        // Twice the index of the limit, one more above it. Bands of different limits do not meet.
        var cases = KnowledgeRecords.RoundLimits.Select((limit, i) => string.Create(CultureInfo.InvariantCulture,
            $"WHEN counted >= {limit / 100 * 95} AND counted < {limit} THEN {2 * i} WHEN counted >= {limit} AND counted < {limit / 100 * 105} THEN {2 * i + 1}"));
        var bands = new List<BandRow>();
        using var rows = link.Stream($"""
            SELECT payer, band, count(*) FROM (
                SELECT payer, CASE {string.Join(' ', cases)} END::INTEGER AS band
                FROM (SELECT payer, {Counted("status", "amount", "amount")} AS counted FROM {settlements} WHERE amount > 0))
            WHERE band IS NOT NULL GROUP BY payer, band
            """, cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                bands.Add(new BandRow(rows.Column<int>(0)[i], rows.Column<int>(1)[i], rows.Column<long>(2)[i]));
            }
        }

        return bands;
    }

    /// <summary>What counts of an amount: held nothing, reversed only where the settlement itself is not positive.</summary>
    private static string Counted(string status, string paid, string amount) =>
        $"CASE WHEN {status} = {(int)SettlementStatus.Held} OR ({status} = {(int)SettlementStatus.Reversed} AND {paid} > 0) THEN 0 ELSE {amount} END";

    private void MakeLines()
    {
        if (!linesMade)
        {
            visible.MakeSeenLines();
            linesMade = true;
        }
    }

    private void Read(string source, List<SettlementRow> found)
    {
        using var rows = link.Stream($"SELECT origin, day, payer, payee, amount, period_from, period_to, rail, status FROM {source}", cancellation);
        while (rows.Next())
        {
            var origin = rows.Column<long>(0);
            var day = rows.Column<int>(1);
            var payer = rows.Column<int>(2);
            var payee = rows.Column<int>(3);
            var amount = rows.Column<long>(4);
            for (var i = 0; i < rows.Count; i++)
            {
                found.Add(new SettlementRow(
                    origin[i], amount[i], day[i], payer[i], payee[i], rows.Day(5, i), rows.Day(6, i), rows.Int(7, i) ?? 0, (SettlementStatus?)rows.Int(8, i)));
            }
        }
    }
}
