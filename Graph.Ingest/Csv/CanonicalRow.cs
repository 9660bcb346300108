using System.Globalization;
using Graph.Ingest.Normalization;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Csv;

/// <summary>A row in one canonical text: the contract's columns of its type in their order, then recorded_at where the table does not have
/// it, normalised, as CSV without header. Amounts are in base currency with 4 digits, times in UTC. Two rows that the reading rules take
/// for equal have equal texts, whatever their files look like.</summary>
internal static class CanonicalRow
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const string NumberFormat = "0.############################";

    /// <summary>The text of a row of any type.</summary>
    public static string Of<TRecord>(in TRecord record) where TRecord : struct, IRecord => record switch
    {
        Placement r => Of(r),
        Settlement r => Of(r),
        SettlementLine r => Line(r.SettlementId, r.PlacementId, r.Amount.ToString(), Time(r.RecordedAt)),
        Party r => Line(r.PartyId.Text, Word(r.Kind), r.Name, r.LegalId, r.Region, Day(r.OpenedOn), Day(r.ClosedOn), Time(r.RecordedAt)),
        ListEntry r => Of(r),
        Notice r => Of(r),
        Declaration r => Line(
            r.DeclarationId, r.NetworkId.Text, Day(r.PeriodFrom), Day(r.PeriodTo), Word(r.Statement), r.Signer, r.DocumentSha256, Time(r.RecordedAt)),
        Verdict r => Line(r.NetworkId.Text, Word(r.Kind), Day(r.DecidedOn), r.Authority, Time(r.RecordedAt)),
        Work r => Line(r.WorkId, r.Title, r.Kind, r.RightsHolder, Time(r.RecordedAt)),
        Rate r => Line(r.Currency, Day(r.ValidFrom), Number(r.RateToBase), Time(r.RecordedAt)),
        TargetAction r => Line(Word(r.TargetKind), r.Action, Number(r.Cost), Number(r.Efficacy), r.TargetId, Time(r.RecordedAt)),
        _ => throw new ArgumentException($"{typeof(TRecord).Name} is no record type of the data contract.", nameof(record)),
    };

    private static string Of(in Placement r) => Line(
        r.PlacementId, Day(r.AccrualDate), r.Network.Text, r.Host.Text, r.Gross.ToString(), r.Advertiser?.Text, r.Reseller?.Text, r.Account?.Text,
        Word(r.Relation)?.ToUpperInvariant(), Whole(r.Impressions), Whole(r.Clicks), r.Currency?.Text, r.Format?.Text, r.Geo?.Text, Time(r.RecordedAt));

    private static string Of(in Settlement r) => Line(
        r.SettlementId, r.Payer.Text, r.Payee.Text, Day(r.PayDate), r.Amount.ToString(), Day(r.PeriodFrom), Day(r.PeriodTo), r.Currency?.Text,
        r.Rail?.Text, Word(r.Status), Time(r.RecordedAt));

    private static string Of(in ListEntry r) => Line(
        r.Subject, Word(r.SubjectKind), Word(r.Side), r.Authority, Day(r.ValidFrom), Day(r.ValidTo),
        r.Confidence is { } confidence ? new Money(confidence).ToString() : null, Time(r.RecordedAt), r.WorkId, r.EvidenceSha256);

    private static string Of(in Notice r) => Line(
        r.NoticeId, r.NetworkId.Text, r.Subject, Word(r.Type), Time(r.SentAt), Time(r.DeliveredAt), Day(r.Deadline), Time(r.RespondedAt),
        Word(r.Response), r.DocumentSha256, Time(r.RecordedAt));

    private static string Line(params ReadOnlySpan<string?> fields)
    {
        var quoted = new string[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            quoted[i] = Quoted(fields[i] ?? "");
        }

        return string.Join(',', quoted);
    }

    private static string Quoted(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(DateTime? time) => time?.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string? Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString(NumberFormat, CultureInfo.InvariantCulture);

    private static string? Word<TWord>(TWord? word) where TWord : struct, Enum => word is { } named ? ContractWord.Of(named) : null;

    private static string Word<TWord>(TWord word) where TWord : struct, Enum => ContractWord.Of(word);
}
