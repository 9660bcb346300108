using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Findings;
using Graph.Ingest.Stores.Neo4j.Queries;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores;

/// <summary>Opens what stores keep beside records: findings of runs, and questions asked of them.</summary>
public static class FindingsStores
{
    /// <summary>Opens the findings of a store.</summary>
    /// <param name="uri">URI of a Neo4j store.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Not reachable, or a kind of store that keeps none.</exception>
    public static IFindingsStore Open(string uri, CancellationToken cancellation) => new Neo4jFindingsStore(Runner(uri, cancellation));

    /// <summary>Asks a saved query, and gives the rows as they come: a text, a whole number, a number, a list of texts, or null per column.</summary>
    /// <param name="uri">URI of a Neo4j store.</param>
    /// <param name="query">The query.</param>
    /// <param name="values">What <see cref="SavedQuery.Values"/> made of the user's texts.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Not reachable, or a kind of store that cannot be asked.</exception>
    public static IEnumerable<IReadOnlyList<object?>> Ask(string uri, SavedQuery query, IReadOnlyList<object> values, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(values);
        using var runner = Runner(uri, cancellation);
        foreach (var row in SavedQueries.Ask(runner, query, values, cancellation))
        {
            yield return row;
        }
    }

    private static IQueryRunner Runner(string uri, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var runner = QueryRunners.Open(StoreAddress.Parse(uri), RunnerOptions.Default, cancellation);
        try
        {
            GraphStoreMark.Ensure(runner, readOnly: true, cancellation);
            return runner;
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }
}
