using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>The small parts of an answer, after the rows.</summary>
internal static class AnswerParts
{
    /// <summary>The first error of the list, or null where it is empty.</summary>
    public static StatementException? FirstError(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() == 0)
        {
            return null;
        }

        var first = document.RootElement[0];
        return new StatementException(Text(first, "code") ?? "N/A", Text(first, "message") ?? "no message");
    }

    /// <summary>What a statement changed.</summary>
    public static WriteCounters Counters(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new WriteCounters(
            root.TryGetProperty("containsUpdates", out var updates) && updates.ValueKind == JsonValueKind.True,
            Number(root, "nodesCreated"), Number(root, "nodesDeleted"), Number(root, "relationshipsCreated"), Number(root, "relationshipsDeleted"),
            Number(root, "propertiesSet"), Number(root, "labelsAdded"), Number(root, "constraintsAdded"), Number(root, "indexesAdded"));
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long Number(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : 0;
}
