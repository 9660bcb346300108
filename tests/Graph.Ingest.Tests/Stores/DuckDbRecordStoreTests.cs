using Graph.Ingest.Stores.DuckDb;
using Graph.Model.Stores;

namespace Graph.Ingest.Tests.Stores;

/// <summary>The contract, with one and with two threads.</summary>
public abstract class DuckDbContract : RecordStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("adchain-store-").FullName;
    private int stores;

    private protected abstract int Threads { get; }

    protected override IRecordStore NewStore() => DuckDbRecordStore.Open(
        Path.Combine(folder, $"store-{stores++}.duckdb"), false, new DuckDbOptions(Path.Combine(folder, "scratch"), 500, Threads), Oracle.RegistrableDomain);

    public void Dispose()
    {
        Directory.Delete(folder, true);
        GC.SuppressFinalize(this);
    }
}

public sealed class DuckDbOneThreadTests : DuckDbContract
{
    private protected override int Threads => 1;
}

public sealed class DuckDbTwoThreadsTests : DuckDbContract
{
    private protected override int Threads => 2;
}
