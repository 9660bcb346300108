using System.Runtime.CompilerServices;

namespace Graph.Model.Graphs;

/// <summary>The arcs of rows, keyed by their other end: what turns rows around.</summary>
/// <typeparam name="T">What an arc carries.</typeparam>
internal sealed unsafe class RowArcs<T>(NativeColumn<long> starts, NativeColumn<int> others, NativeColumn<T>? weights) : IArcSource<T>
    where T : unmanaged
{
    private readonly EdgeChunks chunks = EdgeChunks.Of(starts, Math.Max(1 << 18, (others.Length + starts.Length) >> 10));

    /// <inheritdoc />
    public int Chunks => chunks.Count;

    /// <inheritdoc />
    public long MostArcs => others.Length;

    /// <inheritdoc />
    public bool IsWeighted => weights is not null;

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int chunk, long* counts, int shift)
    {
        unchecked
        {
            var other = others.Pointer;
            var end = starts.Pointer[chunks.End(chunk)];
            for (var arc = starts.Pointer[chunks.Start(chunk)]; arc < end; arc++)
            {
                counts[other[arc] >> shift]++;
            }
        }
    }

    /// <inheritdoc />
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Scatter(int chunk, long* places, int shift, ulong* arcs, T* carried)
    {
        unchecked
        {
            var start = starts.Pointer;
            var other = others.Pointer;
            var weight = weights is null ? null : weights.Pointer;
            for (var row = chunks.Start(chunk); row < chunks.End(chunk); row++)
            {
                for (var arc = start[row]; arc < start[row + 1]; arc++)
                {
                    var key = other[arc];
                    var at = places[key >> shift]++;
                    arcs[at] = ((ulong)(uint)key << 32) | (uint)row;
                    if (weight is not null)
                    {
                        carried[at] = weight[arc];
                    }
                }
            }
        }
    }
}
