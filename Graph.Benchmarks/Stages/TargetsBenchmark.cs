using BenchmarkDotNet.Attributes;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;

namespace Graph.Benchmarks.Stages;

/// <summary>Exposure to ranked targets.</summary>
[MemoryDiagnoser]
public class TargetsBenchmark : LoadedBenchmark
{
    private FlowResult? flow;
    private ExposureResult? exposure;

    /// <summary>One plan.</summary>
    [Benchmark]
    public TargetPlan Rank() => StageData.Targets(flow!, exposure!);

    /// <inheritdoc />
    public override void Check()
    {
        var plan = Rank();
        Demand(plan.Rows.Count > 0, "targets");
        Demand(plan.Rows[^1].CumulativeRemoved <= plan.UpperBound * (1 + 1e-9), "the certificate holds");
    }

    /// <inheritdoc />
    protected override void Prepare()
    {
        base.Prepare();
        flow = StageData.Flow(Records());
        exposure = StageData.Exposure(flow);
    }
}
