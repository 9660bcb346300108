using System.Globalization;
using System.Text.Json;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>A load: one transaction. Rows go straight into the record tables under the load's number; before the commit the
/// duplicates among them are removed.</summary>
internal sealed class DuckDbLoad : IRecordLoad
{
    private readonly DuckDbLink link;
    private readonly Action ended;
    private readonly int load;
    private readonly int firstFile;
    private readonly int fileCount;
    private readonly IReadOnlyList<string> fileNames;
    private readonly NameIds parties = new();
    private readonly NameIds words = new();
    private readonly TupleIds chains = new();
    private readonly TupleIds terms = new();
    private readonly HostIds hosts;
    private readonly RecordRows rows;
    private readonly long threads;
    private readonly TableWriter?[] writers = new TableWriter?[RecordTable.All.Length];
    private readonly long[,] staged;
    private readonly HashSet<RecordType> known;
    private TableWriter? rejectWriter;
    private bool open = true;

    public DuckDbLoad(DuckDbLink link, int load, int firstFile, IReadOnlyList<string> fileNames, HashSet<RecordType> known,
        Func<string, string> registrableDomain, Action ended)
    {
        this.link = link;
        this.load = load;
        this.firstFile = firstFile;
        this.fileNames = fileNames;
        this.known = known;
        this.ended = ended;
        fileCount = fileNames.Count;
        staged = new long[RecordTable.All.Length, fileCount];
        hosts = new HostIds(registrableDomain);
        threads = link.Number("SELECT current_setting('threads')");
        // Rows come from one thread while another parses: more would mostly wait for each other, and the engine waits busily.
        UseThreads(1);
        link.Execute("BEGIN TRANSACTION");
        parties.Load(link, "party_names");
        words.Load(link, "word_names");
        hosts.Load(link, "host_names");
        chains.Load(link, "SELECT id, network, reseller, account, NULL::INTEGER FROM chains");
        terms.Load(link, "SELECT id, relation, currency, format, geo FROM terms");
        rows = new RecordRows(firstFile, parties, hosts, words, chains, terms);
    }

    /// <inheritdoc />
    public void Append<TRecord>(ReadOnlySpan<TRecord> batch) where TRecord : struct, IRecord
    {
        MustBeOpen();
        var type = (int)RecordRows.TypeOf<TRecord>();
        foreach (ref readonly var record in batch)
        {
            staged[type, record.Origin.File]++;
        }

        rows.Write(writers[type] ??= new TableWriter(link, RecordTable.All[type].Name), batch);
    }

    /// <inheritdoc />
    public void AppendRejects(int file, IReadOnlyList<RejectedRow> rejects)
    {
        MustBeOpen();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(file, fileCount);
        rejectWriter ??= new TableWriter(link, "rejects");
        foreach (var reject in rejects)
        {
            rejectWriter.Long(Origin.Of(firstFile + file, reject.Line));
            rejectWriter.Text(reject.Column);
            rejectWriter.Text(reject.Reason);
            rejectWriter.Text(reject.Raw);
            rejectWriter.EndRow();
        }
    }

    /// <inheritdoc />
    public void Refuse(int file)
    {
        MustBeOpen();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(file, fileCount);
        CloseWriters();
        var mine = string.Create(CultureInfo.InvariantCulture, $"{Origin.FileOf("origin")} = {firstFile + file}");
        link.Execute($"DELETE FROM rejects WHERE {mine}");
        foreach (var table in RecordTable.All)
        {
            if (staged[(int)table.Type, file] > 0)
            {
                link.Execute($"DELETE FROM {table.Name} WHERE {mine}");
                staged[(int)table.Type, file] = 0;
            }
        }
    }

    /// <inheritdoc />
    public LoadEntry Commit(DateTime loadedAt, IReadOnlyList<LoadedFile> files, CancellationToken cancellation)
    {
        MustBeOpen();
        if (files.Count != fileCount || files.Select(f => f.File).SequenceEqual(fileNames, StringComparer.Ordinal) is false)
        {
            throw new ArgumentException("One entry per file of the load, in index order.", nameof(files));
        }

        CloseWriters();
        UseThreads(threads);
        var entry = new LoadEntry(load, loadedAt, Count(files, cancellation));
        AppendNames();
        AppendLedger(entry);
        cancellation.ThrowIfCancellationRequested();
        // Once begun, a commit is not interrupted: it happens or it does not.
        link.Execute("COMMIT", CancellationToken.None);
        Close();
        return entry;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!open)
        {
            return;
        }

