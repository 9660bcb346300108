using System.Globalization;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>What records are linked to.</summary>
internal enum LinkedTo
{
    /// <summary>Nothing.</summary>
    Nothing,
    /// <summary>A party.</summary>
    Party,
    /// <summary>A site.</summary>
    Site,
}

/// <summary>The statements that look up and write the versions of one record type.</summary>
internal sealed class ElementStatements
{
    private readonly ElementType element;
    private readonly string[] properties;
    private readonly string pattern;

    public ElementStatements(ElementType element)
    {
        this.element = element;
        properties = [.. element.Properties.Select(p => p.Name), "restated"];
        pattern = element.IsRelationship ? $"()-[x:{element.Name} {{0}}]->()" : $"(x:{element.Name} {{0}})";
    }

    /// <summary>How many elements there are; the server keeps the count.</summary>
    public string Count => $"MATCH {With("")} RETURN count(x)";

    /// <summary>Which of the keys' first versions are there: index, and whether it is the only version of its key and has the hash.</summary>
    public string First =>
        $"UNWIND range(0, size($vids) - 1) AS i MATCH {With("{vid: $vids[i]}")} RETURN i, x.restated IS NULL AND x.h = $hashes[i]";

    /// <summary>The hashes of the first versions of keys: index, hash, whether there are more.</summary>
    public string Hashes => $"UNWIND range(0, size($vids) - 1) AS i MATCH {With("{vid: $vids[i]}")} RETURN i, x.h, x.restated IS NOT NULL";

    /// <summary>The hashes of all versions of restated keys: index, hash.</summary>
    public string Versions => $"UNWIND range(0, size($keys) - 1) AS i MATCH {With("{restated: $keys[i]}")} RETURN i, x.h";

    /// <summary>Writes items of an <see cref="ElementBatch"/>.</summary>
    /// <param name="to">What the records are linked to, or end at.</param>
    /// <param name="marks">Whether items may have marks.</param>
    /// <param name="told">The columns that some row tells, a bit each; all others are null in all rows.</param>
    public string Create(LinkedTo to, bool marks, uint told)
    {
        var set = string.Join(", ", properties.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name}: row[{i}]")).Where((_, i) => (told & (1u << i)) != 0));
        var ends = (element.IsRelationship ? "MATCH (a:Party {key: g[0]}) " : "")
            + (to == LinkedTo.Nothing ? "" : $"MATCH (b:{to} {{key: g[1]}}) ");
        var create = element.IsRelationship
            ? $"CREATE (a)-[x:{element.Name} {{{set}}}]->(b)"
            : $"CREATE (x:{element.Name} {{{set}}})" + (to == LinkedTo.Nothing ? "" : $"-[:{RecordElement.LinkOf(element.Type)}]->(b)");
        var rows = $"UNWIND $rows AS g {ends}UNWIND g[2] AS row {create}";
        return marks
            ? $"CALL {{ UNWIND $rows AS g WITH g WHERE g[3] IS NOT NULL MATCH {With("{vid: g[3] + '#1'}")} SET x.restated = g[3] RETURN count(x) AS marked }}\n"
                + $"{rows} RETURN count(x) AS made"
            : $"{rows} RETURN count(x) AS made";
    }

    private string With(string condition) => pattern.Replace("{0}", condition, StringComparison.Ordinal);
}
