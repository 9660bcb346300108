using Graph.Benchmarks.Data;
using Graph.Benchmarks.Stages;

namespace Graph.Benchmarks.Comparison;

/// <summary>Every benchmark body once on a small world, answers checked: so that benchmarks do not rot.</summary>
internal static class SmokeCommand
{
    private const long Placements = 5_000;

    public static void Run()
    {
        StageBenchmark[] stages =
        [
            new CsvParseBenchmark(), new StoreLoadBenchmark(), new StoreReadBenchmark(), new FlowBenchmark(),
            new ExposureBenchmark(), new TargetsBenchmark(), new WholeRunBenchmark(),
        ];
        foreach (var stage in stages)
        {
            using (stage)
            {
                stage.Placements = Placements;
                stage.SetUp();
                stage.Check();
                Console.Out.WriteLine($"{stage.GetType().Name}: answers as expected.");
            }
        }

        using var scratch = new ScratchFolder();
        BenchmarkWorld.Ensure(scratch.At("data"), Placements);
        Contenders.CheckAnswers(scratch.At("data"), scratch.Folder);
    }
}
