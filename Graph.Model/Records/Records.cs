namespace Graph.Model.Records;

/// <summary>Where a row stands: the file (its index among the files of the load) and the 1-based physical line on
/// which the record starts in the decompressed file.</summary>
public readonly record struct RowOrigin(int File, long Line);

/// <summary>A typed row of an input file, normalised and checked.</summary>
public interface IRecord
{
    /// <summary>Where the row stands.</summary>
    RowOrigin Origin { get; }

    /// <summary>When the source recorded the row (UTC), where the file carries <c>recorded_at</c>. Counts as content.</summary>
    DateTime? RecordedAt { get; }
}

/// <summary>A row of placements: on <paramref name="AccrualDate"/> an advertisement of a network ran on a host and earned <paramref name="Gross"/>.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="PlacementId">Key.</param>
/// <param name="AccrualDate">The day it accrued on.</param>
/// <param name="Network">The network.</param>
/// <param name="Host">The normalised host; the site follows from the host and the lists.</param>
/// <param name="Gross">What it earned downstream of the network, in base currency, ≥ 0, converted at the rate of the day.</param>
/// <param name="Advertiser">Who paid for it, or null.</param>
/// <param name="Reseller">The reseller between network and account, or null.</param>
/// <param name="Account">The account that is paid, or null: then <c>site:&lt;site&gt;</c>.</param>
/// <param name="Relation">What the row claims about the sale, or null.</param>
/// <param name="Impressions">Views ≥ 0, or null.</param>
/// <param name="Clicks">Clicks ≥ 0, or null.</param>
/// <param name="Currency">Upper-case code when another currency than the base was given, else null.</param>
/// <param name="Format">Free word, or null.</param>
/// <param name="Geo">Free word, or null.</param>
public readonly record struct Placement(
    RowOrigin Origin, DateTime? RecordedAt, string PlacementId, DateOnly AccrualDate, Name Network, Name Host, Money Gross,
    Name? Advertiser, Name? Reseller, Name? Account, Relation? Relation, long? Impressions, long? Clicks,
    Name? Currency, Name? Format, Name? Geo) : IRecord;

/// <summary>A row of settlements: <paramref name="Payer"/> paid <paramref name="Payee"/>. A negative amount is a clawback.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="SettlementId">Key.</param>
/// <param name="Payer">Who paid; never the payee.</param>
/// <param name="Payee">Who was paid.</param>
/// <param name="PayDate">The day of the payment.</param>
/// <param name="Amount">In base currency, any sign.</param>
/// <param name="PeriodFrom">First day of the period paid for, or null.</param>
/// <param name="PeriodTo">Last day of the period paid for, or null.</param>
/// <param name="Currency">Upper-case code when another currency than the base was given, else null.</param>
/// <param name="Rail">Free word, or null.</param>
/// <param name="Status">What became of it; null where the column is empty, which counts as paid.</param>
public readonly record struct Settlement(
    RowOrigin Origin, DateTime? RecordedAt, string SettlementId, Name Payer, Name Payee, DateOnly PayDate, Money Amount,
    DateOnly? PeriodFrom, DateOnly? PeriodTo, Name? Currency, Name? Rail, SettlementStatus? Status) : IRecord;

/// <summary>A row of settlement_lines: <paramref name="Amount"/> of a settlement is for one placement. Key: both ids.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="SettlementId">The settlement.</param>
/// <param name="PlacementId">The placement.</param>
/// <param name="Amount">In base currency, negative like its settlement.</param>
public readonly record struct SettlementLine(
    RowOrigin Origin, DateTime? RecordedAt, string SettlementId, string PlacementId, Money Amount) : IRecord;

/// <summary>A row of parties.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="PartyId">Key.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Display name, or null.</param>
/// <param name="LegalId">The legal person behind it, or null.</param>
/// <param name="Region">Region, or null.</param>
/// <param name="OpenedOn">Opening day, or null.</param>
/// <param name="ClosedOn">Closing day, or null.</param>
public readonly record struct Party(
    RowOrigin Origin, DateTime? RecordedAt, Name PartyId, PartyKind Kind, string? Name, string? LegalId, string? Region,
    DateOnly? OpenedOn, DateOnly? ClosedOn) : IRecord;

/// <summary>A row of lists. Key: subject, kind, side, authority, valid_from.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="Subject">A normalised host, or a party id.</param>
/// <param name="SubjectKind">Which of the two.</param>
/// <param name="Side">Black or white.</param>
/// <param name="Authority">Who lists.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">Last day in force, or null.</param>
/// <param name="Confidence">0..100, or null (then 100), in 1/10000.</param>
/// <param name="WorkId">The work concerned, or null.</param>
/// <param name="EvidenceSha256">Hash of the evidence, or null.</param>
public readonly record struct ListEntry(
    RowOrigin Origin, DateTime? RecordedAt, string Subject, SubjectKind SubjectKind, ListSide Side, string Authority,
    DateOnly ValidFrom, DateOnly? ValidTo, long? Confidence, string? WorkId, string? EvidenceSha256) : IRecord;

