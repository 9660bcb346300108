using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Native;
using Graph.Ingest.Stores.Readings;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Appends rows to a table, writing straight into the engine's column vectors. Values come in column order, then
/// <see cref="EndRow"/>; or whole columns of up to <see cref="Free"/> rows in any order, then <see cref="EndRows"/>.</summary>
internal sealed unsafe class TableWriter : IDisposable
{
    private const int InlineBytes = 12;
    private const int BlockBytes = 1 << 18;

    private readonly DuckDbLink link;
    private readonly DuckDBAppender appender;
    private readonly DuckDBDataChunk chunk;
    private readonly int columns;
    private readonly int capacity;
    private readonly nint[] data;
    private readonly nint[] validity;
    private readonly List<nint> longTexts = [];
    private byte* block;
    private int blockUsed;
    private int row;
    private int column;

    /// <param name="link">The connection.</param>
    /// <param name="table">The table.</param>
    /// <param name="temporary">Whether it is a temporary one: the engine must be told, else a store opened for reading only refuses.</param>
    public TableWriter(DuckDbLink link, string table, bool temporary = false)
    {
        this.link = link;
        var state = NativeMethods.Appender.DuckDBAppenderCreateExt(link.Native, temporary ? "temp" : null, null, table, out appender);
        if (!state.IsSuccess())
        {
            throw Failure();
        }

        columns = (int)NativeMethods.Appender.DuckDBAppenderColumnCount(appender);
        capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
        data = new nint[columns];
        validity = new nint[columns];
        chunk = CreateChunk();
        block = (byte*)NativeMemory.Alloc(BlockBytes);
        BeginChunk();
    }

    /// <summary>How many rows can be written by columns before the next <see cref="EndRows"/>; at least one.</summary>
    public int Free => capacity - row;

    /// <summary>The cells of a column for the next rows: 32-bit and 64-bit numbers.</summary>
    public Span<T> Column<T>(int index, int count) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Free);
        return new Span<T>((T*)data[index] + row, count);
    }

    /// <summary>Ends rows that were written by columns.</summary>
    public void EndRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Free);
        row += count;
        if (row == capacity)
        {
            AppendChunk();
        }
    }

    /// <summary>Writes a 32-bit number or a DATE.</summary>
    public void Int(int value) => ((int*)data[column++])[row] = value;

    /// <summary>Writes a 32-bit number, a DATE or NULL.</summary>
    public void Int(int? value)
    {
        if (value is { } number)
        {
            Int(number);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a 64-bit number.</summary>
    public void Long(long value) => ((long*)data[column++])[row] = value;

    /// <summary>Writes a 64-bit number or NULL.</summary>
    public void Long(long? value)
    {
        if (value is { } number)
        {
            Long(number);
        }
        else
        {
            Null();
        }
    }

    /// <summary>Writes a day or NULL.</summary>
    public void Day(DateOnly? value) => Int(value is { } day ? StoreTime.Date(day) : null);

    /// <summary>Writes a text or NULL.</summary>
    public void Text(string? value)
    {
        if (value is null)
        {
            Null();
        }
        else
        {
            Text(column++, 0, value);
        }
    }

    /// <summary>Writes a text into a column.</summary>
    /// <param name="index">The column.</param>
    /// <param name="offset">The row, counted from the first that is not ended.</param>
    /// <param name="value">The text.</param>
    public void Text(int index, int offset, string value)
    {
        // The engine's text: 4 bytes length, then up to 12 bytes in place, or 4 bytes of prefix and a pointer.
        // What the pointer leads to is copied when the chunk is appended.
        var cell = (byte*)data[index] + (16 * (row + offset));
        if (value.Length <= InlineBytes)
        {
            ((long*)cell)[0] = 0;
            ((long*)cell)[1] = 0;
            if (Encoding.UTF8.TryGetBytes(value, new Span<byte>(cell + 4, InlineBytes), out var written))
            {
                new Span<byte>(cell + 4 + written, InlineBytes - written).Clear();
                *(int*)cell = written;
                return;
            }
        }

        var target = Place(value, out var bytes);
        *(int*)cell = bytes;
        *(int*)(cell + 4) = *(int*)target;
        *(byte**)(cell + 8) = target;
    }

    /// <summary>Writes NULL.</summary>
    public void Null() => Null(column++, 0);

    /// <summary>Writes NULL into a column.</summary>
    /// <param name="index">The column.</param>
    /// <param name="offset">The row, counted from the first that is not ended.</param>
    public void Null(int index, int offset)
    {
        var bits = (ulong*)validity[index];
        if (bits is null)
        {
            bits = WritableValidity(index);
        }

        var at = row + offset;
        bits[at >> 6] &= ~(1UL << (at & 63));
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        if (column != columns)
        {
            throw new InvalidOperationException($"A row has {column} values, its table {columns} columns.");
        }

        column = 0;
        if (++row == capacity)
        {
            AppendChunk();
        }
    }

    /// <summary>Hands everything to the engine.</summary>
    public void Flush()
    {
        AppendChunk();
        if (!NativeMethods.Appender.DuckDBAppenderFlush(appender).IsSuccess())
        {
            throw Failure();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // What was not flushed is not wanted; without this the engine would flush it now.
        NativeMethods.Appender.DuckDBAppenderClear(appender);
        chunk.Dispose();
        appender.Dispose();
        FreeLongTexts();
        NativeMemory.Free(block);
        block = null;
    }

    private ulong* WritableValidity(int index)
    {
        var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, index);
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        var bits = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        validity[index] = (nint)bits;
        return bits;
    }

    private DuckDBDataChunk CreateChunk()
    {
        var types = new DuckDBLogicalType[columns];
        for (var c = 0; c < columns; c++)
        {
            types[c] = NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)c);
        }

        var created = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)columns);
        foreach (var type in types)
        {
            type.Dispose();
        }

        return created;
    }

    private void BeginChunk()
    {
        for (var c = 0; c < columns; c++)
        {
            data[c] = (nint)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, c));
            validity[c] = 0;
        }

        row = 0;
        column = 0;
        blockUsed = 0;
        FreeLongTexts();
    }

    private void AppendChunk()
    {
        if (row == 0)
        {
            return;
        }

        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)row);
        if (!NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk).IsSuccess())
        {
            throw Failure();
        }

        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
        BeginChunk();
    }

    /// <summary>Puts a text where it stays until the chunk is appended.</summary>
    private byte* Place(string value, out int bytes)
    {
        var free = new Span<byte>(block + blockUsed, BlockBytes - blockUsed);
        if (Encoding.UTF8.TryGetBytes(value, free, out bytes))
        {
            var place = block + blockUsed;
            blockUsed += bytes;
            return place;
        }

        bytes = Encoding.UTF8.GetByteCount(value);
        var own = (byte*)NativeMemory.Alloc((nuint)Math.Max(bytes, 4));
        longTexts.Add((nint)own);
        Encoding.UTF8.GetBytes(value, new Span<byte>(own, bytes));
        return own;
    }

    private void FreeLongTexts()
    {
        foreach (var text in longTexts)
        {
            NativeMemory.Free((void*)text);
        }

        longTexts.Clear();
    }

    private Graph.Model.Stores.StoreException Failure()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return DuckDbErrors.OnUse(link.Path, NativeMethods.ErrorData.DuckDBErrorDataMessage(error), NativeMethods.ErrorData.DuckDBErrorDataErrorType(error));
    }
}
