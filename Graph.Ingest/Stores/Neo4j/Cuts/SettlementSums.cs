using System.Globalization;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Who pays and who is paid, over all settlements seen.</summary>
internal sealed class SettlementSums
{
    private readonly HashSet<int> payers = [];
    private readonly HashSet<int> payees = [];
    private readonly HashSet<int> moving = [];

    /// <param name="query">Asks.</param>
    public SettlementSums(CutQuery query) => query.Each(
        $"""
        MATCH (a)-[r:SETTLED]->(b) WHERE {query.Visible.Seen(RecordType.Settlements, "r")}
        WITH a, b, count(CASE WHEN r.amount <> 0 THEN 1 END) AS moving
        RETURN a.no, b.no, moving
        """,
        rows =>
        {
            payers.Add((int)rows.Whole(0));
            payees.Add((int)rows.Whole(1));
            if (rows.Whole(2) > 0)
            {
                moving.Add((int)rows.Whole(1));
            }
        });

    /// <summary>The payers of all settlements.</summary>
    public IReadOnlyCollection<int> Payers => payers;

    /// <summary>The payees of all settlements.</summary>
    public IReadOnlyCollection<int> Payees => payees;

    /// <summary>The payees of settlements whose amount is not 0.</summary>
    public IReadOnlyCollection<int> Moving => moving;

    /// <summary>Whether any settlement is seen.</summary>
    public bool Any => payers.Count > 0;

    /// <summary>What counts of an amount: held nothing, reversed only where the settlement itself is not positive.</summary>
    /// <param name="row">The settlement.</param>
    /// <param name="amount">The amount.</param>
    public static string Counted(string row, string amount) =>
        $"CASE WHEN {row}.status = $held OR {row}.status = $reversed AND {row}.amount > 0 THEN 0 ELSE {amount} END";

    /// <summary>Adds the words that conditions name.</summary>
    public static ParameterWriter AddStatuses(ParameterWriter parameters) =>
        parameters.Text("held", ContractWord.Of(SettlementStatus.Held)).Text("reversed", ContractWord.Of(SettlementStatus.Reversed));

    /// <summary>Settlements of the window whose amount is not 0 by payer, payee, day.</summary>
    public static PaymentSum[] Payments(CutQuery query, DateOnly windowFrom)
    {
        var sums = new List<PaymentSum>();
        query.Each(
            $"""
            MATCH (a)-[r:SETTLED]->(b) WHERE r.day >= $windowFrom AND r.amount <> 0 AND {query.Visible.Seen(RecordType.Settlements, "r")}
            WITH a, b, r.day AS day, sum({Counted("r", "r.amount")}) AS counted, sum(CASE WHEN r.status = $held THEN r.amount ELSE 0 END) AS held,
                sum(CASE WHEN r.status = $reversed AND r.amount > 0 THEN r.amount ELSE 0 END) AS reversed, count(*) AS rows
            RETURN a.no, b.no, day, counted, held, reversed, rows
            """,
            rows => sums.Add(new PaymentSum((int)rows.Whole(0), (int)rows.Whole(1), GraphTime.Day(rows.Whole(2)), rows.Whole(3), rows.Whole(4), rows.Whole(5),
                rows.Whole(6))),
            parameters => AddStatuses(parameters).Whole("windowFrom", GraphTime.Of(windowFrom)));
        return [.. sums];
    }

    /// <summary>Counts of positive settlements near round limits, all dates.</summary>
    public static List<BandRow> Bands(CutQuery query)
    {
        // Twice the index of the limit, one more above it. Bands of different limits do not meet.
        var cases = KnowledgeRecords.RoundLimits.Select((limit, i) => string.Create(CultureInfo.InvariantCulture,
            $"WHEN counted >= {limit / 100 * 95} AND counted < {limit} THEN {2 * i} WHEN counted >= {limit} AND counted < {limit / 100 * 105} THEN {2 * i + 1}"));
        var bands = new List<BandRow>();
        query.Each(
            $"""
            MATCH (a)-[r:SETTLED]->() WHERE r.amount > 0 AND {query.Visible.Seen(RecordType.Settlements, "r")}
            WITH a, {Counted("r", "r.amount")} AS counted
            WITH a, CASE {string.Join(' ', cases)} END AS band WHERE band IS NOT NULL
            WITH a, band, count(*) AS rows
            RETURN a.no, band, rows
            """,
            rows => bands.Add(new BandRow((int)rows.Whole(0), (int)rows.Whole(1), rows.Whole(2))),
            parameters => AddStatuses(parameters));
        return bands;
    }
}
