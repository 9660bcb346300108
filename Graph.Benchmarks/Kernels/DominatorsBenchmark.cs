using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Dominators from the node with most edges, of the directed graph.</summary>
public class DominatorsBenchmark : KernelBenchmark
{
    private int root;

    /// <inheritdoc />
    protected override CsrOptions Options => new();

    /// <summary>One run.</summary>
    [Benchmark]
    public DominatorsResult Run() => Dominators.Run(Rows, new DominatorsOptions { Root = root }, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        // Without its dominator, a node cannot be reached.
        var found = Run();
        var last = Array.FindLastIndex(found.ImmediateDominator, dominator => dominator >= 0 && dominator != root);
        Demand(last < 0 || AnswerChecks.Depths(Rows, root, without: found.ImmediateDominator[last])[last] < 0, "every way leads through the dominator");
        Demand(found.Dominated[root] == AnswerChecks.Depths(Rows, root).Count(depth => depth >= 0), "the root dominates what it reaches");
    }

    /// <inheritdoc />
    protected override void Prepare() => root = Hub;
}
