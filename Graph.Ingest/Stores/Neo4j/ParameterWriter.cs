using System.Buffers;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Writes the parameters of a statement as one JSON object.</summary>
internal sealed class ParameterWriter
{
    private readonly ArrayBufferWriter<byte> bytes;
    private readonly Utf8JsonWriter json;

    /// <summary>No parameter yet.</summary>
    /// <param name="capacity">How many bytes to make room for.</param>
    public ParameterWriter(int capacity = 256)
    {
        bytes = new ArrayBufferWriter<byte>(capacity);
        json = JsonText.Into(bytes);
        json.WriteStartObject();
    }

    /// <summary>Adds a whole number.</summary>
    public ParameterWriter Whole(string name, long value)
    {
        json.WriteNumber(name, value);
        return this;
    }

    /// <summary>Adds a text.</summary>
    public ParameterWriter Text(string name, string value)
    {
        json.WriteString(name, value);
        return this;
    }

    /// <summary>Adds true or false.</summary>
    public ParameterWriter Flag(string name, bool value)
    {
        json.WriteBoolean(name, value);
        return this;
    }

    /// <summary>Adds a list of whole numbers.</summary>
    public ParameterWriter Wholes(string name, IEnumerable<long> values) => Array(name, list =>
    {
        foreach (var value in values)
        {
            list.WriteNumberValue(value);
        }
    });

    /// <summary>Adds a list of texts.</summary>
    public ParameterWriter Texts(string name, IEnumerable<string> values) => Array(name, list =>
    {
        foreach (var value in values)
        {
            list.WriteStringValue(value);
        }
    });

    /// <summary>Adds an array that is written value by value.</summary>
    public ParameterWriter Array(string name, Action<Utf8JsonWriter> write)
    {
        json.WriteStartArray(name);
        write(json);
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
}
