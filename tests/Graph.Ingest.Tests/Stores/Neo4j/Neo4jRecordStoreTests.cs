using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;
using Xunit;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>The contract, on a Neo4j server.</summary>
public sealed class Neo4jRecordStoreTests(Neo4jRecordStoreTests.Place place) : RecordStoreContract, IClassFixture<Neo4jRecordStoreTests.Place>
{
    protected override IRecordStore NewStore() => place.NewStore();

    /// <summary>The server, held for the whole contract: the store's constraints stay from one store to the next.</summary>
    public sealed class Place : IDisposable
    {
        private readonly TempFolder folder = new();
        private Neo4jServer? server;

        internal Neo4jServer Server => server ??= Neo4jServer.Require();

        public void Dispose()
        {
            server?.Wipe();
            server?.Dispose();
            folder.Dispose();
        }

        internal IRecordStore NewStore()
        {
            _ = Server.Client.Rows("MATCH (n) WHERE NOT n:AdChainTests DETACH DELETE n");
            return Neo4jRecordStore.Open(StoreAddress.Parse(Server.Uri), false, folder.FullPath, Oracle.RegistrableDomain);
        }
    }
}
