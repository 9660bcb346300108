using System.Runtime.CompilerServices;

namespace Graph.Model.Graphs;

/// <summary>What the edges of a graph carry.</summary>
public enum EdgeWeightKind : byte
{
    /// <summary>Nothing: every edge counts 1.</summary>
    None,
    /// <summary>64-bit whole numbers: amounts in 1/10000 units, capacities.</summary>
    Integer,
    /// <summary>64-bit floating point: shares of money, distances.</summary>
    Double,
    /// <summary>32-bit floating point, where half the memory matters more than the last digits.</summary>
    Single,
}

/// <summary>One direction of a graph in compressed sparse rows: for each node its neighbours in ascending order, with weights.</summary>
/// <remarks>The neighbours of node v stand at places <c>Offsets[v] … Offsets[v+1] − 1</c> of <see cref="Targets"/>. Exactly one
/// weight column is there, that of <see cref="WeightKind"/>, or none.</remarks>
public sealed unsafe class Adjacency : IDisposable
{
    internal Adjacency(NativeColumn<long> offsets, NativeColumn<int> targets)
    {
        Offsets = offsets;
        Targets = targets;
    }

    /// <summary>Start of each node's row; one longer than the number of nodes.</summary>
    public NativeColumn<long> Offsets { get; }

    /// <summary>The neighbour per place.</summary>
    public NativeColumn<int> Targets { get; }

    /// <summary>Whole-number weight per place, or null.</summary>
    public NativeColumn<long>? IntegerWeights { get; internal init; }

    /// <summary>Double weight per place, or null.</summary>
    public NativeColumn<double>? DoubleWeights { get; internal init; }

    /// <summary>Single-precision weight per place, or null.</summary>
    public NativeColumn<float>? SingleWeights { get; internal init; }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => (int)(Offsets.Length - 1);

    /// <summary>How many arcs are stored.</summary>
    public long ArcCount => Targets.Length;

    /// <summary>Which weight column is there.</summary>
    public EdgeWeightKind WeightKind =>
        IntegerWeights is not null ? EdgeWeightKind.Integer
        : DoubleWeights is not null ? EdgeWeightKind.Double
        : SingleWeights is not null ? EdgeWeightKind.Single
        : EdgeWeightKind.None;

    /// <summary>The memory of all columns in bytes.</summary>
    public long Bytes => Offsets.Bytes + Targets.Bytes + (IntegerWeights?.Bytes ?? 0) + (DoubleWeights?.Bytes ?? 0) + (SingleWeights?.Bytes ?? 0);

    /// <summary>How many arcs stand in a node's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Degree(int node) => (int)(Offsets.Pointer[node + 1] - Offsets.Pointer[node]);

    /// <summary>The neighbours of a node, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Neighbors(int node) => new(Targets.Pointer + Offsets.Pointer[node], Degree(node));

    /// <summary>The weight at a place as a double; 1 without weights. Not for hot loops: take the column.</summary>
    public double WeightAt(long place) => WeightKind switch
    {
        EdgeWeightKind.Integer => IntegerWeights![place],
        EdgeWeightKind.Double => DoubleWeights![place],
        EdgeWeightKind.Single => SingleWeights![place],
        _ => 1.0,
    };

    /// <summary>Gives up the columns.</summary>
    public void Dispose()
    {
        Offsets.Dispose();
        Targets.Dispose();
        IntegerWeights?.Dispose();
        DoubleWeights?.Dispose();
        SingleWeights?.Dispose();
    }
}
