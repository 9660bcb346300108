namespace Graph.Ingest.Csv;

/// <summary>A window on a stream: the bytes that were read and not yet done with.</summary>
internal sealed class ByteBlocks(Stream stream)
{
    private const int BlockSize = 1 << 18;
    private const int MaxSize = 1 << 22;

    private byte[] buffer = new byte[BlockSize * 2];
    private int start;
    private int end;

    /// <summary>Whether the stream has been read to its end.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>The bytes at hand.</summary>
    public ReadOnlySpan<byte> Available => buffer.AsSpan(start, end - start);

    /// <summary>The first bytes at hand, good until the next <see cref="TryReadMore"/>.</summary>
    public ReadOnlyMemory<byte> Take(int length) => buffer.AsMemory(start, Math.Min(length, end - start));

    /// <summary>Is done with bytes.</summary>
    public void Advance(int count) => start += count;

    /// <summary>Reads another block behind the bytes at hand.</summary>
    /// <returns>False at the stream's end, or when no more may be kept at hand.</returns>
    public bool TryReadMore()
    {
        if (AtEnd || end - start > MaxSize - BlockSize)
        {
            return false;
        }

        Available.CopyTo(buffer);
        end -= start;
        start = 0;
        if (buffer.Length - end < BlockSize)
        {
            Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxSize));
        }

        var read = stream.ReadAtLeast(buffer.AsSpan(end, BlockSize), BlockSize, throwOnEndOfStream: false);
        AtEnd = read < BlockSize;
        end += read;
        return read > 0;
    }
}
