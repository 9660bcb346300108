using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>How one kind of weight is read as a length. A type argument, so that inner loops have no branch on the kind.</summary>
internal unsafe interface ILength
{
    /// <summary>The length at a place of the kind's column.</summary>
    static abstract double At(void* column, long place);
}

/// <summary>Lengths from 64-bit whole numbers.</summary>
internal readonly unsafe struct IntegerLength : ILength
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double At(void* column, long place) => unchecked(((long*)column)[place]);
}

/// <summary>Lengths from doubles.</summary>
internal readonly unsafe struct DoubleLength : ILength
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double At(void* column, long place) => unchecked(((double*)column)[place]);
}

/// <summary>Lengths from 32-bit floating point.</summary>
internal readonly unsafe struct SingleLength : ILength
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double At(void* column, long place) => unchecked(((float*)column)[place]);
}

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

    /// <summary>Whether any is below 0.</summary>
    public bool AnyNegative(WorkTeam team, CancellationToken cancellation)
    {
        var (found, all, lengths) = (0, count, this);
        team.Run((int)((count + PlacesPerChunk - 1) / PlacesPerChunk), (chunk, _) =>
        {
            var from = (long)chunk * PlacesPerChunk;
            if (lengths.AnyNegative(from, Math.Min(from + PlacesPerChunk, all)))
            {
                Interlocked.Exchange(ref found, 1);
            }
        }, cancellation);
        return found != 0;
    }

    /// <summary>A width of buckets in which a node is seldom looked at twice and threads still find enough to share: the median length over the mean degree.</summary>
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
        return positive[positive.Length / 2] / Math.Max(1, (double)count / nodes);
    }

    private bool AnyNegative(long from, long end) => kind switch
    {
        EdgeWeightKind.Integer => AnyNegative((long*)column, from, end),
        EdgeWeightKind.Single => AnyNegative((float*)column, from, end),
        _ => AnyNegative((double*)column, from, end),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AnyNegative<T>(T* lengths, long from, long end)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        unchecked
        {
            var below = Vector256<T>.Zero;
            for (; from + Vector256<T>.Count <= end; from += Vector256<T>.Count)
            {
                below |= Vector256.LessThan(Vector256.Load(lengths + from), Vector256<T>.Zero);
            }

            var any = below != Vector256<T>.Zero && Vector256.ExtractMostSignificantBits(below) != 0;
            for (; from < end; from++)
            {
                any |= lengths[from] < T.Zero;
            }

            return any;
        }
    }
}
