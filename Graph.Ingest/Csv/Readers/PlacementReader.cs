using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of placements.</summary>
internal sealed class PlacementReader : IRowReader<Placement>
{
    private const int PlacementId = 0;
    private const int AccrualDate = 1;
    private const int NetworkId = 2;
    private const int Domain = 3;
    private const int GrossAmount = 4;
    private const int AdvertiserId = 5;
    private const int ResellerId = 6;
    private const int AccountId = 7;
    private const int RelationWord = 8;
    private const int Impressions = 9;
    private const int Clicks = 10;
    private const int Currency = 11;
    private const int Format = 12;
    private const int Geo = 13;

    private static readonly WordSet<Relation> Relations = new(("DIRECT", Relation.Direct), ("RESELLER", Relation.Reseller));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["placement_id", "accrual_date", "network_id", "domain", "gross_amount"],
        ["advertiser_id", "reseller_id", "account_id", "relation", "impressions", "clicks", "currency", "format", "geo"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Placement record)
    {
        row.Foresee(Domain, AccountId);
        if (!(row.Id(PlacementId, out var id)
            && row.Day(AccrualDate, out var day)
            && row.Party(NetworkId, out var network)
            && row.Host(Domain, out var host)
            && row.Amount(GrossAmount, mayBeNegative: false, out var gross)
            && row.Party(AdvertiserId, out var advertiser)
            && row.Party(ResellerId, out var reseller)
            && row.Party(AccountId, out var account)
            && row.OneOf(RelationWord, Relations, out var relation)
            && row.WholeNumber(Impressions, out var impressions)
            && row.WholeNumber(Clicks, out var clicks)
            && row.Converted(Currency, GrossAmount, day!.Value, ref gross, out var currency)
            && row.Word(Format, out var format)
            && row.Word(Geo, out var geo)
            && row.RecordedAt(out var recordedAt)))
        {
            record = default;
            return false;
        }

        record = new Placement(
            origin, recordedAt, id!, day.Value, network!, host!, new Money(gross), advertiser, reseller, account, relation, impressions, clicks,
            currency, format, geo);
        return true;
    }
}
