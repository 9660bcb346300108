using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of settlements. A payer who is the payee is a fault of payee_id.</summary>
internal sealed class SettlementReader : IRowReader<Settlement>
{
    private const int SettlementId = 0;
    private const int PayerId = 1;
    private const int PayeeId = 2;
    private const int PayDate = 3;
    private const int Amount = 4;
    private const int PeriodFrom = 5;
    private const int PeriodTo = 6;
    private const int Currency = 7;
    private const int Rail = 8;
    private const int Status = 9;

    private static readonly WordSet<SettlementStatus> Statuses = new(("paid", SettlementStatus.Paid), ("held", SettlementStatus.Held), ("released", SettlementStatus.Released), ("reversed", SettlementStatus.Reversed));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["settlement_id", "payer_id", "payee_id", "pay_date", "amount"],
        ["period_from", "period_to", "currency", "rail", "status"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Settlement record)
    {
        record = default;
        if (!(row.Id(SettlementId, out var id)
            && row.Party(PayerId, out var payer)
            && row.Party(PayeeId, out var payee)
            && (payer != payee || row.Fail(PayeeId, $"the payee is the payer; expected two parties, found '{payee!.Text}' twice"))
            && row.Day(PayDate, out var day)
            && row.Amount(Amount, mayBeNegative: true, out var amount)
            && row.Day(PeriodFrom, out var from)
            && row.Day(PeriodTo, out var to)
            && row.Converted(Currency, Amount, day!.Value, ref amount, out var currency)
            && row.Word(Rail, out var rail)
            && row.OneOf(Status, Statuses, out var status)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Settlement(
            origin, recordedAt, id!, payer!, payee!, day.Value, new Money(amount), from, to, currency, rail, status);
        return true;
    }
}
