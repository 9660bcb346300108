using System.Globalization;
using Graph.Ingest.Stores.Readings;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Compares the rows that a load staged in a record table with each other and with what is kept: removes the
/// duplicates, finds the restatements. Runs inside the load's transaction.</summary>
/// <remarks>
/// <para>Only keys that stand more than once in the load, or stand in the store, are looked at; every other row is accepted
/// with no further work. Candidates are found by the hash of the key, and decided by the key and the content themselves.</para>
/// <para>The versions of a key are its distinct contents in order of first appearance (origin).</para>
/// </remarks>
internal sealed class VersionComparison(DuckDbLink link, RecordTable table, int firstFile, KeyRepeats repeats, CancellationToken cancellation)
{
    private readonly string mine = string.Create(CultureInfo.InvariantCulture, $"origin >= {Origin.Of(firstFile, 0)}");

    /// <summary>Duplicates and restatements by file.</summary>
    public sealed record Outcome(Dictionary<int, long> Duplicates, Dictionary<int, long> Restated)
    {
        /// <summary>Nothing but new keys.</summary>
        public static Outcome AllNew => new([], []);
    }

    /// <summary>Removes duplicates and counts.</summary>
    /// <param name="storeHasRows">Whether earlier loads left rows of this type.</param>
    public Outcome Run(bool storeHasRows)
    {
        Execute("CREATE TEMP TABLE doubtful (hash BIGINT)");
        AddRepeats();
        if (storeHasRows)
        {
            Execute($"INSERT INTO doubtful SELECT DISTINCT hash FROM {table.Name} WHERE {mine} AND hash IN (SELECT hash FROM {table.Name} WHERE NOT {mine})");
        }

        var outcome = Number("SELECT count(*) FROM doubtful") == 0 ? Outcome.AllNew : Decide(storeHasRows);
        Execute("DROP TABLE doubtful");
        return outcome;
    }

    private void AddRepeats()
    {
        if (!repeats.Complete)
        {
            Execute($"INSERT INTO doubtful SELECT hash FROM {table.Name} WHERE {mine} GROUP BY hash HAVING count(*) > 1");
            return;
        }

        using var writer = new TableWriter(link, "doubtful", temporary: true);
        foreach (var hash in repeats.Find())
        {
            writer.Long(hash);
            writer.EndRow();
        }

        writer.Flush();
    }

    private Outcome Decide(bool storeHasRows)
    {
        Execute("CREATE TEMP TABLE dropped (r BIGINT, origin BIGINT)");
        if (storeHasRows)
        {
            DropWhatIsKept();
        }

        DropRepeatsAndFindRestatements();
        var outcome = new Outcome(CountByFile("dropped"), CountByFile("restating"));
        if (outcome.Duplicates.Count > 0)
        {
            Execute($"DELETE FROM {table.Name} WHERE {mine} AND rowid IN (SELECT r FROM dropped)");
        }

        Execute($"INSERT INTO restated SELECT DISTINCT '{table.Name}', hash FROM restating "
            + $"WHERE hash NOT IN (SELECT hash FROM restated WHERE type = '{table.Name}')");
        Execute("DROP TABLE dropped; DROP TABLE restating");
        return outcome;
    }

    /// <summary>The rows that equal a version of an earlier load.</summary>
    private void DropWhatIsKept() => Execute(
        $"INSERT INTO dropped SELECT n.rowid, n.origin FROM (SELECT rowid, * FROM {table.Name} WHERE {mine} AND hash IN (SELECT hash FROM doubtful)) n "
        + $"SEMI JOIN (SELECT * FROM {table.Name} WHERE NOT {mine}) o ON n.hash = o.hash AND {table.SameContent("n", "o")}");

    /// <summary>Among what is left: rows that repeat a row before them, and rows that give a known key a new content.</summary>
    private void DropRepeatsAndFindRestatements()
    {
        Execute($"CREATE TEMP TABLE open AS SELECT DISTINCT hash FROM {table.Name} WHERE {mine} AND hash IN (SELECT hash FROM doubtful) "
            + "AND rowid NOT IN (SELECT r FROM dropped)");
        Execute($"CREATE TEMP TABLE versions AS SELECT *, row_number() OVER (PARTITION BY {table.ContentList} ORDER BY origin) AS copy "
            + $"FROM (SELECT rowid AS r, * FROM {table.Name} WHERE hash IN (SELECT hash FROM open)) WHERE NOT {mine} OR r NOT IN (SELECT r FROM dropped)");
        Execute($"INSERT INTO dropped SELECT r, origin FROM versions WHERE copy > 1 AND {mine}");
        Execute($"CREATE TEMP TABLE restating AS SELECT origin, hash FROM (SELECT origin, hash, "
            + $"row_number() OVER (PARTITION BY {table.KeyList} ORDER BY origin) AS version FROM versions WHERE copy = 1) "
            + $"WHERE version > 1 AND {mine}");
        Execute("DROP TABLE open; DROP TABLE versions");
    }

    private Dictionary<int, long> CountByFile(string source)
    {
        var counts = new Dictionary<int, long>();
        using var rows = link.Query($"SELECT {Origin.FileOf("origin")}, count(*) FROM {source} GROUP BY 1", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                counts.Add((int)(rows.Column<long>(0)[i] - firstFile), rows.Column<long>(1)[i]);
            }
        }

        return counts;
    }

    private void Execute(string sql) => link.Execute(sql, cancellation);

    private long Number(string sql) => link.Number(sql, cancellation);
}
