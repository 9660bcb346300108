using System.Diagnostics;
using System.Globalization;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;
using Graph.Ingest.Stores;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Benchmarks.Comparison;

/// <summary>Placements into a Neo4j server on the same machine: ours against a plain client, in one run, each load alone in a process.</summary>
internal static class Neo4jLoadCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        using var scratch = new ScratchFolder();
        using var server = new Neo4jProcess(arguments.Neo4j, scratch.At("server"));
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"{arguments.Records:N0} placements into Neo4j"));
        var steps = new[] { "plain new", "plain replay", "ours bulk", "ours replay", "ours new" };
        var measured = steps.ToDictionary(step => step, _ => new List<Measurement>(), StringComparer.Ordinal);
        for (var round = 0; round < arguments.Rounds; round++)
        {
            Console.Error.WriteLine($"Round {round + 1} of {arguments.Rounds}.");
            using var plain = new Neo4jBaseline(server.Uri);
            plain.Clear();
            plain.Prepare();
            foreach (var step in steps)
            {
                if (step == "ours bulk")
                {
                    plain.Clear();
                }

                measured[step].Add(Measurement.OfChild("child-neo4j-load", step, server.Uri, arguments.Records.ToString(CultureInfo.InvariantCulture), scratch.Folder));
                Check(plain.Sums(), step == "ours new" ? 2 : 1, arguments.Records);
            }
        }

        table.Line(FormattableString.Invariant($"Rounds: {arguments.Rounds}; minimum / median; count and sum of gross checked after every step. Server on the same machine, 1 GB heap. Plain: one thread, rows as maps, MERGE. Ours includes staging, nodes, look-ups and the constraint. Goals: bulk 30,000, replay 45,000, new 18,000 rows/s; peak 300 MB for 1,000,000 rows."));
        table.Line("");
        table.Header("", "wall s", "rows/s (minimum)", "peak MB of the client");
        Add(table, "plain: new under the constraint", measured["plain new"], arguments.Records);
        Add(table, "plain: replay of present ones", measured["plain replay"], arguments.Records);
        Add(table, "ours: fresh bulk", measured["ours bulk"], arguments.Records);
        Add(table, "ours: replay of present ones", measured["ours replay"], arguments.Records);
        Add(table, "ours: new under the constraint", measured["ours new"], arguments.Records);
        table.Save(arguments.Results, FormattableString.Invariant($"neo4j-load-{arguments.Records}.md"));
    }

    /// <summary>One step, in a process of its own.</summary>
    public static void Child(string step, string uri, long records, string scratch)
    {
        var clock = Stopwatch.StartNew();
        var series = step == "ours new" ? 2 : 1;
        if (step.StartsWith("plain", StringComparison.Ordinal))
        {
            using var plain = new Neo4jBaseline(uri);
            plain.Load(series, records);
        }
        else
        {
            Load(step, uri, series, records, scratch);
        }

        Measurement.Report(clock.Elapsed.TotalSeconds, []);
    }

    private static void Load(string step, string uri, int series, long records, string scratch)
    {
        using var store = RecordStores.Open(uri, readOnly: false, scratch);
        var names = new RecordNames();
        var file = $"placements-{step.Replace(' ', '-')}.csv";
        using var load = store.BeginLoad(names, [file]);
        foreach (var block in PlacementRows.Blocks(names, series, records))
        {
            load.Append<Placement>(block);
        }

        var entry = load.Commit(
            TimeProvider.System.GetUtcNow().UtcDateTime,
            [new LoadedFile(file, step, RecordType.Placements, "utf-8", new RowCounts(records, 0, 0, 0, 0), [], null, "")], CancellationToken.None);
        var counts = entry.Files[0].Counts;
        Matches.AnswerChecks.Demand((step == "ours replay" ? counts.Duplicate : counts.Accepted) == records, $"counts of {step}: {counts}");
    }

    private static void Check((long Count, long Gross) sums, int series, long records)
    {
        var gross = 0L;
        for (var number = 0L; number < records; number++)
        {
            gross += PlacementRows.Gross(number);
        }

        Matches.AnswerChecks.Demand(sums == (records * series, gross * series), $"count and gross: {sums}, expected {records * series} and {gross * series}");
    }

    private static void Add(ResultTable table, string name, List<Measurement> rounds, long records) => table.Row(
        name,
        ResultTable.Spread(rounds.Select(measured => measured.WallSeconds)),
        ResultTable.Number(records / rounds.Min(measured => measured.WallSeconds)),
        ResultTable.Spread(rounds.Select(measured => measured.PeakMegabytes)));
}
