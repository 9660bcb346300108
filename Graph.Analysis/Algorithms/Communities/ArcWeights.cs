using System.Runtime.CompilerServices;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>How a column of weights is read. A struct per kind, so that the compiler makes one loop per kind, without a call or a branch inside.</summary>
internal unsafe interface IArcWeights
{
    /// <summary>The weight at a place of the column.</summary>
    static abstract double At(void* weights, long place);
}

/// <summary>No column: every arc counts 1.</summary>
internal readonly struct UnitWeights : IArcWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double At(void* weights, long place) => 1.0;
}

/// <summary>32-bit whole numbers, which coarse levels have where the graph's total weight fits.</summary>
internal readonly struct Int32Weights : IArcWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double At(void* weights, long place) => ((int*)weights)[place];
}

/// <summary>64-bit whole numbers.</summary>
internal readonly struct Int64Weights : IArcWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double At(void* weights, long place) => ((long*)weights)[place];
}

/// <summary>Doubles.</summary>
internal readonly struct DoubleWeights : IArcWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double At(void* weights, long place) => ((double*)weights)[place];
}

/// <summary>32-bit floating point.</summary>
internal readonly struct SingleWeights : IArcWeights
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe double At(void* weights, long place) => ((float*)weights)[place];
}

/// <summary>Which of the readers a column needs.</summary>
internal enum ArcWeightKind : byte
{
    /// <summary><see cref="UnitWeights"/>.</summary>
    Unit,
    /// <summary><see cref="Int32Weights"/>.</summary>
    Int32,
    /// <summary><see cref="Int64Weights"/>.</summary>
    Int64,
    /// <summary><see cref="DoubleWeights"/>.</summary>
    Double,
    /// <summary><see cref="SingleWeights"/>.</summary>
    Single,
}
