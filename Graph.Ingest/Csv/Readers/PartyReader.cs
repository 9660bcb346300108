using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of parties.</summary>
internal sealed class PartyReader : IRowReader<Party>
{
    private const int PartyId = 0;
    private const int Kind = 1;
    private const int DisplayName = 2;
    private const int LegalId = 3;
    private const int Region = 4;
    private const int OpenedOn = 5;
    private const int ClosedOn = 6;

    private static readonly WordSet<PartyKind> Kinds = new(("advertiser", PartyKind.Advertiser), ("network", PartyKind.Network), ("reseller", PartyKind.Reseller), ("account", PartyKind.Account));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["party_id", "kind"],
        ["name", "legal_id", "region", "opened_on", "closed_on"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Party record)
    {
        record = default;
        if (!(row.Party(PartyId, out var id)
            && row.OneOf(Kind, Kinds, out var kind)
            && row.FreeText(DisplayName, out var name)
            && row.Id(LegalId, out var legalId)
            && row.FreeText(Region, out var region)
            && row.Day(OpenedOn, out var opened)
            && row.Day(ClosedOn, out var closed)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Party(origin, recordedAt, id!, kind!.Value, name, legalId, region, opened, closed);
        return true;
    }
}
