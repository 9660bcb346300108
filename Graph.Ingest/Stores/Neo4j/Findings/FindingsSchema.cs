namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>A constraint or index that findings need.</summary>
/// <param name="Name">Its name in the database.</param>
/// <param name="Statement">Cypher that makes it where it is missing.</param>
internal sealed record FindingsSchemaItem(string Name, string Statement);

/// <summary>The constraints and indexes of what runs write back, beside those of the records.</summary>
internal static class FindingsSchema
{
    /// <summary>All of them.</summary>
    public static readonly FindingsSchemaItem[] Items =
    [
        Unique("Run", "id"),
        Unique("Current", "key"),
        Unique("Score", "key"),
        Unique("Target", "key"),
        Unique("Finding", "key"),
        Index("Score", "run"),
        Index("Target", "run"),
        Index("Finding", "run"),
        Index("Party", "mRun"),
        Index("Party", "mPlan"),
        Index("Site", "mPlan"),
    ];

    private static FindingsSchemaItem Unique(string label, string property)
    {
        var name = $"{label.ToLowerInvariant()}_{property}";
        return new(name, $"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{property} IS UNIQUE");
    }

    private static FindingsSchemaItem Index(string label, string property)
    {
        var name = $"{label.ToLowerInvariant()}_{property.ToLowerInvariant()}";
        return new(name, $"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{property})");
    }
}
