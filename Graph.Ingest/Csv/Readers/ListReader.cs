using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Csv.Readers;

/// <summary>Reads rows of lists. What a subject must be follows from its kind.</summary>
internal sealed class ListReader : IRowReader<ListEntry>
{
    private const int Subject = 0;
    private const int Kind = 1;
    private const int List = 2;
    private const int Authority = 3;
    private const int ValidFrom = 4;
    private const int ValidTo = 5;
    private const int Confidence = 6;
    private const int WorkId = 8;
    private const int EvidenceSha256 = 9;

    private static readonly WordSet<SubjectKind> Kinds = new(("domain", SubjectKind.Domain), ("network", SubjectKind.Network), ("account", SubjectKind.Account));

    private static readonly WordSet<ListSide> Sides = new(("black", ListSide.Black), ("white", ListSide.White));

    /// <inheritdoc />
    public ColumnSet Columns { get; } = new(
        ["subject", "subject_kind", "list", "authority", "valid_from"],
        ["valid_to", "confidence", "recorded_at", "work_id", "evidence_sha256"]);

    /// <inheritdoc />
    public bool TryRead(RowFields row, RowOrigin origin, out ListEntry record)
    {
        record = default;
        if (!(TrySubject(row, out var subject, out var kind)
            && row.OneOf(List, Sides, out var side)
            && row.Id(Authority, out var authority)
            && row.Day(ValidFrom, out var from)
            && row.Day(ValidTo, out var to)
            && row.Number(Confidence, 4, value => value <= 100, "a confidence from 0 to 100 with at most 4 fraction digits", out var confidence)
            && row.RecordedAt(out var recordedAt)
            && row.Id(WorkId, out var work)
            && row.Id(EvidenceSha256, out var evidence)))
        {
            return false;
        }

        var confidenceUnits = confidence is { } value ? (long)(value * 10_000) : (long?)null;
        record = new ListEntry(origin, recordedAt, subject, kind, side!.Value, authority!, from!.Value, to, confidenceUnits, work, evidence);
        return true;
    }

    // The subject comes first in the contract's order, so it is the first bad column even where its kind is bad too, as far as
    // that can be told: an empty subject can.
    private static bool TrySubject(RowFields row, out string subject, out SubjectKind kind)
    {
        (subject, kind) = ("", default);
        if (!row.Text(Subject, out _) || !row.OneOf(Kind, Kinds, out var named))
        {
            return false;
        }

        kind = named!.Value;
        Name? name;
        var good = kind == SubjectKind.Domain ? row.Host(Subject, out name) : row.Party(Subject, out name);
        subject = name?.Text ?? "";
        return good;
    }
}
