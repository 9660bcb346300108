using System.IO.Compression;

namespace Graph.Ingest.GraphFiles;

/// <summary>The decompressed bytes of a gzip file, which is known to be whole once they have been read to their end.</summary>
/// <remarks>The runtime's decompressor takes a file that is cut off for a whole one. So a small gzip member is put behind the file: only if the
/// file's own members are whole does its text come out at the end.</remarks>
internal sealed class PackedText : ReadOnlyStream
{
    private static readonly byte[] Mark = [.. "\0\n end of file \n\0"u8];
    private static readonly byte[] PackedMark = Pack(Mark);
    private readonly GZipStream text;
    private readonly byte[] ahead = new byte[1 << 16];
    private int start;
    private int end;

    public PackedText(string path) => text = new GZipStream(new Followed(path), CompressionMode.Decompress);

    /// <inheritdoc />
    /// <exception cref="InvalidDataException">The file is damaged or cut short.</exception>
    public override int Read(Span<byte> buffer)
    {
        // The last bytes are held back until more has come: they may be the mark.
        while (end - start <= Mark.Length)
        {
            ahead.AsSpan(start, end - start).CopyTo(ahead);
            (start, end) = (0, end - start);
            var read = text.Read(ahead, end, ahead.Length - end);
            if (read == 0)
            {
                return ahead.AsSpan(0, end).SequenceEqual(Mark) ? 0 : throw new InvalidDataException("The gzip data is damaged or cut short.");
            }

            end += read;
        }

        var given = Math.Min(buffer.Length, end - start - Mark.Length);
        ahead.AsSpan(start, given).CopyTo(buffer);
        start += given;
        return given;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Pack(byte[] mark)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(mark);
        }

        return packed.ToArray();
    }

    /// <summary>A file and the packed mark behind it.</summary>
    private sealed class Followed(string path) : ReadOnlyStream
    {
        private readonly FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 18, FileOptions.SequentialScan);
        private int marked;

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            if (read == 0)
            {
                read = Math.Min(buffer.Length, PackedMark.Length - marked);
                PackedMark.AsSpan(marked, read).CopyTo(buffer);
                marked += read;
            }

            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
