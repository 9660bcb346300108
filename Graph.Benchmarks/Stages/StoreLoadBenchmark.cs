using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Stages;

/// <summary>CSV folder into a fresh store.</summary>
[MemoryDiagnoser]
public class StoreLoadBenchmark : StageBenchmark
{
    /// <summary>One load; returns accepted rows.</summary>
    [Benchmark]
    public long Load()
    {
        using var fresh = new ScratchFolder();
        using var store = StageData.Open(fresh);
        return StageData.Load(Folder, store).Files.Sum(file => file.File.Counts.Accepted);
    }

    /// <inheritdoc />
    public override void Check()
    {
        using var fresh = new ScratchFolder();
        using var store = StageData.Open(fresh);
        var files = StageData.Load(Folder, store).Files;
        Demand(files.Where(file => file.File.Type == Model.Records.RecordType.Placements).Sum(file => file.File.Counts.Accepted) == Placements, "accepted placements");
        Demand(files.All(file => file.File.Refused is null && file.File.Counts.Rejected == 0), "no refused file, no rejected row");
        Demand(StageData.Load(Folder, store).Files.All(file => file.AlreadyLoaded), "the second load reads nothing");
    }
}
