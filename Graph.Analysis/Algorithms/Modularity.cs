using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Graph.Analysis.Algorithms.Communities;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Modularity"/>.</summary>
public sealed record ModularityOptions : KernelOptions
{
    /// <summary>Label of each node's community, by the caller's number: one per node, any number.</summary>
    public required IReadOnlyList<int> Community { get; init; }

    /// <summary>The resolution γ, finite and ≥ 0. Default: 1.</summary>
    public double Resolution { get; init; } = 1.0;
}

/// <summary>How good a partition is.</summary>
public sealed record ModularityResult
{
    /// <summary>The modularity, −½ … 1 for γ = 1; 0 for a graph without weight.</summary>
    public required double Value { get; init; }

    /// <summary>Share of the weight that lies inside communities, 0 … 1; 0 for a graph without weight.</summary>
    public required double Coverage { get; init; }

    /// <summary>How many different labels there are.</summary>
    public required int Count { get; init; }
}

/// <summary>
/// Modularity of given communities: the share of weight inside them less what chance would put there,
/// Q = Σ_C [ in_C / S − γ · (K_C / S)² ].
/// </summary>
/// <remarks>
/// k_v is the weight of all ends of edges at v, K_C the sum of k_v over C, in_C the weight of the ends of edges inside C, and S the sum of all k_v.
/// Direction: none; of a directed graph w_ij + w_ji stands between i and j, so it needs incoming edges. Weights: ≥ 0; none count 1 each.
/// A self loop of weight w has two ends: it adds 2w to k_v and to in_C. Parallel edges that the graph kept count each.
/// Exact sums for whole numbers while S is below 2^53; others are added per chunk of arcs and then in order, the same with any number of threads.
/// Cost: O(nodes + edges). Source: Newman, Girvan (2004); weights: Newman (2004); resolution: Reichardt, Bornholdt (2006).
/// </remarks>
public static unsafe class Modularity
{
    /// <summary>Measures.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">The communities, resolution, threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is not one label per node, a weight is negative, or the resolution is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ModularityResult Run(CsrGraph graph, ModularityOptions options, CancellationToken cancellation)
    {
        Check(graph, options);
        var (community, count) = Numbered(graph, options.Community);
        using var team = new WorkTeam(options.Threads);
        var scale = WeightScale.Of(graph.Out, team, cancellation);
        var strength = new double[graph.NodeCount];
        var inside = AddEnds(graph.Out, !graph.IsDirected, scale, community, strength, team, cancellation);
        if (graph.IsDirected)
        {
            inside += AddEnds(graph.In, false, scale, community, strength, team, cancellation);
        }

        GC.KeepAlive(graph);
        return Measured(graph, strength, community, count, inside, options.Resolution);
    }

    private static void Check(CsrGraph graph, ModularityOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.Community, nameof(options));
        if (options.Community.Count != graph.NodeCount)
        {
            throw new ArgumentException($"There are {options.Community.Count} labels and {graph.NodeCount} nodes: one label per node is needed.", nameof(options));
        }

        if (!(double.IsFinite(options.Resolution) && options.Resolution >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Resolution, "The resolution must be finite and at least 0; 1 is the usual one.");
        }
    }

    /// <summary>Communities by position, numbered 0, 1, … in the order of their smallest members.</summary>
    private static (int[] Community, int Count) Numbered(CsrGraph graph, IReadOnlyList<int> labels)
    {
        var numbers = new Dictionary<int, int>();
        var community = new int[graph.NodeCount];
        for (var node = 0; node < community.Length; node++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, labels[node], out var known);
            number = known ? number : numbers.Count - 1;
            community[graph.PositionOf(node)] = number;
        }

        return (community, numbers.Count);
    }

    /// <summary>Adds the ends that stand in rows to their nodes' strengths.</summary>
    /// <returns>The weight of those whose other end is in the same community.</returns>
    private static double AddEnds(Adjacency rows, bool loopsTwice, double scale, int[] community, double[] strength, WorkTeam team, CancellationToken cancellation)
    {
        var chunks = EdgeChunks.Of(rows);
        return team.Sum(chunks.Count, chunk =>
        {
            var (from, end) = (chunks.Start(chunk), chunks.End(chunk));
            return rows.WeightKind switch
            {
                EdgeWeightKind.None => AddEnds<Communities.UnitWeights>(rows, null, loopsTwice, scale, community, strength, from, end),
                EdgeWeightKind.Integer => AddEnds<Communities.Int64Weights>(rows, rows.IntegerWeights!.Pointer, loopsTwice, scale, community, strength, from, end),
                EdgeWeightKind.Single => AddEnds<Communities.SingleWeights>(rows, rows.SingleWeights!.Pointer, loopsTwice, scale, community, strength, from, end),
                _ => AddEnds<Communities.DoubleWeights>(rows, rows.DoubleWeights!.Pointer, loopsTwice, scale, community, strength, from, end),
            };
        }, cancellation);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double AddEnds<TWeights>(Adjacency rows, void* weights, bool loopsTwice, double scale, int[] community, double[] strength, int from, int end)
        where TWeights : struct, Communities.IArcWeights
    {
        unchecked
        {
            var offsets = rows.Offsets.Pointer;
            var targets = rows.Targets.Pointer;
            var inside = 0.0;
            for (var node = from; node < end; node++)
            {
                var (sum, same, loops) = (0.0, 0.0, 0.0);
                for (var arc = offsets[node]; arc < offsets[node + 1]; arc++)
                {
                    var weight = TWeights.At(weights, arc) * scale;
                    sum += weight;
                    same += community[targets[arc]] == community[node] ? weight : 0.0;
                    loops += targets[arc] == node ? weight : 0.0;
                }

                strength[node] += loopsTwice ? sum + loops : sum;
                inside += loopsTwice ? same + loops : same;
            }

            return inside;
        }
    }

    private static ModularityResult Measured(CsrGraph graph, double[] strength, int[] community, int count, double inside, double resolution)
    {
        var volume = new double[count];
        var total = 0.0;
        for (var node = 0; node < strength.Length; node++)
        {
            var position = graph.PositionOf(node);
            volume[community[position]] += strength[position];
            total += strength[position];
        }

        if (!(total > 0.0))
        {
            return new ModularityResult { Value = 0.0, Coverage = 0.0, Count = count };
        }

        var expected = 0.0;
        foreach (var sum in volume)
        {
            expected += sum / total * (sum / total);
        }

        return new ModularityResult { Value = (inside / total) - (resolution * expected), Coverage = inside / total, Count = count };
    }
}
