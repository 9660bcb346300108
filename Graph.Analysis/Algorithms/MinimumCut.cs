using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The source's side of a minimum cut, from a maximum preflow.</summary>
/// <remarks>Stranded excess is flow that a second phase would take back to the source, which leaves room from the source to it. So what the
/// source and nodes with excess reach on arcs with room is what the source reaches when the flow is complete, and that is the same for
/// every maximum flow: the smallest of the minimum cuts' source sides.</remarks>
internal static unsafe class MinimumCut
{
    /// <summary>Whether each node, by place, is on the source's side.</summary>
    public static bool[] SourceSide(
        CsrGraph graph, ResidualNetwork network, NativeColumn<ulong> excess, int source, int sink, CancellationToken cancellation)
    {
        var side = new bool[network.NodeCount];
        using var queue = new NativeColumn<int>(network.NodeCount, cleared: false);
        var count = 0;
        for (var node = 0; node < side.Length; node++)
        {
            if (node == source || (node != sink && excess.Pointer[node] != 0))
            {
                side[node] = true;
                queue.Pointer[count++] = node;
            }
        }

        fixed (bool* reached = side)
        {
            count = Spread(network.Rows.Pointer, network.Arcs.Pointer, reached, queue.Pointer, count, cancellation);
            SpreadBeyond(graph, network.Distance.Pointer, reached, queue.Pointer, count, cancellation);
        }

        return side;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Spread(ArcRange* rows, ResidualArc* arcs, bool* reached, int* queue, int count, CancellationToken cancellation)
    {
        unchecked
        {
            var meter = new CancellationMeter(cancellation);
            for (var read = 0; read < count; read++)
            {
                var arc = arcs + rows[queue[read]].First;
                var end = arcs + rows[queue[read]].End;
                meter.Spend(1 + end - arc);
                for (; arc < end; arc++)
                {
                    if (arc->Residual != 0 && !reached[arc->Head])
                    {
                        reached[arc->Head] = true;
                        queue[count++] = arc->Head;
                    }
                }
            }

            return count;
        }
    }

    /// <summary>Goes on to nodes without a way to the sink, which the residual network leaves out: nothing flows there, so every edge with a
    /// capacity has room. From them only others of their kind are reached.</summary>
    private static void SpreadBeyond(CsrGraph graph, int* distance, bool* reached, int* queue, int count, CancellationToken cancellation)
    {
        var capacities = graph.Out.IntegerWeights is { } weights ? weights.Pointer : null;
        SpreadBeyond(graph.Out.Offsets.Pointer, graph.Out.Targets.Pointer, capacities, distance, graph.NodeCount, reached, queue, count, cancellation);
        GC.KeepAlive(graph);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SpreadBeyond(
        long* offsets, int* targets, long* capacities, int* distance, int nodes, bool* reached, int* queue, int count, CancellationToken cancellation)
    {
        unchecked
        {
            var meter = new CancellationMeter(cancellation);
            for (var read = 0; read < count; read++)
            {
                var place = offsets[queue[read]];
                var end = offsets[queue[read] + 1];
                meter.Spend(1 + end - place);
                for (; place < end; place++)
                {
                    var target = targets[place];
                    if (!reached[target] && distance[target] == nodes && (capacities is null || capacities[place] != 0))
                    {
                        reached[target] = true;
                        queue[count++] = target;
                    }
                }
            }
        }
    }
}
