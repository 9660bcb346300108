using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Dominators of a payment network, from the first network.</summary>
public class DominatorsBenchmark : KernelBenchmark
{
    /// <inheritdoc />
    protected override CsrOptions Options => new();

    /// <summary>One run.</summary>
    [Benchmark]
    public DominatorsResult Run() => Dominators.Run(Rows, new DominatorsOptions { Root = 0 }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        // Without its dominator, a node cannot be reached.
        var found = Run();
        var last = Array.FindLastIndex(found.ImmediateDominator, dominator => dominator > 0);
        Demand(last < 0 || AnswerChecks.Depths(Rows, 0, without: found.ImmediateDominator[last])[last] < 0, "every way leads through the dominator");
        Demand(found.Dominated[0] == AnswerChecks.Depths(Rows, 0).Count(depth => depth >= 0), "the root dominates what it reaches");
    }
}
