using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Options of <see cref="Reciprocity"/>: none of its own.</summary>
public sealed record ReciprocityOptions : KernelOptions;

/// <summary>How much of what goes comes back.</summary>
public sealed record ReciprocityResult
{
    /// <summary>Arcs whose reverse is there too, over all arcs: 0 … 1; 0 where there are no arcs.</summary>
    public required double Overall { get; init; }

    /// <summary>Per node 2 · both / (out + in), of the sets of its neighbours: 0 … 1; 0 where it has none.</summary>
    public required double[] PerNode { get; init; }
}

/// <summary>
/// Reciprocity: the share of arcs that are answered by an arc the other way.
/// </summary>
/// <remarks>
/// Direction: needs incoming edges; an undirected edge answers itself, so every node with a neighbour has 1. Weights: not looked at.
/// Neighbours are sets: parallel edges count once, self loops not at all. No normalisation beyond the definition; isolated nodes 0.
/// Cost: O(nodes + arcs). Exact; no ties.
/// Source: Wasserman and Faust, Social Network Analysis (1994), section 13.2; the node's share as in networkx.
/// </remarks>
public static unsafe class Reciprocity
{
    /// <summary>Counts answered arcs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ReciprocityResult Run(CsrGraph graph, ReciprocityOptions options, CancellationToken cancellation)
    {
        var (outgoing, incoming) = (graph.Out, graph.In);
        var perNode = new double[graph.NodeCount];
        var (answered, arcs) = (0L, 0L);
        var chunks = EdgeChunks.Of(outgoing);
        using var team = new WorkTeam(options.Threads);
        team.Run(chunks.Count, (chunk, _) =>
        {
            var (chunkAnswered, chunkArcs) = (0L, 0L);
            for (var node = chunks.Start(chunk); node < chunks.End(chunk); node++)
            {
                var (leaving, arriving, both) = Neighbors(outgoing.Neighbors(node), incoming.Neighbors(node), node);
                perNode[node] = both == 0 ? 0.0 : 2.0 * both / (leaving + arriving);
                chunkAnswered += both;
                chunkArcs += leaving;
            }

            Interlocked.Add(ref answered, chunkAnswered);
            Interlocked.Add(ref arcs, chunkArcs);
        }, cancellation);
        return new ReciprocityResult
        {
            Overall = arcs == 0 ? 0.0 : (double)answered / arcs,
            PerNode = graph.ToOriginalOrder(perNode),
        };
    }

    /// <summary>Sizes of two ascending rows as sets without the node itself, and of what they share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Leaving, long Arriving, long Both) Neighbors(ReadOnlySpan<int> leaving, ReadOnlySpan<int> arriving, int node)
    {
        var (left, right, both) = (0L, 0L, 0L);
        var (i, j) = (0, 0);
        while (i < leaving.Length || j < arriving.Length)
        {
            var next = i == leaving.Length ? arriving[j] : j == arriving.Length ? leaving[i] : Math.Min(leaving[i], arriving[j]);
            var (fromLeft, fromRight) = (i, j);
            i += RunLength(leaving[i..], next);
            j += RunLength(arriving[j..], next);
            if (next != node)
            {
                left += i > fromLeft ? 1 : 0;
                right += j > fromRight ? 1 : 0;
                both += i > fromLeft && j > fromRight ? 1 : 0;
            }
        }

        return (left, right, both);
    }

    private static int RunLength(ReadOnlySpan<int> row, int value)
    {
        var length = 0;
        while (length < row.Length && row[length] == value)
        {
            length++;
        }

        return length;
    }
}