        try
        {
            DisposeWriters();
            link.Execute("ROLLBACK");
            UseThreads(threads);
        }
        catch (StoreException)
        {
            // The engine rolls back what a lost connection leaves open; there is nothing to save here.
        }

        Close();
    }

    private void UseThreads(long count) => link.Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads = {count}"));

    private LoadedFile[] Count(IReadOnlyList<LoadedFile> files, CancellationToken cancellation)
    {
        var counted = files.ToArray();
        foreach (var table in RecordTable.All)
        {
            var type = (int)table.Type;
            if (Enumerable.Range(0, fileCount).All(f => staged[type, f] == 0))
            {
                continue;
            }

            var outcome = new VersionComparison(link, table, firstFile, rows.Repeats(table.Type), cancellation).Run(known.Contains(table.Type));
            for (var f = 0; f < fileCount; f++)
            {
                var duplicate = outcome.Duplicates.GetValueOrDefault(f);
                var restated = outcome.Restated.GetValueOrDefault(f);
                var counts = counted[f].Counts;
                counted[f] = counted[f] with
                {
                    Counts = counts with
                    {
                        Accepted = counts.Accepted + staged[type, f] - duplicate - restated,
                        Duplicate = counts.Duplicate + duplicate,
                        Restated = counts.Restated + restated,
                    },
                };
            }
        }

        return counted;
    }

    private void AppendNames()
    {
        AppendNames("party_names", parties);
        AppendNames("word_names", words);
        AppendTuples("chains", chains, 3);
        AppendTuples("terms", terms, 4);
        using var writer = new TableWriter(link, "host_names");
        for (var i = 0; i < hosts.Fresh.Count; i++)
        {
            writer.Int(hosts.FirstFresh + i);
            writer.Text(hosts.Fresh[i]);
            writer.Int(hosts.RegistrableOfFresh(i));
            writer.EndRow();
        }

        writer.Flush();
    }

    private void AppendNames(string table, TextIds ids)
    {
        using var writer = new TableWriter(link, table);
        for (var i = 0; i < ids.Fresh.Count; i++)
        {
            writer.Int(ids.FirstFresh + i);
            writer.Text(ids.Fresh[i]);
            writer.EndRow();
        }

        writer.Flush();
    }

    private void AppendTuples(string table, TupleIds ids, int members)
    {
        using var writer = new TableWriter(link, table);
        for (var i = 0; i < ids.Fresh.Count; i++)
        {
            var (a, b, c, d) = ids.Fresh[i];
            writer.Int(ids.FirstFresh + i);
            ReadOnlySpan<int> all = [a, b, c, d];
            foreach (var member in all[..members])
            {
                writer.Int(member == 0 ? null : member);
            }

            writer.EndRow();
        }

        writer.Flush();
    }

    private void AppendLedger(LoadEntry entry)
    {
        using (var writer = new TableWriter(link, "loads"))
        {
            writer.Int(entry.Load);
            writer.Long(entry.LoadedAt.Ticks);
            writer.EndRow();
            writer.Flush();
        }

        using var files = new TableWriter(link, "files");
        for (var f = 0; f < entry.Files.Count; f++)
        {
            var file = entry.Files[f];
            files.Int(entry.Load);
            files.Int(firstFile + f);
            files.Text(file.File);
            files.Text(file.Sha256);
            files.Text(file.Type.FileWord());
            files.Text(file.Encoding);
            files.Long(file.Counts.Read);
            files.Long(file.Counts.Accepted);
            files.Long(file.Counts.Duplicate);
            files.Long(file.Counts.Restated);
            files.Long(file.Counts.Rejected);
            files.Text(JsonSerializer.Serialize(file.UnknownColumns));
            files.Text(file.Refused);
            files.Text(file.RatesSha256);
            files.EndRow();
        }

        files.Flush();
    }

    private void CloseWriters()
    {
        foreach (var writer in writers)
        {
            writer?.Flush();
        }

        rejectWriter?.Flush();
        DisposeWriters();
    }

    private void DisposeWriters()
    {
        for (var i = 0; i < writers.Length; i++)
        {
            writers[i]?.Dispose();
            writers[i] = null;
        }

        rejectWriter?.Dispose();
        rejectWriter = null;
    }

    private void Close()
    {
        open = false;
        link.Dispose();
        ended();
    }

    private void MustBeOpen()
    {
        if (!open)
        {
            throw new InvalidOperationException("The load is over: it was committed or given up.");
        }
    }
}
