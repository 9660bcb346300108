using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>Which databases are stores, and what their schema must be.</summary>
public sealed class Neo4jOpeningTests : IDisposable
{
    private readonly Neo4jServer server = Neo4jServer.Require();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        server.Wipe();
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void An_empty_database_becomes_a_store_but_not_to_be_read()
    {
        Assert.Contains("is empty", Fails(readOnly: true), StringComparison.Ordinal);
        Open(false).Dispose();
        Open(true).Dispose();
        using var store = Open(true);
        Assert.Equal("neo4j", store.Kind);
        _ = Assert.Throws<InvalidOperationException>(() => store.BeginLoad(new Graph.Model.RecordNames(), []));
    }

    [Fact]
    public void A_database_of_others_is_refused_and_stays_as_it_is()
    {
        _ = server.Client.Rows("CREATE (:Person {name: 'somebody'})");
        Assert.Contains("no AdChain store", Fails(readOnly: false), StringComparison.Ordinal);
        Assert.Equal(0, server.Client.Number("SHOW CONSTRAINTS YIELD name RETURN count(*)"));
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        Open(false).Dispose();
        _ = server.Client.Rows("MATCH (s:Store) SET s.format = 2");
        Assert.Contains("format 2", Fails(readOnly: false), StringComparison.Ordinal);
    }

    [Fact]
    public void What_differs_from_the_schema_is_named_and_made_good()
    {
        Open(false).Dispose();
        using var runner = QueryRunners.Open(StoreAddress.Parse(server.Uri), RunnerOptions.Default, CancellationToken.None);
        Assert.Empty(GraphSchema.Check(runner, CancellationToken.None));
        _ = server.Client.Rows("DROP CONSTRAINT adchain_site_key");
        _ = server.Client.Rows("DROP CONSTRAINT adchain_placed_vid");
        _ = server.Client.Rows("DROP INDEX adchain_notice_restated");
        _ = server.Client.Rows("CREATE INDEX adchain_placed_vid FOR ()-[r:PLACED]-() ON (r.vid)");
        _ = server.Client.Rows("CREATE INDEX other FOR (n:Notice) ON (n.restated)");
        // An index that is still being filled is a difference too, but not the one asked about.
        _ = server.Client.Rows("CALL db.awaitIndexes(60)");
        Assert.Equal(["adchain_placed_vid is a range", "adchain_site_key is missing:"],
            GraphSchema.Check(runner, CancellationToken.None).Select(d => $"{d.Name} {string.Join(' ', d.What.Split(' ')[..(d.What[3] == 'a' ? 3 : 2)])}").Order(StringComparer.Ordinal));
        _ = Assert.Throws<StoreException>(() => GraphSchema.Create(runner, CancellationToken.None));
        _ = server.Client.Rows("DROP INDEX adchain_placed_vid");
        GraphSchema.Create(runner, CancellationToken.None);
        Assert.Empty(GraphSchema.Check(runner, CancellationToken.None));
    }

    private Neo4jRecordStore Open(bool readOnly) =>
        Neo4jRecordStore.Open(StoreAddress.Parse(server.Uri), readOnly, folder.FullPath, Oracle.RegistrableDomain);

    private string Fails(bool readOnly) => Assert.Throws<StoreException>(() => Open(readOnly).Dispose()).Message;
}
