using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>The sweeps of <see cref="PageRank"/> in one precision and for one kind of weights.</summary>
/// <remarks>What a node gives per arc is kept beside its score, so an arc costs one random read. It is double-buffered; scores are not,
/// since only their own node reads them. One pass over the rows a sweep does everything, a block of rows at a time: first the sums of its rows, then, while
/// they are in the nearest cache, scores, changes and what dangling nodes hold.</remarks>
internal sealed unsafe class PageRankSweep<T, TLanes, TWeights> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TLanes : struct, ILanes<T>
    where TWeights : struct, IArcWeights
{
    /// <summary>Nodes a block: few enough that sums of single precision within one stay exact to the seventh digit.</summary>
    private const int Block = 512;

    private readonly RowSums<T, TLanes, TWeights> sums;
    private readonly int nodes;
    private readonly NativeColumn<T> factor;
    private readonly NativeColumn<T> score;
    private readonly EdgeChunks chunks;
    private readonly double[] changes;
    private readonly double[] dangling;
    private NativeColumn<T> given;
    private NativeColumn<T> giving;
    private T fresh;

    private PageRankSweep(Adjacency rows, TWeights weights)
    {
        nodes = rows.NodeCount;
        sums = new RowSums<T, TLanes, TWeights>(rows, weights);
        chunks = EdgeChunks.Of(rows);
        (changes, dangling) = (new double[chunks.Count], new double[chunks.Count]);
        factor = new NativeColumn<T>(nodes, cleared: false);
        score = new NativeColumn<T>(nodes, cleared: false);
        given = new NativeColumn<T>(nodes, cleared: false);
        giving = new NativeColumn<T>(nodes, cleared: false);
    }

    /// <summary>Sweeps from equal scores until the change is small or the sweeps run out.</summary>
    public static (double[] Score, Convergence Convergence) Solve(
        Adjacency rows, TWeights weights, NativeColumn<double> factors, PageRankOptions options, WorkTeam team, CancellationToken cancellation)
    {
        using var sweep = new PageRankSweep<T, TLanes, TWeights>(rows, weights);
        team.Run(sweep.chunks.Count, (chunk, _) => sweep.Start(chunk, factors.Pointer), cancellation);
        var convergence = sweep.Run(options, team, cancellation);
        var score = new double[rows.NodeCount];
        team.Run(sweep.chunks.Count, (chunk, _) => sweep.Finish(chunk, score), cancellation);
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
        Action<int, int> pull = (chunk, _) => Pull(chunk);
        for (var iteration = 1; ; iteration++)
        {
            fresh = T.CreateTruncating(((1.0 - options.Damping) + (options.Damping * ChunkSums.InOrder(dangling))) / nodes);
            (given, giving) = (giving, given);
            team.Run(chunks.Count, pull, cancellation);
            var change = ChunkSums.InOrder(changes);
            if (options.Reached(change) || iteration == options.MaxIterations)
            {
                return new Convergence(iteration, change, change <= options.Tolerance);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Start(int chunk, double* factors)
    {
        var start = 1.0 / nodes;
        var lost = 0.0;
        for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
        {
            factor.Pointer[node] = T.CreateTruncating(factors[node]);
            score.Pointer[node] = T.CreateTruncating(start);
            giving.Pointer[node] = score.Pointer[node] * factor.Pointer[node];
            lost += factors[node] == 0.0 ? start : 0.0;
        }

        dangling[chunk] = lost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(int chunk, double[] result)
    {
        for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
        {
            result[node] = double.CreateTruncating(score.Pointer[node]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pull(int chunk)
    {
        double change = 0.0, lost = 0.0;
        var end = chunks.End(chunk);
        for (var from = chunks.Start(chunk); from < end; from += Block)
        {
            var behind = Math.Min(from + Block, end);
            sums.Fill(given.Pointer, giving.Pointer, from, behind);
            Renew(from, behind, ref change, ref lost);
        }

        changes[chunk] = change;
        dangling[chunk] = lost;
    }

    /// <summary>score = fresh + sum, with <see cref="giving"/> holding the sums before and what is given after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Renew(int from, int end, ref double change, ref double lost)
    {
        unchecked
        {
            var into = giving.Pointer;
            var scores = score.Pointer;
            var factors = factor.Pointer;
            var begin = fresh;
            Vector256<T> changed = default, left = default;
            long node = from;
            for (; node + Vector256<T>.Count <= end; node += Vector256<T>.Count)
            {
                var value = Vector256.Create(begin) + Vector256.Load(into + node);
                var share = Vector256.Load(factors + node);
                changed += Vector256.Abs(value - Vector256.Load(scores + node));
                left += value & Vector256.Equals(share, Vector256<T>.Zero);
                value.Store(scores + node);
                (value * share).Store(into + node);
            }

            for (var lane = 0; lane < Vector256<T>.Count; lane++)
            {
                change += double.CreateTruncating(changed[lane]);
                lost += double.CreateTruncating(left[lane]);
            }

            for (; node < end; node++)
            {
                var value = begin + into[node];
                change += double.CreateTruncating(T.Abs(value - scores[node]));
                lost += factors[node] == T.Zero ? double.CreateTruncating(value) : 0.0;
                scores[node] = value;
                into[node] = value * factors[node];
            }
        }
    }
}
