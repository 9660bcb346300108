using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Data;
using Graph.Model.Records;

namespace Graph.Benchmarks.Stages;

/// <summary>CSV folder to ranked targets, in process, in a fresh store.</summary>
[MemoryDiagnoser]
public class WholeRunBenchmark : StageBenchmark
{
    /// <summary>One run; returns the number of targets.</summary>
    [Benchmark]
    public int Run()
    {
        using var fresh = new ScratchFolder();
        using var store = StageData.Open(fresh);
        StageData.Load(Folder, store);
        var flow = StageData.Flow(StageData.Read(store, AsOfCut.DefaultWindowWeeks));
        return StageData.Targets(flow, StageData.Exposure(flow)).Rows.Count;
    }

    /// <inheritdoc />
    public override void Check() => Demand(Run() > 0, "targets");
}
