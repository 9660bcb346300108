using System.Buffers;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Collects the parameters of a statement into one JSON object.</summary>
internal sealed class QueryParameters : IDisposable
{
    private readonly ArrayBufferWriter<byte> bytes = new();
    private readonly Utf8JsonWriter json;

    /// <summary>No parameter yet.</summary>
    public QueryParameters()
    {
        json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
    }

    /// <summary>Adds a whole number.</summary>
    public QueryParameters Whole(string name, long value)
    {
        json.WriteNumber(name, value);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public QueryParameters Text(string name, string value)
    {
        json.WriteString(name, value);
        return this;
    }

    /// <summary>Adds true or false.</summary>
    public QueryParameters Flag(string name, bool value)
    {
        json.WriteBoolean(name, value);
        return this;
    }

    /// <summary>Adds a list of whole numbers.</summary>
    public QueryParameters Wholes(string name, IEnumerable<long> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
        return this;
    }

    /// <summary>Adds a list of texts.</summary>
    public QueryParameters Texts(string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
        return this;
    }

    /// <summary>The object. Nothing can be added afterwards.</summary>
    public ReadOnlyMemory<byte> Json()
    {
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <inheritdoc />
    public void Dispose() => json.Dispose();
}
