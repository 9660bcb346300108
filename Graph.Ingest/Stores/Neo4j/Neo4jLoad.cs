using System.Security.Cryptography;
using System.Text.Json;
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
            WriteRejects(inside, sender, firstFile);
            sender.Wait();
        }

        var entry = new LoadEntry(ticket.Load, loadedAt, [.. inside.Files.Select((file, f) => file with { Counts = CountsOf(file.Counts, files[f].Counts, counts, f) })]);
        cancellation.ThrowIfCancellationRequested();
        Finish(entry, firstFile, roles);
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
            if (ticket is not null)
            {
                others.GiveUp(ticket.Load);
            }
        }
        catch (StoreException)
        {
            // The server is away: the next load removes what this one has left, once its lease is over.
        }

        Close();
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

    private void WriteRejects(LoadEntry inside, BatchSender sender, int firstFile)
    {
        const string Create = "UNWIND $rows AS row CREATE (x:Reject {file: row[0], line: row[1], column: row[2], reason: row[3], raw: row[4], seq: row[5]}) RETURN count(x) AS made";
        var items = sender.Rent();
        for (var f = 0; f < inside.Files.Count; f++)
        {
            var number = 0;
            foreach (var reject in staging.Rejects(inside.Load, inside.Files[f].File))
            {
                items.Json.WriteStartArray();
                items.Json.WriteNumberValue(firstFile + f);
                items.Json.WriteNumberValue(reject.Line);
                items.Json.WriteStringValue(reject.Column);
                items.Json.WriteStringValue(reject.Reason);
                items.Json.WriteStringValue(reject.Raw);
                items.Json.WriteNumberValue(number++);
                items.Json.WriteEndArray();
                items.End(1);
                if (items.Count >= settings.BatchRows || items.Bytes >= settings.BatchBytes)
                {
                    sender.Send(Create, items);
                    items = sender.Rent();
                }
            }
        }

        if (items.Count > 0)
        {
            sender.Send(Create, items);
        }
    }

    private void Finish(LoadEntry entry, int firstFile, List<(string Id, KeptRoles Roles)> roles)
    {
        // Captions of parties that were there before; those of new ones were set when they were made.
        const string Captions =
            "CALL { MATCH (r:Registration) WHERE r.file >= $first MATCH (r)-[:REGISTERS]->(p:Party) WHERE p.load <> $load "
            + "WITH p, r ORDER BY r.file DESC, r.line DESC WITH p, head(collect([r.name])) AS newest "
            + "SET p.name = coalesce(newest[0], p.key) RETURN count(p) AS named }\n";
        const string Files =
            "FOREACH (f IN $files | CREATE (:File {load: $load, number: f[0], name: f[1], sha256: f[2], type: f[3], encoding: f[4], read: f[5], accepted: f[6], "
            + "duplicate: f[7], restated: f[8], rejected: f[9], unknown_columns: f[10], refused: f[11], rates_sha256: f[12]})-[:OF]->(l))";
        ticket!.Finish(
            $"{Captions}CALL {{ {NodeWriter.SetRoles} }}\nRETURN 0 AS made", Files,
            parameters => parameters.Whole("first", firstFile).Array("roles", json => Write(json, roles)).Array("files", json => Write(json, entry, firstFile)),
            entry.LoadedAt);
    }

    private static void Write(Utf8JsonWriter json, List<(string Id, KeptRoles Roles)> roles)
    {
        foreach (var (id, added) in roles)
        {
            json.WriteStartArray();
            json.WriteStringValue(id);
            json.WriteNumberValue((int)added);
            json.WriteEndArray();
        }
    }

    private static void Write(Utf8JsonWriter json, LoadEntry entry, int firstFile)
    {
        for (var f = 0; f < entry.Files.Count; f++)
        {
            var file = entry.Files[f];
            json.WriteStartArray();
            json.WriteNumberValue(firstFile + f);
            json.WriteStringValue(file.File);
            json.WriteStringValue(file.Sha256);
            json.WriteStringValue(file.Type.FileWord());
            json.WriteStringValue(file.Encoding);
            json.WriteNumberValue(file.Counts.Read);
            json.WriteNumberValue(file.Counts.Accepted);
            json.WriteNumberValue(file.Counts.Duplicate);
            json.WriteNumberValue(file.Counts.Restated);
            json.WriteNumberValue(file.Counts.Rejected);
            json.WriteStringValue(JsonSerializer.Serialize(file.UnknownColumns));
            json.WriteStringValue(file.Refused);
            json.WriteStringValue(file.RatesSha256);
            json.WriteEndArray();
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