/// <summary>A row of notices.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="NoticeId">Key.</param>
/// <param name="NetworkId">The party addressed.</param>
/// <param name="Subject">A domain, an account id, or empty: the network as a whole.</param>
/// <param name="Type">The step.</param>
/// <param name="SentAt">When it was sent (UTC).</param>
/// <param name="DeliveredAt">When it arrived (UTC), or null.</param>
/// <param name="Deadline">Day by which to act, or null.</param>
/// <param name="RespondedAt">When the party answered (UTC), or null.</param>
/// <param name="Response">What it answered, or null.</param>
/// <param name="DocumentSha256">Hash of the document, or null.</param>
public readonly record struct Notice(
    RowOrigin Origin, DateTime? RecordedAt, string NoticeId, Name NetworkId, string Subject, NoticeType Type, DateTime SentAt,
    DateTime? DeliveredAt, DateOnly? Deadline, DateTime? RespondedAt, NoticeResponse? Response, string? DocumentSha256) : IRecord;

/// <summary>A row of declarations.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="DeclarationId">Key.</param>
/// <param name="NetworkId">Who declares.</param>
/// <param name="PeriodFrom">First day of the period.</param>
/// <param name="PeriodTo">Last day of the period.</param>
/// <param name="Statement">What is declared.</param>
/// <param name="Signer">Who signed, or null.</param>
/// <param name="DocumentSha256">Hash of the document, or null.</param>
public readonly record struct Declaration(
    RowOrigin Origin, DateTime? RecordedAt, string DeclarationId, Name NetworkId, DateOnly PeriodFrom, DateOnly PeriodTo,
    DeclarationStatement Statement, string? Signer, string? DocumentSha256) : IRecord;

/// <summary>A row of verdicts. Key: network, day, authority.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="NetworkId">The network.</param>
/// <param name="Kind">The decision.</param>
/// <param name="DecidedOn">Its day.</param>
/// <param name="Authority">Who decided; empty where the column is missing or empty.</param>
public readonly record struct Verdict(
    RowOrigin Origin, DateTime? RecordedAt, Name NetworkId, VerdictKind Kind, DateOnly DecidedOn, string Authority) : IRecord;

/// <summary>A row of works.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="WorkId">Key.</param>
/// <param name="Title">Title.</param>
/// <param name="Kind">Kind, or null.</param>
/// <param name="RightsHolder">Rights holder, or null.</param>
public readonly record struct Work(
    RowOrigin Origin, DateTime? RecordedAt, string WorkId, string Title, string? Kind, string? RightsHolder) : IRecord;

/// <summary>A row of rates. Key: currency, valid_from.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="Currency">Upper-case code.</param>
/// <param name="ValidFrom">First day on which it holds; it holds until the next one.</param>
/// <param name="RateToBase">Base currency per unit, above 0, at most 10 fraction digits, as an exact decimal.</param>
public readonly record struct Rate(
    RowOrigin Origin, DateTime? RecordedAt, string Currency, DateOnly ValidFrom, decimal RateToBase) : IRecord;

/// <summary>A row of actions. Key: kind, target id, action.</summary>
/// <param name="Origin">Where the row stands.</param>
/// <param name="RecordedAt">When the source recorded it, or null.</param>
/// <param name="TargetKind">What it is aimed at.</param>
/// <param name="Action">The action's name.</param>
/// <param name="Cost">Above 0.</param>
/// <param name="Efficacy">0..1: the share of passages that it cuts.</param>
/// <param name="TargetId">The target, <c>payer&gt;payee</c> for a relationship; empty for all targets of the kind.</param>
public readonly record struct TargetAction(
    RowOrigin Origin, DateTime? RecordedAt, TargetKind TargetKind, string Action, decimal Cost, decimal Efficacy, string TargetId) : IRecord;

/// <summary>A row that breaks the contract, kept as a value.</summary>
/// <param name="File">The file's name without folder.</param>
/// <param name="Line">The 1-based physical line on which the record starts.</param>
/// <param name="Column">The first bad column in the contract's order; empty for a wrong number of fields.</param>
/// <param name="Reason">What is wrong and what is expected, in English.</param>
/// <param name="Raw">The raw text of the record, cut to at most 4,096 characters.</param>
public sealed record RejectedRow(string File, long Line, string Column, string Reason, string Raw);
