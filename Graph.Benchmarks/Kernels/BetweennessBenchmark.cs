using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Betweenness from sixteen sources.</summary>
public class BetweennessBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public BetweennessResult Run() => Betweenness.Run(Rows, new BetweennessOptions { Samples = 16, Seed = 1 }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var exact = Betweenness.Run(Rows, new BetweennessOptions(), CancellationToken.None).Score;
        AnswerChecks.Near(exact, AnswerChecks.Betweenness(Rows, [.. Enumerable.Range(0, Rows.NodeCount)]), 1e-9);
        Demand(Run().Sources == 16, "sources");
    }
}
