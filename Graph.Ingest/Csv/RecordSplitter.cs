using System.Runtime.CompilerServices;
using CsvHelper;

namespace Graph.Ingest.Csv;

/// <summary>Splits UTF-8 text into records with their physical lines, and goes on at the next line after a broken one.</summary>
/// <remarks>
/// <para>CsvHelper splits the text into physical lines and at delimiters, without looking at quotes. A line without a quote, as
/// almost all are, is a record. A record that has a quote is taken by <see cref="QuotedRecord"/> from its first byte; when that
/// ends on a later line, the lines between are passed over. A broken record costs its first line only, so a stray quote can never
/// swallow the file. Memory is bounded by the limits on records.</para>
/// <para>An open quote is looked after for at most one field's limit, and such searches do not overlap: cost is linear.</para>
/// </remarks>
internal sealed class RecordSplitter(Stream utf8, int blockSize = ByteBlocks.DefaultBlockSize) : IDisposable
{
    private const int MaxRecordBytes = QuotedRecord.MaxRecordBytes;

    private readonly ByteBlocks blocks = new(utf8, blockSize);
    private readonly QuotedRecord quoted = new();
    private CsvReaderOptions options = new();
    private CsvReader? region;
    private ReadOnlyMemory<byte> regionText;
    private bool regionHasQuotes;
    private bool isQuoted;
    private int resumeAt;
    private bool needsMore;
    private byte delimiter;
    private long physicalLine;
    private int rawStart;
    private int rawLength;

    /// <summary>The 1-based physical line on which the record starts.</summary>
    public long Line { get; private set; }

    /// <summary>What is wrong with the record as a whole, or null. A faulty record has no fields.</summary>
    public string? Fault { get; private set; }

    /// <summary>How many fields the record has.</summary>
    public int FieldCount => isQuoted ? quoted.FieldCount : region!.FieldCount;

    /// <summary>The record as it stands in the text, without line break; of a faulty one its first line.</summary>
    public ReadOnlySpan<byte> Raw => regionText.Span.Slice(rawStart, rawLength);

    /// <summary>A decoded field, good until the next record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(int index) => isQuoted ? quoted.Field(index) : region!.GetSpan(index);

    /// <summary>Whether a field stood in quotes.</summary>
    public bool IsQuoted(int index) => isQuoted && quoted.IsQuoted(index);

    /// <summary>The delimiters that a header may show.</summary>
    public static ReadOnlySpan<byte> Delimiters => ",;\t"u8;

    /// <summary>Takes the first record that is not blank and finds the delimiter by it.</summary>
    /// <param name="score">How well the fields of a record look like a header: the delimiter with the highest score is taken, of
    /// equals the first.</param>
    /// <returns>The header's fields; null when there is none, or <see cref="Fault"/> says what is wrong with it.</returns>
    public string[]? ReadHeader(Func<string[], int> score)
    {
        SkipBlankLines();
        physicalLine++;
        Line = physicalLine;
        string[]? best = null;
        var bestScore = -1;
        var length = 0;
        foreach (var candidate in Delimiters)
        {
            if (SplitWhole(candidate, out var candidateLength) && score(HeaderFields()) is var found && found > bestScore)
            {
                (best, bestScore, length, delimiter) = (HeaderFields(), found, candidateLength, candidate);
            }
        }

        if (best is null)
        {
            Fault = blocks.Available.Length == 0 ? null : quoted.Fault;
            return null;
        }

        physicalLine += CountBreaks(blocks.Available[..length]);
        blocks.Advance(length);
        SkipBreak();
        StartWithoutHeader(delimiter);
        return best;
    }

    /// <summary>Reads without a header: every record is data.</summary>
    public void StartWithoutHeader(byte fieldDelimiter)
    {
        delimiter = fieldDelimiter;
        options = new CsvReaderOptions
        {
            Separator = (char)delimiter,
            HasHeader = false,
            Mode = CsvMode.NoEscape,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
        };
    }

    /// <summary>Goes to the next record that is not a blank line.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        while (true)
        {
            if (region is null && !OpenRegion())
            {
                return false;
            }

            if (Fault is not null && region is null)
            {
                return true;
            }

            while (region is not null && region.Read())
            {
                if (TakeLine(region))
                {
                    return true;
                }
            }

            CloseRegion();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        region?.Dispose();
        blocks.Dispose();
    }

    // False: the line belongs to the record before, is blank, or the record needs more text than is at hand.
    private bool TakeLine(CsvReader lines)
    {
        physicalLine++;
        rawStart = (int)lines.ByteOffset;
        if (rawStart < resumeAt)
        {
            return false;
        }

        var raw = lines.RawRecord;
        rawLength = raw.Length;
        if (rawLength == 0 || (raw[0] <= ' ' && IsBlank(raw)))
        {
            return false;
        }

        Line = physicalLine;
        Fault = null;
        isQuoted = regionHasQuotes && raw.Contains((byte)'"');
        if (isQuoted)
        {
            return TakeQuoted();
        }

        if (rawLength > QuotedRecord.MaxFieldBytes)
        {
            Fault = SizeFault(lines);
        }

        return true;
    }

