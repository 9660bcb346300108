using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Neo4j.Transport;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>What became of a load's rows, by file.</summary>
internal sealed class LoadCounts(int files)
{
    /// <summary>New keys.</summary>
    public long[] Accepted { get; } = new long[files];

    /// <summary>Equal to a version of an earlier load.</summary>
    public long[] Duplicate { get; } = new long[files];

    /// <summary>New contents of known keys.</summary>
    public long[] Restated { get; } = new long[files];
}

/// <summary>Compares the staged records of one type with the graph, and writes those that are new.</summary>
/// <remarks>Three things happen at once: a chunk of records is prepared, the keys of the one before are looked up, and what was new among the one
/// before that is written.</remarks>
internal sealed class RecordWriter<TRecord> where TRecord : struct, IRecord
{
    private readonly IQueryRunner runner;
    private readonly BatchSender sender;
    private readonly LoadSettings settings;
    private readonly LoadCounts counts;
    private readonly int firstFile;
    private readonly CancellationToken cancellation;
    private readonly ElementType element = ElementType.Of(RecordRows.TypeOf<TRecord>());
    private readonly ElementStatements statements;
    private readonly ElementBatch?[] single = new ElementBatch?[3];
    private readonly ElementBatch?[] restated = new ElementBatch?[3];
    private VersionChunk<TRecord> filling = new();
    private VersionChunk<TRecord>? asked;
    private Task answer = Task.CompletedTask;

    public RecordWriter(IQueryRunner runner, BatchSender sender, LoadSettings settings, LoadCounts counts, int firstFile, CancellationToken cancellation)
    {
        this.runner = runner;
        this.sender = sender;
        this.settings = settings;
        this.counts = counts;
        this.firstFile = firstFile;
        this.cancellation = cancellation;
        statements = new ElementStatements(element);
    }

    /// <summary>Writes all records of the type.</summary>
    /// <param name="kept">The staged records.</param>
    /// <param name="ask">Whether the graph has records of the type.</param>
    public void Write(KeptRecords kept, bool ask)
    {
        try
        {
            foreach (var record in kept.Single<TRecord>().Concat(kept.Restating<TRecord>()))
            {
                var key = RecordElement.KeyText(record);
                if (filling.Keys.Count >= settings.BatchRows && !string.Equals(filling.Keys[^1], key, StringComparison.Ordinal))
                {
                    Turn(ask);
                }

                filling.Add(record, key);
            }

            Turn(ask);
            Turn(ask);
            Flush();
        }
        finally
        {
            ((IAsyncResult)answer).AsyncWaitHandle.WaitOne();
        }
    }

    /// <summary>The chunk that was filled is asked about; the one whose answer has come is written.</summary>
    private void Turn(bool ask)
    {
        var answered = asked;
        answer.GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        asked = filling;
        filling = new VersionChunk<TRecord>();
        if (ask && asked.Records.Count > 0)
        {
            var chunk = asked;
            answer = Task.Run(() => chunk.LookUp(runner, statements, cancellation), CancellationToken.None);
        }

        if (answered is not null)
        {
            Distribute(answered);
            sender.LookedUp();
        }
    }

    private void Distribute(VersionChunk<TRecord> chunk)
    {
        for (int start = 0, end; start < chunk.Keys.Count; start = end)
        {
            end = chunk.EndOfKey(start);
            if (chunk.Same.Contains(start))
            {
                counts.Duplicate[chunk.Records[start].Origin.File]++;
            }
            else if (end == start + 1 && !chunk.Kept.ContainsKey(start))
            {
                Accept(chunk, start);
            }
            else
            {
                Compare(chunk, start, end);
            }
        }
    }

    private void Accept(VersionChunk<TRecord> chunk, int at)
    {
        var record = chunk.Records[at];
        counts.Accepted[record.Origin.File]++;
        Batch(single, record).Add(record, chunk.Vids[at], chunk.Hashes[at], firstFile);
        SendIfFull(single, marks: false, record);
    }

    /// <summary>The versions of a key are its distinct contents in the order in which they came.</summary>
    private void Compare(VersionChunk<TRecord> chunk, int start, int end)
    {
        var kept = chunk.Kept.GetValueOrDefault(start);
        var known = new HashSet<string>(kept?.Hashes ?? [], StringComparer.Ordinal);
        var first = known.Count;
        var fresh = Enumerable.Range(start, end - start).Where(i => known.Add(chunk.Hashes[i])).ToList();
        var version = first;
        foreach (var at in fresh)
        {
            var record = chunk.Records[at];
            version++;
            (version == 1 ? counts.Accepted : counts.Restated)[record.Origin.File]++;
            if (known.Count == 1)
            {
                Batch(single, record).Add(record, chunk.Vids[at], chunk.Hashes[at], firstFile);
                SendIfFull(single, marks: false, record);
                continue;
            }

            var mark = version == first + 1 && kept is { Marked: false };
            Batch(restated, record).AddRestated(record, RecordElement.Vid(chunk.Keys[at], version), chunk.Hashes[at], firstFile, chunk.Keys[at], mark);
            SendIfFull(restated, marks: true, record);
        }

        foreach (var at in Enumerable.Range(start, end - start).Except(fresh))
        {
            counts.Duplicate[chunk.Records[at].Origin.File]++;
        }
    }

    private static LinkedTo LinkOf(in TRecord record)
    {
        var ends = RecordElement.Ends(record);
        return ends.Site is not null ? LinkedTo.Site : ends.Party is not null ? LinkedTo.Party : LinkedTo.Nothing;
    }

    private static ElementBatch Batch(ElementBatch?[] batches, in TRecord record) => batches[(int)LinkOf(record)] ??= new ElementBatch();

    private void SendIfFull(ElementBatch?[] batches, bool marks, in TRecord record)
    {
        var link = LinkOf(record);
        var batch = batches[(int)link]!;
        if (batch.Rows >= settings.BatchRows || batch.Items.Bytes >= settings.BatchBytes)
        {
            Send(batch, link, marks);
        }
    }

    private void Send(ElementBatch batch, LinkedTo link, bool marks)
    {
        var told = batch.End();
        var items = batch.Items;
        batch.Items = sender.Rent();
        sender.Send(statements.Create(link, marks, told), items);
    }

    private void Flush()
    {
        foreach (var link in Enum.GetValues<LinkedTo>())
        {
            if (single[(int)link] is { Rows: > 0 } batch)
            {
                Send(batch, link, marks: false);
            }

            if (restated[(int)link] is { Rows: > 0 } more)
            {
                Send(more, link, marks: true);
            }
        }
    }
}
