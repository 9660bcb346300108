using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Shortest paths from the node with most edges; weights 1 … 255.</summary>
public class ShortestPathsBenchmark : KernelBenchmark
{
    private int source;

    /// <inheritdoc />
    protected override CsrOptions Options => base.Options with { Weights = EdgeWeightKind.Integer, Parallel = ParallelEdges.Minimum };

    /// <summary>One run.</summary>
    [Benchmark]
    public ShortestPathsResult Run() => ShortestPaths.Run(Rows, new ShortestPathsOptions { Source = source }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() => AnswerChecks.Shortest(Rows, source, Run().Distance);

    /// <inheritdoc />
    protected override void Prepare() => source = Hub;
}
