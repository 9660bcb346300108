using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>PageRank: twenty sweeps in single precision.</summary>
public class PageRankBenchmark : KernelBenchmark
{
    private const int Sweeps = 20;

    /// <summary>One run.</summary>
    [Benchmark]
    public PageRankResult Run() => PageRank.Run(Rows, new PageRankOptions { Single = true, Tolerance = 0, MaxIterations = Sweeps }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        AnswerChecks.Near(Run().Score, AnswerChecks.Ranks(Rows, Sweeps), 1e-5);
}
