using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Import;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j.Import;

/// <summary>Import files on a real server: written, imported while it is stopped, read back.</summary>
public sealed class ImportRoundTripTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_imported_is_what_a_load_makes_and_further_loads_go_on_from_it()
    {
        new NastyWorld(5).WriteTo(folder.At("data"), 90);
        new NastyWorld(6).WriteTo(folder.At("more"), 90);
        using var embedded = RecordStores.Open("duckdb:" + folder.At("records.duckdb"), readOnly: false, folder.At("spill"));
        _ = Ingest(embedded, "data", 1);
        Directory.CreateDirectory(folder.At("files"));
        var written = Neo4jImportFiles.Write(embedded, folder.At("files"), gzip: true, null, CancellationToken.None);
        var told = OfflineImport.Run(folder.At("files"), folder.At("server"));
        Assert.Matches($"(?s){written.Nodes} nodes\\s+{written.Relationships} relationships\\s+{written.Properties} properties", told);

        using var server = OwnServer.Start(folder.At("server"));
        var imported = (Nodes: GraphDump.Nodes(server.Client), Relationships: GraphDump.Relationships(server.Client));
        Constrain(server.Client);
        using (var store = Open(server, readOnly: true))
        {
            Same(embedded, store);
        }

        using (var store = Open(server, readOnly: false))
        {
            Assert.Equal(Counts(Ingest(embedded, "more", 2)), Counts(Ingest(store, "more", 2)));
            Same(embedded, store);
            Assert.Equal(Counts(Ingest(embedded, "data", 3)), Counts(Ingest(store, "data", 3)));
        }

        Empty(server.Client);
        using (var store = Open(server, readOnly: false))
        {
            _ = Ingest(store, "data", 1);
        }

        Assert.Equal(GraphDump.Nodes(server.Client), imported.Nodes);
        Assert.Equal(GraphDump.Relationships(server.Client), imported.Relationships);
    }

    private static void Same(IRecordStore expected, IRecordStore found)
    {
        Assert.Equal(Ledger(expected), Ledger(found));
        Assert.Equal(expected.Totals(), found.Totals());
        Assert.Equal(expected.RateVersions(), found.RateVersions());
        Assert.Equal(expected.NewestAccrual(null), found.NewestAccrual(null));
        foreach (var cut in Cuts())
        {
            var (money, other) = (expected.Read(cut, CancellationToken.None), found.Read(cut, CancellationToken.None));
            Assert.Equal(Dump.Of(money), Dump.Of(other));
            Assert.Equal(KnowledgeDump.Of(expected.ReadKnowledge(money, CancellationToken.None), money), KnowledgeDump.Of(found.ReadKnowledge(other, CancellationToken.None), other));
        }

        var files = expected.Ledger().SelectMany(load => load.Files.Select(file => (load.Load, file.File, file.Counts.Read))).ToArray();
        var places = files.SelectMany((file, number) => Enumerable.Range(1, 900).Select(line => new RowOrigin(number, line))).ToArray();
        Assert.Equal(expected.CanonicalRows(places, CancellationToken.None), found.CanonicalRows(places, CancellationToken.None));
        Assert.All(files, file => Assert.Equal(expected.Rejects(file.Load, file.File), found.Rejects(file.Load, file.File)));
        Assert.Contains(files, file => expected.Rejects(file.Load, file.File).Any());
    }

    private static AsOfCut[] Cuts() =>
        [new AsOfCut(World.Day("2026-01-17"), World.Start.AddHours(1), 2), new AsOfCut(World.Day("2026-02-01"), null, 5)];

    private static IEnumerable<string> Ledger(IRecordStore store) => store.Ledger().SelectMany(load => load.Files.Select(file =>
        $"{load.Load} {load.LoadedAt:O} {file with { UnknownColumns = [] }} {string.Join('|', file.UnknownColumns)}"));

    private static IEnumerable<RowCounts>? Counts(LoadEntry? load) => load?.Files.Select(file => file.Counts);

    private static void Constrain(Neo4jClient client, string statements) =>
        Array.ForEach(statements.Split(";\n", StringSplitOptions.RemoveEmptyEntries), statement => _ = client.Rows(statement));

    private void Constrain(Neo4jClient client) => Constrain(client, File.ReadAllText(folder.At("files/constraints.cypher")));

    private static void Empty(Neo4jClient client)
    {
        _ = client.Rows("MATCH (n) DETACH DELETE n");
        foreach (var name in client.Rows("SHOW CONSTRAINTS YIELD name RETURN name").Select(row => row[0].GetString()))
        {
            _ = client.Rows($"DROP CONSTRAINT {name}");
        }
    }

    private Neo4jRecordStore Open(OwnServer server, bool readOnly) => Neo4jRecordStore.Open(
        StoreAddress.Parse(server.Uri), readOnly, folder.At("scratch"), host => PublicSuffixList.Embedded.RegistrableDomain(host));

    private LoadEntry? Ingest(IRecordStore store, string data, int load) =>
        IngestPipeline.Run(DataFolder.List(folder.At(data)), store, new FixedClock(World.Start.AddHours(load)), null, CancellationToken.None).Load;

    private sealed class FixedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
