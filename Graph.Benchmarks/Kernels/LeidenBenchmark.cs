using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Leiden's communities.</summary>
public class LeidenBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public CommunityResult Run() => Leiden.Run(Rows, new LeidenOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var found = Run();
        var modularity = AnswerChecks.Modularity(Rows, TraversalMatches.Doubles(found.Community));
        Demand(modularity > 0 && Math.Abs(modularity - found.Modularity) < 1e-9, "modularity");
    }
}
