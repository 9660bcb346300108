using Graph.Ingest.Normalization;
using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores;

/// <summary>Opens record stores by URI.</summary>
public static class RecordStores
{
    private const string DuckDbScheme = "duckdb:";

    private const string Ways = "Write duckdb:PATH for a file, or http://host:7474/DB for a Neo4j database.";

    /// <summary>The version of the embedded engine, for example <c>v1.5.6</c>.</summary>
    public static string DuckDbVersion => DuckDbDatabase.EngineVersion;

    /// <summary>Opens or creates the store of a URI: <c>duckdb:PATH</c>, or <c>http(s)://host:port/DB</c>, a Neo4j database. Credentials of a server come from the
    /// environment: <c>ADCHAIN_STORE_USER</c>, <c>ADCHAIN_STORE_PASSWORD</c>.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="readOnly">Open without the right to load; the store must exist.</param>
    /// <param name="scratchFolder">Where the store may spill to.</param>
    /// <param name="threads">How many threads it may use; 0 takes one per core. Results do not depend on it.</param>
    /// <exception cref="StoreException">Not reachable, locked, damaged, made by a newer version, or the URI names a kind of store that this program lacks.</exception>
    public static IRecordStore Open(string uri, bool readOnly, string scratchFolder, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(scratchFolder);
        if (uri.StartsWith(DuckDbScheme, StringComparison.OrdinalIgnoreCase))
        {
            var path = uri[DuckDbScheme.Length..];
            return string.IsNullOrWhiteSpace(path)
                ? throw new StoreException("The store URI duckdb: names no file. Write duckdb:PATH, for example duckdb:records.duckdb.")
                : DuckDbRecordStore.Open(path, readOnly, new DuckDbOptions(scratchFolder, Threads: threads), RegistrableDomain);
        }

        if (StoreAddress.Knows(uri))
        {
            return Neo4jRecordStore.Open(StoreAddress.Parse(uri), readOnly, scratchFolder, RegistrableDomain);
        }

        throw new StoreException(uri.StartsWith("clickhouse:", StringComparison.OrdinalIgnoreCase)
            ? $"This program has no ClickHouse store. {Ways}"
            : $"'{uri}' is no store URI. {Ways}");
    }


    private static string RegistrableDomain(string host) => PublicSuffixList.Embedded.RegistrableDomain(host);
}
