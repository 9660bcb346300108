using System.Text.Json;
using Graph.Testing.Neo4j;

namespace Graph.Ingest.Tests.Stores.Neo4j.Import;

/// <summary>Everything that a database holds, as sorted lines, but for what may differ between two loads of the same records.</summary>
internal static class GraphDump
{
    private const string Identity = "coalesce(n.vid, n.key, toString(n.number), toString(n.no), toString(n.file) + ':' + toString(n.seq), n.product)";

    private static readonly Dictionary<string, string[]> Free = new(StringComparer.Ordinal)
    {
        ["Party"] = ["no"],
        ["Site"] = ["no"],
        ["Load"] = ["owner", "lease", "batch", "made", "loaded_at"],
    };

    /// <summary>The nodes: labels, then properties by name.</summary>
    public static List<string> Nodes(Neo4jClient client) =>
        Sorted(client.Rows("MATCH (n) RETURN labels(n), properties(n)").Select(row => Line(Labels(row[0]), row[1])));

    /// <summary>The relationships: type, ends, then properties by name.</summary>
    public static List<string> Relationships(Neo4jClient client) => Sorted(client.Rows(
        $"MATCH (n)-[r]->(m) WITH r, labels(n) AS a, {Identity} AS from, m AS n RETURN type(r), a, from, labels(n), {Identity}, properties(r)")
        .Select(row => Line($"{row[0]} {Labels(row[1])} {row[2]} > {Labels(row[3])} {row[4]}", row[5])));

    private static string Labels(JsonElement labels) =>
        string.Join(':', labels.EnumerateArray().Select(label => label.GetString()!).OrderBy(label => label is not ("Party" or "Site")).ThenBy(label => label, StringComparer.Ordinal));

    private static string Line(string start, JsonElement properties)
    {
        var free = Free.GetValueOrDefault(start.Split(':')[0], []);
        return $"{start} {string.Join(' ', properties.EnumerateObject().Where(p => !free.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Name}={p.Value.GetRawText()}"))}";
    }

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];
}
