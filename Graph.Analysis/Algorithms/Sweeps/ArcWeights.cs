using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>Weights by place, as a structure that a generic loop is compiled for, one loop per kind.</summary>
internal interface IArcWeights
{
    /// <summary>Whether every weight is 1, so that no product is needed.</summary>
    static abstract bool Unit { get; }

    /// <summary>The weight at a place.</summary>
    double At(long place);
}

/// <summary>No weights.</summary>
internal readonly struct UnitWeights : IArcWeights
{
    public static bool Unit => true;

    public double At(long place) => 1.0;
}

/// <summary>Whole numbers.</summary>
internal readonly unsafe struct IntegerWeights(Adjacency rows) : IArcWeights
{
    private readonly long* start = rows.IntegerWeights!.Pointer;

    public static bool Unit => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => unchecked(start[place]);
}

/// <summary>Doubles.</summary>
internal readonly unsafe struct DoubleWeights(Adjacency rows) : IArcWeights
{
    private readonly double* start = rows.DoubleWeights!.Pointer;

    public static bool Unit => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => unchecked(start[place]);
}

/// <summary>Single-precision numbers.</summary>
internal readonly unsafe struct SingleWeights(Adjacency rows) : IArcWeights
{
    private readonly float* start = rows.SingleWeights!.Pointer;

    public static bool Unit => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => unchecked(start[place]);
}
