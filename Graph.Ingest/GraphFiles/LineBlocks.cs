using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Graph.Ingest.GraphFiles;

/// <summary>Whole lines of a file, at hand for one worker.</summary>
internal sealed class BlockBuffer
{
    /// <summary>Bytes behind the text that may be read, and hold a line feed first.</summary>
    public const int Slack = 32;

    private byte[] bytes = [];

    /// <summary>Number of the block in the file.</summary>
    public int Index { get; set; }

    /// <summary>Place in the decompressed file of the first byte.</summary>
    public long Offset { get; set; }

    /// <summary>Where the text starts in <see cref="Bytes"/>.</summary>
    public int Start { get; set; }

    /// <summary>Where it ends.</summary>
    public int End { get; set; }

    /// <summary>Whether one more line begins behind the text, which is too long to be read.</summary>
    public bool EndsInEndlessLine { get; set; }

    /// <summary>The bytes.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Makes room for so many bytes, keeping those there are.</summary>
    public void Ensure(int length)
    {
        if (bytes.Length < length + Slack)
        {
            Array.Resize(ref bytes, length + Slack);
        }
    }

    /// <summary>Puts a line feed and zeros behind the text, so that loops over it need not look for its end.</summary>
    public void Seal()
    {
        bytes.AsSpan(End, Slack).Clear();
        bytes[End] = (byte)'\n';
    }
}

/// <summary>A text file cut into blocks at line ends, for several workers to take. Borders do not depend on the workers.</summary>
internal abstract class LineBlocks : IDisposable
{
    /// <summary>Longest line that is read.</summary>
    public const int MaxLineBytes = 1 << 20;

    private const int SmallestBlock = 1 << 18;
    private const int LargestBlock = 1 << 24;
    private const int PackedBlock = 1 << 23;

    /// <summary>Whether a file's content is gzip data, whatever its name.</summary>
    public static bool IsGzip(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> magic = stackalloc byte[2];
        return RandomAccess.Read(file, magic, 0) == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    /// <summary>Opens a file.</summary>
    public static LineBlocks Open(string path)
    {
        if (IsGzip(path))
        {
            return new PackedBlocks(path, PackedBlock);
        }

        var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        var length = RandomAccess.GetLength(file);
        return new PlainBlocks(file, length, (int)Math.Clamp(length / 16, SmallestBlock, LargestBlock));
    }

    /// <summary>Takes the next block.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="InvalidDataException">The gzip data is damaged or cut short.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public abstract bool TryTake(BlockBuffer buffer);

    /// <inheritdoc />
    public abstract void Dispose();
}

/// <summary>Blocks of a plain file, read at their place by each worker for itself.</summary>
internal sealed class PlainBlocks(SafeFileHandle file, long length, int blockSize) : LineBlocks
{
    private int next;

    public override bool TryTake(BlockBuffer buffer)
    {
        while (true)
        {
            var index = Interlocked.Increment(ref next) - 1;
            var from = (long)index * blockSize;
            if (from >= length)
            {
                return false;
            }

            // A line belongs to the block in which it begins: the byte before tells whether one begins at the border.
            var before = index == 0 ? 0 : 1;
            buffer.Ensure(blockSize + before + MaxLineBytes);
            var read = ReadAt(buffer.Bytes.AsSpan(0, (int)Math.Min(blockSize + before, length - from + before)), from - before);
            var start = index == 0 ? 0 : buffer.Bytes.AsSpan(0, read).IndexOf((byte)'\n') + 1;
            if (index > 0 && (start == 0 || start == read))
            {
                // No line begins here, unless the very next block's first byte: that one is the next block's.
                continue;
            }

            (buffer.Index, buffer.Offset, buffer.Start) = (index, from - before + start, start);
            (buffer.End, buffer.EndsInEndlessLine) = (Complete(buffer, from - before, read), false);
            if (buffer.End < 0)
            {
                buffer.End = buffer.Bytes.AsSpan(0, read).LastIndexOf((byte)'\n') + 1;
                buffer.EndsInEndlessLine = true;
            }

            buffer.Seal();
            return true;
        }
    }

    public override void Dispose() => file.Dispose();

    /// <summary>Reads on to the end of the last line; −1 where that is too far.</summary>
    private int Complete(BlockBuffer buffer, long from, int read)
    {
        const int Step = 1 << 14;
        if (read > 0 && buffer.Bytes[read - 1] == (byte)'\n')
        {
            return read;
        }

        var limit = read + MaxLineBytes;
        while (read < limit && from + read < length)
        {
            var more = ReadAt(buffer.Bytes.AsSpan(read, Math.Min(Step, limit - read)), from + read);
            if (more == 0)
            {
                return read;
            }

            var end = buffer.Bytes.AsSpan(read, more).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return read + end + 1;
            }

            read += more;
        }

        return from + read >= length ? read : -1;
    }

    private int ReadAt(Span<byte> into, long from)
    {
        var total = 0;
        while (total < into.Length)
        {
            var read = RandomAccess.Read(file, into[total..], from + total);
            if (read == 0)
            {
                break;
            }

            total += read;
        }

        return total;
    }
}

/// <summary>Blocks of a gzip file: one worker unpacks while the others parse.</summary>
internal sealed class PackedBlocks : LineBlocks
{
    private readonly object gate = new();
    private readonly int blockSize;
    private readonly Stream stream;
    private byte[] carry = [];
    private int index;
    private long offset;
    private bool ended;
    private bool skipping;

    public PackedBlocks(string path, int blockSize)
    {
        this.blockSize = blockSize;
        stream = new PackedText(path);
    }

    public override bool TryTake(BlockBuffer buffer)
    {
        lock (gate)
        {
            while (!ended)
            {
                buffer.Ensure(blockSize + carry.Length);
                carry.CopyTo(buffer.Bytes, 0);
                var read = stream.ReadAtLeast(buffer.Bytes.AsSpan(carry.Length, blockSize), blockSize, throwOnEndOfStream: false);
                ended = read < blockSize;
                if (Cut(buffer, carry.Length + read))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public override void Dispose() => stream.Dispose();

    /// <summary>Cuts behind the last line end and carries the rest over. False: nothing of this is to be read.</summary>
    private bool Cut(BlockBuffer buffer, int length)
    {
        var start = 0;
        if (skipping)
        {
            start = buffer.Bytes.AsSpan(0, length).IndexOf((byte)'\n') + 1;
            skipping = start == 0;
            start = skipping ? length : start;
        }

        var end = ended ? length : Math.Max(start, buffer.Bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1);
        var rest = length - end;
        buffer.EndsInEndlessLine = rest > MaxLineBytes && !skipping;
        skipping |= buffer.EndsInEndlessLine;
        carry = skipping ? [] : buffer.Bytes.AsSpan(end, rest).ToArray();
        (buffer.Index, buffer.Offset, buffer.Start, buffer.End) = (index++, offset + start, start, end);
        offset += end + (skipping ? rest : 0);
        buffer.Seal();
        return end > start || buffer.EndsInEndlessLine;
    }
}
