using BenchmarkDotNet.Attributes;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;

namespace Graph.Benchmarks.Stages;

/// <summary>Money graph to the exposure of every party.</summary>
[MemoryDiagnoser]
public class ExposureBenchmark : LoadedBenchmark
{
    private FlowResult? flow;

    /// <summary>One solve.</summary>
    [Benchmark]
    public ExposureResult Solve() => StageData.Exposure(flow!);

    /// <inheritdoc />
    public override void Check()
    {
        var exposure = Solve();
        Demand(exposure.ConservationResidual <= 1e-9, "money is conserved");
        Demand(exposure.PirateMoney > 0, "pirates are paid");
    }

    /// <inheritdoc />
    protected override void Prepare()
    {
        base.Prepare();
        flow = StageData.Flow(Records());
    }
}
