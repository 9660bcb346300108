using System.Text.Json;

namespace Graph.Ingest.Stores.Neo4j.Transport;

/// <summary>Reads an answer of the Query API while it arrives: the rows one by one, then counters, bookmarks and the errors that may stand after the rows.</summary>
/// <remarks>Holds one buffer, as large as the largest row. An answer that ends before its closing brace is no answer.</remarks>
internal sealed class ResultStream : IDisposable
{
    private const int FirstBuffer = 64 << 10;
    private readonly HttpResponseMessage response;
    private readonly Stream stream;
    private readonly CancellationToken cancellation;
    private byte[] buffer = new byte[FirstBuffer];
    private int start;
    private int end;
    private bool ended;
    private JsonReaderState state;
    private Part part;
    private JsonCell[] cells = new JsonCell[16];
    private int count;
    private StatementException? error;

    /// <summary>Takes over a response whose headers have come.</summary>
    /// <param name="response">The response; disposed with this.</param>
    /// <param name="cancellation">Cancels waiting for more.</param>
    public ResultStream(HttpResponseMessage response, CancellationToken cancellation)
    {
        this.response = response;
        this.cancellation = cancellation;
        stream = response.Content.ReadAsStream(cancellation);
    }

    private enum Part
    {
        Start,
        Document,
        Data,
        Values,
        End,
    }

    private enum Found
    {
        More,
        Step,
        Row,
        End,
    }

    /// <summary>Whether the whole answer was read and holds no error.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The bytes in which <see cref="Cells"/> point; valid until the next row.</summary>
    public ReadOnlySpan<byte> Buffer => buffer;

    /// <summary>The values of the row.</summary>
    public ReadOnlySpan<JsonCell> Cells => cells.AsSpan(0, count);

    /// <summary>What the statement changed; after the end.</summary>
    public WriteCounters Counters { get; private set; }

    /// <summary>A JSON array of bookmarks, or empty; after the end.</summary>
    public byte[] Bookmarks { get; private set; } = [];

    /// <summary>Goes to the next row; false at the end of a whole answer without errors.</summary>
    /// <exception cref="StatementException">The server reports an error.</exception>
    /// <exception cref="LostAnswerException">The answer broke off, or is none of the Query API.</exception>
    public bool NextRow()
    {
        try
        {
            while (true)
            {
                switch (Step())
                {
                    case Found.Row: return true;
                    case Found.End: return Conclude();
                    case Found.More: Refill(); break;
                }
            }
        }
        catch (JsonException e)
        {
            throw new LostAnswerException(
                part > Part.Start ? "the answer broke off" : $"status {(int)response.StatusCode} without an answer of the Query API", e, response.StatusCode);
        }
    }

    /// <summary>Closes the connection where the answer has not been read to its end.</summary>
    public void Dispose() => response.Dispose();

    private bool Conclude()
    {
        if (error is not null)
        {
            throw error;
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new LostAnswerException($"status {(int)response.StatusCode} without an error of the Query API", null, response.StatusCode);
        }

        IsComplete = true;
        return false;
    }

    // One step of the reader, or none where the buffer ends inside it: then all of it is read again with more bytes.
    private Found Step()
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), ended, state);
        if (!reader.Read())
        {
            return ended && part == Part.End ? Found.End : ended ? throw new JsonException() : Found.More;
        }

        var found = part switch
        {
            Part.Start => Open(ref reader),
            Part.Document => Member(ref reader),
            Part.Data => DataMember(ref reader),
            Part.Values => Row(ref reader),
            _ => throw new JsonException(),
        };
        if (found != Found.More)
        {
            start += (int)reader.BytesConsumed;
            state = reader.CurrentState;
        }

        return found;
    }

    private Found Open(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType, JsonTokenType.StartObject);
        part = Part.Document;
        return Found.Step;
    }

    private Found Member(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            part = Part.End;
            return Found.Step;
        }

        if (reader.ValueTextEquals("data"u8))
        {
            if (!reader.Read())
            {
                return Found.More;
            }

            part = reader.TokenType == JsonTokenType.StartObject ? Part.Data : part;
            return Found.Step;
        }

        var (errors, counters, bookmarks) = (reader.ValueTextEquals("errors"u8), reader.ValueTextEquals("counters"u8), reader.ValueTextEquals("bookmarks"u8));
        var from = (int)reader.BytesConsumed;
        if (!reader.TrySkip())
        {
            return Found.More;
        }

        // The reader has taken the colon with the name.
        var value = buffer.AsMemory(start + from, (int)reader.BytesConsumed - from);
        if (errors)
        {
            error ??= AnswerParts.FirstError(value);
        }
        else if (counters)
        {
            Counters = AnswerParts.Counters(value);
        }
        else if (bookmarks)
        {
            Bookmarks = value.ToArray();
        }

        return Found.Step;
    }

    private Found DataMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            part = Part.Document;
            return Found.Step;
        }

        if (!reader.ValueTextEquals("values"u8))
        {
            return reader.TrySkip() ? Found.Step : Found.More;
        }

        if (!reader.Read())
        {
            return Found.More;
        }

        Expect(reader.TokenType, JsonTokenType.StartArray);
        part = Part.Values;
        return Found.Step;
    }

    private Found Row(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            part = Part.Data;
            return Found.Step;
        }

        Expect(reader.TokenType, JsonTokenType.StartArray);
        count = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                return Found.Row;
            }

            var (kind, at) = (reader.TokenType, (int)reader.TokenStartIndex);
            if (!reader.TrySkip())
            {
                return Found.More;
            }

            if (count == cells.Length)
            {
                Array.Resize(ref cells, count * 2);
            }

            cells[count++] = new JsonCell(kind, start + at, (int)reader.BytesConsumed - at);
        }

        return Found.More;
    }

    private void Refill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var bytes = Receive(buffer.AsMemory(end));
        end += bytes;
        ended = bytes == 0;
    }

    private int Receive(Memory<byte> free)
    {
        try
        {
            var read = stream.ReadAsync(free, cancellation);
            return read.IsCompletedSuccessfully ? read.Result : read.AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw LostAnswerException.Of(e);
        }
    }

    private static void Expect(JsonTokenType found, JsonTokenType expected)
    {
        if (found != expected)
        {
            throw new JsonException();
        }
    }
}
