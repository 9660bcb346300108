using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>What one unit of score at a node gives per unit of arc weight: damping / Σ weights of its row.</summary>
internal static unsafe class Transition
{
    /// <summary>The factor per node; 0 where the row is empty or adds up to 0 (a dangling node).</summary>
    /// <param name="rows">The rows along which score leaves.</param>
    /// <param name="damping">The share that goes on.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A weight is negative, or a row adds up to more or less than a double can divide by.</exception>
    public static NativeColumn<double> Factors(Adjacency rows, double damping, WorkTeam team, CancellationToken cancellation)
    {
        var factors = new NativeColumn<double>(rows.NodeCount, cleared: false);
        var chunks = EdgeChunks.Of(rows);
        team.Run(chunks.Count, (chunk, _) => Fill(rows, damping, factors, chunks.Start(chunk), chunks.End(chunk)), cancellation);
        return factors;
    }

    private static void Fill(Adjacency rows, double damping, NativeColumn<double> factors, int from, int end)
    {
        switch (rows.WeightKind)
        {
            case EdgeWeightKind.None:
                FillDegrees(rows.Offsets.Pointer, damping, factors.Pointer, from, end);
                break;
            case EdgeWeightKind.Integer:
                Fill(rows, new IntegerWeights(rows), damping, factors.Pointer, from, end);
                break;
            case EdgeWeightKind.Double:
                Fill(rows, new DoubleWeights(rows), damping, factors.Pointer, from, end);
                break;
            default:
                Fill(rows, new SingleWeights(rows), damping, factors.Pointer, from, end);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillDegrees(long* offsets, double damping, double* factors, int from, int end)
    {
        unchecked
        {
            for (var node = from; node < end; node++)
            {
                var degree = offsets[node + 1] - offsets[node];
                factors[node] = degree == 0 ? 0.0 : damping / degree;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill<TWeights>(Adjacency rows, TWeights weights, double damping, double* factors, int from, int end)
        where TWeights : struct, IArcWeights
    {
        var offsets = rows.Offsets.Pointer;
        for (var node = from; node < end; node++)
        {
            var sum = 0.0;
            var negative = false;
            for (var place = offsets[node]; place < offsets[node + 1]; place++)
            {
                var weight = weights.At(place);
                negative |= weight < 0.0;
                sum += weight;
            }

            factors[node] = sum == 0.0 ? 0.0 : damping / sum;
            if (negative || !double.IsFinite(sum) || !double.IsFinite(factors[node]))
            {
                throw new ArgumentException(negative
                    ? "An edge has a negative weight: shares need weights ≥ 0."
                    : "The weights at a node add up to more or less than a double can divide by: scale all weights.", nameof(rows));
            }
        }
    }
}
