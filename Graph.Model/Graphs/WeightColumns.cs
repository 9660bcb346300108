namespace Graph.Model.Graphs;

/// <summary>Turns raw weights of rows into the column that was asked for.</summary>
internal static unsafe class WeightColumns
{
    /// <summary>The finished rows. The buckets' columns go over to the result or are released.</summary>
    /// <param name="rows">Rows with raw weights.</param>
    /// <param name="floating">Whether the raw bits are doubles.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Adjacency Finish(RowBuckets rows, bool floating, CsrOptions options, WorkTeam team, CancellationToken cancellation)
    {
        using (rows)
        {
            var (starts, others) = (rows.Starts.Share(), rows.Others.Share());
            switch (options.Weights)
            {
                case EdgeWeightKind.None:
                    return new Adjacency(starts, others);
                case EdgeWeightKind.Integer:
                    return new Adjacency(starts, others) { IntegerWeights = rows.Weights?.Share() ?? Ones(rows.Others.Length) };
                default:
                    var weights = new NativeColumn<double>(rows.Others.Length, cleared: false);
                    var chunks = EdgeChunks.Of(starts, 1 << 18);
                    team.Run(chunks.Count, (chunk, _) => Fill(rows, floating, options, weights, chunks.Start(chunk), chunks.End(chunk)), cancellation);
                    return options.Weights == EdgeWeightKind.Double
                        ? new Adjacency(starts, others) { DoubleWeights = weights }
                        : new Adjacency(starts, others) { SingleWeights = Narrowed(weights) };
            }
        }
    }

    private static NativeColumn<long> Ones(long length)
    {
        var ones = new NativeColumn<long>(length, cleared: false);
        for (var arc = 0L; arc < length; arc++)
        {
            ones.Pointer[arc] = 1;
        }

        return ones;
    }

    private static NativeColumn<float> Narrowed(NativeColumn<double> weights)
    {
        using (weights)
        {
            var narrowed = new NativeColumn<float>(weights.Length, cleared: false);
            for (var arc = 0L; arc < weights.Length; arc++)
            {
                narrowed.Pointer[arc] = (float)weights.Pointer[arc];
            }

            return narrowed;
        }
    }

    private static void Fill(RowBuckets rows, bool floating, CsrOptions options, NativeColumn<double> weights, int from, int end)
    {
        var starts = rows.Starts.Pointer;
        for (var row = from; row < end; row++)
        {
            for (var arc = starts[row]; arc < starts[row + 1]; arc++)
            {
                weights.Pointer[arc] = rows.Weights is not { } raw ? 1.0
                    : floating ? BitConverter.Int64BitsToDouble(raw.Pointer[arc])
                    : raw.Pointer[arc];
            }

            if (options.OutShares)
            {
                Divide(weights.Pointer, starts[row], starts[row + 1], SumOf(rows, floating, weights.Pointer, starts[row], starts[row + 1]));
            }
        }
    }

    /// <summary>The sum of a row; of whole numbers exact, whatever its size.</summary>
    private static double SumOf(RowBuckets rows, bool floating, double* weights, long from, long end)
    {
        if (rows.Weights is { } raw && !floating)
        {
            Int128 whole = 0;
            for (var arc = from; arc < end; arc++)
            {
                whole += raw.Pointer[arc];
            }

            return (double)whole;
        }

        var sum = 0.0;
        for (var arc = from; arc < end; arc++)
        {
            sum += weights[arc];
        }

        return sum;
    }

    /// <summary>Shares of the sum; 0/0 is 0.</summary>
    private static void Divide(double* weights, long from, long end, double sum)
    {
        for (var arc = from; arc < end; arc++)
        {
            weights[arc] = sum == 0.0 ? 0.0 : weights[arc] / sum;
        }
    }
}
