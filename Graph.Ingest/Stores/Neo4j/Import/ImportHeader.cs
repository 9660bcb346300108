namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>Columns as the importer names them.</summary>
internal static class ImportHeader
{
    /// <summary>Properties with their types: <c>day:long,currency</c>.</summary>
    public static string Columns(IEnumerable<GraphProperty> properties) => string.Join(',', properties.Select(Column));

    private static string Column(GraphProperty property) => property.Kind is PropertyKind.Whole or PropertyKind.Day ? property.Name + ":long" : property.Name;
}
