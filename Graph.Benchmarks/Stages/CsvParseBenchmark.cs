using BenchmarkDotNet.Attributes;
using Graph.Benchmarks.Baselines;
using Graph.Model.Records;

namespace Graph.Benchmarks.Stages;

/// <summary>CSV text to typed rows with all rules, against a typed reader without rules.</summary>
[MemoryDiagnoser]
public class CsvParseBenchmark : StageBenchmark
{
    /// <summary>Ours.</summary>
    [Benchmark(Baseline = true)]
    public (long Read, long Rejected) Ours() => StageData.Parse(Folder, RecordType.Placements);

    /// <summary>CsvHelper's source-generated records.</summary>
    [Benchmark]
    public (long Rows, decimal Gross) CsvHelperGetRecords() => CsvHelperBaseline.Read(Folder);

    /// <inheritdoc />
    public override void Check()
    {
        Demand(Ours() == (Placements, 0), "rows read and rejected");
        Demand(CsvHelperGetRecords().Rows == Placements, "rows of the rival");
    }
}
