using System.Globalization;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>The node <c>:Store {product, format}</c> by which a database is known as ours.</summary>
internal static class GraphStoreMark
{
    /// <summary>The format that this program writes.</summary>
    public const int Format = 1;

    /// <summary>The product that the mark names.</summary>
    public const string Product = "adchain store";

    /// <summary>Makes an empty database a store; of any other checks that it is a store of a format that this program reads.</summary>
    /// <exception cref="StoreException">It is not, or it is empty and may not be changed.</exception>
    public static void Ensure(IQueryRunner runner, bool readOnly, CancellationToken cancellation)
    {
        if (FormatFound(runner, cancellation) is { } format)
        {
            CheckFormat(runner, format);
            return;
        }

        // Nodes whose labels begin with AdChain are notes beside the data, which the store neither reads nor writes.
        if (Any(runner, "MATCH (n) WHERE NOT any(label IN labels(n) WHERE label STARTS WITH 'AdChain') RETURN 1 LIMIT 1", cancellation))
        {
            throw new StoreException($"The database {runner.Place} holds data, but is no AdChain store. Name an empty database with --store; nothing was changed.");
        }

        if (readOnly)
        {
            throw new StoreException($"There is no store in {runner.Place}: the database is empty. Load a folder first: adchain ingest DATA --store {runner.Place}");
        }

        GraphSchema.Create(runner, cancellation);
        var parameters = new ParameterWriter().Text("product", Product).Whole("format", Format).Json();
        _ = runner.Write("MERGE (s:Store {product: $product}) ON CREATE SET s.format = $format", parameters, cancellation);
    }

    private static long? FormatFound(IQueryRunner runner, CancellationToken cancellation)
    {
        using var rows = runner.Read("MATCH (s:Store {product: $product}) RETURN coalesce(s.format, -1)", new ParameterWriter().Text("product", Product).Json(), cancellation);
        return rows.Next() ? rows.Whole(0) : null;
    }

    private static void CheckFormat(IQueryRunner runner, long format)
    {
        if (format != Format)
        {
            throw new StoreException(string.Create(CultureInfo.InvariantCulture,
                $"The store {runner.Place} has format {format}; this program reads format {Format}. Use a newer AdChain, or load the CSV files into an empty database. Nothing was changed."));
        }
    }

    private static bool Any(IQueryRunner runner, string statement, CancellationToken cancellation)
    {
        using var rows = runner.Read(statement, default, cancellation);
        return rows.Next();
    }
}
