using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>Makes typed records of elements, whole: as they were loaded.</summary>
internal static class GraphRecords
{
    /// <summary>A placement.</summary>
    public static Placement Placement(ElementRow e, NameTable names) => new(
        e.Origin, e.Recorded, e.Id, e.Day("day"), names.Intern(e.From), names.Intern(e.To), new Money(e.Whole("gross")), Name(e, names, "advertiser"),
        Name(e, names, "reseller"), Name(e, names, "account"), e.OptionalWord<Relation>("relation"), e.OptionalWhole("impressions"), e.OptionalWhole("clicks"),
        Name(e, names, "currency"), Name(e, names, "format"), Name(e, names, "geo"));

    /// <summary>A settlement.</summary>
    public static Settlement Settlement(ElementRow e, NameTable names) => new(
        e.Origin, e.Recorded, e.Id, names.Intern(e.From), names.Intern(e.To), e.Day("day"), new Money(e.Whole("amount")), e.OptionalDay("period_from"),
        e.OptionalDay("period_to"), Name(e, names, "currency"), Name(e, names, "rail"), e.OptionalWord<SettlementStatus>("status"));

    /// <summary>A settlement line.</summary>
    public static SettlementLine Line(ElementRow e) => new(e.Origin, e.Recorded, e.Text("settlement"), e.Text("placement"), new Money(e.Whole("amount")));

    /// <summary>A row of a parties file.</summary>
    public static Party Party(ElementRow e, NameTable names) => new(
        e.Origin, e.Recorded, names.Intern(e.Text("party")), e.Word<PartyKind>("kind"), e.OptionalText("name"), e.OptionalText("legal_id"),
        e.OptionalText("region"), e.OptionalDay("opened_on"), e.OptionalDay("closed_on"));

    /// <summary>A list entry.</summary>
    public static ListEntry ListEntry(ElementRow e) => new(
        e.Origin, e.Recorded, e.Text("subject"), e.Word<SubjectKind>("subject_kind"), e.Word<ListSide>("side"), e.Text("authority"), e.Day("day"),
        e.OptionalDay("valid_to"), e.OptionalWhole("confidence"), e.OptionalText("work_id"), e.OptionalText("evidence_sha256"));

    /// <summary>A notice.</summary>
    public static Notice Notice(ElementRow e, NameTable names) => new(
        e.Origin, e.Recorded, e.Id, names.Intern(e.Text("network")), e.OptionalText("subject") ?? "", e.Word<NoticeType>("type"), e.Instant("sent_at"),
        e.OptionalInstant("delivered_at"), e.OptionalDay("deadline"), e.OptionalInstant("responded_at"), e.OptionalWord<NoticeResponse>("response"),
        e.OptionalText("document_sha256"));

    /// <summary>A declaration.</summary>
    public static Declaration Declaration(ElementRow e, NameTable names) => new(
        e.Origin, e.Recorded, e.Id, names.Intern(e.Text("network")), e.Day("period_from"), e.Day("day"), e.Word<DeclarationStatement>("statement"),
        e.OptionalText("signer"), e.OptionalText("document_sha256"));

    /// <summary>A verdict.</summary>
    public static Verdict Verdict(ElementRow e, NameTable names) => new(
        e.Origin, e.Recorded, names.Intern(e.Text("network")), e.Word<VerdictKind>("verdict"), e.Day("day"), e.OptionalText("authority") ?? "");

    /// <summary>A work.</summary>
    public static Work Work(ElementRow e) => new(e.Origin, e.Recorded, e.Id, e.Text("title"), e.OptionalText("kind"), e.OptionalText("rights_holder"));

    /// <summary>A rate.</summary>
    public static Rate Rate(ElementRow e) => new(e.Origin, e.Recorded, e.Text("currency"), e.Day("day"), e.Number("rate"));

    /// <summary>An action.</summary>
    public static TargetAction Action(ElementRow e) => new(
        e.Origin, e.Recorded, e.Word<TargetKind>("target_kind"), e.Text("action"), e.Number("cost"), e.Number("efficacy"), e.OptionalText("target_id") ?? "");

    private static Name? Name(ElementRow e, NameTable names, string column) => e.OptionalText(column) is { } text ? names.Intern(text) : null;
}
