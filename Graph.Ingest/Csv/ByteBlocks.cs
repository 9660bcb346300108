using System.Buffers;

namespace Graph.Ingest.Csv;

/// <summary>A window on a stream: the bytes that were read and not yet done with.</summary>
/// <remarks>The window is lent by the pool: a load reads many files, one after the other.</remarks>
internal sealed class ByteBlocks(Stream stream, int blockSize) : IDisposable
{
    /// <summary>How much is read at a time: so much that it still lies in a processor's cache when it is split.</summary>
    public const int DefaultBlockSize = 1 << 18;

    private const int MaxSize = 1 << 22;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(blockSize * 2);
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
        if (AtEnd || end - start > MaxSize - blockSize)
        {
            return false;
        }

        MoveTo(end - start + blockSize <= buffer.Length ? buffer : ArrayPool<byte>.Shared.Rent(Math.Min(buffer.Length * 2, MaxSize)));

        var read = stream.ReadAtLeast(buffer.AsSpan(end, blockSize), blockSize, throwOnEndOfStream: false);
        AtEnd = read < blockSize;
        end += read;
        return read > 0;
    }

    /// <summary>Gives the window back; nothing taken from it is good any more.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        (start, end) = (0, 0);
    }

    private void MoveTo(byte[] target)
    {
        Available.CopyTo(target);
        (start, end) = (0, end - start);
        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = target;
        }
    }
}
