using Graph.Ingest.Stores.Neo4j;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores;

/// <summary>A constraint or index of a store.</summary>
/// <param name="Name">Its name on the server.</param>
/// <param name="Description">What it is.</param>
/// <param name="Difference">What is wrong with it and what helps, or null: it is there and in use.</param>
public sealed record StoreSchemaItem(string Name, string Description, string? Difference);

/// <summary>Makes and checks the constraints and indexes of stores that have a schema of their own.</summary>
public static class StoreSchemas
{
    /// <summary>Makes an empty database a store, and in a store what is missing; waits until all of it is in use.</summary>
    /// <param name="uri">URI of a Neo4j store.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Not reachable, not ours, or something stands in the way.</exception>
    public static IReadOnlyList<StoreSchemaItem> Make(string uri, CancellationToken cancellation)
    {
        using var runner = QueryRunners.Open(StoreAddress.Parse(uri), RunnerOptions.Default, cancellation);
        GraphStoreMark.Ensure(runner, readOnly: false, cancellation);
        GraphSchema.Create(runner, cancellation);
        return Items(runner, cancellation);
    }

    /// <summary>Looks at all that a store needs, and changes nothing.</summary>
    /// <param name="uri">URI of a Neo4j store.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="StoreException">Not reachable, or not ours.</exception>
    public static IReadOnlyList<StoreSchemaItem> Check(string uri, CancellationToken cancellation)
    {
        using var runner = QueryRunners.Open(StoreAddress.Parse(uri), RunnerOptions.Default, cancellation);
        GraphStoreMark.Ensure(runner, readOnly: true, cancellation);
        return Items(runner, cancellation);
    }

    private static IReadOnlyList<StoreSchemaItem> Items(IQueryRunner runner, CancellationToken cancellation)
    {
        var differences = GraphSchema.Check(runner, cancellation).ToDictionary(d => d.Name, d => d.What, StringComparer.Ordinal);
        return [.. GraphSchema.All.Select(item => new StoreSchemaItem(item.Name, item.Description, differences.GetValueOrDefault(item.Name)))];
    }
}
