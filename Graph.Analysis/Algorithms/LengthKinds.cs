using System.Runtime.CompilerServices;

namespace Graph.Analysis.Algorithms;

/// <summary>How one kind of weight is read as a length. A type argument, so that inner loops have no branch on the kind.</summary>
internal unsafe interface ILength
{
    /// <summary>Bytes of one.</summary>
    static abstract int Size { get; }

    /// <summary>The length at a place of the kind's column.</summary>
    static abstract double At(void* column, long place);

    /// <summary>The same where it is known to be a whole number below 2^31.</summary>
    static abstract int WholeAt(void* column, long place);
}

/// <summary>Lengths from 64-bit whole numbers.</summary>
internal readonly unsafe struct IntegerLength : ILength
{
    /// <inheritdoc/>
    public static int Size => sizeof(long);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double At(void* column, long place) => unchecked(((long*)column)[place]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WholeAt(void* column, long place) => unchecked((int)((long*)column)[place]);
}

/// <summary>Lengths from doubles.</summary>
internal readonly unsafe struct DoubleLength : ILength
{
    /// <inheritdoc/>
    public static int Size => sizeof(double);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double At(void* column, long place) => unchecked(((double*)column)[place]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WholeAt(void* column, long place) => unchecked(double.ConvertToIntegerNative<int>(((double*)column)[place]));
}

/// <summary>Lengths from 32-bit floating point.</summary>
internal readonly unsafe struct SingleLength : ILength
{
    /// <inheritdoc/>
    public static int Size => sizeof(float);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double At(void* column, long place) => unchecked(((float*)column)[place]);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WholeAt(void* column, long place) => unchecked(float.ConvertToIntegerNative<int>(((float*)column)[place]));
}

/// <summary>How distances are held while they are sought. A type argument.</summary>
/// <typeparam name="T">The number that holds one.</typeparam>
internal unsafe interface IDistance<T>
    where T : unmanaged
{
    /// <summary>Not reached.</summary>
    static abstract T Infinity { get; }

    /// <summary>A length as such a number.</summary>
    static abstract T Length<TLength>(void* column, long place)
        where TLength : struct, ILength;

    /// <summary>The distance as a double.</summary>
    static abstract double ToDouble(T distance);
}

/// <summary>Distances as doubles.</summary>
internal readonly unsafe struct RealDistance : IDistance<double>
{
    /// <inheritdoc/>
    public static double Infinity => double.PositiveInfinity;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Length<TLength>(void* column, long place)
        where TLength : struct, ILength => TLength.At(column, place);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(double distance) => distance;
}

/// <summary>Distances as 32-bit whole numbers: half the memory to wait for. Only where the number of nodes times the greatest length is below 2^31.</summary>
internal readonly unsafe struct WholeDistance : IDistance<int>
{
    /// <inheritdoc/>
    public static int Infinity => int.MaxValue;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length<TLength>(void* column, long place)
        where TLength : struct, ILength => TLength.WholeAt(column, place);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToDouble(int distance) => distance;
}
