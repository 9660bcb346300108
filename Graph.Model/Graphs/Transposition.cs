namespace Graph.Model.Graphs;

/// <summary>Rows turned around: incoming arcs from outgoing ones.</summary>
internal static class Transposition
{
    /// <summary>The arcs by target, ascending by source.</summary>
    public static Adjacency Of(Adjacency rows, WorkTeam team, CancellationToken cancellation)
    {
        switch (rows.WeightKind)
        {
            case EdgeWeightKind.Integer:
                var (starts, sources, whole) = Turned(rows, rows.IntegerWeights, team, cancellation);
                return new Adjacency(starts, sources) { IntegerWeights = whole };
            case EdgeWeightKind.Double:
                (starts, sources, var doubles) = Turned(rows, rows.DoubleWeights, team, cancellation);
                return new Adjacency(starts, sources) { DoubleWeights = doubles };
            case EdgeWeightKind.Single:
                (starts, sources, var singles) = Turned(rows, rows.SingleWeights, team, cancellation);
                return new Adjacency(starts, sources) { SingleWeights = singles };
            default:
                (starts, sources, _) = Turned<byte>(rows, null, team, cancellation);
                return new Adjacency(starts, sources);
        }
    }

    private static (NativeColumn<long> Starts, NativeColumn<int> Sources, NativeColumn<T>? Weights) Turned<T>(
        Adjacency rows, NativeColumn<T>? weights, WorkTeam team, CancellationToken cancellation)
        where T : unmanaged =>
        ArcSort.Rows(new RowArcs<T>(rows.Offsets, rows.Targets, weights), rows.NodeCount, team, cancellation);
}
