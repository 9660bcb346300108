using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Matches;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Maximum flow and minimum cut between the two nodes with most edges; capacities 1 … 255.</summary>
public class MaxFlowBenchmark : KernelBenchmark
{
    private MaxFlowOptions? options;

    /// <inheritdoc />
    protected override CsrOptions Options => base.Options with { Weights = EdgeWeightKind.Integer };

    /// <summary>One run.</summary>
    [Benchmark]
    public MaxFlowResult Run() => MaxFlow.Run(Rows, options!, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var found = Run();
        Demand(found.Value > 0 && FlowMatches.CutCapacity(Rows, found.SourceSide) == found.Value, "the cut is the flow");
    }

    /// <inheritdoc />
    protected override void Prepare()
    {
        var ends = Enumerable.Range(0, Rows.NodeCount).OrderByDescending(Rows.Out.Degree).Take(2).ToList();
        options = new MaxFlowOptions { Source = ends[0], Sink = ends[1] };
    }
}
