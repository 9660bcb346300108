using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>Builds the parameters of one statement. A value is null, a whole number, a text, true or false, or a list of them; a fraction goes as text.</summary>
internal sealed class Parameters
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter json;

    /// <summary>Begins.</summary>
    public Parameters()
    {
        json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
    }

    /// <summary>Adds a parameter.</summary>
    /// <exception cref="ArgumentException">A value of a kind that parameters cannot have.</exception>
    public Parameters Add(string name, object? value)
    {
        json.WritePropertyName(name);
        Write(value);
        return this;
    }

    /// <summary>Ends, and gives the JSON object.</summary>
    public ReadOnlyMemory<byte> Done()
    {
        json.WriteEndObject();
        json.Dispose();
        return buffer.WrittenMemory;
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
