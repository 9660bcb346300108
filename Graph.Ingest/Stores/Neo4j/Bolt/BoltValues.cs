using System.Text.Json;
using Graph.Ingest.Stores.Neo4j.Transport;
using global::Neo4j.Driver;

namespace Graph.Ingest.Stores.Neo4j.Bolt;

/// <summary>Values between the statements' JSON and the driver.</summary>
internal static class BoltValues
{
    /// <summary>Parameters: whole numbers as long, texts, flags, null, and lists of them.</summary>
    /// <param name="json">One JSON object, or empty.</param>
    public static Dictionary<string, object?> Decode(ReadOnlyMemory<byte> json)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (json.IsEmpty)
        {
            return values;
        }

        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            values.Add(member.Name, Value(member.Value));
        }

        return values;
    }

    /// <summary>The values of a record in the order of RETURN.</summary>
    public static object?[] Row(IRecord record)
    {
        var row = new object?[record.Keys.Count];
        for (var column = 0; column < row.Length; column++)
        {
            row[column] = record[column];
        }

        return row;
    }

    /// <summary>What a statement changed.</summary>
    public static WriteCounters Counters(ICounters counters) => new(
        counters.ContainsUpdates, counters.NodesCreated, counters.NodesDeleted, counters.RelationshipsCreated, counters.RelationshipsDeleted,
        counters.PropertiesSet, counters.LabelsAdded, counters.ConstraintsAdded, counters.IndexesAdded);

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToList(),
        _ => throw new ArgumentException("Parameters hold no nested objects."),
    };
}
