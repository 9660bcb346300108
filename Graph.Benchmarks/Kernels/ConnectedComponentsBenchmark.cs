using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Connected components.</summary>
public class ConnectedComponentsBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public ConnectedComponentsResult Run() => ConnectedComponents.Run(Rows, new ConnectedComponentsOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        AnswerChecks.Equal(TraversalMatches.Doubles(Run().Component), AnswerChecks.Components(Rows));
}
