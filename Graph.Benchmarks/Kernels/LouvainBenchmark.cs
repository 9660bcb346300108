using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Louvain's communities.</summary>
public class LouvainBenchmark : KernelBenchmark
{
    /// <summary>One run.</summary>
    [Benchmark]
    public CommunityResult Run() => Louvain.Run(Rows, new LouvainOptions(), CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var found = Run();
        var modularity = AnswerChecks.Modularity(Rows, TraversalMatches.Doubles(found.Community));
        Demand(modularity > 0 && Math.Abs(modularity - found.Modularity) < 1e-9, "modularity");
    }
}
