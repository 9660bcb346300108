using System.Globalization;
using Graph.Ingest.Csv;
using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>The same files read the same from both stores, to the last unit and place.</summary>
public sealed class StoresAgreeTests
{
    [Fact]
    public void Real_records_read_the_same()
    {
        var data = Repository.Shared("real", "wtm-2019-04");
        Assert.SkipWhen(data is null, "The real records (../shared/real/wtm-2019-04) are not beside the project.");
        Agree([data!], newest => [new AsOfCut(newest, null, AsOfCut.DefaultWindowWeeks)]);
    }

    [Fact]
    public void A_generated_world_with_restatements_reads_the_same_at_any_cut()
    {
        using var folder = new TempFolder();
        var made = new CliRunner(folder.FullPath).Run("generate", "--out", folder.At("world"), "--placements", "4000", "--networks", "20", "--weeks", "24", "--seed", "9");
        Assert.True(made.ExitCode == 0, made.Error);
        foreach (var (file, column) in new[] { ("placements.csv", "gross_amount"), ("settlements.csv", "amount"), ("settlement_lines.csv", "amount") })
        {
            Restate(Path.Combine(folder.At("world"), file), Path.Combine(folder.At("again"), file.Replace(".csv", "-2.csv", StringComparison.Ordinal)), column);
        }

        Agree([folder.At("world"), folder.At("again")], newest =>
        [
            new AsOfCut(newest, null, AsOfCut.DefaultWindowWeeks), new AsOfCut(newest, World.Start.AddHours(1), 4), new AsOfCut(newest.AddDays(-60), null, 8),
            new AsOfCut(newest.AddDays(-60), World.Start, 8),
        ]);
    }

    private static void Agree(string[] folders, Func<DateOnly, AsOfCut[]> cuts)
    {
        using var server = Neo4jServer.Require();
        using var scratch = new TempFolder();
        using var graph = Neo4jRecordStore.Open(StoreAddress.Parse(server.Uri), false, scratch.FullPath, Oracle.RegistrableDomain);
        using var embedded = DuckDbRecordStore.Open(scratch.At("store.duckdb"), false, new DuckDbOptions(scratch.At("spill"), 500, 1), Oracle.RegistrableDomain);
        for (var load = 0; load < folders.Length; load++)
        {
            Assert.Equal(Load(embedded, folders[load], load + 1), Load(graph, folders[load], load + 1));
        }

        var newest = embedded.NewestAccrual(null)!.Value;
        Assert.Equal(newest, graph.NewestAccrual(null));
        foreach (var cut in cuts(newest))
        {
            var (expected, read) = (embedded.Read(cut, CancellationToken.None), graph.Read(cut, CancellationToken.None));
            Assert.Equal(Dump.Of(expected), Dump.Of(read));
            Assert.Equal(
                KnowledgeDump.Of(embedded.ReadKnowledge(expected, CancellationToken.None), expected),
                KnowledgeDump.Of(graph.ReadKnowledge(read, CancellationToken.None), read));
        }

        server.Wipe();
    }

    private static List<RowCounts> Load(IRecordStore store, string folder, int load) =>
        [.. IngestPipeline.Run(DataFolder.List(folder), store, new LoadClock(load), null, CancellationToken.None).Load!.Files.Select(f => f.Counts)];

    /// <summary>Writes every fifth row of a file again with ten times the amount, every other one of them as recorded before the last day.</summary>
    private static void Restate(string file, string into, string column)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(into)!);
        var lines = File.ReadAllLines(file);
        var header = lines[0].Split(',');
        var (amount, recorded) = (Array.IndexOf(header, column), Array.IndexOf(header, "recorded_at"));
        var again = new List<string> { recorded < 0 ? lines[0] + ",recorded_at" : lines[0] };
        for (var i = 1; i < lines.Length; i += 5)
        {
            var fields = lines[i].Split(',').ToList();
            fields[amount] = (10 * decimal.Parse(fields[amount], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            var at = i % 2 == 0 ? "2026-01-01T00:00:00Z" : "";
            if (recorded < 0)
            {
                fields.Add(at);
            }
            else
            {
                fields[recorded] = at;
            }

            again.Add(string.Join(',', fields));
        }

        File.WriteAllLines(into, again);
    }

    private sealed class LoadClock(int load) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => World.Start.AddHours(load);
    }
}
