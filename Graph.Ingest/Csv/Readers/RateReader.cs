using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of rates.</summary>
internal sealed class RateReader : IRowReader<Rate>
{
    private const int Currency = 0;
    private const int ValidFrom = 1;
    private const int RateToBase = 2;

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["currency", "valid_from", "rate_to_base"],
        []);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Rate record)
    {
        record = default;
        if (!(row.Currency(Currency, out var currency)
            && row.Day(ValidFrom, out var from)
            && row.Number(RateToBase, 10, rate => rate > 0, "a rate above 0 with at most 10 fraction digits", out var rate)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Rate(origin, recordedAt, currency, from!.Value, rate!.Value);
        return true;
    }
}
