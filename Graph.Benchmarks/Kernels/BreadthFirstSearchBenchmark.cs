using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Breadth-first search from the node with most edges.</summary>
public class BreadthFirstSearchBenchmark : KernelBenchmark
{
    private int source;

    /// <summary>One run.</summary>
    [Benchmark]
    public BreadthFirstSearchResult Run() => BreadthFirstSearch.Run(Rows, new BreadthFirstSearchOptions { Source = source }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        AnswerChecks.Equal(TraversalMatches.Doubles(Run().Depth), AnswerChecks.Depths(Rows, source));

    /// <inheritdoc />
    protected override void Prepare() => source = Hub;
}
