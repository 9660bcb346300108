using Graph.Ingest.Csv;
using Graph.Model.Records;

namespace Graph.Ingest;

/// <summary>Keeps a rates file in memory: its rows are needed before all others and staged with them.</summary>
internal sealed class RatesFile : IRecordSink
{
    private readonly List<Rate> rates = [];
    private readonly List<RejectedRow> rejects = [];

    /// <summary>The typed rows.</summary>
    public IReadOnlyList<Rate> Rates => rates;

    /// <inheritdoc />
    public void Accept<TRecord>(ReadOnlySpan<TRecord> rows) where TRecord : struct, IRecord
    {
        foreach (ref readonly var row in rows)
        {
            rates.Add(row is Rate rate ? rate : throw new ArgumentException($"A rates file has no {typeof(TRecord).Name}."));
        }
    }

    /// <inheritdoc />
    public void Reject(IReadOnlyList<RejectedRow> rows) => rejects.AddRange(rows);

    /// <summary>Stages everything as rows of a file of the load.</summary>
    public void HandOver(IRecordSink sink, int file)
    {
        var rows = rates.Select(r => r with { Origin = new RowOrigin(file, r.Origin.Line) }).ToArray();
        if (rows.Length > 0)
        {
            sink.Accept<Rate>(rows);
        }

        if (rejects.Count > 0)
        {
            sink.Reject(rejects);
        }
    }
}
