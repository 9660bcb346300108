using System.Security.Cryptography;
using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>A load. Rows are staged in an embedded store of the load's own, which sorts them and finds repeats among them in bounded memory; at the end
/// they are compared with the graph and written in batches. They become visible with the load's <c>:File</c> nodes, which the last statement makes.</summary>
internal sealed class Neo4jLoad : IRecordLoad
{
    private const int StagingMegabytes = 80;
    private readonly IQueryRunner runner;
    private readonly LoadSettings settings;
    private readonly string owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly string folder;
    private readonly DuckDbRecordStore staging;
    private readonly IRecordLoad staged;
    private readonly Action ended;
    private readonly DeadLoads others;
    private LoadTicket? ticket;
    private bool open = true;

    public Neo4jLoad(IQueryRunner runner, LoadSettings settings, string scratchFolder, Func<string, string> registrableDomain, RecordNames names,
        IReadOnlyList<string> fileNames, Action ended)
    {
        this.runner = runner;
        this.settings = settings;
        this.ended = ended;
        others = new DeadLoads(runner, settings, owner);
        if (others.Clear(wait: false, CancellationToken.None))
        {
            GraphSchema.Create(runner, CancellationToken.None);
        }

        folder = Path.Combine(scratchFolder, "staging-" + owner);
        Directory.CreateDirectory(folder);
        try
        {
            staging = DuckDbRecordStore.Open(Path.Combine(folder, "rows.duckdb"), false, new DuckDbOptions(folder, StagingMegabytes, 1), registrableDomain);
            staged = staging.BeginLoad(names, fileNames);
        }
        catch
        {
            staging?.Dispose();
            Directory.Delete(folder, true);
            throw;
        }
    }

    /// <inheritdoc />
    public void Append<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord => staged.Append(rows);

    /// <inheritdoc />
    public void AppendRejects(int file, IReadOnlyList<RejectedRow> rows) => staged.AppendRejects(file, rows);

    /// <inheritdoc />
    public void Refuse(int file) => staged.Refuse(file);

    /// <inheritdoc />
    public LoadEntry Commit(DateTime loadedAt, IReadOnlyList<LoadedFile> files, CancellationToken cancellation)
    {
        try
        {
            return CommitStaged(loadedAt, files, cancellation);
        }
        catch (ServerMemoryException failure)
        {
            throw new StoreException(failure.Message, failure);
        }
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
            if (ticket is not null)
            {
                others.GiveUp(ticket.Load);
            }
        }
        catch (Exception e) when (e is StoreException or ServerMemoryException)
        {
            // The server is away: the next load removes what this one has left, once its lease is over.
        }

        Close();
    }

    private LoadEntry CommitStaged(DateTime loadedAt, IReadOnlyList<LoadedFile> files, CancellationToken cancellation)
    {
        var inside = staged.Commit(loadedAt, files, cancellation);
        staged.Dispose();
        ticket = Begin(out var firstFile, cancellation);
        GraphSchema.Create(runner, cancellation);
        var counts = new LoadCounts(files.Count);
        List<(string Id, KeptRoles Roles)> roles;
        using (var sender = new BatchSender(ticket, cancellation))
        using (var kept = staging.Kept(cancellation))
        {
            var nodes = new NodeWriter(runner, sender, settings, cancellation);
            nodes.WriteSites(kept.Hosts());
            nodes.WriteParties(kept.Parties());
            roles = nodes.NewRoles;
            WriteRecords(kept, sender, counts, firstFile, cancellation);
            RejectWriter.Write(staging, inside, sender, settings, firstFile);
            sender.Wait();
        }

        var entry = new LoadEntry(ticket.Load, loadedAt, [.. inside.Files.Select((file, f) => file with { Counts = CountsOf(file.Counts, files[f].Counts, counts, f) })]);
        cancellation.ThrowIfCancellationRequested();
        LoadEnding.Write(ticket, entry, firstFile, roles);
        Close();
        return entry;
    }

    private static RowCounts CountsOf(RowCounts inside, RowCounts given, LoadCounts counts, int file) => inside with
    {
        Accepted = given.Accepted + counts.Accepted[file],
        Restated = given.Restated + counts.Restated[file],
        Duplicate = inside.Duplicate + counts.Duplicate[file],
    };

    private LoadTicket Begin(out int firstFile, CancellationToken cancellation)
    {
        while (true)
        {
            _ = others.Clear(wait: true, cancellation);
            var (loads, files) = GraphLedger.Sizes(runner, cancellation);
            firstFile = files;
            if (LoadTicket.Begin(runner, settings, owner, loads + 1, cancellation) is { } begun)
            {
                return begun;
            }
        }
    }

    private void WriteRecords(KeptRecords kept, BatchSender sender, LoadCounts counts, int firstFile, CancellationToken cancellation)
    {
        Write<Placement>();
        Write<Settlement>();
        Write<SettlementLine>();
        Write<Party>();
        Write<ListEntry>();
        Write<Notice>();
        Write<Declaration>();
        Write<Verdict>();
        Write<Work>();
        Write<Rate>();
        Write<TargetAction>();

        void Write<TRecord>() where TRecord : struct, IRecord
        {
            var element = ElementType.Of(RecordRows.TypeOf<TRecord>());
            var rows = kept.Count(element.Type);
            if (rows == 0)
            {
                return;
            }

            sender.Wait();
            var any = Number(new ElementStatements(element).Count, cancellation) > 0;
            var bulk = !any && rows >= settings.BulkRows;
            if (bulk)
            {
                _ = runner.Write(GraphSchema.VidOf(element).DropStatement, default, cancellation);
            }

            new RecordWriter<TRecord>(runner, sender, settings, counts, firstFile, cancellation).Write(kept, any);
            if (bulk)
            {
                sender.Wait();
                ticket!.Renew(rows, cancellation);
                _ = runner.Write(GraphSchema.VidOf(element).CreateStatement, default, cancellation);
                ticket.Renew(0, cancellation);
            }
        }
    }

    private long Number(string statement, CancellationToken cancellation)
    {
        using var rows = runner.Read(statement, default, cancellation);
        return rows.Next() ? rows.Whole(0) : 0;
    }

    private void Close()
    {
        open = false;
        staged.Dispose();
        staging.Dispose();
        Directory.Delete(folder, true);
        ended();
    }
}
