using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Where a value stands in a buffer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its bytes; with the quotes of a text.</param>
internal readonly record struct JsonCell(JsonTokenType Kind, int Start, int Length);

/// <summary>Reads the values of a row in JSON, as the server writes them.</summary>
internal static class JsonRow
{
    /// <summary>A whole number.</summary>
    /// <exception cref="OverflowException">It is a fraction: a sum left 64 bits.</exception>
    public static long Whole(ReadOnlySpan<byte> buffer, JsonCell cell)
    {
        var text = Bytes(buffer, cell, JsonTokenType.Number);
        return Utf8Parser.TryParse(text, out long value, out var read) && read == text.Length
            ? value
            : throw new OverflowException($"The server returned {Encoding.UTF8.GetString(text)} where a whole number of 64 bits was asked for.");
    }

    /// <summary>A number, whole or not; not a number and the infinities come as texts.</summary>
    public static double Real(ReadOnlySpan<byte> buffer, JsonCell cell)
    {
        if (cell.Kind == JsonTokenType.String)
        {
            return Text(buffer, cell) switch
            {
                "NaN" => double.NaN,
                "Infinity" => double.PositiveInfinity,
                "-Infinity" => double.NegativeInfinity,
                var other => throw new InvalidOperationException($"The server returned the text '{other}' where a number was asked for."),
            };
        }

        return double.Parse(Bytes(buffer, cell, JsonTokenType.Number), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>True or false.</summary>
    public static bool Flag(JsonCell cell) => cell.Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Unexpected(cell, JsonTokenType.True),
    };

    /// <summary>A text.</summary>
    public static string Text(ReadOnlySpan<byte> buffer, JsonCell cell)
    {
        var quoted = Bytes(buffer, cell, JsonTokenType.String);
        if (!quoted.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(quoted[1..^1]);
        }

        var reader = new Utf8JsonReader(quoted);
        _ = reader.Read();
        return reader.GetString()!;
    }

    /// <summary>A list of texts.</summary>
    public static List<string> Texts(ReadOnlySpan<byte> buffer, JsonCell cell)
    {
        var texts = new List<string>();
        var reader = new Utf8JsonReader(Bytes(buffer, cell, JsonTokenType.StartArray));
        _ = reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(reader.TokenType == JsonTokenType.String
                ? reader.GetString()!
                : throw Unexpected(new JsonCell(reader.TokenType, 0, 0), JsonTokenType.String));
        }

        return texts;
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> buffer, JsonCell cell, JsonTokenType kind) =>
        cell.Kind == kind ? buffer.Slice(cell.Start, cell.Length) : throw Unexpected(cell, kind);

    private static InvalidOperationException Unexpected(JsonCell cell, JsonTokenType kind) =>
        new($"The server returned a value of kind {cell.Kind} where {kind} was asked for.");
}
