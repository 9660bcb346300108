namespace Graph.Ingest.Csv;

/// <summary>An input file could not be read to its end. The message says why, for the report.</summary>
internal sealed class InputUnreadableException(string message, Exception inner) : Exception(message, inner);

/// <summary>A read-only stream that tells a failing input file from a failing sink, and hears of progress.</summary>
internal sealed class InputStream(Stream inner, Action? afterRead) : ReadOnlyStream
{
    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = inner.Read(buffer);
            afterRead?.Invoke();
            return read;
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new InputUnreadableException(
                $"the file could not be read to its end ({exception.Message.TrimEnd('.')}); expected a whole file; check the disk and load it again", exception);
        }
    }
}
