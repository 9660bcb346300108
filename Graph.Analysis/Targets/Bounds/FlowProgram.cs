using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>A maximum flow in the making: arcs with capacities in units, rounded up.</summary>
internal sealed class FlowProgram
{
    /// <summary>All that may reach the sink, in the scaled unit.</summary>
    private const double MostFlow = 1L << 59;

    private readonly List<(int From, int To, double Capacity)> arcs = [];
    private double intoSink;
    private int nodes = 2;

    /// <summary>Where flow begins.</summary>
    public const int Source = 0;

    /// <summary>Where flow ends.</summary>
    public const int Sink = 1;

    /// <summary>Adds a node.</summary>
    public int Node() => nodes++;

    /// <summary>Adds nodes; the first of them.</summary>
    public int Nodes(int count)
    {
        nodes += count;
        return nodes - count;
    }

    /// <summary>Adds an arc; without capacity it is none.</summary>
    public void Arc(int from, int to, double capacity)
    {
        if (capacity > 0.0)
        {
            arcs.Add((from, to, capacity));
            intoSink += to == Sink ? capacity : 0.0;
        }
    }

    /// <summary>At least the most that flows, and more by no more than a part of a unit per arc of a cut.</summary>
    public double Value(CancellationToken cancellation)
    {
        if (intoSink == 0.0)
        {
            return 0.0;
        }

        var scale = Math.ScaleB(1.0, Math.Clamp((int)Math.Floor(Math.Log2(MostFlow / intoSink)) - 1, 0, 40));
        using var sources = new NativeColumn<int>(arcs.Count, cleared: false);
        using var targets = new NativeColumn<int>(arcs.Count, cleared: false);
        using var weights = new NativeColumn<long>(arcs.Count, cleared: false);
        for (var i = 0; i < arcs.Count; i++)
        {
            // No arc can carry more than what may reach the sink.
            (sources[i], targets[i]) = (arcs[i].From, arcs[i].To);
            weights[i] = (long)Math.Ceiling(Math.Min(arcs[i].Capacity, intoSink) * scale);
        }

        using var edges = new EdgeList(nodes, sources, targets) { IntegerWeights = weights };
        using var graph = CsrGraph.Build(edges, new CsrOptions { Weights = EdgeWeightKind.Integer, Parallel = ParallelEdges.Keep, Threads = 1 }, cancellation);
        var flow = MaxFlow.Run(graph, new MaxFlowOptions { Source = Source, Sink = Sink, Threads = 1 }, cancellation);
        return Math.Min(flow.Value / scale, intoSink);
    }
}
