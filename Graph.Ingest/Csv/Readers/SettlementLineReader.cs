using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of settlement_lines. Amounts are in base currency.</summary>
internal sealed class SettlementLineReader : IRowReader<SettlementLine>
{
    private const int SettlementId = 0;
    private const int PlacementId = 1;
    private const int Amount = 2;

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["settlement_id", "placement_id", "amount"],
        []);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out SettlementLine record)
    {
        record = default;
        if (!(row.Id(SettlementId, out var settlement)
            && row.Id(PlacementId, out var placement)
            && row.Amount(Amount, mayBeNegative: true, out var amount)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new SettlementLine(origin, recordedAt, settlement!, placement!, new Money(amount));
        return true;
    }
}
