using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="LabelPropagation"/>.</summary>
public sealed record LabelPropagationOptions : KernelOptions
{
    /// <summary>Most rounds to make, ≥ 0. Default: 10.</summary>
    public int MaxIterations { get; init; } = 10;
}

/// <summary>Communities as labels.</summary>
public sealed record LabelPropagationResult
{
    /// <summary>The label of each node: the number of the node that it spread from, which need not carry it any more.</summary>
    public required int[] Label { get; init; }

    /// <summary>Rounds made, the last one that changed nothing included.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether a round changed nothing. Labels can swap for ever (two nodes joined by one edge do), so false is no failure.</summary>
    public required bool Stable { get; init; }
}

/// <summary>
/// Label propagation: every node starts with its own number as its label and in each round takes the label that most of its
/// neighbours had in the round before.
/// </summary>
/// <remarks>
/// Direction: neighbours at both ends of arcs count, those joined both ways twice; an undirected edge counts once. Weights: not
/// looked at. Parallel edges that the graph kept count each; a self loop counts the node itself as its neighbour. Isolated nodes
/// keep their number. Ties: the smallest label, by the caller's numbers. All nodes change at once (synchronously), so the result is one,
/// whatever the order of nodes or the number of threads. Cost: O(nodes + arcs) a round, and per thread a table of at most
/// four entries per neighbour of the largest node.
/// Source: Raghavan, Albert, Kumara, Phys. Rev. E 76 (2007), made deterministic as CDLP in the LDBC Graphalytics specification.
/// </remarks>
public static unsafe class LabelPropagation
{
    /// <summary>Spreads labels.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">How many rounds.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of rounds is negative.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static LabelPropagationResult Run(CsrGraph graph, LabelPropagationOptions options, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxIterations, nameof(options));
        var (outgoing, incoming) = (graph.Out, graph.IsDirected ? graph.In : null);
        using var team = new WorkTeam(options.Threads);
        using var first = new NativeColumn<int>(graph.NodeCount, cleared: false);
        using var second = new NativeColumn<int>(graph.NodeCount, cleared: false);
        var (before, after) = (first, second);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            before.Pointer[node] = graph.OriginalOf(node);
        }

        var chunks = EdgeChunks.Of(outgoing);
        var changed = new bool[chunks.Count];
        var tables = new LabelCounts[team.Threads];
        var (iterations, stable) = (0, graph.NodeCount == 0);
        while (iterations < options.MaxIterations && !stable)
        {
            var from = before.Pointer;
            var to = after.Pointer;
            team.Run(
                chunks.Count,
                (chunk, worker) => changed[chunk] = Round(outgoing, incoming, from, to, chunks.Start(chunk), chunks.End(chunk), tables[worker] ??= new LabelCounts()),
                cancellation);
            iterations++;
            stable = !changed.Contains(true);
            (before, after) = (after, before);
        }

        GC.KeepAlive(graph);
        return new LabelPropagationResult
        {
            Label = graph.ToOriginalOrder(before.AsSpan().ToArray()),
            Iterations = iterations,
            Stable = stable,
        };
    }

    /// <summary>The new labels of a run of nodes; whether any is new.</summary>
    private static bool Round(Adjacency outgoing, Adjacency? incoming, int* before, int* after, int start, int end, LabelCounts counts)
    {
        var changed = false;
        for (var node = start; node < end; node++)
        {
            var leaving = outgoing.Neighbors(node);
            var arriving = incoming is null ? [] : incoming.Neighbors(node);
            counts.Clear((long)leaving.Length + arriving.Length, outgoing.NodeCount);
            counts.Add(leaving, before);
            counts.Add(arriving, before);
            after[node] = counts.Most >= 0 ? counts.Most : before[node];
            changed |= after[node] != before[node];
        }

        return changed;
    }

    /// <summary>How often each label stands around one node: a table with open addresses, as small as the node allows.</summary>
    private sealed class LabelCounts
    {
        private int[] labels = new int[64];
        private int[] counts = new int[64];
        private int mask;
        private int mostCount;

        /// <summary>The label seen most often, of several the smallest; −1 where none was seen.</summary>
        public int Most { get; private set; }

        public void Clear(long neighbors, int nodes)
        {
            // No more than half full: there are not more labels than neighbours, nor than nodes.
            var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(Math.Min(neighbors, nodes) * 2, 2));
            if (size > labels.Length)
            {
                (labels, counts) = (new int[size], new int[size]);
            }

            labels.AsSpan(0, size).Fill(-1);
            (mask, mostCount, Most) = (size - 1, 0, -1);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(ReadOnlySpan<int> neighbors, int* before)
        {
            var (most, mostSeen) = (Most, mostCount);
            foreach (var neighbor in neighbors)
            {
                var label = before[neighbor];
                var slot = SlotOf(label);
                var seen = counts[slot] = unchecked(counts[slot] + 1);
                if (seen > mostSeen || (seen == mostSeen && label < most))
                {
                    (most, mostSeen) = (label, seen);
                }
            }

            (Most, mostCount) = (most, mostSeen);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int SlotOf(int label)
        {
            unchecked
            {
                var slot = (int)(((uint)label * 0x9E3779B1u) >> 7) & mask;
                while (labels[slot] != label)
                {
                    if (labels[slot] < 0)
                    {
                        (labels[slot], counts[slot]) = (label, 0);
                        break;
                    }

                    slot = (slot + 1) & mask;
                }

                return slot;
            }
        }
    }
}
