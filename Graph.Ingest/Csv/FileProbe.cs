using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Graph.Ingest.Csv;

/// <summary>What a first pass over a file found: its encoding, which only the whole file can tell, and whether it is whole.</summary>
/// <param name="Encoding">How its text is encoded.</param>
/// <param name="MarkLength">Bytes of its byte-order mark.</param>
/// <param name="Refused">Why it cannot be read, or null.</param>
internal readonly record struct FileProbe(TextEncoding Encoding, int MarkLength, string? Refused)
{
    private const int BufferSize = 1 << 18;
    private const string ReadAgain = "get the file again";

    /// <summary>Reads the file once from end to end.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FileProbe Examine(string path, CancellationToken cancellation)
    {
        try
        {
            using var raw = InputFile.OpenRaw(path);
            return WrongContainer(raw) is { } problem ? Refuse(problem) : Examine(raw, cancellation);
        }
        catch (InvalidDataException)
        {
            return Refuse($"the gzip data is damaged or cut short; expected a whole .gz file; {ReadAgain}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Refuse($"the file cannot be read ({exception.Message.TrimEnd('.')}); expected a readable file; check its permissions and the disk");
        }
    }

    private static FileProbe Refuse(string reason) => new(TextEncoding.Utf8, 0, reason);

    private static string? WrongContainer(FileStream raw)
    {
        Span<byte> magic = stackalloc byte[4];
        var length = raw.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        raw.Position = 0;
        var isGzip = length >= 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        if (InputFile.IsGzip(raw.Name))
        {
            return isGzip ? null : "the name ends in .gz, but the content is not gzip data; expected a gzip file; name it .csv if it is plain text";
        }

        if (isGzip)
        {
            return "the content is gzip data, but the name does not end in .gz; expected text; name it .csv.gz";
        }

        return length >= 4 && magic.SequenceEqual("PK\u0003\u0004"u8)
            ? "the content is a zip archive or spreadsheet; expected CSV text; export it as CSV"
            : null;
    }

    private static FileProbe Examine(FileStream raw, CancellationToken cancellation)
    {
        var stream = InputFile.Decompress(raw);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var kept = stream.ReadAtLeast(buffer, 4, throwOnEndOfStream: false);
            var (encoding, mark) = ByteOrderMark(buffer.AsSpan(0, kept));
            var valid = encoding == TextEncoding.Utf8;
            var total = (long)kept;
            var from = mark;
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                var whole = valid ? WholeCharacters(buffer.AsSpan(from, kept - from)) : kept - from;
                valid = valid && Utf8.IsValid(buffer.AsSpan(from, whole));
                var rest = buffer.AsSpan(from + whole, kept - from - whole);
                rest.CopyTo(buffer);
                var read = stream.Read(buffer, rest.Length, BufferSize - rest.Length);
                if (read == 0)
                {
                    valid = valid && rest.Length == 0;
                    break;
                }

                total += read;
                kept = rest.Length + read;
                from = 0;
            }

            if (stream is GZipStream && GzipProblem(raw, total) is { } problem)
            {
                return Refuse(problem);
            }

            return new FileProbe(encoding == TextEncoding.Utf8 && !valid ? TextEncoding.Gb18030 : encoding, mark, null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The runtime's decompressor takes a file that is cut off inside the trailer for a whole one; the trailer ends with the length.
    // A file of several members ends with the length of the last one, so that only "more than was read" is certain to be wrong.
    private static string? GzipProblem(FileStream raw, long total)
    {
        Span<byte> size = stackalloc byte[4];
        raw.Position = Math.Max(0, raw.Length - 4);
        return raw.ReadAtLeast(size, 4, throwOnEndOfStream: false) < 4 || BitConverter.ToUInt32(size) > total
            ? $"the gzip data is cut short; expected a whole .gz file; {ReadAgain}"
            : null;
    }

    private static (TextEncoding Encoding, int Length) ByteOrderMark(ReadOnlySpan<byte> start) =>
        start.StartsWith("\uFEFF"u8) ? (TextEncoding.Utf8, 3)
        : start.StartsWith<byte>([0xFF, 0xFE]) ? (TextEncoding.Utf16LittleEndian, 2)
        : start.StartsWith<byte>([0xFE, 0xFF]) ? (TextEncoding.Utf16BigEndian, 2)
        : start.StartsWith<byte>([0x84, 0x31, 0x95, 0x33]) ? (TextEncoding.Gb18030, 4)
        : (TextEncoding.Utf8, 0);

    // Leaves an incomplete last character for the next round.
    private static int WholeCharacters(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= 3 && back <= text.Length; back++)
        {
            var value = text[^back];
            if ((value & 0xC0) != 0x80)
            {
                var needed = value < 0x80 ? 1 : value >= 0xF0 ? 4 : value >= 0xE0 ? 3 : 2;
                return needed > back ? text.Length - back : text.Length;
            }
        }

        return text.Length;
    }
}
