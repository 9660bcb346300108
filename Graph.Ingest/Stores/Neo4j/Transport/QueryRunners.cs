using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Opens the transport of an address.</summary>
internal static class QueryRunners
{
    /// <summary>Reaches the server, finds out its version, and makes sure that the database answers.</summary>
    /// <param name="address">The database.</param>
    /// <param name="options">How patiently to ask.</param>
    /// <param name="cancellation">Cancels the first contact.</param>
    /// <exception cref="StoreException">Nothing answers, or not Neo4j, or not this database, or not with these credentials, or the server is too old, or the
    /// address asks for the driver, which this build lacks.</exception>
    public static IQueryRunner Open(StoreAddress address, RunnerOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        if (address.IsHttp)
        {
            return QueryApiRunner.Open(address, options, cancellation);
        }

#if NEO4J_DRIVER
        return Bolt.BoltRunner.Open(address, options, cancellation);
#else
        var way = address.Scheme.EndsWith("+s", StringComparison.Ordinal) ? "https://" : "http://";
        throw new StoreException($"This build of AdChain does not speak Bolt, so it cannot open {address}. Use the server's HTTP address ({way}{address.Host}:PORT/{address.Database}), or build AdChain with -p:Neo4jDriver=true.");
#endif
    }
}
