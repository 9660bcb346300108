namespace Graph.Model.Graphs;

/// <summary>Rows turned around: incoming arcs from outgoing ones.</summary>
internal static unsafe class Transposition
{
    /// <summary>The arcs by target, ascending by source.</summary>
    public static Adjacency Of(Adjacency rows, WorkTeam team, CancellationToken cancellation)
    {
        var starts = RowStarts.OfTargets(rows.Targets, rows.NodeCount, team, cancellation);
        var sources = new NativeColumn<int>(rows.ArcCount, cleared: false);
        return rows.WeightKind switch
        {
            EdgeWeightKind.Integer => new Adjacency(starts, sources) { IntegerWeights = Fill(rows, starts, sources, rows.IntegerWeights, team, cancellation) },
            EdgeWeightKind.Double => new Adjacency(starts, sources) { DoubleWeights = Fill(rows, starts, sources, rows.DoubleWeights, team, cancellation) },
            EdgeWeightKind.Single => new Adjacency(starts, sources) { SingleWeights = Fill(rows, starts, sources, rows.SingleWeights, team, cancellation) },
            _ => Bare(rows, starts, sources, team, cancellation),
        };
    }

    private static Adjacency Bare(Adjacency rows, NativeColumn<long> starts, NativeColumn<int> sources, WorkTeam team, CancellationToken cancellation)
    {
        Fill<byte>(rows, starts, sources, null, team, cancellation);
        return new Adjacency(starts, sources);
    }

    private static NativeColumn<T>? Fill<T>(
        Adjacency rows, NativeColumn<long> starts, NativeColumn<int> sources, NativeColumn<T>? weights, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged
    {
        var turned = weights is null ? null : new NativeColumn<T>(weights.Length, cleared: false);
        using var cursor = new NativeColumn<long>(rows.NodeCount, cleared: false);
        RowStarts.CopyTo(starts, cursor);
        var ranges = RowStarts.Ranges(starts, team.Threads);
        team.Run(
            ranges.Length - 1,
            (range, _) => FillRange(rows, sources, cursor, weights, turned, ranges[range], ranges[range + 1], cancellation),
            cancellation);
        return turned;
    }

    private static void FillRange<T>(
        Adjacency rows, NativeColumn<int> sources, NativeColumn<long> cursor, NativeColumn<T>? weights, NativeColumn<T>? turned, int low, int high, CancellationToken cancellation)
        where T : unmanaged
    {
        var offsets = rows.Offsets.Pointer;
        var targets = rows.Targets.Pointer;
        var next = cursor.Pointer;
        var to = sources.Pointer;
        var from = weights is null ? null : weights.Pointer;
        var into = weights is null ? null : turned!.Pointer;
        for (var row = 0; row < rows.NodeCount; row++)
        {
            if ((row & 0xFFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            for (var arc = offsets[row]; arc < offsets[row + 1]; arc++)
            {
                var target = targets[arc];
                if (target >= low && target < high)
                {
                    var at = next[target]++;
                    to[at] = row;
                    if (from is not null)
                    {
                        into[at] = from[arc];
                    }
                }
            }
        }
    }
}
