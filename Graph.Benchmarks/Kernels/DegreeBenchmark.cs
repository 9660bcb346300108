using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;

namespace Graph.Benchmarks.Kernels;

/// <summary>Degrees.</summary>
public class DegreeBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public DegreeResult Run() => Degree.Run(Rows, new DegreeOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() => Demand(Run().Total.Sum() == 2 * Rows.EdgeCount, "each edge has two ends");
}
