using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;

namespace Graph.Benchmarks.Kernels;

/// <summary>Modularity of given communities.</summary>
public class ModularityBenchmark : KernelBenchmark
{
    private int[] community = [];

    /// <summary>One run.</summary>
    [Benchmark]
    public ModularityResult Run() => Modularity.Run(Rows, new ModularityOptions { Community = community }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check() =>
        Demand(Math.Abs(Run().Value - AnswerChecks.Modularity(Rows, TraversalMatches.Doubles(community))) < 1e-9, "modularity");

    /// <inheritdoc />
    protected override void Prepare() => community = [.. Enumerable.Range(0, Rows.NodeCount).Select(node => node % 100)];
}
