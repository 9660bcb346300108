using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Reciprocity.</summary>
public class ReciprocityBenchmark : KernelBenchmark
{
    /// <inheritdoc />
    protected override CsrOptions Options => new() { KeepSelfLoops = false };

    /// <summary>One run.</summary>
    [Benchmark]
    public ReciprocityResult Run() => Reciprocity.Run(Rows, new ReciprocityOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        Demand(Math.Abs(Run().Overall - AnswerChecks.Answered(Rows)) < 1e-12, "answered arcs");
}
