using System.Buffers;
using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>Moves the rows of a file into a sink, in batches.</summary>
internal sealed class RowPump<TRecord>(IRowReader<TRecord> reader, string fileName, int fileIndex, IRecordSink sink)
    : IDisposable where TRecord : struct, IRecord
{
    private const int BatchSize = 1024;
    private const int RejectBatchSize = 256;

    private readonly TRecord[] batch = ArrayPool<TRecord>.Shared.Rent(BatchSize);
    private readonly List<RejectedRow> rejects = [];
    private int filled;

    /// <summary>Rows read.</summary>
    public long Read { get; private set; }

    /// <summary>Rows rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>Reads all records.</summary>
    public void Run(RecordSplitter records, RowFields row, CancellationToken cancellation)
    {
        while (records.Read())
        {
            if (Read++ % BatchSize == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            if (row.IsWhole() && reader.TryRead(row, new RowOrigin(fileIndex, records.Line), out batch[filled]))
            {
                if (++filled == BatchSize)
                {
                    FlushRows();
                }
            }
            else
            {
                Reject(records, row);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        FlushRows();
        FlushRejects();
    }

    /// <inheritdoc />
    public void Dispose() => ArrayPool<TRecord>.Shared.Return(batch, clearArray: true);

    private void Reject(RecordSplitter records, RowFields row)
    {
        Rejected++;
        rejects.Add(new RejectedRow(fileName, records.Line, row.BadColumn, row.Reason, RawText.Of(records.Raw)));
        if (rejects.Count == RejectBatchSize)
        {
            FlushRejects();
        }
    }

    private void FlushRows()
    {
        if (filled > 0)
        {
            sink.Accept<TRecord>(batch.AsSpan(0, filled));
            filled = 0;
        }
    }

    private void FlushRejects()
    {
        if (rejects.Count > 0)
        {
            sink.Reject(rejects);
            rejects.Clear();
        }
    }
}
