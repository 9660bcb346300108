using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Data;
using Graph.Model.Records;

namespace Graph.Benchmarks.Stages;

/// <summary>Store to summed records as of a date.</summary>
[MemoryDiagnoser]
public class StoreReadBenchmark : LoadedBenchmark
{
    /// <summary>One reading of the default window.</summary>
    [Benchmark]
    public MoneyRecords Read() => Records();

    /// <inheritdoc />
    public override void Check()
    {
        var world = BenchmarkWorld.Build(Placements);
        var expected = Enumerable.Range(world.Options.Weeks - AsOfCut.DefaultWindowWeeks, AsOfCut.DefaultWindowWeeks)
            .SelectMany(world.Placements).Sum(placement => placement.Row.Gross.Units);
        Demand(Read().Lanes.Sum(lane => lane.Gross) == expected, "gross of the window");
    }
}
