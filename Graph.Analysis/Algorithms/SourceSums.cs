using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>Dependencies of many sources, added up: the sum behind <see cref="Betweenness"/>.</summary>
/// <remarks>
/// Sources are cut into blocks that follow from their number alone. A thread adds up its block, waits for the blocks before, and adds
/// its own to the total: one order of additions, whatever the number of threads.
/// </remarks>
internal sealed class SourceSums
{
    private const int MostBlocks = 256;

    private readonly object gate = new();
    private readonly double[] total;
    private int turn;
    private bool broken;

    private SourceSums(int nodes)
    {
        total = new double[nodes];
    }

    /// <summary>Per place the sum over all sources of the source's dependency on the node there.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="sources">Places of the sources.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static double[] Of(CsrGraph graph, int[] sources, int threads, CancellationToken cancellation)
    {
        var sums = new SourceSums(graph.NodeCount);
        var perBlock = Math.Max(1, (sources.Length + MostBlocks - 1) / MostBlocks);
        var blocks = (sources.Length + perBlock - 1) / perBlock;
        using var team = new WorkTeam(Workers(graph, threads));
        var searches = new BrandesSearch[team.Threads];
        try
        {
            team.Run(blocks, (block, worker) =>
            {
                var search = searches[worker] ??= new BrandesSearch(graph.Out);
                sums.Take(block, search, sources.AsSpan(block * perBlock, Math.Min(perBlock, sources.Length - (block * perBlock))), cancellation);
            }, cancellation);
        }
        finally
        {
            foreach (var search in searches)
            {
                search?.Dispose();
            }
        }

        GC.KeepAlive(graph);
        return sums.total;
    }

    /// <summary>No more threads than keep their memory within one and a half times the graph, but two.</summary>
    private static int Workers(CsrGraph graph, int threads)
    {
        var wanted = threads == 0 ? Environment.ProcessorCount : threads;
        var fitting = 3 * graph.Bytes / 2 / BrandesSearch.BytesFor(graph.Out);
        return threads < 0 ? threads : (int)Math.Min(wanted, Math.Max(fitting, 2));
    }

    private void Take(int block, BrandesSearch search, ReadOnlySpan<int> sources, CancellationToken cancellation)
    {
        var added = false;
        try
        {
            foreach (var source in sources)
            {
                search.AddFrom(source, cancellation);
            }

            if (Await(block))
            {
                search.MoveTo(total);
                added = true;
            }
        }
        finally
        {
            Pass(added);
        }
    }

    /// <summary>Waits until all blocks before are added; false where one of them never will be.</summary>
    private bool Await(int block)
    {
        lock (gate)
        {
            while (turn != block && !broken)
            {
                Monitor.Wait(gate);
            }

            return !broken;
        }
    }

    private void Pass(bool added)
    {
        lock (gate)
        {
            turn += added ? 1 : 0;
            broken |= !added;
            Monitor.PulseAll(gate);
        }
    }
}
