using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Neo4j;

namespace Graph.Ingest.Tests.Stores.Neo4j;

/// <summary>The contract, on a Neo4j server.</summary>
public sealed class Neo4jRecordStoreTests : RecordStoreContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Neo4jServer server = Neo4jServer.Require();

    protected override IRecordStore NewStore()
    {
        server.Wipe();
        return Neo4jRecordStore.Open(StoreAddress.Parse(server.Uri), false, folder.FullPath, Oracle.RegistrableDomain);
    }

    public void Dispose()
    {
        server.Wipe();
        server.Dispose();
        folder.Dispose();
    }
}
