using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Adds up what lies inside communities.</summary>
internal static unsafe class InsideWeights
{
    /// <summary>Weight of the ends of edges inside each community, what lies inside its nodes included.</summary>
    /// <param name="level">The level.</param>
    /// <param name="community">Community per node, 0 … count − 1.</param>
    /// <param name="count">How many communities.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double[] Of(CommunityLevel level, int* community, int count, WorkTeam team, CancellationToken cancellation)
    {
        using var perNode = new NativeColumn<double>(level.NodeCount, cleared: false);
        var chunks = EdgeChunks.Of(level.Offsets);
        team.Run(chunks.Count, (chunk, _) =>
        {
            var (from, end) = (chunks.Start(chunk), chunks.End(chunk));
            switch (level.Kind)
            {
                case ArcWeightKind.Unit:
                    PerNode<UnitWeights>(level, community, perNode.Pointer, from, end);
                    break;
                case ArcWeightKind.Int32:
                    PerNode<Int32Weights>(level, community, perNode.Pointer, from, end);
                    break;
                case ArcWeightKind.Int64:
                    PerNode<Int64Weights>(level, community, perNode.Pointer, from, end);
                    break;
                case ArcWeightKind.Single:
                    PerNode<SingleWeights>(level, community, perNode.Pointer, from, end);
                    break;
                default:
                    PerNode<DoubleWeights>(level, community, perNode.Pointer, from, end);
                    break;
            }
        }, cancellation);
        var inside = new double[count];
        for (var node = 0; node < level.NodeCount; node++)
        {
            inside[community[node]] += perNode.Pointer[node];
        }

        return inside;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PerNode<TWeights>(CommunityLevel level, int* community, double* inside, int from, int end)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = level.Offsets.Pointer;
            var targets = level.Targets;
            var weights = level.Weights;
            for (var node = from; node < end; node++)
            {
                var label = community[node];
                var sum = level.Inside.Pointer[node];
                for (var arc = offsets[node]; arc < offsets[node + 1]; arc++)
                {
                    var other = targets[arc];
                    sum += community[other] == label && other != node ? TWeights.At(weights, arc) : 0.0;
                }

                inside[node] = sum;
            }
        }
    }
}
