namespace Graph.Ingest.GraphFiles;

/// <summary>Splits one line into fields: trimmed, or quoted as in CSV with <c>""</c> for a quote. A quoted field ends on its line.</summary>
internal sealed class LineFields
{
    private (int Start, int Length, bool Decoded)[] fields = new (int, int, bool)[8];
    private byte[] decoded = [];
    private int decodedLength;

    /// <summary>How many fields the line has; all are counted, also those behind the last that was kept.</summary>
    public int Count { get; private set; }

    /// <summary>What is wrong with the line's quotes, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>A field of the line that was split last.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int index)
    {
        var (start, length, isDecoded) = fields[index];
        return isDecoded ? decoded.AsSpan(start, length) : line.Slice(start, length);
    }

    /// <summary>Splits a line, which has no line end.</summary>
    /// <param name="line">The line.</param>
    /// <param name="delimiter">The delimiter, or <see cref="LineLayout.Blanks"/>.</param>
    /// <param name="kept">How many fields are kept; more are only counted.</param>
    public void Split(ReadOnlySpan<byte> line, byte delimiter, int kept)
    {
        (Count, Fault, decodedLength) = (0, null, 0);
        var at = 0;
        while (true)
        {
            at = PassBlanks(line, at, delimiter);
            if (delimiter == LineLayout.Blanks && at == line.Length)
            {
                return;
            }

            at = at < line.Length && line[at] == (byte)'"' ? TakeQuoted(line, at, delimiter, kept) : TakePlain(line, at, delimiter, kept);
            if (Fault is not null || at >= line.Length)
            {
                return;
            }

            at++;
        }
    }

    private static int PassBlanks(ReadOnlySpan<byte> line, int at, byte delimiter)
    {
        while (at < line.Length && (line[at] == (byte)' ' || (line[at] == (byte)'\t' && delimiter != (byte)'\t')))
        {
            at++;
        }

        return at;
    }

    /// <summary>Takes a field up to the delimiter, whose place it returns.</summary>
    private int TakePlain(ReadOnlySpan<byte> line, int at, byte delimiter, int kept)
    {
        var rest = line[at..];
        var length = delimiter == LineLayout.Blanks ? rest.IndexOfAny((byte)' ', (byte)'\t') : rest.IndexOf(delimiter);
        length = length < 0 ? rest.Length : length;
        Add(at, rest[..length].TrimEnd(" \t\r"u8).Length, isDecoded: false, kept);
        return at + length;
    }

    private int TakeQuoted(ReadOnlySpan<byte> line, int at, byte delimiter, int kept)
    {
        var from = decodedLength;
        if (decoded.Length < decodedLength + line.Length)
        {
            Array.Resize(ref decoded, (decodedLength + line.Length) * 2);
        }

        for (at++; at < line.Length; at++)
        {
            if (line[at] == (byte)'"')
            {
                if (at + 1 == line.Length || line[at + 1] != (byte)'"')
                {
                    return CloseQuoted(line, at + 1, delimiter, from, kept);
                }

                at++;
            }

            decoded[decodedLength++] = line[at];
        }

        Fault = "a quote is not closed on its line";
        return line.Length;
    }

    private int CloseQuoted(ReadOnlySpan<byte> line, int at, byte delimiter, int from, int kept)
    {
        Add(from, decodedLength - from, isDecoded: true, kept);
        var end = PassBlanks(line, at, delimiter);
        if (end < line.Length && line[end] == (byte)'\r')
        {
            end++;
        }

        if (end == line.Length || line[end] == delimiter)
        {
            return end;
        }

        if (delimiter == LineLayout.Blanks && end > at)
        {
            return end - 1;
        }

        Fault = "text follows a closing quote";
        return line.Length;
    }

    private void Add(int start, int length, bool isDecoded, int kept)
    {
        if (Count < kept)
        {
            if (Count == fields.Length)
            {
                Array.Resize(ref fields, fields.Length * 2);
            }

            fields[Count] = (start, length, isDecoded);
        }

        Count++;
    }
}
