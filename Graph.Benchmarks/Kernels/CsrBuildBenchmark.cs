using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Data;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Kernels;

/// <summary>Edges to rows, and rows to rows relabelled by degree.</summary>
public class CsrBuildBenchmark : KernelBenchmark
{
    /// <summary>Builds the rows, making the edges included; returns the number of edges.</summary>
    [Benchmark]
    public long Build()
    {
        using var edges = BenchmarkGraph.Make(Kind, Scale);
        using var graph = CsrGraph.Build(edges, Options, CancellationToken.None);
        return graph.EdgeCount;
    }

    /// <summary>Relabels; returns the number of edges.</summary>
    [Benchmark]
    public long Relabel()
    {
        using var graph = Rows.Relabel(NodeOrder.ByDegreeDescending(Rows), 0, CancellationToken.None);
        return graph.EdgeCount;
    }

    /// <inheritdoc />
    public override void Check()
    {
        Demand(Build() == Rows.EdgeCount && Relabel() == Rows.EdgeCount, "edges");
        Demand(Rows.Validate() is null, Rows.Validate() ?? "rows");
    }
}
