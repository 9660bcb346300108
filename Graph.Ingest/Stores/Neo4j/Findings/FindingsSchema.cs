namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>The constraints and indexes of what runs write back and of the saved queries, beside those of the records.</summary>
internal static class FindingsSchema
{
    /// <summary>All of them.</summary>
    public static readonly SchemaObject[] Items =
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
        Index("Site", "domain"),
    ];

    private static SchemaObject Unique(string label, string property) => new(Name(label, property), true, label, false, property);

    private static SchemaObject Index(string label, string property) => new(Name(label, property), false, label, false, property);

    private static string Name(string label, string property) => $"adchain_{label.ToLowerInvariant()}_{property.ToLowerInvariant()}";
}
