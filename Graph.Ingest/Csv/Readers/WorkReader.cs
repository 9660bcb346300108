using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of works.</summary>
internal sealed class WorkReader : IRowReader<Work>
{
    private const int WorkId = 0;
    private const int Title = 1;
    private const int Kind = 2;
    private const int RightsHolder = 3;

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["work_id", "title"],
        ["kind", "rights_holder"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Work record)
    {
        record = default;
        if (!(row.Id(WorkId, out var id)
            && row.FreeText(Title, out var title)
            && row.FreeText(Kind, out var kind)
            && row.FreeText(RightsHolder, out var holder)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Work(origin, recordedAt, id!, title!, kind, holder);
        return true;
    }
}
