using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Strongly connected components.</summary>
public class StronglyConnectedComponentsBenchmark : KernelBenchmark
{
    /// <inheritdoc />
    protected override CsrOptions Options => new();

    /// <summary>One run.</summary>
    [Benchmark]
    public StronglyConnectedComponentsResult Run() => StronglyConnectedComponents.Run(Rows, new StronglyConnectedComponentsOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        // Everybody in the hub's component reaches the hub and is reached from it.
        var component = Run().Component;
        var forth = AnswerChecks.Depths(Rows, Hub);
        var members = Enumerable.Range(0, Rows.NodeCount).Where(node => forth[node] >= 0 && AnswerChecks.Depths(Rows, node)[Hub] >= 0);
        Demand(members.SequenceEqual(Enumerable.Range(0, Rows.NodeCount).Where(node => component[node] == component[Hub])), "the hub's component");
    }
}
