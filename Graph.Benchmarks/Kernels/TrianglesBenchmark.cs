using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Triangles.</summary>
public class TrianglesBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public TrianglesResult Run() => Triangles.Run(Rows, new TrianglesOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() => AnswerChecks.Equal([Run().Total], [AnswerChecks.Triangles(Rows)]);
}
