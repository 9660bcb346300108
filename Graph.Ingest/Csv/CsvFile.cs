using Graph.Ingest.Csv.Readers;
using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>Reads one input file into typed rows.</summary>
public static class CsvFile
{
    /// <summary>Streams a file (plain or .gz) into a sink, and hashes it meanwhile on another thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fileIndex">Its index among the files of the load, ≥ 0.</param>
    /// <param name="type">Its record type.</param>
    /// <param name="context">What the readers of the load share. Names are interned by the calling thread only.</param>
    /// <param name="sink">Takes rows and rejects, on the calling thread.</param>
    /// <param name="cancellation">Cancels between batches.</param>
    /// <returns>How the file was read. A refused file may have given rows to the sink before it turned out to be unreadable.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FileReading Read(string path, int fileIndex, RecordType type, ReadingContext context, IRecordSink sink, CancellationToken cancellation) =>
        Read(path, fileIndex, type, context, sink, sha256: null, progress: null, cancellation);

    /// <summary>As the other overload, for a caller who knows the hash already or wants to hear of the progress.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fileIndex">Its index among the files of the load, ≥ 0.</param>
    /// <param name="type">Its record type.</param>
    /// <param name="context">What the readers of the load share.</param>
    /// <param name="sink">Takes rows and rejects.</param>
    /// <param name="sha256">What <see cref="Sha256"/> gave for the file, or null to have it computed.</param>
    /// <param name="progress">Told now and then how many bytes of the file (as it lies on disk) are done, or null.</param>
    /// <param name="cancellation">Cancels between batches.</param>
    /// <returns>How the file was read.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FileReading Read(
        string path, int fileIndex, RecordType type, ReadingContext context, IRecordSink sink, string? sha256, Action<long>? progress,
        CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(fileIndex);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(sink);
        var reading = new FileRun(path, fileIndex, context, sink, progress);
        return type switch
        {
            RecordType.Placements => reading.Read(new PlacementReader(), sha256, cancellation),
            RecordType.Settlements => reading.Read(new SettlementReader(), sha256, cancellation),
            RecordType.SettlementLines => reading.Read(new SettlementLineReader(), sha256, cancellation),
            RecordType.Parties => reading.Read(new PartyReader(), sha256, cancellation),
            RecordType.Lists => reading.Read(new ListReader(), sha256, cancellation),
            RecordType.Notices => reading.Read(new NoticeReader(), sha256, cancellation),
            RecordType.Declarations => reading.Read(new DeclarationReader(), sha256, cancellation),
            RecordType.Verdicts => reading.Read(new VerdictReader(), sha256, cancellation),
            RecordType.Works => reading.Read(new WorkReader(), sha256, cancellation),
            RecordType.Rates => reading.Read(new RateReader(), sha256, cancellation),
            RecordType.Actions => reading.Read(new ActionReader(), sha256, cancellation),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type."),
        };
    }

    /// <summary>Lower-case hex SHA-256 of a file's bytes as they lie on disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string Sha256(string path, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return InputFile.Sha256(path, cancellation);
    }
}
