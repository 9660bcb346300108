using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Graph.Model.Graphs;

/// <summary>A fixed-length column of numbers outside the managed heap: 64-bit length, aligned, on large pages where that pays.</summary>
/// <remarks>
/// Columns of at least 512 KiB lie on large pages where the system gives them (<see cref="LargePages"/>). Disposing releases the memory at
/// once; a column that several graphs share is released by the last one.
/// A forgotten column is released by its finalizer. Not safe to use after disposal: <see cref="Pointer"/> is not checked.
/// </remarks>
/// <typeparam name="T">The number.</typeparam>
public sealed unsafe partial class NativeColumn<T> : IDisposable
    where T : unmanaged
{
    /// <summary>From here on a column fills enough of a large page, and of a cache, for the page to pay.</summary>
    private const long LargeBytes = 512L << 10;
    private const nuint CacheLine = 64;

    private readonly long allocated;
    private T* start;
    private int owners = 1;

    /// <summary>Makes a column of zeros, or of whatever the memory held.</summary>
    /// <param name="length">How many numbers, ≥ 0.</param>
    /// <param name="cleared">Whether to set all to zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative.</exception>
    /// <exception cref="OutOfMemoryException">The memory is not there.</exception>
    public NativeColumn(long length, bool cleared = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        var bytes = (nuint)Math.Max(length * sizeof(T), 1);
        if ((long)bytes >= LargeBytes)
        {
            start = (T*)LargePages.Take((long)bytes, cleared);
        }
        else
        {
            start = (T*)NativeMemory.AlignedAlloc(bytes, CacheLine);
            if (cleared)
            {
                NativeMemory.Clear(start, bytes);
            }
        }

        allocated = (long)bytes;
        GC.AddMemoryPressure(allocated);
    }

    private NativeColumn(T* start, long length, long allocated)
    {
        this.start = start;
        Length = length;
        this.allocated = allocated;
    }

    /// <summary>Releases a column that was forgotten.</summary>
    ~NativeColumn() => Release();

    /// <summary>How many numbers there are.</summary>
    public long Length { get; }

    /// <summary>The memory of the column in bytes.</summary>
    public long Bytes => Length * sizeof(T);

    /// <summary>The first number. Not checked: stay within <see cref="Length"/> and keep the column alive.</summary>
    public T* Pointer => start;

    /// <summary>A number by place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place is not within the column.</exception>
    public ref T this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Length)
            {
                ThrowOutside(index);
            }

            return ref start[index];
        }
    }

    /// <summary>A part of the column.</summary>
    /// <param name="from">First place.</param>
    /// <param name="count">How many, at most 2^31 − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the column.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Slice(long from, int count)
    {
        if (from < 0 || count < 0 || from + count > Length)
        {
            ThrowOutside(from);
        }

        return new Span<T>(start + from, count);
    }

    /// <summary>The whole column, which must be shorter than 2^31.</summary>
    public Span<T> AsSpan() => new(start, checked((int)Length));

    /// <summary>Makes the caller one more owner: each owner disposes once.</summary>
    public NativeColumn<T> Share()
    {
        Interlocked.Increment(ref owners);
        return this;
    }

    /// <summary>The first numbers as a column that takes the memory over; what lies behind them goes back to the system. This column is used up.</summary>
    /// <exception cref="InvalidOperationException">The column has several owners.</exception>
    internal NativeColumn<T> Shortened(long length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        if (Interlocked.CompareExchange(ref owners, 0, 1) != 1)
        {
            throw new InvalidOperationException("A column with several owners cannot be shortened.");
        }

        var shorter = new NativeColumn<T>(start, length, allocated);
        LargePages.Trim(start + length, start + Length);
        start = null;
        return shorter;
    }

    /// <summary>Gives up one ownership; the last one releases the memory.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref owners) == 0)
        {
            Release();
            GC.SuppressFinalize(this);
        }
    }

    private void Release()
    {
        if (start is not null)
        {
            if (allocated >= LargeBytes)
            {
                LargePages.GiveBack(start, allocated);
            }
            else
            {
                NativeMemory.AlignedFree(start);
            }

            start = null;
            GC.RemoveMemoryPressure(allocated);
        }
    }

    private void ThrowOutside(long index) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, FormattableString.Invariant($"The column has {Length} entries."));
}

/// <summary>Ways to make columns.</summary>
public static class NativeColumn
{
    /// <summary>A column with the same numbers.</summary>
    public static NativeColumn<T> Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var column = new NativeColumn<T>(values.Length, cleared: false);
        values.CopyTo(column.AsSpan());
        return column;
    }
}