    private bool TakeQuoted()
    {
        var text = blocks.Available[rawStart..];
        var end = quoted.Split(text, delimiter, blocks.AtEnd, out var length);
        if (end == RecordEnd.Broken)
        {
            Fault = quoted.Fault;
            return true;
        }

        if (end == RecordEnd.NeedsMore || rawStart + length > regionText.Length)
        {
            // Begins again at this record with more text at hand.
            physicalLine--;
            region!.Dispose();
            region = null;
            blocks.Advance(rawStart);
            needsMore = true;
            resumeAt = 0;
            return false;
        }

        rawLength = length;
        resumeAt = rawStart + length;
        return true;
    }

    private bool OpenRegion()
    {
        Fault = null;
        while (true)
        {
            if (!needsMore && WholeLines() is > 0 and var length)
            {
                regionText = blocks.Take(length);
                regionHasQuotes = regionText.Span.Contains((byte)'"');
                region = CsvReader.Create(regionText, options);
                resumeAt = 0;
                return true;
            }

            needsMore = false;
            if (blocks.TryReadMore() || (blocks.AtEnd && blocks.Available.Length > 0))
            {
                continue;
            }

            if (blocks.AtEnd)
            {
                return false;
            }

            TakeEndlessLine();
            return true;
        }
    }

    private void CloseRegion()
    {
        if (region is null)
        {
            return;
        }

        region.Dispose();
        region = null;
        blocks.Advance(regionText.Length);
    }

    // A carriage return at the end of what is at hand may be half of a line break.
    private int WholeLines()
    {
        var text = blocks.Available;
        if (blocks.AtEnd)
        {
            return text.Length;
        }

        if (text.Length > 0 && text[^1] == '\r')
        {
            text = text[..^1];
        }

        return text.LastIndexOfAny((byte)'\r', (byte)'\n') + 1;
    }

    private void TakeEndlessLine()
    {
        physicalLine++;
        Line = physicalLine;
        Fault = $"the record is larger than {MaxRecordBytes} bytes";
        isQuoted = false;
        // Copied, because going to the line's end overwrites what is at hand.
        regionText = blocks.Available[..RawText.MaxBytes].ToArray();
        (rawStart, rawLength) = (0, regionText.Length);
        SkipToBreak();
        SkipBreak();
    }

    private void SkipToBreak()
    {
        while (true)
        {
            var at = blocks.Available.IndexOfAny((byte)'\r', (byte)'\n');
            blocks.Advance(at < 0 ? blocks.Available.Length : at);
            if (at >= 0 || !blocks.TryReadMore())
            {
                return;
            }
        }
    }

    private void SkipBreak()
    {
        if (blocks.Available.Length < 2)
        {
            blocks.TryReadMore();
        }

        var text = blocks.Available;
        if (text.Length > 0 && text[0] is (byte)'\r' or (byte)'\n')
        {
            blocks.Advance(text.StartsWith("\r\n"u8) ? 2 : 1);
        }
    }

    private void SkipBlankLines()
    {
        while (true)
        {
            var at = blocks.Available.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (at < 0)
            {
                if (!blocks.TryReadMore())
                {
                    return;
                }
            }
            else if (blocks.Available[at] is (byte)'\r' or (byte)'\n')
            {
                blocks.Advance(at);
                SkipBreak();
                physicalLine++;
            }
            else
            {
                return;
            }
        }
    }

    private bool SplitWhole(byte candidate, out int length)
    {
        RecordEnd end;
        while ((end = quoted.Split(blocks.Available, candidate, blocks.AtEnd, out length)) == RecordEnd.NeedsMore)
        {
            if (!blocks.TryReadMore() && !blocks.AtEnd)
            {
                return false;
            }
        }

        return end == RecordEnd.Whole && blocks.Available.Length > 0;
    }

    private string[] HeaderFields()
    {
        var names = new string[quoted.FieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = System.Text.Encoding.UTF8.GetString(quoted.Field(i));
        }

        return names;
    }

    private bool IsBlank(ReadOnlySpan<byte> raw) =>
        delimiter == '\t' ? !raw.ContainsAnyExcept((byte)' ', (byte)' ') : !raw.ContainsAnyExcept((byte)' ', (byte)'\t');

    private static string? SizeFault(CsvReader record)
    {
        if (record.RawRecord.Length > MaxRecordBytes)
        {
            return $"the record is larger than {MaxRecordBytes} bytes";
        }

        for (var i = 0; i < record.FieldCount; i++)
        {
            if (record.GetSpan(i).Length > QuotedRecord.MaxFieldBytes)
            {
                return $"a field is larger than {QuotedRecord.MaxFieldBytes} bytes";
            }
        }

        return null;
    }

    private static int CountBreaks(ReadOnlySpan<byte> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                count++;
            }
        }

        return count;
    }
}
