using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>The reading of one file: a pass that finds encoding and damage, then a pass that parses, with hashing beside it.</summary>
internal sealed class FileRun(string path, int fileIndex, ReadingContext context, IRecordSink sink, Action<long>? progress)
{
    /// <summary>Reads the file as one record type.</summary>
    /// <param name="reader">The type's reader.</param>
    /// <param name="knownHash">The file's hash, or null to have it computed.</param>
    /// <param name="cancellation">Cancels.</param>
    public FileReading Read<TRecord>(IRowReader<TRecord> reader, string? knownHash, CancellationToken cancellation) where TRecord : struct, IRecord
    {
        var probe = FileProbe.Examine(path, cancellation);
        if (!File.Exists(path))
        {
            return new FileReading(probe.Encoding.Word(), 0, 0, [], probe.Refused, false, "");
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var hash = knownHash is null ? Task.Run(() => TryHash(stop.Token), CancellationToken.None) : Task.FromResult(knownHash);
        try
        {
            var reading = probe.Refused is null ? Parse(reader, probe, cancellation) : Refuse(probe, [], probe.Refused);
            return reading with { Sha256 = hash.GetAwaiter().GetResult() };
        }
        catch
        {
            // The hash is of no use any more; its thread must not outlive the call.
            stop.Cancel();
            Task.WhenAny(hash).GetAwaiter().GetResult();
            throw;
        }
    }

    private string TryHash(CancellationToken cancellation)
    {
        try
        {
            return InputFile.Sha256(path, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Parsing reads the same bytes and says what is wrong with them.
            return "";
        }
    }

    private FileReading Parse<TRecord>(IRowReader<TRecord> reader, FileProbe probe, CancellationToken cancellation) where TRecord : struct, IRecord
    {
        using var raw = InputFile.OpenRaw(path);
        using var bytes = InputFile.Decompress(raw);
        using var text = InputFile.ToUtf8(bytes, probe.Encoding, probe.MarkLength);
        using var guarded = new InputStream(text, progress is null ? null : () => progress(raw.Position));
        using var records = new RecordSplitter(guarded);
        try
        {
            return Parse(records, reader, probe, cancellation);
        }
        catch (InputUnreadableException exception)
        {
            return Refuse(probe, [], exception.Message);
        }
    }

    private FileReading Parse<TRecord>(RecordSplitter records, IRowReader<TRecord> reader, FileProbe probe, CancellationToken cancellation)
        where TRecord : struct, IRecord
    {
        var names = records.ReadHeader(fields => Header.Score(fields, reader.Columns));
        if (names is null)
        {
            return Refuse(probe, [], records.Fault is { } fault
                ? $"line {records.Line}: the header cannot be read: {fault}"
                : $"the file has no header; expected a first line with {string.Join(", ", reader.Columns.Names.Take(reader.Columns.RequiredCount))}");
        }

        var header = Header.Match(names, records.Line, reader.Columns);
        if (header.Refused is not null)
        {
            return Refuse(probe, header.Unknown, header.Refused);
        }

        var row = new RowFields(records, reader.Columns, header, context);
        using var pump = new RowPump<TRecord>(reader, Path.GetFileName(path), fileIndex, sink);
        pump.Run(records, row, cancellation);
        return new FileReading(probe.Encoding.Word(), pump.Read, pump.Rejected, header.Unknown, null, row.UsedRates, "");
    }

    private static FileReading Refuse(FileProbe probe, IReadOnlyList<string> unknown, string reason) =>
        new(probe.Encoding.Word(), 0, 0, unknown, reason, false, "");
}
