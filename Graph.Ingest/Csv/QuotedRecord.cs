namespace Graph.Ingest.Csv;

/// <summary>How an attempt to take a record with quotes from a text ended.</summary>
internal enum RecordEnd
{
    /// <summary>The record is whole.</summary>
    Whole,
    /// <summary>The text ends inside the record, and more may come.</summary>
    NeedsMore,
    /// <summary>The record breaks the rules of quoting, or is too large.</summary>
    Broken,
}

/// <summary>Splits one record by RFC 4180, strictly: quotes stand around whole fields only, and inside they are doubled.</summary>
/// <remarks>The slow path, for records in which a quote stands. The decoded fields are copied; spans of them are good until the
/// next record.</remarks>
internal sealed class QuotedRecord
{
    /// <summary>The largest field, in bytes of UTF-8.</summary>
    public const int MaxFieldBytes = 1 << 16;

    /// <summary>The largest record, in bytes of UTF-8.</summary>
    public const int MaxRecordBytes = 1 << 20;

    private readonly List<(int Start, int Length, bool Quoted)> fields = [];
    private byte[] text = new byte[256];
    private int used;
    private int fieldStart;

    /// <summary>How many fields the record has.</summary>
    public int FieldCount => fields.Count;

    /// <summary>What is wrong with a broken record, and what is expected.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>A decoded field.</summary>
    public ReadOnlySpan<byte> Field(int index) => text.AsSpan(fields[index].Start, fields[index].Length);

    /// <summary>Whether a field stood in quotes.</summary>
    public bool IsQuoted(int index) => fields[index].Quoted;

    /// <summary>Takes the record at the start of a text.</summary>
    /// <param name="input">The text, from the record's first byte.</param>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="final">Whether the input ends with the text.</param>
    /// <param name="length">Bytes of a whole record, without its line break.</param>
    public RecordEnd Split(ReadOnlySpan<byte> input, byte delimiter, bool final, out int length)
    {
        fields.Clear();
        used = 0;
        length = 0;
        var at = 0;
        while (true)
        {
            fieldStart = used;
            var quoted = at < input.Length && input[at] == '"';
            var end = quoted ? TakeQuoted(input, ref at, final) : TakePlain(input, delimiter, ref at, final);
            if (end != RecordEnd.Whole)
            {
                return end;
            }

            if (used - fieldStart > MaxFieldBytes || at > MaxRecordBytes)
            {
                return TooLarge(used - fieldStart > MaxFieldBytes);
            }

            fields.Add((fieldStart, used - fieldStart, quoted));
            if (at < input.Length && input[at] == delimiter)
            {
                at++;
                continue;
            }

            if (at < input.Length && input[at] is not ((byte)'\r' or (byte)'\n'))
            {
                return Break("text stands after the closing quote of a field; expected the delimiter or the line's end, and quotes inside a field doubled");
            }

            length = at;
            return RecordEnd.Whole;
        }
    }

    private RecordEnd TakePlain(ReadOnlySpan<byte> input, byte delimiter, ref int at, bool final)
    {
        var rest = input[at..];
        var length = rest.IndexOfAny(delimiter, (byte)'\r', (byte)'\n');
        if (length < 0)
        {
            if (!final)
            {
                return rest.Length > MaxFieldBytes ? TooLarge(field: true) : RecordEnd.NeedsMore;
            }

            length = rest.Length;
        }

        if (rest[..length].Contains((byte)'"'))
        {
            return Break("a quote stands inside a field that does not begin with one; expected the whole field in quotes, and quotes inside it doubled");
        }

        Append(rest[..length]);
        at += length;
        return RecordEnd.Whole;
    }

    private RecordEnd TakeQuoted(ReadOnlySpan<byte> input, ref int at, bool final)
    {
        at++;
        while (true)
        {
            var rest = input[at..];
            var length = rest.IndexOf((byte)'"');
            if ((length < 0 ? rest.Length : length) + used - fieldStart > MaxFieldBytes)
            {
                return Break($"a quote is opened and not closed within {MaxFieldBytes} bytes; expected a closing quote");
            }

            if (length < 0 || length + 1 == rest.Length && !final)
            {
                return final ? Break("a quote is opened and not closed before the end of the file; expected a closing quote") : RecordEnd.NeedsMore;
            }

            Append(rest[..length]);
            at += length + 1;
            if (length + 1 == rest.Length || rest[length + 1] != '"')
            {
                return at < input.Length || final ? RecordEnd.Whole : RecordEnd.NeedsMore;
            }

            Append("\""u8);
            at++;
        }
    }

    private void Append(ReadOnlySpan<byte> part)
    {
        if (used + part.Length > text.Length)
        {
            Array.Resize(ref text, Math.Max(used + part.Length, text.Length * 2));
        }

        part.CopyTo(text.AsSpan(used));
        used += part.Length;
    }

    private RecordEnd TooLarge(bool field) =>
        Break(field ? $"a field is larger than {MaxFieldBytes} bytes" : $"the record is larger than {MaxRecordBytes} bytes");

    private RecordEnd Break(string fault)
    {
        Fault = fault;
        return RecordEnd.Broken;
    }
}
