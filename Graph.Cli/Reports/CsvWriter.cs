using System.Buffers;
using System.Globalization;
using System.Text;

namespace Graph.Cli.Reports;

/// <summary>Writes CSV as the data contract has it: UTF-8 without BOM, LF, quotes only where RFC 4180 needs them.</summary>
internal sealed class CsvWriter : IDisposable
{
    private const int BufferBytes = 1 << 17;
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");
    private readonly Stream stream;
    private readonly byte[] buffer = new byte[BufferBytes];
    private int used;
    private bool rowBegun;

    /// <summary>Opens a file, replacing it, and writes the header.</summary>
    public CsvWriter(string path, string header)
        : this(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0), header)
    {
    }

    /// <summary>Takes a stream, which it closes at the end, and writes the header.</summary>
    public CsvWriter(Stream stream, string header)
    {
        this.stream = stream;
        Append(Encoding.UTF8.GetBytes(header));
        EndRow();
    }

    /// <summary>A text as the bytes of a CSV field.</summary>
    public static byte[] Encode(string text) => Encoding.UTF8.GetBytes(Quote(text));

    /// <summary>Writes a field.</summary>
    public void Field(string text)
    {
        Separate();
        var quoted = Quote(text);
        if (Encoding.UTF8.GetMaxByteCount(quoted.Length) <= BufferBytes)
        {
            Room(Encoding.UTF8.GetMaxByteCount(quoted.Length));
            used += Encoding.UTF8.GetBytes(quoted, buffer.AsSpan(used));
        }
        else
        {
            Append(Encoding.UTF8.GetBytes(quoted));
        }
    }

    /// <summary>Writes a field that <see cref="Encode"/> made.</summary>
    public void Encoded(ReadOnlySpan<byte> field)
    {
        Separate();
        Append(field);
    }

    /// <summary>Writes an empty field.</summary>
    public void Empty() => Separate();

    /// <summary>Writes a whole number.</summary>
    public void Whole(long number) => Field(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes an amount of 1/10000 units with 4 digits.</summary>
    public void Amount(long units)
    {
        Separate();
        Room(24);
        var magnitude = units < 0 ? unchecked((ulong)-units) : (ulong)units;
        if (units < 0)
        {
            buffer[used++] = (byte)'-';
        }

        var (yuan, fraction) = Math.DivRem(magnitude, (ulong)Model.Money.UnitsPerYuan);
        _ = yuan.TryFormat(buffer.AsSpan(used), out var written, default, CultureInfo.InvariantCulture);
        used += written;
        buffer[used++] = (byte)'.';
        for (var divisor = 1000UL; divisor > 0; divisor /= 10)
        {
            buffer[used++] = (byte)('0' + fraction / divisor % 10);
        }
    }

    /// <summary>Ends the row.</summary>
    public void EndRow()
    {
        Room(1);
        buffer[used++] = (byte)'\n';
        rowBegun = false;
    }

    /// <summary>Writes what is left and closes the file.</summary>
    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void Separate()
    {
        if (rowBegun)
        {
            Room(1);
            buffer[used++] = (byte)',';
        }

        rowBegun = true;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferBytes)
        {
            Flush();
            stream.Write(bytes);
            return;
        }

        Room(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(used));
        used += bytes.Length;
    }

    private void Room(int bytes)
    {
        if (used + bytes > BufferBytes)
        {
            Flush();
        }
    }

    private void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
