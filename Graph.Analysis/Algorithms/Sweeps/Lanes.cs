using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>What a row is summed in: one number, or several side by side that never mix.</summary>
/// <typeparam name="T">The number or the numbers.</typeparam>
internal interface ILanes<T>
    where T : unmanaged
{
    /// <summary>The sum, lane by lane.</summary>
    static abstract T Add(T left, T right);

    /// <summary>All lanes times a factor.</summary>
    static abstract T Times(T value, double factor);

    /// <summary>The product, lane by lane.</summary>
    static abstract T Times(T left, T right);

    /// <summary>The value where the mask is −1, zero where it is 0.</summary>
    static abstract T Kept(T value, int mask);

    /// <summary>|left − right|, lane by lane.</summary>
    static abstract T Change(T left, T right);
}

/// <summary>One single-precision number.</summary>
internal readonly struct SingleLane : ILanes<float>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Times(float value, double factor) => value * (float)factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Times(float left, float right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Change(float left, float right) => Math.Abs(left - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Kept(float value, int mask) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value) & mask);
}

/// <summary>One double.</summary>
internal readonly struct DoubleLane : ILanes<double>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Add(double left, double right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Times(double value, double factor) => value * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Change(double left, double right) => Math.Abs(left - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Kept(double value, int mask) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & mask);
}

/// <summary>Four doubles.</summary>
internal readonly struct FourLanes : ILanes<Vector256<double>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Add(Vector256<double> left, Vector256<double> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Times(Vector256<double> value, double factor) => value * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Times(Vector256<double> left, Vector256<double> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Change(Vector256<double> left, Vector256<double> right) => Vector256.Abs(left - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Kept(Vector256<double> value, int mask) => value & Vector256.Create((long)mask).AsDouble();
}

/// <summary>Eight doubles: one line of the cache.</summary>
internal readonly struct EightLanes : ILanes<Vector512<double>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> left, Vector512<double> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Times(Vector512<double> value, double factor) => value * factor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Times(Vector512<double> left, Vector512<double> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Change(Vector512<double> left, Vector512<double> right) => Vector512.Abs(left - right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Kept(Vector512<double> value, int mask) => value & Vector512.Create((long)mask).AsDouble();
}
