using BenchmarkDotNet.Attributes;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Few nodes without which no part has more than 1 % of them.</summary>
public class DismantlingBenchmark : KernelBenchmark
{
    private static readonly DismantlingOptions Usual = new() { Effort = 20_000_000 };

    /// <summary>One run.</summary>
    [Benchmark]
    public DismantlingResult Run() => Dismantling.Run(Rows, Usual, CancellationToken.None);

    /// <inheritdoc />
    public override void Check()
    {
        var found = Run();
        var gone = found.Removed.ToHashSet();
        var left = new List<(int Source, int Target)>();
        for (var node = 0; node < Rows.NodeCount; node++)
        {
            foreach (var neighbor in Rows.Out.Neighbors(node))
            {
                if (!gone.Contains(node) && !gone.Contains(neighbor))
                {
                    left.Add((node, neighbor));
                }
            }
        }

        using var edges = EdgeList.Of(Rows.NodeCount, [.. left]);
        using var rest = CsrGraph.Build(edges, new CsrOptions { Directed = false }, CancellationToken.None);
        var largest = ConnectedComponents.Run(rest, new ConnectedComponentsOptions(), CancellationToken.None).LargestSize;
        Demand(largest <= Math.Max(1, found.Limit) && largest == Math.Max(1, found.LargestSize), "no part is larger than 1 %");
    }
}
