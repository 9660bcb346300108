using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Graph.Ingest.Stores.Neo4j.Import;

/// <summary>What an import file holds.</summary>
internal enum ImportKind
{
    /// <summary>Nodes.</summary>
    Nodes,
    /// <summary>Relationships.</summary>
    Relationships,
}

/// <summary>One kind of node or relationship as the importer reads it: a file with the header, and one with the rows. Values come in the order of the
/// header, then <see cref="EndRow"/>.</summary>
/// <remarks>Every text stands in quotes, doubled inside; nothing at all stands for no property. The importer keeps blanks and takes <c>""</c> for the empty
/// text. Deterministic: the same values give the same bytes.</remarks>
internal sealed class ImportTable : IPropertyWriter, IDisposable
{
    private const int BufferBytes = 1 << 16;
    private const int NumberBytes = 32;
    private static readonly SearchValues<char> NeedsCare = SearchValues.Create("\"\r\n");

    private readonly Stream stream;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int used;
    private bool first = true;

    /// <summary>Begins the two files.</summary>
    /// <param name="folder">Where they go; files of these names are replaced.</param>
    /// <param name="kind">What the rows are.</param>
    /// <param name="name">Their names without ending, and for nodes their label, for relationships their type up to a hyphen.</param>
    /// <param name="header">The importer's names of the columns.</param>
    /// <param name="gzip">Whether the rows are compressed.</param>
    public ImportTable(string folder, ImportKind kind, string name, string header, bool gzip)
    {
        Kind = kind;
        Name = name;
        DataName = name + (gzip ? ".csv.gz" : ".csv");
        File.WriteAllText(Path.Combine(folder, HeaderName), header + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var file = new FileStream(Path.Combine(folder, DataName), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream = gzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
    }

    /// <summary>Nodes or relationships.</summary>
    public ImportKind Kind { get; }

    /// <summary>The names of the files without ending.</summary>
    public string Name { get; }

    /// <summary>The file with the rows.</summary>
    public string DataName { get; }

    /// <summary>The file with the header.</summary>
    public string HeaderName => Name + "-header.csv";

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>Properties written: values that are there, ends and labels left out.</summary>
    public long Properties { get; private set; }

    /// <summary>Whether a text has a line break.</summary>
    public bool HasLineBreaks { get; private set; }

    /// <summary>Bytes of the largest text, quotes counted.</summary>
    public int LargestText { get; private set; }

    /// <summary>The identity of a node that is no property, the end of a relationship, or labels.</summary>
    public void Reference(string text)
    {
        Separate();
        Quoted(text);
    }

    /// <inheritdoc />
    public void Text(string? value)
    {
        Separate();
        if (value is not null)
        {
            Quoted(value);
            Properties++;
        }
    }

    /// <inheritdoc />
    public void Whole(long? value)
    {
        Separate();
        if (value is { } number)
        {
            number.TryFormat(Room(NumberBytes), out var written, provider: CultureInfo.InvariantCulture);
            used += written;
            Properties++;
        }
    }

    /// <inheritdoc />
    public void Day(DateOnly? value) => Whole(value is { } day ? (day.Year * 10_000) + (day.Month * 100) + day.Day : null);

    /// <inheritdoc />
    public void Instant(DateTime? value)
    {
        Separate();
        if (value is { } time)
        {
            time.TryFormat(Room(NumberBytes), out var written, "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
            used += written;
            Properties++;
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        Room(1)[0] = (byte)'\n';
        used++;
        Rows++;
        first = true;
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            Flush();
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
            stream.Dispose();
        }
    }

    private void Separate()
    {
        if (first)
        {
            first = false;
            return;
        }

        Room(1)[0] = (byte)',';
        used++;
    }

    private void Quoted(string text)
    {
        if (text.AsSpan().ContainsAny(NeedsCare))
        {
            HasLineBreaks |= text.AsSpan().ContainsAny('\r', '\n');
            text = text.Replace("\"", "\"\"", StringComparison.Ordinal);
        }

        var room = Room((text.Length * 3) + 2);
        room[0] = (byte)'"';
        var written = Encoding.UTF8.GetBytes(text, room[1..]) + 2;
        room[written - 1] = (byte)'"';
        used += written;
        LargestText = Math.Max(LargestText, written);
    }

    private Span<byte> Room(int bytes)
    {
        if (buffer.Length - used < bytes)
        {
            Flush();
            if (buffer.Length < bytes)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = ArrayPool<byte>.Shared.Rent(bytes);
            }
        }

        return buffer.AsSpan(used);
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
