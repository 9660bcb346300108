using System.Diagnostics;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Peers;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>Ours on a graph that is relabelled first: the time of a run, and its share of the relabelling.</summary>
/// <param name="graph">The graph in its own order.</param>
/// <param name="options">The run.</param>
/// <param name="runs">Over how many runs the relabelling is spread.</param>
internal sealed class RelabelledPageRank(CsrGraph graph, PageRankOptions options, int runs) : Contender("ours")
{
    /// <inheritdoc />
    public override IReadOnlyList<Timing> Run(int part)
    {
        GC.Collect();
        var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        using var relabelled = graph.Relabel(NodeOrder.ByDegreeDescending(graph), options.Threads, CancellationToken.None);
        var (seconds, cpu) = (clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        Answer = PageRank.Run(relabelled, options, CancellationToken.None).Score;
        var run = clock.Elapsed.TotalSeconds;
        return [new Timing(run + (seconds / runs), (Environment.CpuUsage.TotalTime - before).TotalSeconds + (cpu / runs))];
    }
}
