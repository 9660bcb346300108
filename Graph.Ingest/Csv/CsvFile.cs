using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>Reads one input file into typed rows.</summary>
public static class CsvFile
{
    /// <summary>Streams a file (plain or .gz) into a sink.</summary>
    public static FileReading Read(string path, int fileIndex, RecordType type, ReadingContext context, IRecordSink sink, CancellationToken cancellation)
        => throw new NotImplementedException();
}
