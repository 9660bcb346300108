using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Looks at weights and finds the power of two that keeps their sums, and the inverses of those, within the range of doubles.</summary>
internal static unsafe class WeightScale
{
    private const double Huge = 1e280;
    private const double Tiny = 1e-280;
    private const int PerChunk = 1 << 16;

    /// <summary>The factor: 1 unless the largest weight is beyond 1e±280. Modularity does not depend on it.</summary>
    /// <exception cref="ArgumentException">A weight is negative.</exception>
    public static double Of(Adjacency rows, WorkTeam team, CancellationToken cancellation)
    {
        if (rows.WeightKind == EdgeWeightKind.None)
        {
            return 1.0;
        }

        var arcs = rows.ArcCount;
        var largest = new double[(int)((arcs + PerChunk - 1) / PerChunk)];
        team.Run(largest.Length, (chunk, _) =>
        {
            var (from, end) = ((long)chunk * PerChunk, Math.Min(arcs, ((long)chunk + 1) * PerChunk));
            largest[chunk] = rows.WeightKind switch
            {
                EdgeWeightKind.Integer => Largest<Int64Weights>(rows.IntegerWeights!.Pointer, from, end),
                EdgeWeightKind.Single => Largest<SingleWeights>(rows.SingleWeights!.Pointer, from, end),
                _ => Largest<DoubleWeights>(rows.DoubleWeights!.Pointer, from, end),
            };
        }, cancellation);
        var most = largest.DefaultIfEmpty().Max();

        // The least double is 2^−1074, and 2^1024 is none.
        return most is > Huge or (> 0.0 and < Tiny) ? Math.ScaleB(1.0, Math.Min(-Math.ILogB(most), 1000)) : 1.0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Largest<TWeights>(void* weights, long from, long end)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var most = 0.0;
            for (var arc = from; arc < end; arc++)
            {
                var weight = TWeights.At(weights, arc);
                if (!(weight >= 0.0))
                {
                    throw new ArgumentException(FormattableString.Invariant($"An edge has weight {weight}: communities need weights of at least 0."), nameof(weights));
                }

                most = weight > most ? weight : most;
            }

            return most;
        }
    }
}
