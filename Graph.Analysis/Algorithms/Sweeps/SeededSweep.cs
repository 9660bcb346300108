using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Sweeps;

/// <summary>The sweeps of <see cref="PersonalizedPageRank"/> for as many seed sets as a <typeparamref name="T"/> has lanes.</summary>
/// <remarks>Seeds are few, so they are kept as a sorted list and added where the pass over the rows comes by.</remarks>
internal sealed unsafe class SeededSweep<T, TLanes, TWeights> : IDisposable
    where T : unmanaged
    where TLanes : struct, ILanes<T>
    where TWeights : struct, IArcWeights
{
    /// <summary>Nodes a block, which stay in the nearest cache with all lanes.</summary>
    private const int Block = 128;

    private readonly RowSums<T, TLanes, TWeights> sums;
    private readonly int nodes;
    private readonly NativeColumn<double> factor;
    private readonly NativeColumn<T> score;
    private readonly EdgeChunks chunks;
    private readonly int[] seedNodes;
    private readonly T[] seedShares;
    private readonly T[] changes;
    private readonly T[] dangling;
    private NativeColumn<T> given;
    private NativeColumn<T> giving;
    private T fresh;

    private SeededSweep(Adjacency rows, TWeights weights, NativeColumn<double> factors, SortedDictionary<int, double>[] seeds)
    {
        (nodes, factor) = (rows.NodeCount, factors);
        sums = new RowSums<T, TLanes, TWeights>(rows, weights);
        chunks = EdgeChunks.Of(rows);
        (changes, dangling) = (new T[chunks.Count], new T[chunks.Count]);
        score = new NativeColumn<T>(nodes, cleared: false);
        given = new NativeColumn<T>(nodes, cleared: false);
        giving = new NativeColumn<T>(nodes, cleared: false);
        seedNodes = [.. seeds.SelectMany(set => set.Keys).Distinct().Order()];
        seedShares = new T[seedNodes.Length];
        for (var set = 0; set < seeds.Length; set++)
        {
            foreach (var (node, share) in seeds[set])
            {
                Lane(ref seedShares[Array.BinarySearch(seedNodes, node)], set) = share;
            }
        }
    }

    /// <summary>Sweeps until every set of the batch has ended; each is written down when it ends.</summary>
    public static void Solve(
        SeededBatch batch, Adjacency rows, TWeights weights, NativeColumn<double> factors, SweepOptions options, WorkTeam team, CancellationToken cancellation)
    {
        using var sweep = new SeededSweep<T, TLanes, TWeights>(rows, weights, factors, batch.Seeds);
        sweep.Run(batch, options, team, cancellation);
    }

    public void Dispose()
    {
        score.Dispose();
        given.Dispose();
        giving.Dispose();
    }

    private void Run(SeededBatch batch, SweepOptions options, WorkTeam team, CancellationToken cancellation)
    {
        team.Run(chunks.Count, (chunk, _) => Start(chunk), cancellation);
        Action<int, int> pull = (chunk, _) => Pull(chunk);
        var active = batch.Seeds.Length;
        for (var iteration = 1; active > 0; iteration++)
        {
            fresh = FreshStarts(options.Damping, batch.Seeds.Length);
            (given, giving) = (giving, given);
            team.Run(chunks.Count, pull, cancellation);
            var change = ChunkSums.InOrder<T, TLanes>(changes);
            for (var set = 0; set < batch.Seeds.Length; set++)
            {
                var own = Lane(ref change, set);
                if (batch.Score[set] is null && (options.Reached(own) || iteration == options.MaxIterations))
                {
                    batch.Score[set] = Scores(set, team, cancellation);
                    batch.Convergence[set] = new Convergence(iteration, own, own <= options.Tolerance);
                    active--;
                }
            }
        }
    }

    private T FreshStarts(double damping, int sets)
    {
        var lost = ChunkSums.InOrder<T, TLanes>(dangling);
        for (var set = 0; set < sets; set++)
        {
            ref var lane = ref Lane(ref lost, set);
            lane = (1.0 - damping) + (damping * lane);
        }

        return lost;
    }

    private double[] Scores(int set, WorkTeam team, CancellationToken cancellation)
    {
        var scores = new double[nodes];
        team.Run(
            chunks.Count,
            (chunk, _) =>
            {
                for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
                {
                    scores[node] = Lane(ref score.Pointer[node], set);
                }
            },
            cancellation);
        return scores;
    }

    private void Start(int chunk)
    {
        var lost = default(T);
        var seed = FirstSeed(chunks.Start(chunk));
        for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
        {
            var share = seed < seedNodes.Length && seedNodes[seed] == node ? seedShares[seed++] : default;
            score.Pointer[node] = share;
            giving.Pointer[node] = TLanes.Times(share, factor.Pointer[node]);
            lost = factor.Pointer[node] == 0.0 ? TLanes.Add(lost, share) : lost;
        }

        dangling[chunk] = lost;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pull(int chunk)
    {
        T change = default, lost = default;
        var end = chunks.End(chunk);
        var seed = FirstSeed(chunks.Start(chunk));
        for (var from = chunks.Start(chunk); from < end; from += Block)
        {
            var behind = Math.Min(from + Block, end);
            sums.Fill(given.Pointer, giving.Pointer, from, behind);
            for (; seed < seedNodes.Length && seedNodes[seed] < behind; seed++)
            {
                ref var sum = ref giving.Pointer[seedNodes[seed]];
                sum = TLanes.Add(sum, TLanes.Times(seedShares[seed], fresh));
            }

            Renew(from, behind, ref change, ref lost);
        }

        changes[chunk] = change;
        dangling[chunk] = lost;
    }

    /// <summary>Takes over new scores, with <see cref="giving"/> holding them before and what is given after.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Renew(int from, int end, ref T change, ref T lost)
    {
        unchecked
        {
            var into = giving.Pointer;
            var scores = score.Pointer;
            var factors = factor.Pointer;
            var (changed, left) = (change, lost);
            for (long node = from; node < end; node++)
            {
                var value = into[node];
                var share = factors[node];
                changed = TLanes.Add(changed, TLanes.Change(value, scores[node]));
                left = TLanes.Add(left, TLanes.Kept(value, IsZero(share)));
                scores[node] = value;
                into[node] = TLanes.Times(value, share);
            }

            (change, lost) = (changed, left);
        }
    }

    /// <summary>−1 where a number that is not negative is 0, else 0: without a branch.</summary>
    private static int IsZero(double number) => unchecked((int)((BitConverter.DoubleToInt64Bits(number) - 1) >> 63));

    private int FirstSeed(int node)
    {
        var at = Array.BinarySearch(seedNodes, node);
        return at >= 0 ? at : ~at;
    }

    private static ref double Lane(ref T lanes, int lane) => ref Unsafe.Add(ref Unsafe.As<T, double>(ref lanes), lane);
}
