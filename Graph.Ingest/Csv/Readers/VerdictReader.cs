using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of verdicts.</summary>
internal sealed class VerdictReader : IRowReader<Verdict>
{
    private const int NetworkId = 0;
    private const int Kind = 1;
    private const int DecidedOn = 2;
    private const int Authority = 3;

    private static readonly WordSet<VerdictKind> Kinds = new(("knowing", VerdictKind.Knowing), ("negligent", VerdictKind.Negligent), ("clean", VerdictKind.Clean));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["network_id", "verdict", "decided_on"],
        ["authority"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Verdict record)
    {
        record = default;
        if (!(row.Party(NetworkId, out var network)
            && row.OneOf(Kind, Kinds, out var kind)
            && row.Day(DecidedOn, out var day)
            && row.Id(Authority, out var authority)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Verdict(origin, recordedAt, network!, kind!.Value, day!.Value, authority ?? "");
        return true;
    }
}
