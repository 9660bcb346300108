using System.Numerics;
using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>The sweeps of <see cref="PageRank"/> in one precision and for one kind of weights.</summary>
/// <remarks>What a node gives per arc is kept beside its score, so an arc costs one random read. It is double-buffered; scores are not,
/// since only their own node reads them. One pass over the rows a sweep does everything.</remarks>
internal sealed unsafe class PageRankSweep<T, TLanes, TWeights> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<T>
    where TWeights : struct, IArcWeights
{
    private readonly Adjacency rows;
    private readonly TWeights weights;
    private readonly NativeColumn<T> factor;
    private readonly NativeColumn<T> score;
    private readonly EdgeChunks chunks;
    private readonly double[] changes;
    private readonly double[] dangling;
    private NativeColumn<T> given;
    private NativeColumn<T> giving;
    private double fresh;

    private PageRankSweep(Adjacency rows, TWeights weights, NativeColumn<double> factors)
    {
        (this.rows, this.weights) = (rows, weights);
        chunks = EdgeChunks.Of(rows);
        (changes, dangling) = (new double[chunks.Count], new double[chunks.Count]);
        factor = new NativeColumn<T>(rows.NodeCount, cleared: false);
        score = new NativeColumn<T>(rows.NodeCount, cleared: false);
        given = new NativeColumn<T>(rows.NodeCount, cleared: false);
        giving = new NativeColumn<T>(rows.NodeCount, cleared: false);
        for (var node = 0; node < rows.NodeCount; node++)
        {
            factor.Pointer[node] = T.CreateTruncating(factors.Pointer[node]);
        }
    }

    /// <summary>Sweeps from equal scores until the change is small or the sweeps run out.</summary>
    public static (double[] Score, Convergence Convergence) Solve(
        Adjacency rows, TWeights weights, NativeColumn<double> factors, PageRankOptions options, WorkTeam team, CancellationToken cancellation)
    {
        using var sweep = new PageRankSweep<T, TLanes, TWeights>(rows, weights, factors);
        var convergence = sweep.Run(options, team, cancellation);
        var score = new double[rows.NodeCount];
        for (var node = 0; node < score.Length; node++)
        {
            score[node] = double.CreateTruncating(sweep.score.Pointer[node]);
        }

        return (score, convergence);
    }

    public void Dispose()
    {
        factor.Dispose();
        score.Dispose();
        given.Dispose();
        giving.Dispose();
    }

    private Convergence Run(PageRankOptions options, WorkTeam team, CancellationToken cancellation)
    {
        var nodes = rows.NodeCount;
        team.Run(chunks.Count, (chunk, _) => Start(chunk, 1.0 / nodes), cancellation);
        Action<int, int> pull = (chunk, _) => Pull(chunk);
        for (var iteration = 1; ; iteration++)
        {
            fresh = ((1.0 - options.Damping) + (options.Damping * ChunkSums.InOrder(dangling))) / nodes;
            (given, giving) = (giving, given);
            team.Run(chunks.Count, pull, cancellation);
            var change = ChunkSums.InOrder(changes);
            if (options.Reached(change) || iteration == options.MaxIterations)
            {
                return new Convergence(iteration, change, change <= options.Tolerance);
            }
        }
    }

    private void Start(int chunk, double start)
    {
        dangling[chunk] = 0.0;
        for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
        {
            score.Pointer[node] = T.CreateTruncating(start);
            giving.Pointer[node] = score.Pointer[node] * factor.Pointer[node];
            dangling[chunk] += factor.Pointer[node] == T.Zero ? start : 0.0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pull(int chunk)
    {
        unchecked
        {
            var offsets = rows.Offsets.Pointer;
            var targets = rows.Targets.Pointer;
            var arcs = weights;
            var from = given.Pointer;
            var into = giving.Pointer;
            var scores = score.Pointer;
            var factors = factor.Pointer;
            var last = rows.ArcCount;
            var prefetch = rows.NodeCount * (long)sizeof(T) > RowSum.CacheBytes;
            var begin = fresh;
            double change = 0.0, lost = 0.0;
            var end = chunks.End(chunk);
            for (var node = chunks.Start(chunk); node < end; node++)
            {
                if (prefetch)
                {
                    RowSum.Prefetch(from, targets, offsets[node], offsets[node + 1], last);
                }

                var sum = RowSum.Of<T, TLanes, TWeights>(from, targets, arcs, offsets[node], offsets[node + 1]);
                var value = T.CreateTruncating(begin + double.CreateTruncating(sum));
                change += Math.Abs(double.CreateTruncating(value - scores[node]));
                lost += factors[node] == T.Zero ? double.CreateTruncating(value) : 0.0;
                scores[node] = value;
                into[node] = value * factors[node];
            }

            changes[chunk] = change;
            dangling[chunk] = lost;
        }
    }
}
