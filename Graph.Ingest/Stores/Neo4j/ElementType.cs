using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>What a property holds. Days are whole numbers yyyymmdd; instants are texts yyyy-MM-ddTHH:mm:ss.fffffffZ, whose order is the order of time;
/// money is whole 1/10000 units; words of fixed vocabularies and exact decimals are texts.</summary>
internal enum PropertyKind
{
    /// <summary>A text.</summary>
    Text,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A day, yyyymmdd.</summary>
    Day,
    /// <summary>An instant (UTC), 28 characters.</summary>
    Instant,
}

/// <summary>A property of a node or relationship. Absent where the row tells nothing.</summary>
internal readonly record struct GraphProperty(string Name, PropertyKind Kind);

/// <summary>How the versions of one record type stand in the graph: each a relationship, or a node.</summary>
/// <param name="Type">The record type.</param>
/// <param name="Name">Relationship type or node label.</param>
/// <param name="IsRelationship">Whether it is a relationship.</param>
/// <param name="Columns">Its own properties, after the common ones.</param>
internal sealed record ElementType(RecordType Type, string Name, bool IsRelationship, GraphProperty[] Columns)
{
    /// <summary>What every version has. <c>vid</c>: the key's text, <c>#</c>, and the number of the version from 1: unique per type. <c>h</c>: 20 characters
    /// of hash over the canonical row: equal versions of a key have equal ones. <c>file</c>: number of the file among all files of the ledger, see <c>:File</c>,
    /// which carries its SHA-256. <c>line</c>: where the row begins in it. <c>recorded</c>: recorded_at.</summary>
    /// <remarks>Versions of keys that were restated have one property more, <c>restated</c>, the key's text: an index on it finds them, so that all others are
    /// read with a filter alone.</remarks>
    public static readonly GraphProperty[] Common =
    [
        new("vid", PropertyKind.Text), new("h", PropertyKind.Text), new("file", PropertyKind.Whole), new("line", PropertyKind.Whole), new("recorded", PropertyKind.Instant),
    ];

    /// <summary>All, in the order of the types.</summary>
    public static readonly ElementType[] All =
    [
        // (network:Party) -[:PLACED]-> (host:Site)
        new(RecordType.Placements, "PLACED", true,
        [
            Day("day"), Whole("gross"), Text("reseller"), Text("account"), Text("advertiser"), Text("relation"), Whole("impressions"), Whole("clicks"),
            Text("currency"), Text("format"), Text("geo"),
        ]),
        // (payer:Party) -[:SETTLED]-> (payee:Party)
        new(RecordType.Settlements, "SETTLED", true,
            [Day("day"), Whole("amount"), Day("period_from"), Day("period_to"), Text("currency"), Text("rail"), Text("status")]),
        new(RecordType.SettlementLines, "SettlementLine", false, [Text("settlement"), Text("placement"), Whole("amount")]),
        // -[:REGISTERS]-> (:Party)
        new(RecordType.Parties, "Registration", false,
            [Text("party"), Text("kind"), Text("name"), Text("legal_id"), Text("region"), Day("opened_on"), Day("closed_on")]),
        // -[:LISTS]-> (:Site) or (:Party)
        new(RecordType.Lists, "ListEntry", false,
        [
            Text("subject"), Text("subject_kind"), Text("side"), Text("authority"), Day("day"), Day("valid_to"), Whole("confidence"), Text("work_id"),
            Text("evidence_sha256"),
        ]),
        // -[:SENT_TO]-> (:Party)
        new(RecordType.Notices, "Notice", false,
        [
            Text("network"), Text("subject"), Text("type"), Day("day"), Instant("sent_at"), Instant("delivered_at"), Day("deadline"), Instant("responded_at"),
            Text("response"), Text("document_sha256"),
        ]),
        // -[:MADE_BY]-> (:Party); day: period_to
        new(RecordType.Declarations, "Declaration", false,
            [Text("network"), Day("period_from"), Day("day"), Text("statement"), Text("signer"), Text("document_sha256")]),
        // -[:ON]-> (:Party)
        new(RecordType.Verdicts, "Verdict", false, [Text("network"), Text("verdict"), Day("day"), Text("authority")]),
        new(RecordType.Works, "Work", false, [Text("title"), Text("kind"), Text("rights_holder")]),
        new(RecordType.Rates, "Rate", false, [Text("currency"), Day("day"), Text("rate")]),
        // -[:TARGETS]-> (:Party), where the target is one party
        new(RecordType.Actions, "Action", false, [Text("target_kind"), Text("action"), Text("cost"), Text("efficacy"), Text("target_id")]),
    ];

    /// <summary>Whether rows of the type have an event day.</summary>
    public bool HasDay => Array.Exists(Columns, c => c.Name == "day");

    /// <summary>All properties in order.</summary>
    public IEnumerable<GraphProperty> Properties => Common.Concat(Columns);

    /// <summary>The element of a type.</summary>
    public static ElementType Of(RecordType type) => All[(int)type];

    private static GraphProperty Text(string name) => new(name, PropertyKind.Text);

    private static GraphProperty Whole(string name) => new(name, PropertyKind.Whole);

    private static GraphProperty Day(string name) => new(name, PropertyKind.Day);

    private static GraphProperty Instant(string name) => new(name, PropertyKind.Instant);
}
