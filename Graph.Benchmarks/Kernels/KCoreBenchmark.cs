using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Core numbers.</summary>
public class KCoreBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public KCoreResult Run() => KCore.Run(Rows, new KCoreOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        AnswerChecks.Equal(TraversalMatches.Doubles(Run().Core), AnswerChecks.Cores(Rows));
}
