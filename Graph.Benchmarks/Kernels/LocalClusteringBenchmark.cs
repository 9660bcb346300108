using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Local clustering coefficients.</summary>
public class LocalClusteringBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public LocalClusteringResult Run() => LocalClustering.Run(Rows, new LocalClusteringOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        Demand(Math.Abs(Run().Coefficient.Select((value, node) => value * Rows.Out.Degree(node) * (Rows.Out.Degree(node) - 1)).Sum() - (6 * AnswerChecks.Triangles(Rows))) < 1e-6, "each triangle closes six pairs");
}
