using Graph.Model.Graphs;

namespace Graph.Benchmarks.Data;

/// <summary>Makes edge lists with all cores: what an edge is depends on its number alone, so the bytes do not depend on the threads.</summary>
internal static unsafe class EdgeFill
{
    private const int PerChunk = 1 << 16;

    /// <summary>Gives the edge of a number.</summary>
    public delegate (int Source, int Target, long Weight) EdgeOf(long edge);

    /// <summary>Makes the edges 0 … count − 1.</summary>
    /// <param name="nodes">How many nodes there are.</param>
    /// <param name="count">How many edges.</param>
    /// <param name="weighted">Whether their weights are kept.</param>
    /// <param name="edgeOf">Gives an edge; called from several threads.</param>
    public static EdgeList Run(int nodes, long count, bool weighted, EdgeOf edgeOf)
    {
        var sources = new NativeColumn<int>(count, cleared: false);
        var targets = new NativeColumn<int>(count, cleared: false);
        var weights = weighted ? new NativeColumn<long>(count, cleared: false) : null;
        using var team = new WorkTeam();
        team.Run((int)((count + PerChunk - 1) / PerChunk), (chunk, _) =>
        {
            for (var edge = (long)chunk * PerChunk; edge < Math.Min(count, ((long)chunk + 1) * PerChunk); edge++)
            {
                (sources.Pointer[edge], targets.Pointer[edge], var weight) = edgeOf(edge);
                if (weights is not null)
                {
                    weights.Pointer[edge] = weight;
                }
            }
        }, CancellationToken.None);
        return new EdgeList(nodes, sources, targets) { IntegerWeights = weights };
    }
}
