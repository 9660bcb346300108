namespace Graph.Model.Graphs;

/// <summary>Rows in another order of nodes.</summary>
internal static unsafe class Relabelling
{
    /// <summary>The rows of a new order: rows moved, targets renamed, each row ascending again.</summary>
    public static Adjacency Of(Adjacency rows, NodeOrder order, WorkTeam team, CancellationToken cancellation)
    {
        using var counts = new NativeColumn<long>(rows.NodeCount, cleared: false);
        for (var position = 0; position < rows.NodeCount; position++)
        {
            counts.Pointer[position] = rows.Degree(order.OriginalOf(position));
        }

        var starts = RowStarts.OfCounts(counts);
        var targets = new NativeColumn<int>(rows.ArcCount, cleared: false);
        return rows.WeightKind switch
        {
            EdgeWeightKind.Integer => new Adjacency(starts, targets) { IntegerWeights = Fill(rows, order, starts, targets, rows.IntegerWeights, team, cancellation) },
            EdgeWeightKind.Double => new Adjacency(starts, targets) { DoubleWeights = Fill(rows, order, starts, targets, rows.DoubleWeights, team, cancellation) },
            EdgeWeightKind.Single => new Adjacency(starts, targets) { SingleWeights = Fill(rows, order, starts, targets, rows.SingleWeights, team, cancellation) },
            _ => Bare(rows, order, starts, targets, team, cancellation),
        };
    }

    private static Adjacency Bare(Adjacency rows, NodeOrder order, NativeColumn<long> starts, NativeColumn<int> targets, WorkTeam team, CancellationToken cancellation)
    {
        Fill<byte>(rows, order, starts, targets, null, team, cancellation);
        return new Adjacency(starts, targets);
    }

    private static NativeColumn<T>? Fill<T>(
        Adjacency rows, NodeOrder order, NativeColumn<long> starts, NativeColumn<int> targets, NativeColumn<T>? weights, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged
    {
        var moved = weights is null ? null : new NativeColumn<T>(weights.Length, cleared: false);
        var chunks = EdgeChunks.Of(starts, 1 << 16);
        team.Run(chunks.Count, (chunk, _) =>
        {
            for (var position = chunks.Start(chunk); position < chunks.End(chunk); position++)
            {
                FillRow(rows, order, position, starts.Pointer[position], targets, weights, moved);
            }
        }, cancellation);
        return moved;
    }

    private static void FillRow<T>(
        Adjacency rows, NodeOrder order, int position, long at, NativeColumn<int> targets, NativeColumn<T>? weights, NativeColumn<T>? moved)
        where T : unmanaged
    {
        var node = order.OriginalOf(position);
        var neighbors = rows.Neighbors(node);
        var row = targets.Slice(at, neighbors.Length);
        for (var i = 0; i < neighbors.Length; i++)
        {
            row[i] = order.PositionOf(neighbors[i]);
        }

        if (weights is null)
        {
            row.Sort();
            return;
        }

        // Parallel arcs carry ascending weights; sorting by place within the old row keeps them so.
        var places = new long[row.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = ((long)row[i] << 32) | (uint)i;
        }

        Array.Sort(places);
        var from = weights.Slice(rows.Offsets.Pointer[node], row.Length);
        var into = moved!.Slice(at, row.Length);
        for (var i = 0; i < places.Length; i++)
        {
            row[i] = (int)(places[i] >> 32);
            into[i] = from[(int)(places[i] & uint.MaxValue)];
        }
    }
}
