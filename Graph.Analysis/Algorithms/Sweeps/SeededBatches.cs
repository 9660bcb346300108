using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>Divides seed sets into batches that are swept side by side.</summary>
internal static class SeededBatches
{
    /// <summary>Scores and ends per seed set, by position.</summary>
    /// <param name="pulled">The rows over which a node collects.</param>
    /// <param name="given">The rows over which a node gives.</param>
    /// <param name="seeds">Shares by position per set.</param>
    /// <param name="options">Damping, tolerance, sweeps.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static (double[][] Score, Convergence[] Convergence) Run(
        Adjacency pulled, Adjacency given, SortedDictionary<int, double>[] seeds, SweepOptions options, WorkTeam team, CancellationToken cancellation)
    {
        var score = new double[seeds.Length][];
        var ends = new Convergence[seeds.Length];
        if (seeds.Length == 0)
        {
            return (score, ends);
        }

        using var factors = Transition.Factors(given, options.Damping, team, cancellation);
        for (var first = 0; first < seeds.Length;)
        {
            var batch = new SeededBatch(seeds[first..Math.Min(seeds.Length, first + Widest)]);
            batch.Run(pulled, factors, options, team, cancellation);
            batch.Score.CopyTo(score, first);
            batch.Convergence.CopyTo(ends, first);
            first += batch.Score.Length;
        }

        return (score, ends);
    }

    private static int Widest => Vector512.IsHardwareAccelerated ? Vector512<double>.Count : Vector256<double>.Count;
}
