using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>The nodes on some way from a source to a sink: all that a flow can touch.</summary>
internal static unsafe class UsefulNodes
{
    /// <summary>For each useful node how many edges lead from it to the sink at least, whatever their capacity; for others the number of nodes.</summary>
    public static NativeColumn<int> Distances(CsrGraph graph, int source, int sink, CancellationToken cancellation)
    {
        var nodes = graph.NodeCount;
        var distance = new NativeColumn<int>(nodes, cleared: false);
        distance.AsSpan().Fill(nodes);
        using var queue = new NativeColumn<int>(nodes, cleared: false);
        using var reached = new NativeColumn<bool>(nodes);
        Forward(graph.Out.Offsets.Pointer, graph.Out.Targets.Pointer, reached.Pointer, queue.Pointer, source, cancellation);
        if (reached[sink])
        {
            Backward(graph.In.Offsets.Pointer, graph.In.Targets.Pointer, reached.Pointer, distance.Pointer, queue.Pointer, nodes, sink, cancellation);
        }

        GC.KeepAlive(graph);
        return distance;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Forward(long* offsets, int* targets, bool* reached, int* queue, int source, CancellationToken cancellation)
    {
        unchecked
        {
            reached[source] = true;
            queue[0] = source;
            var write = 1;
            var meter = new CancellationMeter(cancellation);
            for (var read = 0; read < write; read++)
            {
                var place = offsets[queue[read]];
                var end = offsets[queue[read] + 1];
                meter.Spend(1 + end - place);
                for (; place < end; place++)
                {
                    var target = targets[place];
                    if (!reached[target])
                    {
                        reached[target] = true;
                        queue[write++] = target;
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Backward(long* offsets, int* sources, bool* reached, int* distance, int* queue, int nodes, int sink, CancellationToken cancellation)
    {
        unchecked
        {
            distance[sink] = 0;
            queue[0] = sink;
            var write = 1;
            var meter = new CancellationMeter(cancellation);
            for (var read = 0; read < write; read++)
            {
                var next = distance[queue[read]] + 1;
                var place = offsets[queue[read]];
                var end = offsets[queue[read] + 1];
                meter.Spend(1 + end - place);
                for (; place < end; place++)
                {
                    var source = sources[place];
                    if (distance[source] == nodes && reached[source])
                    {
                        distance[source] = next;
                        queue[write++] = source;
                    }
                }
            }
        }
    }
}
