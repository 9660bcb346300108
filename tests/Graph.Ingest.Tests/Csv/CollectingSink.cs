using Graph.Ingest.Csv;
using Graph.Model.Records;

namespace Graph.Ingest.Tests.Csv;

/// <summary>Keeps everything that a reader finds.</summary>
internal sealed class CollectingSink : IRecordSink
{
    public List<IRecord> Rows { get; } = [];

    public List<RejectedRow> Rejects { get; } = [];

    public int Batches { get; private set; }

    public void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord
    {
        Batches++;
        foreach (var row in rows)
        {
            Rows.Add(row);
        }
    }

    public void Reject(IReadOnlyList<RejectedRow> rows) => Rejects.AddRange(rows);
}
