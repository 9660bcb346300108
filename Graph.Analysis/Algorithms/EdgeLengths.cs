using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The lengths of a graph's edges, of whatever kind.</summary>
internal readonly unsafe struct EdgeLengths
{
    private const int PlacesPerChunk = 1 << 18;
    private const int Samples = 1023;

    private readonly EdgeWeightKind kind;
    private readonly void* column;
    private readonly long count;

    /// <summary>Takes the weights of rows that have some.</summary>
    public EdgeLengths(Adjacency rows)
    {
        (kind, count) = (rows.WeightKind, rows.ArcCount);
        column = kind switch
        {
            EdgeWeightKind.Integer => rows.IntegerWeights!.Pointer,
            EdgeWeightKind.Single => rows.SingleWeights!.Pointer,
            _ => rows.DoubleWeights!.Pointer,
        };
    }

    /// <summary>The column of weights.</summary>
    public void* Column => column;

    /// <summary>The length at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double At(long place) => kind switch
    {
        EdgeWeightKind.Integer => IntegerLength.At(column, place),
        EdgeWeightKind.Single => SingleLength.At(column, place),
        _ => DoubleLength.At(column, place),
    };

    /// <summary>Looks at all lengths: whether any is below 0, and the greatest if all are whole numbers below 2^31, else −1.</summary>
    public (bool AnyNegative, long GreatestWhole) Survey(WorkTeam team, CancellationToken cancellation)
    {
        var chunks = (int)((count + PlacesPerChunk - 1) / PlacesPerChunk);
        var (least, greatest) = (new double[chunks], new double[chunks]);
        var (all, lengths) = (count, this);
        team.Run(chunks, (chunk, _) =>
        {
            var from = (long)chunk * PlacesPerChunk;
            (least[chunk], greatest[chunk]) = lengths.Range(from, Math.Min(from + PlacesPerChunk, all));
        }, cancellation);
        var most = greatest.Append(0).Max();
        return (least.Append(0).Min() < 0, most < int.MaxValue ? (long)most : -1);
    }

    /// <summary>A width of buckets in which a node is seldom looked at twice and threads still find enough to share: half the median length over the mean degree.</summary>
    public double BucketWidth(int nodes)
    {
        var taken = (int)Math.Min(Samples, count);
        var sample = new double[taken];
        for (var i = 0; i < taken; i++)
        {
            sample[i] = At((long)((Int128)i * count / taken));
        }

        var positive = Array.FindAll(sample, length => length > 0);
        if (positive.Length == 0)
        {
            return 1;
        }

        Array.Sort(positive);
        return positive[positive.Length / 2] / Math.Max(1, 2 * (double)count / nodes);
    }

    private (double Least, double Greatest) Range(long from, long end) => kind switch
    {
        EdgeWeightKind.Integer => RangeOfIntegers((long*)column, from, end),
        EdgeWeightKind.Single => RangeOfSingles((float*)column, from, end),
        _ => RangeOfDoubles((double*)column, from, end),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Least, double Greatest) RangeOfIntegers(long* lengths, long from, long end)
    {
        unchecked
        {
            var (least, greatest) = (0L, 0L);
            for (; from < end; from++)
            {
                least = Math.Min(least, lengths[from]);
                greatest = Math.Max(greatest, lengths[from]);
            }

            return (least, greatest);
        }
    }

    /// <summary>The least, and the greatest or +∞ where one is no whole number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Least, double Greatest) RangeOfSingles(float* lengths, long from, long end)
    {
        unchecked
        {
            var (least, greatest, broken) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (; from + Vector256<float>.Count <= end; from += Vector256<float>.Count)
            {
                var some = Vector256.Load(lengths + from);
                least = Vector256.Min(least, some);
                greatest = Vector256.Max(greatest, some);
                broken = Vector256.Max(broken, some - Vector256.Floor(some));
            }

            var (low, high, part) = (0f, 0f, 0f);
            for (var lane = 0; lane < Vector256<float>.Count; lane++)
            {
                (low, high, part) = (Math.Min(low, least[lane]), Math.Max(high, greatest[lane]), Math.Max(part, broken[lane]));
            }

            for (; from < end; from++)
            {
                var one = lengths[from];
                (low, high, part) = (Math.Min(low, one), Math.Max(high, one), Math.Max(part, one - MathF.Floor(one)));
            }

            return (low, part > 0 ? double.PositiveInfinity : high);
        }
    }

    /// <inheritdoc cref="RangeOfSingles"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Least, double Greatest) RangeOfDoubles(double* lengths, long from, long end)
    {
        unchecked
        {
            var (low, high, part) = (0.0, 0.0, 0.0);
            for (; from < end; from++)
            {
                var one = lengths[from];
                (low, high, part) = (Math.Min(low, one), Math.Max(high, one), Math.Max(part, one - Math.Floor(one)));
            }

            return (low, part > 0 ? double.PositiveInfinity : high);
        }
    }
}
