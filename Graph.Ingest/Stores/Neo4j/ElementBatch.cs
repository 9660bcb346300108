using Graph.Ingest.Stores.Neo4j.Cuts;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>Versions of records on their way to the server: items <c>[from, to, [row, …], mark]</c>, each of the rows that share their ends.
/// Rows are arrays in the order of <see cref="ElementType.Properties"/>: half the size of maps, and faster to read for the server.</summary>
internal sealed class ElementBatch : IPropertyWriter
{
    /// <summary>So many rows an item takes: a batch that is too large for the server is halved between items.</summary>
    private const int RowsOfItem = 250;

    private (string? From, string? To) ends;
    private int open;
    private int column;
    private uint told;

    /// <summary>What is sent; whoever sends it puts an empty one in its place.</summary>
    public JsonItems Items { get; set; } = new();

    private JsonProperties Values => new(Items.Json);

    /// <summary>How many rows it holds.</summary>
    public int Rows => Items.Rows + open;

    /// <summary>Adds a version of a key that has no other.</summary>
    public void Add<TRecord>(in TRecord record, string vid, string hash, int firstFile) where TRecord : struct, IRecord
    {
        OpenItem(RecordElement.Ends(record));
        AddRow(record, vid, hash, firstFile, null);
    }

    /// <summary>Adds a version of a key that has others.</summary>
    /// <param name="record">The record.</param>
    /// <param name="vid">Its <c>vid</c>.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="firstFile">Added to the number of its file.</param>
    /// <param name="key">The key's text, which becomes <c>restated</c>.</param>
    /// <param name="mark">Whether the key's first version, which is on the server, gets that property as well.</param>
    public void AddRestated<TRecord>(in TRecord record, string vid, string hash, int firstFile, string key, bool mark) where TRecord : struct, IRecord
    {
        CloseItem(null);
        OpenItem(RecordElement.Ends(record));
        AddRow(record, vid, hash, firstFile, key);
        CloseItem(mark ? key : null);
    }

    /// <summary>Ends the item at hand.</summary>
    /// <returns>The columns that some row tells, a bit each: a statement that leaves out the others is a little faster.</returns>
    public uint End()
    {
        CloseItem(null);
        var columns = told;
        told = 0;
        return columns;
    }

    /// <inheritdoc />
    public void Text(string? value)
    {
        Tell(value is not null);
        Values.Text(value);
    }

    /// <inheritdoc />
    public void Whole(long? value)
    {
        Tell(value is not null);
        Values.Whole(value);
    }

    /// <inheritdoc />
    public void Day(DateOnly? value) => Whole(value is { } day ? GraphTime.Of(day) : null);

    /// <inheritdoc />
    public void Instant(DateTime? value) => Text(value is { } instant ? GraphTime.Of(instant) : null);

    private void AddRow<TRecord>(in TRecord record, string vid, string hash, int firstFile, string? restated) where TRecord : struct, IRecord
    {
        column = 0;
        Items.Json.WriteStartArray();
        RecordElement.Write(record, vid, hash, firstFile, this);
        if (restated is not null)
        {
            Text(restated);
        }

        Items.Json.WriteEndArray();
        open++;
    }

    private void Tell(bool something) => told |= (something ? 1u : 0u) << column++;

    private void OpenItem(ElementEnds at)
    {
        var next = (at.From, at.Party ?? at.Site);
        if (open > 0 && open < RowsOfItem && next == ends)
        {
            return;
        }

        CloseItem(null);
        Items.Json.WriteStartArray();
        Values.Text(next.From);
        Values.Text(next.Item2);
        Items.Json.WriteStartArray();
        ends = next;
    }

    private void CloseItem(string? mark)
    {
        if (open == 0)
        {
            return;
        }

        Items.Json.WriteEndArray();
        Values.Text(mark);
        Items.Json.WriteEndArray();
        Items.End(open);
        open = 0;
    }
}
