using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Findings;

/// <summary>Builds the parameters of one statement. A value is null, a whole number, a text, true or false, or a list of them; a fraction goes as text.</summary>
internal sealed class Parameters
{
    private readonly List<(string Name, object? Value)> entries = [];

    /// <summary>Adds a parameter.</summary>
    public Parameters Add(string name, object? value)
    {
        entries.Add((name, value));
        return this;
    }

    /// <summary>The JSON object.</summary>
    /// <exception cref="ArgumentException">A value is of a kind that parameters cannot have.</exception>
    public ReadOnlyMemory<byte> Done()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in entries)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A fraction as it travels: the shortest text that gives the same number again.</summary>
    public static string Real(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A fraction or null.</summary>
    public static string? Real(double? value) => value is { } number ? Real(number) : null;

    private static void Write(Utf8JsonWriter json, object? value)
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
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A parameter cannot be a {value.GetType().Name}.", nameof(value));
        }
    }
}
