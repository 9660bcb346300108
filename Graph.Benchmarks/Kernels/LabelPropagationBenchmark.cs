using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Label propagation: ten rounds.</summary>
public class LabelPropagationBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public LabelPropagationResult Run() => LabelPropagation.Run(Rows, new LabelPropagationOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        AnswerChecks.Equal(TraversalMatches.Doubles(Run().Label), AnswerChecks.Labels(Rows, Run().Iterations));
}
