using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>A row of placements as a test writes it.</summary>
public sealed record PlacementRow(
    string Id, DateOnly Date, string Network, string? Reseller, string? Account, string Host, decimal Gross,
    string? Advertiser = null, string? Currency = null, string? RecordedAt = null,
    long? Impressions = null, string? Format = null, string? Geo = null, Relation? Relation = null);

/// <summary>A row of settlements as a test writes it.</summary>
public sealed record SettlementRow(
    string Id, string Payer, string Payee, DateOnly Date, decimal Amount,
    string? Status = null, string? Currency = null, string? RecordedAt = null,
    DateOnly? PeriodFrom = null, DateOnly? PeriodTo = null, string? Rail = null);

/// <summary>A row of settlement_lines as a test writes it.</summary>
public sealed record LineRow(string Settlement, string Placement, decimal Amount, string? RecordedAt = null);

/// <summary>A row of parties as a test writes it.</summary>
public sealed record PartyRow(
    string Id, PartyKind Kind, string? Name = null, string? LegalId = null, string? Region = null,
    DateOnly? OpenedOn = null, DateOnly? ClosedOn = null);

/// <summary>A row of lists as a test writes it.</summary>
public sealed record ListRow(
    string Subject, SubjectKind Kind, ListSide Side, string Authority, DateOnly From,
    DateOnly? To = null, decimal? Confidence = null, string? RecordedAt = null);

/// <summary>A row of rates as a test writes it.</summary>
public sealed record RateRow(string Currency, DateOnly From, decimal Rate);

/// <summary>A row of actions as a test writes it.</summary>
public sealed record ActionRow(TargetKind Kind, string Action, decimal Cost, decimal Efficacy, string TargetId = "");

/// <summary>A row of notices as a test writes it; times as text, without offset UTC+8.</summary>
public sealed record NoticeRow(
    string Id, string Network, string Subject, NoticeType Type, string SentAt, string? DeliveredAt = null, DateOnly? Deadline = null,
    string? RespondedAt = null, NoticeResponse? Response = null, string? RecordedAt = null);

/// <summary>A row of declarations as a test writes it.</summary>
public sealed record DeclarationRow(
    string Id, string Network, DateOnly From, DateOnly To, DeclarationStatement Statement, string? RecordedAt = null);

/// <summary>A row of verdicts as a test writes it.</summary>
public sealed record VerdictRow(string Network, VerdictKind Kind, DateOnly DecidedOn, string Authority = "", string? RecordedAt = null);
