using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms.Communities;

/// <summary>Makes the lowest level of a community search from a graph, with nodes in the caller's order.</summary>
/// <remarks>An undirected graph in the caller's order is borrowed as it stands. Otherwise the rows are copied: of a directed graph the arcs
/// of both directions, so that w_ij + w_ji stand between i and j; of a relabelled one in original numbers, so that all sums and ties
/// are those of the graph that it was made from.</remarks>
internal static unsafe class LowestLevel
{
    /// <summary>The level.</summary>
    /// <exception cref="ArgumentException">A weight is negative.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    public static CommunityLevel Of(CsrGraph graph, WorkTeam team, CancellationToken cancellation)
    {
        var scale = WeightScale.Of(graph.Out, team, cancellation);
        var level = graph.IsDirected || graph.Order is not null || scale != 1.0
            ? Copied(graph, scale, team, cancellation)
            : Borrowed(graph.Out);
        Weigh(level, graph.IsDirected, graph.SelfLoopCount > 0, team, cancellation);
        return level;
    }

    private static CommunityLevel Borrowed(Adjacency rows) => new(rows.Offsets, rows.Targets, Column(rows), Kind(rows))
    {
        Whole = rows.WeightKind is EdgeWeightKind.None or EdgeWeightKind.Integer,
    };

    private static void* Column(Adjacency rows) => rows.WeightKind switch
    {
        EdgeWeightKind.Integer => rows.IntegerWeights!.Pointer,
        EdgeWeightKind.Double => rows.DoubleWeights!.Pointer,
        EdgeWeightKind.Single => rows.SingleWeights!.Pointer,
        _ => null,
    };

    private static ArcWeightKind Kind(Adjacency rows) => rows.WeightKind switch
    {
        EdgeWeightKind.Integer => ArcWeightKind.Int64,
        EdgeWeightKind.Double => ArcWeightKind.Double,
        EdgeWeightKind.Single => ArcWeightKind.Single,
        _ => ArcWeightKind.Unit,
    };

    private static CommunityLevel Copied(CsrGraph graph, double scale, WorkTeam team, CancellationToken cancellation)
    {
        var offsets = RowStarts(graph);
        var arcs = offsets[graph.NodeCount];
        var targets = new NativeColumn<int>(arcs, cleared: false);
        var integers = graph.WeightKind == EdgeWeightKind.Integer ? new NativeColumn<long>(arcs, cleared: false) : null;
        var doubles = graph.WeightKind == EdgeWeightKind.Double ? new NativeColumn<double>(arcs, cleared: false) : null;
        var singles = graph.WeightKind == EdgeWeightKind.Single ? new NativeColumn<float>(arcs, cleared: false) : null;
        using var cursor = NativeColumn.Of<long>(offsets.AsSpan()[..^1]);

        // Each thread fills the rows of a range of nodes, reading all nodes in ascending order: so do the rows ascend.
        var ranges = EvenArcs(offsets, team.Threads);
        team.Run(ranges.Length - 1, (range, _) =>
        {
            for (var node = 0; node < graph.NodeCount; node++)
            {
                if ((node & 0x3FF) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                Scatter(graph.Out, node);
                if (graph.IsDirected)
                {
                    Scatter(graph.In, node);
                }
            }

            void Scatter(Adjacency rows, int node)
            {
                var position = graph.PositionOf(node);
                var end = rows.Offsets.Pointer[position + 1];
                for (var arc = rows.Offsets.Pointer[position]; arc < end; arc++)
                {
                    var other = graph.OriginalOf(rows.Targets.Pointer[arc]);
                    if (other < ranges[range] || other >= ranges[range + 1])
                    {
                        continue;
                    }

                    var place = cursor.Pointer[other]++;
                    targets.Pointer[place] = node;
                    if (integers is not null)
                    {
                        integers.Pointer[place] = rows.IntegerWeights!.Pointer[arc];
                    }
                    else if (doubles is not null)
                    {
                        doubles.Pointer[place] = rows.DoubleWeights!.Pointer[arc] * scale;
                    }
                    else if (singles is not null)
                    {
                        singles.Pointer[place] = rows.SingleWeights!.Pointer[arc];
                    }
                }
            }
        }, cancellation);
        var weights = integers is not null ? integers.Pointer : doubles is not null ? doubles.Pointer : singles is not null ? (void*)singles.Pointer : null;
        return new CommunityLevel(offsets, targets, weights, Kind(graph.Out), offsets, targets, integers, doubles, singles) { Whole = doubles is null && singles is null };
    }

    private static NativeColumn<long> RowStarts(CsrGraph graph)
    {
        var offsets = new NativeColumn<long>(graph.NodeCount + 1L);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var position = graph.PositionOf(node);
            var degree = (long)graph.Out.Degree(position) + (graph.IsDirected ? graph.In.Degree(position) : 0);
            offsets.Pointer[node + 1] = offsets.Pointer[node] + degree;
        }

        return offsets;
    }

    private static int[] EvenArcs(NativeColumn<long> offsets, int ranges)
    {
        var borders = new int[ranges + 1];
        var nodes = (int)(offsets.Length - 1);
        var node = 0;
        for (var range = 1; range < ranges; range++)
        {
            while (node < nodes && offsets.Pointer[node] < offsets.Pointer[nodes] / ranges * range)
            {
                node++;
            }

            borders[range] = node;
        }

        borders[ranges] = nodes;
        return borders;
    }

    /// <summary>Fills in strengths. A loop of an undirected graph stands in its row once and has two ends there.</summary>
    private static void Weigh(CommunityLevel level, bool directed, bool loops, WorkTeam team, CancellationToken cancellation)
    {
        var chunks = EdgeChunks.Of(level.Offsets);
        team.Run(chunks.Count, (chunk, _) =>
        {
            switch (level.Kind)
            {
                case ArcWeightKind.Unit when !loops:
                    for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
                    {
                        level.Strength.Pointer[node] = level.Offsets.Pointer[node + 1] - level.Offsets.Pointer[node];
                    }

                    break;
                case ArcWeightKind.Unit:
                    Weigh<UnitWeights>(level, directed, chunks.Start(chunk), chunks.End(chunk));
                    break;
                case ArcWeightKind.Int64:
                    Weigh<Int64Weights>(level, directed, chunks.Start(chunk), chunks.End(chunk));
                    break;
                case ArcWeightKind.Single:
                    Weigh<SingleWeights>(level, directed, chunks.Start(chunk), chunks.End(chunk));
                    break;
                default:
                    Weigh<DoubleWeights>(level, directed, chunks.Start(chunk), chunks.End(chunk));
                    break;
            }
        }, cancellation);
        level.SumUp();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh<TWeights>(CommunityLevel level, bool directed, int from, int end)
        where TWeights : struct, IArcWeights
    {
        unchecked
        {
            var offsets = level.Offsets.Pointer;
            var targets = level.Targets;
            var weights = level.Weights;
            for (var node = from; node < end; node++)
            {
                var (sum, loops) = (0.0, 0.0);
                for (var arc = offsets[node]; arc < offsets[node + 1]; arc++)
                {
                    var weight = TWeights.At(weights, arc);
                    sum += weight;
                    loops += targets[arc] == node ? weight : 0.0;
                }

                level.Strength.Pointer[node] = directed ? sum : sum + loops;
                level.Inside.Pointer[node] = directed ? loops : loops + loops;
            }
        }
    }
}
