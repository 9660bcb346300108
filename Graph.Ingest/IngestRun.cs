using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest;

/// <summary>One load under way: what was loaded before, the rates, the files, the commit.</summary>
internal sealed class IngestRun(
    DataFolder folder, IRecordStore store, TimeProvider clock, Action<IngestProgress>? progress, CancellationToken cancellation)
{
    private readonly RecordNames names = new();
    private readonly Dictionary<string, (RatesFile Rows, FileReading Reading)> ratesFiles = new(StringComparer.Ordinal);
    private readonly long bytesTotal = folder.Files.Sum(f => f.Bytes);
    private long rows;
    private long bytesDone;

    /// <summary>Loads what is new.</summary>
    public IngestResult Run()
    {
        var ledger = new LoadedBefore(store.Ledger());
        var hashes = HashesOfNamesakes(ledger);
        var rates = ReadRates(ledger, hashes);
        var before = new Dictionary<string, IngestedFile>(StringComparer.Ordinal);
        var fresh = new List<DataFile>();
        foreach (var file in folder.Files)
        {
            if (ledger.Find(file, hashes.GetValueOrDefault(file.Name), rates.Sha256) is { } known)
            {
                before.Add(file.Name, known);
                bytesDone += file.Bytes;
            }
            else
            {
                fresh.Add(file);
            }
        }

        var (loaded, entry) = fresh.Count == 0 ? ([], null) : Load(fresh, hashes, rates);
        var read = loaded.ToDictionary(f => f.File.File, StringComparer.Ordinal);
        return new IngestResult([.. folder.Files.Select(f => before.TryGetValue(f.Name, out var known) ? known : read[f.Name])], folder.Unmatched, entry);
    }

    /// <summary>Only a file whose name stands in the ledger has to be hashed beforehand; the others are hashed while they are read.</summary>
    private Dictionary<string, string> HashesOfNamesakes(LoadedBefore ledger)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in folder.Files.Where(f => ledger.HasName(f.Name)))
        {
            Tell(file.Name, 0);
            hashes.Add(file.Name, CsvFile.Sha256(file.Path, cancellation));
        }

        return hashes;
    }

    /// <summary>The newest version of every rate as it will be after this load.</summary>
    private RateTable ReadRates(LoadedBefore ledger, Dictionary<string, string> hashes)
    {
        var versions = new RateVersions(store.RateVersions());
        var context = new ReadingContext(names, new RateTable([]));
        foreach (var file in folder.Files.Where(f => f.Type == RecordType.Rates))
        {
            var sha256 = hashes.GetValueOrDefault(file.Name);
            if (ledger.Find(file, sha256, "") is not null)
            {
                continue;
            }

            var collected = new RatesFile();
            // The index that the rows carry is set once the files of the load are known.
            var reading = CsvFile.Read(file.Path, 0, file.Type, context, collected, sha256, null, cancellation);
            ratesFiles.Add(file.Name, (collected, reading));
            if (reading.Refused is null)
            {
                versions.Add(collected.Rates);
            }
        }

        return new RateTable(versions.Newest);
    }

    private (IReadOnlyList<IngestedFile> Files, LoadEntry? Entry) Load(List<DataFile> files, Dictionary<string, string> hashes, RateTable rates)
    {
        using var load = store.BeginLoad(names, [.. files.Select(f => f.Name)]);
        var readings = Stage(load, files, hashes, rates);
        Tell("", files.Count);
        cancellation.ThrowIfCancellationRequested();
        if (readings.All(r => r.Refused is not null))
        {
            return ([.. readings.Select(r => new IngestedFile(r, 0, false))], null);
        }

        var entry = load.Commit(clock.GetUtcNow().UtcDateTime, readings, cancellation);
        return ([.. entry.Files.Select(f => new IngestedFile(f, f.Refused is null ? entry.Load : 0, false))], entry);
    }

    private List<LoadedFile> Stage(IRecordLoad load, List<DataFile> files, Dictionary<string, string> hashes, RateTable rates)
    {
        var context = new ReadingContext(names, rates);
        var readings = new List<LoadedFile>();
        var current = ("", 0);
        using var queue = new StagingQueue(load, batch =>
        {
            rows += batch;
            Tell(current.Item1, current.Item2);
        }, cancellation);
        try
        {
            for (var i = 0; i < files.Count; i++)
            {
                current = (files[i].Name, i);
                queue.Begin(i);
                var reading = Stage(queue, files[i], i, context, hashes);
                readings.Add(Loaded(files[i], reading, rates));
            }

            queue.Finish();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            queue.ThrowFailure();
            throw;
        }

        return readings;
    }

    private FileReading Stage(StagingQueue queue, DataFile file, int index, ReadingContext context, Dictionary<string, string> hashes)
    {
        var done = bytesDone;
        FileReading reading;
        if (ratesFiles.TryGetValue(file.Name, out var collected))
        {
            reading = collected.Reading;
            if (reading.Refused is null)
            {
                collected.Rows.HandOver(queue, index);
            }
        }
        else
        {
            reading = CsvFile.Read(file.Path, index, file.Type, context, queue, hashes.GetValueOrDefault(file.Name),
                bytes => bytesDone = done + bytes, queue.Stopped);
            if (reading.Refused is not null)
            {
                queue.Refuse();
            }
        }

        bytesDone = done + file.Bytes;
        return reading;
    }

    private static LoadedFile Loaded(DataFile file, FileReading reading, RateTable rates) => new(
        file.Name, reading.Sha256, file.Type, reading.Encoding,
        reading.Refused is null ? new RowCounts(reading.Read, 0, 0, 0, reading.Rejected) : default,
        reading.UnknownColumns, reading.Refused, reading.UsedRates ? rates.Sha256 : "");

    private void Tell(string file, int index) =>
        progress?.Invoke(new IngestProgress(file, index, folder.Files.Count, rows, bytesDone, bytesTotal));
}
