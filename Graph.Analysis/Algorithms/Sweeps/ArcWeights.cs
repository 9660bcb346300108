using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>Weights by place, as a structure that a generic loop is compiled for, one loop per kind.</summary>
internal interface IArcWeights
{
    /// <summary>Whether every weight is 1, so that no product is needed.</summary>
    static abstract bool Unit { get; }

    /// <summary>The weight at a place.</summary>
    double At(long place);

    /// <summary>Asks for weights that come later, past the outer caches.</summary>
    void Stream(long place);
}

/// <summary>No weights.</summary>
internal readonly struct UnitWeights : IArcWeights
{
    public static bool Unit => true;

    public double At(long place) => 1.0;

    public void Stream(long place)
    {
    }
}

/// <summary>Whole numbers.</summary>
internal readonly unsafe struct IntegerWeights(Adjacency rows) : IArcWeights
{
    private readonly long* start = rows.IntegerWeights!.Pointer;

    public static bool Unit => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => unchecked(start[place]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stream(long place) => Sse.PrefetchNonTemporal(unchecked(start + place + 128));
}

/// <summary>Doubles.</summary>
internal readonly unsafe struct DoubleWeights(Adjacency rows) : IArcWeights
{
    private readonly double* start = rows.DoubleWeights!.Pointer;

    public static bool Unit => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => unchecked(start[place]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stream(long place) => Sse.PrefetchNonTemporal(unchecked(start + place + 128));
}

/// <summary>Single-precision numbers.</summary>
internal readonly unsafe struct SingleWeights(Adjacency rows) : IArcWeights
{
    private readonly float* start = rows.SingleWeights!.Pointer;

    public static bool Unit => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => unchecked(start[place]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stream(long place) => Sse.PrefetchNonTemporal(unchecked(start + place + 128));
}
