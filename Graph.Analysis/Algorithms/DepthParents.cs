using System.Runtime.CompilerServices;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Parents of a breadth-first search, found from the finished depths: each node looks for its smallest-numbered parent itself.</summary>
/// <remarks>Rows ascend by place. Where places are original numbers, the first neighbour of the level before is the answer, mostly
/// after a few looks, and a search inwards has met it already; in a relabelled graph the whole row is looked at. Nobody writes what another
/// reads, so threads do not matter.</remarks>
internal static unsafe class DepthParents
{
    /// <summary>Whether what a search inwards meets first is the smallest-numbered parent.</summary>
    public static bool AreMetFirst(CsrGraph graph) => graph.Order is null && graph.HasReverse;

    /// <summary>Finds the parents (original numbers) that are not known yet; the source's is itself.</summary>
    /// <param name="graph">The graph, with incoming edges.</param>
    /// <param name="depth">Finished depth per place, −1 where the search did not come.</param>
    /// <param name="parent">Per place: the parent where it is known, else −1.</param>
    /// <param name="source">The source's place.</param>
    /// <param name="team">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Complete(CsrGraph graph, int* depth, int* parent, int source, WorkTeam team, CancellationToken cancellation)
    {
        var rows = graph.In;
        var chunks = EdgeChunks.Of(rows);
        team.Run(chunks.Count, (chunk, _) =>
        {
            if (graph.Order is { } order)
            {
                Smallest(rows, order, depth, parent, chunks.Start(chunk), chunks.End(chunk));
            }
            else
            {
                First(rows.Offsets.Pointer, rows.Targets.Pointer, depth, parent, chunks.Start(chunk), chunks.End(chunk));
            }
        }, cancellation);
        parent[source] = graph.OriginalOf(source);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void First(long* starts, int* neighbors, int* depth, int* parent, int from, int end)
    {
        unchecked
        {
            for (var node = from; node < end; node++)
            {
                if (parent[node] >= 0 || depth[node] <= 0)
                {
                    continue;
                }

                var before = depth[node] - 1;
                var place = starts[node];
                while (depth[neighbors[place]] != before)
                {
                    // A node of depth d has a neighbour of depth d − 1: the row cannot run out.
                    place++;
                }

                parent[node] = neighbors[place];
            }
        }
    }

    private static void Smallest(Adjacency rows, NodeOrder order, int* depth, int* parent, int from, int end)
    {
        for (var node = from; node < end; node++)
        {
            var smallest = int.MaxValue;
            if (depth[node] <= 0)
            {
                continue;
            }

            foreach (var neighbor in rows.Neighbors(node))
            {
                if (depth[neighbor] == depth[node] - 1)
                {
                    smallest = Math.Min(smallest, order.OriginalOf(neighbor));
                }
            }

            parent[node] = smallest;
        }
    }
}
