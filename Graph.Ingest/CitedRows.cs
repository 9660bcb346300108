using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest;

/// <summary>Reads rows that evidence cites again from their input files, with the ordinary readers.</summary>
public static class CitedRows
{
    /// <summary>The rates that the rates files of a folder give: of each currency and day the newest version.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellation">Cancels.</param>
    public static RateTable Rates(DataFolder folder, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var versions = new RateVersions([]);
        var context = new ReadingContext(new RecordNames(), new RateTable([]));
        foreach (var file in folder.Files.Where(f => f.Type == RecordType.Rates))
        {
            var rows = new RatesFile();
            if (CsvFile.Read(file.Path, 0, file.Type, context, rows, sha256: "", progress: null, cancellation).Refused is null)
            {
                versions.Add(rows.Rates);
            }
        }

        return new RateTable(versions.Newest);
    }

    /// <summary>The canonical texts of rows, as <see cref="Graph.Model.Stores.IRecordStore.CanonicalRows"/> gives them. A file is read no
    /// further than its last cited row.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cited">File names and lines; a row cited twice is read once.</param>
    /// <param name="rates">The rates of the run.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>The texts by file and line. A row is missing where its file is, where no row begins on that line, or where the row is bad.</returns>
    public static IReadOnlyDictionary<(string File, long Line), string> Read(
        DataFolder folder, IEnumerable<(string File, long Line)> cited, RateTable rates, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(cited);
        ArgumentNullException.ThrowIfNull(rates);
        var texts = new Dictionary<(string File, long Line), string>();
        var byFile = cited.ToLookup(c => c.File, c => c.Line, StringComparer.Ordinal);
        foreach (var file in folder.Files.Where(f => byFile.Contains(f.Name)))
        {
            foreach (var (line, text) in Read(file, [.. byFile[file.Name]], rates, cancellation))
            {
                texts.Add((file.Name, line), text);
            }
        }

        return texts;
    }

    private static Dictionary<long, string> Read(DataFile file, HashSet<long> lines, RateTable rates, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sink = new CitedSink(lines, stop);
        try
        {
            CsvFile.Read(file.Path, 0, file.Type, new ReadingContext(new RecordNames(), rates), sink, sha256: "", progress: null, stop.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The last cited row was read: what follows in the file is of no account.
            return sink.Texts;
        }

        return sink.Texts;
    }

    /// <summary>Keeps the texts of the cited rows of a file.</summary>
    private sealed class CitedSink(HashSet<long> lines, CancellationTokenSource stop) : IRecordSink
    {
        private readonly long last = lines.Max();

        public Dictionary<long, string> Texts { get; } = [];

        public void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord
        {
            foreach (ref readonly var row in rows)
            {
                if (lines.Contains(row.Origin.Line))
                {
                    Texts[row.Origin.Line] = CanonicalRow.Of(row);
                }
            }

            if (rows.Length > 0 && rows[^1].Origin.Line >= last)
            {
                stop.Cancel();
            }
        }

        public void Reject(IReadOnlyList<RejectedRow> rows)
        {
            // A rejected row is no evidence: it stays missing.
        }
    }
}
