using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Benchmarks.Data;
using Graph.Ingest;
using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Benchmarks.Stages;

/// <summary>The steps of a run, one call each, so that benchmarks, comparison and smoke run take the same path.</summary>
internal static class StageData
{
    /// <summary>Reads all rows of a type in a folder and drops them; returns rows read and rejected.</summary>
    public static (long Read, long Rejected) Parse(string folder, RecordType type)
    {
        var context = new ReadingContext(new RecordNames(), new RateTable([]));
        var (read, rejected) = (0L, 0L);
        var files = DataFolder.List(folder).Files.Where(file => file.Type == type).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            var reading = CsvFile.Read(files[i].Path, i, type, context, new CountingSink(), CancellationToken.None);
            read += reading.Read;
            rejected += reading.Rejected;
        }

        return (read, rejected);
    }

    public static IRecordStore Open(ScratchFolder scratch) =>
        RecordStores.Open("duckdb:" + scratch.At("store.duckdb"), readOnly: false, scratch.Folder);

    public static IngestResult Load(string folder, IRecordStore store) =>
        IngestPipeline.Run(DataFolder.List(folder), store, TimeProvider.System, null, CancellationToken.None);

    /// <summary>Reads the records as of the newest accrual.</summary>
    public static MoneyRecords Read(IRecordStore store, int weeks) =>
        store.Read(new AsOfCut(store.NewestAccrual(null) ?? throw new InvalidOperationException("No placements."), null, weeks), CancellationToken.None);

    public static FlowResult Flow(MoneyRecords records) => FlowGraphBuilder.Run(records, CancellationToken.None);

    public static ExposureResult Exposure(FlowResult flow) => ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);

    public static TargetPlan Targets(FlowResult flow, ExposureResult exposure) =>
        TargetRanking.Run(flow, exposure, new TargetOptions(), CancellationToken.None);

    private sealed class CountingSink : IRecordSink
    {
        public void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord { }

        public void Reject(IReadOnlyList<RejectedRow> rows) { }
    }
}
