using System.Globalization;
using System.Text.Json;
using Graph.Ingest.Stores.Neo4j.Cuts;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Reads what loads took in: the ledger, rates, rejected rows.</summary>
internal static class GraphLedger
{
    /// <summary>How many loads are done, and how many files they have.</summary>
    public static (int Loads, int Files) Sizes(IQueryRunner runner, CancellationToken cancellation)
    {
        using var rows = runner.Read(
            "CALL { MATCH (l:Load {status: 'done'}) RETURN count(l) AS loads } CALL { MATCH (f:File) RETURN count(f) AS files } RETURN loads, files", default, cancellation);
        return rows.Next() ? ((int)rows.Whole(0), (int)rows.Whole(1)) : (0, 0);
    }

    /// <summary>All loads that are done, in order.</summary>
    public static List<LoadEntry> Read(IQueryRunner runner)
    {
        var loads = new List<LoadEntry>();
        using var rows = runner.Read(
            "MATCH (l:Load {status: 'done'}) OPTIONAL MATCH (f:File)-[:OF]->(l) "
            + "RETURN l.no, l.loaded_at, f.name, f.sha256, f.type, f.encoding, f.read, f.accepted, f.duplicate, f.restated, f.rejected, f.unknown_columns, f.refused, "
            + "f.rates_sha256 ORDER BY l.no, f.number", default, CancellationToken.None);
        while (rows.Next())
        {
            var load = (int)rows.Whole(0);
            if (loads.Count == 0 || loads[^1].Load != load)
            {
                loads.Add(new LoadEntry(load, new DateTime(rows.Whole(1), DateTimeKind.Utc), new List<LoadedFile>()));
            }

            if (!rows.IsNull(2))
            {
                ((List<LoadedFile>)loads[^1].Files).Add(File(rows));
            }
        }

        return loads;
    }

    /// <summary>When the load of each file was committed (ticks, UTC), in the order of the files' numbers.</summary>
    public static List<long> LoadTimes(IQueryRunner runner)
    {
        var times = new List<long>();
        using var rows = runner.Read("MATCH (f:File)-[:OF]->(l:Load) RETURN l.loaded_at ORDER BY f.number", default, CancellationToken.None);
        while (rows.Next())
        {
            times.Add(rows.Whole(0));
        }

        return times;
    }

    /// <summary>Every kept version of every rate, in order of load, file, line.</summary>
    public static List<Rate> RateVersions(IQueryRunner runner)
    {
        var versions = new List<Rate>();
        using var rows = runner.Read(
            "MATCH (f:File) WITH count(f) AS files MATCH (r:Rate) WHERE r.file < files "
            + "RETURN r.file, r.line, r.recorded, r.currency, r.day, r.rate ORDER BY r.file, r.line", default, CancellationToken.None);
        while (rows.Next())
        {
            versions.Add(new Rate(
                new RowOrigin((int)rows.Whole(0), rows.Whole(1)),
                rows.OptionalText(2) is { } recorded ? GraphTime.Instant(recorded) : null, rows.Text(3), GraphTime.Day(rows.Whole(4)), decimal.Parse(rows.Text(5), CultureInfo.InvariantCulture)));
        }

        return versions;
    }

    /// <summary>The rejected rows of a file, by line.</summary>
    public static IEnumerable<RejectedRow> Rejects(IQueryRunner runner, int load, string file)
    {
        var parameters = new ParameterWriter().Whole("load", load).Text("file", file).Json();
        using var rows = runner.Read(
            "MATCH (f:File {name: $file})-[:OF]->(:Load {no: $load}) MATCH (x:Reject {file: f.number}) RETURN x.line, x.column, x.reason, x.raw ORDER BY x.seq",
            parameters, CancellationToken.None);
        while (rows.Next())
        {
            yield return new RejectedRow(file, rows.Whole(0), rows.Text(1), rows.Text(2), rows.Text(3));
        }
    }

    private static LoadedFile File(IQueryRows rows)
    {
        var word = rows.Text(4);
        var counts = new RowCounts(rows.Whole(6), rows.Whole(7), rows.Whole(8), rows.Whole(9), rows.Whole(10));
        return new LoadedFile(rows.Text(2), rows.Text(3), RecordTypes.All.Single(t => t.FileWord() == word), rows.Text(5), counts,
            JsonSerializer.Deserialize<List<string>>(rows.Text(11))!, rows.OptionalText(12), rows.Text(13));
    }
}
