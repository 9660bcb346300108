using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Benchmarks.Stages;

/// <summary>What the benchmarks behind the store share: a loaded store.</summary>
public abstract class LoadedBenchmark : StageBenchmark
{
    private IRecordStore? store;

    private protected IRecordStore Store => store ?? throw new InvalidOperationException("Set up first.");

    /// <inheritdoc />
    protected override void Prepare()
    {
        store = StageData.Open(Scratch);
        StageData.Load(Folder, store);
    }

    /// <inheritdoc />
    protected override void Release() => store?.Dispose();

    /// <summary>The records of the default window.</summary>
    protected MoneyRecords Records() => StageData.Read(Store, AsOfCut.DefaultWindowWeeks);
}
