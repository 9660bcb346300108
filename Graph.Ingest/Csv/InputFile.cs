using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Graph.Ingest.Csv;

/// <summary>How the text of a file is encoded.</summary>
internal enum TextEncoding
{
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
    Gb18030,
}

/// <summary>Opens input files: plain or gzip, any encoding, as a stream of UTF-8.</summary>
internal static class InputFile
{
    private const int BufferSize = 1 << 18;

    /// <summary>Whether the name says that the file is compressed.</summary>
    public static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>The file's bytes as they lie on disk.</summary>
    public static FileStream OpenRaw(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>The file's bytes, decompressed where its name ends in .gz. Owns the stream given.</summary>
    public static Stream Decompress(FileStream raw) =>
        IsGzip(raw.Name) ? new GZipStream(new BufferedStream(raw, BufferSize), CompressionMode.Decompress) : raw;

    /// <summary>The file's text as UTF-8 without byte-order mark. Owns the stream given.</summary>
    public static Stream ToUtf8(Stream bytes, TextEncoding encoding, int markLength)
    {
        Span<byte> mark = stackalloc byte[4];
        bytes.ReadExactly(mark[..markLength]);
        return encoding switch
        {
            TextEncoding.Utf16LittleEndian => Transcode(bytes, Encoding.Unicode),
            TextEncoding.Utf16BigEndian => Transcode(bytes, Encoding.BigEndianUnicode),
            TextEncoding.Gb18030 => Transcode(bytes, Gb18030()),
            _ => bytes,
        };
    }

    /// <summary>The word for the encoding in reports.</summary>
    public static string Word(this TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian => "utf-16le",
        TextEncoding.Utf16BigEndian => "utf-16be",
        TextEncoding.Gb18030 => "gb18030",
        _ => "utf-8",
    };

    /// <summary>Lower-case hex SHA-256 of the file's bytes as they lie on disk.</summary>
    public static string Sha256(string path, CancellationToken cancellation)
    {
        using var file = OpenRaw(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        int length;
        while ((length = file.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Stream Transcode(Stream bytes, Encoding from) => Encoding.CreateTranscodingStream(bytes, from, new UTF8Encoding(false));

    private static Encoding Gb18030() =>
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))
        ?? throw new PlatformNotSupportedException("This runtime lacks the GB18030 encoding.");
}
