using System.Buffers;
using System.Globalization;
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

    /// <summary>Adds a value: null, a whole number, a text, true or false, or a list of them; a fraction goes as text, see <see cref="Real(double)"/>.</summary>
    /// <exception cref="ArgumentException">A value is of a kind that parameters cannot have.</exception>
    public ParameterWriter Value(string name, object? value)
    {
        json.WritePropertyName(name);
        Write(value);
        return this;
    }

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

    /// <summary>A fraction as it travels: the shortest text that gives the same number again.</summary>
    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A fraction or null.</summary>
    public static string? Real(double? value) => value is { } number ? Real(number) : null;

    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case System.Collections.IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}.", nameof(value));
        }
    }
}
