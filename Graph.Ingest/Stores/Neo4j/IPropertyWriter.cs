namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Takes the properties of one element in the order of <see cref="ElementType.Properties"/>: into the rows of a statement, or into an import file.</summary>
internal interface IPropertyWriter
{
    /// <summary>A text, or no property.</summary>
    void Text(string? value);

    /// <summary>A whole number, or no property.</summary>
    void Whole(long? value);

    /// <summary>A day as yyyymmdd, or no property.</summary>
    void Day(DateOnly? value);

    /// <summary>An instant (UTC), or no property.</summary>
    void Instant(DateTime? value);
}
