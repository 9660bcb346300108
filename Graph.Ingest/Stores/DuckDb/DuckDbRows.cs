using System.Text;
using DuckDB.NET.Native;
using Graph.Ingest.Stores.Readings;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>The rows of a query, chunk by chunk, as spans over the engine's columns.</summary>
internal sealed unsafe class DuckDbRows : IDisposable
{
    private readonly DuckDbLink link;
    private readonly DuckDBPreparedStatement? statement;
    private readonly CancellationToken cancellation;
    private DuckDBResult result;
    private DuckDBDataChunk? chunk;

    public DuckDbRows(DuckDbLink link, DuckDBResult result, DuckDBPreparedStatement? statement, CancellationToken cancellation)
    {
        this.link = link;
        this.result = result;
        this.statement = statement;
        this.cancellation = cancellation;
    }

    /// <summary>Rows of the chunk at hand.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next chunk that has rows; false at the end.</summary>
    public bool Next()
    {
        chunk?.Dispose();
        cancellation.ThrowIfCancellationRequested();
        using var interruption = link.InterruptOn(cancellation);
        chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        if (chunk.IsInvalid)
        {
            ThrowIfBroken();
            Count = 0;
            return false;
        }

        Count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        return Count > 0;
    }

    /// <summary>A column's values; what stands at NULLs is undefined.</summary>
    public ReadOnlySpan<T> Column<T>(int column) where T : unmanaged =>
        new(NativeMethods.Vectors.DuckDBVectorGetData(Vector(column)), Count);

    /// <summary>A column's validity bits, empty when it has no NULL.</summary>
    public ReadOnlySpan<ulong> Validity(int column)
    {
        var bits = NativeMethods.Vectors.DuckDBVectorGetValidity(Vector(column));
        return bits is null ? default : new ReadOnlySpan<ulong>(bits, (Count + 63) / 64);
    }

    /// <summary>Whether a value is NULL.</summary>
    public bool IsNull(int column, int row)
    {
        var bits = NativeMethods.Vectors.DuckDBVectorGetValidity(Vector(column));
        return bits is not null && (bits[row >> 6] >> (row & 63) & 1) == 0;
    }

    /// <summary>A text, or null.</summary>
    public string? Text(int column, int row)
    {
        if (IsNull(column, row))
        {
            return null;
        }

        var value = (DuckDBString*)NativeMethods.Vectors.DuckDBVectorGetData(Vector(column)) + row;
        return Encoding.UTF8.GetString((byte*)value->Data, value->Length);
    }

    /// <summary>A number, or null.</summary>
    public long? Long(int column, int row) => IsNull(column, row) ? null : Column<long>(column)[row];

    /// <summary>A number, or null.</summary>
    public int? Int(int column, int row) => IsNull(column, row) ? null : Column<int>(column)[row];

    /// <summary>A day, or null.</summary>
    public DateOnly? Day(int column, int row) => IsNull(column, row) ? null : StoreTime.Day(Column<int>(column)[row]);

    /// <inheritdoc />
    public void Dispose()
    {
        chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        statement?.Dispose();
    }

    private nint Vector(int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk!, column);

    private void ThrowIfBroken()
    {
        var message = NativeMethods.Query.DuckDBResultError(ref result);
        if (string.IsNullOrEmpty(message))
        {
            return;
        }

        var kind = NativeMethods.Query.DuckDBResultErrorType(ref result);
        throw cancellation.IsCancellationRequested
            ? new OperationCanceledException(cancellation)
            : DuckDbErrors.OnUse(link.Path, message, kind);
    }
}
