using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Cuts communities that do not hang together: what a search that stopped early may leave. Never loses modularity.</summary>
internal static unsafe class ConnectedParts
{
    private const long CancellationWork = 1 << 16;

    /// <summary>Gives every connected part of a community a label of its own, the number of one of its nodes.</summary>
    /// <remarks>Edges of weight 0 do not connect. By union of sets, the smaller number on top, paths halved: O(arcs · log nodes) at worst, near O(arcs).</remarks>
    public static void Separate(CommunityLevel level, int* community, CancellationToken cancellation)
    {
        using var parents = new NativeColumn<int>(level.NodeCount, cleared: false);
        var parent = parents.Pointer;
        for (var node = 0; node < level.NodeCount; node++)
        {
            parent[node] = node;
        }

        var sinceCheck = 0L;
        for (var node = 0; node < level.NodeCount; node++)
        {
            sinceCheck += level.Offsets.Pointer[node + 1] - level.Offsets.Pointer[node] + 1;
            if (sinceCheck >= CancellationWork)
            {
                cancellation.ThrowIfCancellationRequested();
                sinceCheck = 0;
            }

            for (var arc = level.Offsets.Pointer[node]; arc < level.Offsets.Pointer[node + 1]; arc++)
            {
                var other = level.Targets[arc];
                if (other < node && community[other] == community[node] && Positive(level, arc))
                {
                    Join(parent, node, other);
                }
            }
        }

        for (var node = 0; node < level.NodeCount; node++)
        {
            community[node] = Top(parent, node);
        }
    }

    private static bool Positive(CommunityLevel level, long arc) => level.Kind switch
    {
        ArcWeightKind.Int64 => Int64Weights.At(level.Weights, arc) > 0,
        ArcWeightKind.Double => DoubleWeights.At(level.Weights, arc) > 0,
        ArcWeightKind.Single => SingleWeights.At(level.Weights, arc) > 0,
        _ => true,
    };

    private static void Join(int* parent, int first, int second)
    {
        var (one, two) = (Top(parent, first), Top(parent, second));
        parent[Math.Max(one, two)] = Math.Min(one, two);
    }

    private static int Top(int* parent, int node)
    {
        while (parent[node] != node)
        {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }

        return node;
    }
}
