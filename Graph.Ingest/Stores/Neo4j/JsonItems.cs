using System.Buffers;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>JSON values in a row, of which some can be sent alone: what a statement unwinds.</summary>
internal sealed class JsonItems
{
    private readonly ArrayBufferWriter<byte> bytes = new(1 << 12);
    private readonly List<(int End, int Rows)> items = [];

    public JsonItems() => Json = JsonText.Into(bytes);

    /// <summary>Writes the item at hand.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>How many items it holds.</summary>
    public int Count => items.Count;

    /// <summary>How many rows its items have.</summary>
    public int Rows { get; private set; }

    /// <summary>How many bytes its items take, with the one at hand.</summary>
    public long Bytes => bytes.WrittenCount + Json.BytesPending;

    /// <summary>Ends the item at hand, which is one JSON value.</summary>
    /// <param name="rows">How many elements the server makes of it.</param>
    public void End(int rows)
    {
        Json.Flush();
        items.Add((bytes.WrittenCount, rows));
        Rows += rows;
        Json.Reset(bytes);
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        bytes.ResetWrittenCount();
        Json.Reset(bytes);
        items.Clear();
        Rows = 0;
    }

    /// <summary>How many rows some of the items have.</summary>
    public int RowsOf(int from, int to)
    {
        var rows = 0;
        for (var i = from; i < to; i++)
        {
            rows += items[i].Rows;
        }

        return rows;
    }

    /// <summary>How many bytes some of the items take.</summary>
    public int BytesOf(int from, int to) => (to == 0 ? 0 : items[to - 1].End) - (from == 0 ? 0 : items[from - 1].End);

    /// <summary>Writes some of the items into an array.</summary>
    public void WriteTo(Utf8JsonWriter target, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var start = i == 0 ? 0 : items[i - 1].End;
            target.WriteRawValue(bytes.WrittenSpan[start..items[i].End], skipInputValidation: true);
        }
    }
}
