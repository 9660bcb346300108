using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of notices. A subject that is a host name is a domain; any other is an account id.</summary>
internal sealed class NoticeReader : IRowReader<Notice>
{
    private const int NoticeId = 0;
    private const int NetworkId = 1;
    private const int Subject = 2;
    private const int Type = 3;
    private const int SentAt = 4;
    private const int DeliveredAt = 5;
    private const int Deadline = 6;
    private const int RespondedAt = 7;
    private const int Response = 8;
    private const int DocumentSha256 = 9;

    private static readonly WordSet<NoticeType> Types = new(("notice", NoticeType.Notice),
        ("warning", NoticeType.Warning),
        ("interview", NoticeType.Interview),
        ("rectification_order", NoticeType.RectificationOrder),
        ("self_inspection_order", NoticeType.SelfInspectionOrder),
        ("penalty", NoticeType.Penalty));

    private static readonly WordSet<NoticeResponse> Responses = new(("removed", NoticeResponse.Removed), ("partial", NoticeResponse.Partial), ("refused", NoticeResponse.Refused), ("none", NoticeResponse.None));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["notice_id", "network_id", "subject", "type", "sent_at"],
        ["delivered_at", "deadline", "responded_at", "response", "document_sha256"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out Notice record)
    {
        record = default;
        if (!(row.Id(NoticeId, out var id)
            && row.Party(NetworkId, out var network)
            && row.DomainOrId(Subject, out var subject)
            && row.OneOf(Type, Types, out var type)
            && row.Time(SentAt, out var sent)
            && row.Time(DeliveredAt, out var delivered)
            && row.Day(Deadline, out var deadline)
            && row.Time(RespondedAt, out var responded)
            && row.OneOf(Response, Responses, out var response)
            && row.Id(DocumentSha256, out var document)
            && row.RecordedAt(out var recordedAt)))
        {
            return false;
        }

        record = new Notice(
            origin, recordedAt, id!, network!, subject, type!.Value, sent!.Value, delivered, deadline, responded, response, document);
        return true;
    }
}
