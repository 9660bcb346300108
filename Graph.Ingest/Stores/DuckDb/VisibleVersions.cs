using System.Globalization;
using Graph.Ingest.Stores.Readings;
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

    /// <summary>The temporary table of those lines whose placement is seen.</summary>
    public const string PlacedLines = "placed_lines";

    private readonly HashSet<string> restated = new(StringComparer.Ordinal);
    private readonly HashSet<string> made = new(StringComparer.Ordinal);
    private readonly DuckDbLink link;
    private readonly CancellationToken cancellation;
    private readonly string loads;
    private readonly string? day;
    private readonly long recordedBefore;

    /// <param name="link">A connection of its own: temporary tables are made in it.</param>
    /// <param name="loads">Condition on <c>origin</c>.</param>
    /// <param name="asOf">The as-of date, or null: whatever the dates.</param>
    /// <param name="cancellation">Cancels.</param>
    public VisibleVersions(DuckDbLink link, string loads, DateOnly? asOf, CancellationToken cancellation)
    {
        this.link = link;
        this.cancellation = cancellation;
        this.loads = loads;
        day = asOf is { } date ? Literal(date) : null;
        recordedBefore = asOf is { } last ? StoreTime.EndOf(last).Ticks : long.MaxValue;
        using var rows = link.Query("SELECT DISTINCT type FROM restated", cancellation);
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
        // What is known and dated needs no look at both dates of a row: that a condition names one column lets the engine skip row groups.
        var known = day is null ? loads : $"{loads} AND {KnownByRecord}";
        return Select(table, table.Name, known, dated, Known, "stale_" + table.Name);
    }

    /// <summary>Makes the temporary tables <see cref="SeenLines"/> and <see cref="PlacedLines"/> of what is seen of the lines: a line without recorded_at is known from its settlement's pay date, and none is seen
    /// before it. Columns: placement, placement_hash, amount; payer, payee, day, paid, status of the settlement (NULL when no
    /// version of that settlement is there at all).</summary>
    public void MakeSeenLines()
    {
        const string Columns = "placement, placement_hash, amount, payer, payee, day, paid, status";
        link.Execute($"CREATE TEMP TABLE {SeenLines} AS SELECT {Columns} FROM {SettledLines}", cancellation);
        link.Execute($"INSERT INTO {SeenLines} SELECT {Columns} FROM {LostLines}", cancellation);
        link.Execute($"""
            CREATE TEMP TABLE {PlacedLines} AS SELECT l.payer, l.payee, l.day, l.status, l.paid, l.amount, p.chain, p.host
            FROM {SeenLines} l JOIN {Newest(RecordType.Placements)} p ON l.placement_hash = p.hash AND l.placement = p.id
            """, cancellation);
    }

    /// <summary>Whether any line is seen.</summary>
    public bool AnyLine() =>
        link.Number($"SELECT count(*) FROM (SELECT 1 FROM {RecordTable.Of(RecordType.SettlementLines).Name} LIMIT 1)", cancellation) > 0
        && (Any(SettledLines) || Any(LostLines));

    private bool Any(string source) => link.Number($"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT 1)", cancellation) > 0;

    private string KnownLines => day is null ? loads : $"{loads} AND {KnownByRecord}";

    /// <summary>The lines of settlements that are seen.</summary>
    private string SettledLines
    {
        get
        {
            var table = RecordTable.Of(RecordType.SettlementLines);
            var source = $"""
                (SELECT l.* EXCLUDE (day), s.payer, s.payee, s.day, s.amount AS paid, s.status
                 FROM {table.Name} l JOIN {Newest(RecordType.Settlements)} s ON l.settlement_hash = s.hash AND l.settlement = s.id)
                """;
            return Select(table, source, KnownLines, "TRUE", KnownLines, "stale_settled");
        }
    }

    /// <summary>The lines of settlements of which no version is there.</summary>
    private string LostLines
    {
        get
        {
            var table = RecordTable.Of(RecordType.SettlementLines);
            var source = $"""
                (SELECT l.* EXCLUDE (day), NULL::INTEGER AS payer, NULL::INTEGER AS payee, NULL::DATE AS day, NULL::BIGINT AS paid, NULL::INTEGER AS status
                 FROM {table.Name} l ANTI JOIN (SELECT hash, id FROM settlements WHERE {loads}) s ON l.settlement_hash = s.hash AND l.settlement = s.id)
                """;
            return Select(table, source, KnownLines, "TRUE", KnownLines, "stale_lost");
        }
    }

    private string KnownByRecord => $"(recorded IS NULL OR recorded < {recordedBefore})";

    private string Known => day is null ? loads : $"{loads} AND (recorded < {recordedBefore} OR (recorded IS NULL AND (day IS NULL OR day <= {day})))";

    private string Select(RecordTable table, string source, string known, string dated, string candidates, string staleTable)
    {
        if (!restated.Contains(table.Name))
        {
            return $"(SELECT * FROM {source} WHERE {known} AND {dated})";
        }

        if (made.Add(staleTable))
        {
            // Versions that a newer one replaces; a table, because most readings ask for it many times.
            link.Execute($"""
                CREATE TEMP TABLE {staleTable} AS SELECT origin FROM (
                    SELECT origin, max(origin) OVER (PARTITION BY {table.KeyList}) AS newest FROM {source}
                    WHERE {candidates} AND hash IN (SELECT hash FROM restated WHERE type = '{table.Name}'))
                WHERE origin < newest
                """, cancellation);
        }

        return $"(SELECT * FROM {source} WHERE {known} AND {dated} AND origin NOT IN (SELECT origin FROM {staleTable}))";
    }
}
