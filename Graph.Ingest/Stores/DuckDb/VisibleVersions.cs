using System.Globalization;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The SQL of what a cut sees of a record table: of each key the newest version known by then, unless that version is
/// dated later.</summary>
/// <remarks>Keys with one version need a filter on dates only, which skips whole row groups. A search for the newest version is
/// made among the restated keys alone.</remarks>
internal sealed class VisibleVersions
{
    /// <summary>The temporary table of the lines.</summary>
    public const string SeenLines = "seen_lines";

    private readonly HashSet<string> restated = new(StringComparer.Ordinal);
    private readonly string loads;
    private readonly string? day;
    private readonly long recordedBefore;

    /// <param name="link">The store.</param>
    /// <param name="loads">Condition on <c>origin</c>.</param>
    /// <param name="asOf">The as-of date, or null: whatever the dates.</param>
    public VisibleVersions(DuckDbLink link, string loads, DateOnly? asOf)
    {
        this.loads = loads;
        day = asOf is { } date ? Literal(date) : null;
        recordedBefore = asOf is { } last ? StoreTime.EndOf(last).Ticks : long.MaxValue;
        using var rows = link.Query("SELECT DISTINCT type FROM restated");
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                restated.Add(rows.Text(0, i)!);
            }
        }
    }

    /// <summary>A day as an SQL literal.</summary>
    public static string Literal(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"DATE '{date:yyyy-MM-dd}'");

    /// <summary>What is seen of a type, as a table expression.</summary>
    public string Newest(RecordType type)
    {
        var table = RecordTable.Of(type);
        var dated = day is null ? "TRUE" : $"(day IS NULL OR day <= {day})";
        return Select(table, table.Name, Known, dated);
    }

    /// <summary>Makes the temporary table <see cref="SeenLines"/> of what is seen of the lines: a line without recorded_at is known from its settlement's pay date, and none is seen
    /// before it. Columns: placement, placement_hash, amount; payer, payee, day, paid, status of the settlement (NULL when no
    /// version of that settlement is there at all).</summary>
    public void MakeSeenLines(DuckDbLink link, CancellationToken cancellation)
    {
        var table = RecordTable.Of(RecordType.SettlementLines);
        var known = day is null ? loads : $"{loads} AND (recorded IS NULL OR recorded < {recordedBefore})";
        var settled = $"""
            (SELECT l.* EXCLUDE (day), s.payer, s.payee, s.day, s.amount AS paid, s.status
             FROM {table.Name} l JOIN {Newest(RecordType.Settlements)} s ON l.settlement_hash = s.hash AND l.settlement = s.id)
            """;
        var lost = $"""
            (SELECT l.* EXCLUDE (day), NULL::INTEGER AS payer, NULL::INTEGER AS payee, NULL::DATE AS day, NULL::BIGINT AS paid, NULL::INTEGER AS status
             FROM {table.Name} l ANTI JOIN (SELECT hash, id FROM settlements WHERE {loads}) s ON l.settlement_hash = s.hash AND l.settlement = s.id)
            """;
        // A table and not an expression: the engine's optimizer fails on filters that it moves into the half without settlements.
        const string Columns = "placement, placement_hash, amount, payer, payee, day, paid, status";
        link.Execute($"CREATE TEMP TABLE {SeenLines} AS SELECT {Columns} FROM {Select(table, settled, known, "TRUE")}", cancellation);
        link.Execute($"INSERT INTO {SeenLines} SELECT {Columns} FROM {Select(table, lost, known, "TRUE")}", cancellation);
    }

    private string Known => day is null ? loads : $"{loads} AND (recorded < {recordedBefore} OR (recorded IS NULL AND (day IS NULL OR day <= {day})))";

    private string Select(RecordTable table, string source, string known, string dated)
    {
        if (!restated.Contains(table.Name))
        {
            return $"(SELECT * FROM {source} WHERE {known} AND {dated})";
        }

        var hashes = $"(SELECT hash FROM restated WHERE type = '{table.Name}')";
        return $"""
            (SELECT * FROM {source} WHERE {known} AND {dated} AND hash NOT IN {hashes}
             UNION ALL BY NAME
             SELECT * EXCLUDE (age) FROM (
                 SELECT *, row_number() OVER (PARTITION BY {table.KeyList} ORDER BY origin DESC) AS age
                 FROM {source} WHERE {known} AND hash IN {hashes})
             WHERE age = 1 AND {dated})
            """;
    }
}
