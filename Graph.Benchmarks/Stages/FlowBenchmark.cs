using BenchmarkDotNet.Attributes;
using Graph.Analysis.Flow;
using Graph.Model.Records;

namespace Graph.Benchmarks.Stages;

/// <summary>Records to the money graph.</summary>
[MemoryDiagnoser]
public class FlowBenchmark : LoadedBenchmark
{
    private MoneyRecords? records;

    /// <summary>One graph.</summary>
    [Benchmark]
    public FlowResult Build() => StageData.Flow(records!);

    /// <inheritdoc />
    public override void Check()
    {
        var graph = Build().Graph;
        Demand(graph.NodeCount > 0 && graph.HopCount > 0, "a graph");
        Demand(graph.In.Sum() == graph.HopAmount.Sum() && graph.Out.Sum() == graph.HopAmount.Sum(), "what leaves arrives");
    }

    /// <inheritdoc />
    protected override void Prepare()
    {
        base.Prepare();
        records = Records();
    }
}
