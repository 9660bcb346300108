using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="MaxFlow"/>.</summary>
public sealed record MaxFlowOptions : KernelOptions
{
    /// <summary>Where the flow begins: a node's number.</summary>
    public required int Source { get; init; }

    /// <summary>Where it ends: another node's number.</summary>
    public required int Sink { get; init; }

    /// <summary>Whether to tell the flow on each edge as well. Value and cut need only the first of two phases. Default: false.</summary>
    public bool Flows { get; init; }
}

/// <summary>A maximum flow and a minimum cut.</summary>
public sealed record MaxFlowResult
{
    /// <summary>What gets from the source to the sink at most, in the unit of the capacities: also the capacity of the cut.</summary>
    public required long Value { get; init; }

    /// <summary>Per node, whether it is on the source's side of the minimum cut: the edges from these nodes to the others are the cut.
    /// Of all minimum cuts the one with the fewest nodes on the source's side.</summary>
    public required bool[] SourceSide { get; init; }

    /// <summary>Flow per place of the graph's outgoing rows, 0 … capacity, or null where it was not asked for. Of the two places
    /// of an undirected edge, one at most has any. The places are the graph's own, in the order of its rows; which of several maximum flows
    /// this is may depend on that order.</summary>
    public long[]? ArcFlow { get; init; }

    /// <summary>Pushes of flow along an edge.</summary>
    public required long Pushes { get; init; }

    /// <summary>Relabellings of a single node.</summary>
    public required long Relabels { get; init; }

    /// <summary>Searches that made all labels exact.</summary>
    public required int GlobalRelabels { get; init; }
}

/// <summary>
/// Maximum flow from one node to another, and the minimum cut between them: push-relabel, highest label first, with global relabelling and gaps.
/// </summary>
/// <remarks>
/// Direction: flow follows edges; an undirected edge carries up to its capacity either way. Weights: whole numbers from 0, the capacities;
/// without weights every edge has capacity 1. Self loops carry nothing; parallel edges add up. A sink that cannot be reached: value 0, and the
/// source's side is what can be reached. Exact, whatever the sums of capacities, as long as the value itself fits 64 bits.
/// Value and cut are unique (the cut is the intersection of all minimum cuts' source sides), so no order or number of threads shows in them.
/// The work is sequential and touches only nodes on some way from the source to the sink. Cost: O(nodes² √edges) at worst, on most graphs a few
/// dozen sweeps over the edges; beside the graph 32 bytes per directed edge, 16 per place of an undirected graph, and 56 per node. At most
/// 2^31 − 1 residual arcs: two per directed edge, one per place of an undirected graph. A directed graph needs incoming edges.
/// Source: Goldberg, Tarjan, A new approach to the maximum-flow problem, 1988; heuristics: Cherkassky, Goldberg, On implementing the push-relabel
/// method for the maximum flow problem, 1997.
/// </remarks>
public static class MaxFlow
{
    /// <summary>The most that may be under way at once. A value beyond a signed 64-bit number reaches it, every other stays below.</summary>
    private const ulong MostExcess = 1UL << 63;

    /// <summary>Finds the flow and the cut.</summary>
    /// <param name="graph">The graph, with <see cref="EdgeWeightKind.Integer"/> weights or none.</param>
    /// <param name="options">Source and sink.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">Source or sink is no node.</exception>
    /// <exception cref="ArgumentException">Source and sink are the same, a capacity is negative or no whole number, or there are too many edges.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OverflowException">The value does not fit 64 bits.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static MaxFlowResult Run(CsrGraph graph, MaxFlowOptions options, CancellationToken cancellation)
    {
        var (source, sink) = Ends(graph, options);
        using var network = ResidualNetwork.Of(graph, source, sink, cancellation);
        using var push = new PreflowPush(network);
        Start(push, source);
        push.Discharge(sink, cancellation);
        var value = push.Excess[sink];
        if (value >= MostExcess)
        {
            throw new OverflowException("The maximum flow is 2^63 or more: give capacities in a larger unit.");
        }

        var side = MinimumCut.SourceSide(graph, network, push.Excess, source, sink, cancellation);
        return new MaxFlowResult
        {
            Value = (long)value,
            SourceSide = graph.ToOriginalOrder(side),
            ArcFlow = options.Flows ? Flows(graph, network, push, source, sink, cancellation) : null,
            Pushes = push.Pushes,
            Relabels = push.Relabels,
            GlobalRelabels = push.GlobalRelabels,
        };
    }

    private static (int Source, int Sink) Ends(CsrGraph graph, MaxFlowOptions options)
    {
        var ends = (graph.PositionOf(options.Source), graph.PositionOf(options.Sink));
        if (options.Source == options.Sink)
        {
            throw new ArgumentException(FormattableString.Invariant($"Source and sink are both node {options.Source}: name two different nodes."), nameof(options));
        }

        if (graph.WeightKind is not (EdgeWeightKind.Integer or EdgeWeightKind.None))
        {
            throw new ArgumentException("Capacities are whole numbers: build the graph with CsrOptions.Weights = EdgeWeightKind.Integer.", nameof(graph));
        }

        return ends;
    }

    /// <summary>Sends all that the source's edges hold, or, where that would not fit 64 bits, lets the source discharge like any node.</summary>
    private static void Start(PreflowPush push, int source)
    {
        if (!push.Saturate(source, MostExcess))
        {
            push.Receive(source, MostExcess);
        }
    }

    /// <summary>Second phase: stranded excess goes back to the source, and what is left is a flow.</summary>
    private static long[] Flows(CsrGraph graph, ResidualNetwork network, PreflowPush push, int source, int sink, CancellationToken cancellation)
    {
        // What has arrived stays; stranded excess cannot get to the sink any more, so it never comes by.
        push.Excess[sink] = 0;
        push.RelabelAll(source, cancellation);
        push.Discharge(source, cancellation);
        return network.Flows(graph, cancellation);
    }
}
