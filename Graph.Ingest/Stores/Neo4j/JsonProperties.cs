using System.Text.Json;
using Graph.Ingest.Stores.Neo4j.Cuts;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Properties as values of a JSON array, and the Cypher that reads them again.</summary>
internal readonly struct JsonProperties(Utf8JsonWriter json) : IPropertyWriter
{
    /// <summary>The map that gives an element its properties from the array <paramref name="row"/>: <c>{number: row[0], …}</c>.</summary>
    public static string Map(IEnumerable<GraphProperty> properties, string row) =>
        $"{{{string.Join(", ", properties.Select((property, i) => FormattableString.Invariant($"{property.Name}: {row}[{i}]")))}}}";

    /// <inheritdoc />
    public void Text(string? value)
    {
        if (value is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    /// <inheritdoc />
    public void Whole(long? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <inheritdoc />
    public void Day(DateOnly? value) => Whole(value is { } day ? GraphTime.Of(day) : null);

    /// <inheritdoc />
    public void Instant(DateTime? value) => Text(value is { } instant ? GraphTime.Of(instant) : null);
}
