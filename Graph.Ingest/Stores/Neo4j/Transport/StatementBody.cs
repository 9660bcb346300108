using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>The body of a request: the statement in JSON, around the parameters as they were given, which are not copied.</summary>
/// <remarks>One parameter is added, <see cref="MarkParameter"/>: by its value a transaction is found among those that the server shows. A comment in the
/// statement would do as well, but it would make every statement a new one, to be planned anew.</remarks>
internal sealed class StatementBody : HttpContent
{
    /// <summary>The name of the parameter that marks an attempt.</summary>
    public const string MarkParameter = "adchainMark";

    private readonly ReadOnlyMemory<byte> head;
    private readonly ReadOnlyMemory<byte> parameters;
    private readonly ReadOnlyMemory<byte> tail;

    /// <summary>Makes the body.</summary>
    /// <param name="statement">Cypher.</param>
    /// <param name="parameters">One JSON object, or empty.</param>
    /// <param name="mark">The mark of this attempt, ASCII without quotes; null: none.</param>
    /// <param name="writes">Whether the statement may change data.</param>
    /// <param name="bookmarks">A JSON array of bookmarks that the server must have reached, or empty.</param>
    public StatementBody(string statement, ReadOnlyMemory<byte> parameters, string? mark, bool writes, ReadOnlyMemory<byte> bookmarks)
    {
        this.parameters = Members(parameters);
        var text = new StringBuilder("{\"statement\":\"").Append(JsonEncodedText.Encode(statement)).Append("\",\"accessMode\":").Append(writes ? "\"WRITE\"" : "\"READ\"");
        _ = writes ? text.Append(",\"includeCounters\":true") : text;
        _ = bookmarks.IsEmpty ? text : text.Append(",\"bookmarks\":").Append(Encoding.UTF8.GetString(bookmarks.Span));
        _ = text.Append(",\"parameters\":{");
        _ = mark is null ? text : text.Append('"').Append(MarkParameter).Append("\":\"").Append(mark).Append('"').Append(this.parameters.IsEmpty ? "" : ",");
        head = Encoding.UTF8.GetBytes(text.ToString());
        tail = "}}"u8.ToArray();
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    /// <inheritdoc />
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(head).ConfigureAwait(false);
        await stream.WriteAsync(parameters).ConfigureAwait(false);
        await stream.WriteAsync(tail).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override bool TryComputeLength(out long length)
    {
        length = (long)head.Length + parameters.Length + tail.Length;
        return true;
    }

    // What stands between the braces.
    private static ReadOnlyMemory<byte> Members(ReadOnlyMemory<byte> json)
    {
        var trimmed = json.Trim(" \t\r\n"u8);
        if (trimmed.IsEmpty)
        {
            return trimmed;
        }

        return trimmed.Span[0] == (byte)'{' && trimmed.Span[^1] == (byte)'}'
            ? trimmed[1..^1].Trim(" \t\r\n"u8)
            : throw new ArgumentException("Parameters are one JSON object.", nameof(json));
    }
}
