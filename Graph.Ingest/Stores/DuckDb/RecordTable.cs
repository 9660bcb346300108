using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>A column of a record table.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Type">Engine type: INTEGER, BIGINT, DATE, VARCHAR.</param>
/// <param name="Derived">Whether it follows from other columns and so is no content.</param>
internal readonly record struct StoreColumn(string Name, string Type, bool Derived = false);

/// <summary>How the versions of one record type are kept: one table, no key, no index; every row a version.</summary>
/// <param name="Type">The type.</param>
/// <param name="Key">The columns that make its key.</param>
/// <param name="Columns">Its own columns, after the common ones.</param>
internal sealed record RecordTable(RecordType Type, string[] Key, StoreColumn[] Columns)
{
    /// <summary>The columns that every record table begins with. <c>origin</c>: file and line, see <see cref="Readings.Origin"/>;
    /// <c>recorded</c>: ticks of recorded_at (UTC); <c>hash</c>: of the key's text, for joins on integers; <c>day</c>: the event
    /// day, NULL where the type has none.</summary>
    /// <remarks>Every column costs about as much as the others at load time, so what repeats together is one number: chains
    /// (network, reseller, account) and terms (relation, currency, format, geo) have tables of their own.</remarks>
    public static readonly StoreColumn[] Common =
        [new("origin", "BIGINT", true), new("recorded", "BIGINT"), new("hash", "BIGINT", true), new("day", "DATE")];

    /// <summary>All record tables in the order of the types.</summary>
    public static readonly RecordTable[] All =
    [
        new(RecordType.Placements, ["id"],
        [
            new("id", "VARCHAR"), new("chain", "INTEGER"), new("host", "INTEGER"), new("gross", "BIGINT"), new("advertiser", "INTEGER"),
            new("impressions", "BIGINT"), new("clicks", "BIGINT"), new("terms", "INTEGER"),
        ]),
        new(RecordType.Settlements, ["id"],
        [
            new("id", "VARCHAR"), new("payer", "INTEGER"), new("payee", "INTEGER"), new("amount", "BIGINT"), new("period_from", "DATE"),
            new("period_to", "DATE"), new("currency", "INTEGER"), new("rail", "INTEGER"), new("status", "INTEGER"),
        ]),
        new(RecordType.SettlementLines, ["settlement", "placement"],
        [
            new("settlement", "VARCHAR"), new("placement", "VARCHAR"), new("settlement_hash", "BIGINT", true),
            new("placement_hash", "BIGINT", true), new("amount", "BIGINT"),
        ]),
        new(RecordType.Parties, ["party"],
        [
            new("party", "INTEGER"), new("kind", "INTEGER"), new("name", "VARCHAR"), new("legal_id", "VARCHAR"), new("region", "VARCHAR"),
            new("opened_on", "DATE"), new("closed_on", "DATE"),
        ]),
        new(RecordType.Lists, ["subject", "subject_kind", "side", "authority", "day"],
        [
            new("subject", "VARCHAR"), new("subject_kind", "INTEGER"), new("host", "INTEGER", true), new("side", "INTEGER"),
            new("authority", "VARCHAR"), new("valid_to", "DATE"), new("confidence", "BIGINT"), new("work_id", "VARCHAR"),
            new("evidence_sha256", "VARCHAR"),
        ]),
        new(RecordType.Notices, ["id"],
        [
            new("id", "VARCHAR"), new("network", "INTEGER"), new("subject", "VARCHAR"), new("type", "INTEGER"), new("sent_at", "BIGINT"),
            new("delivered_at", "BIGINT"), new("deadline", "DATE"), new("responded_at", "BIGINT"), new("response", "INTEGER"),
            new("document_sha256", "VARCHAR"),
        ]),
        new(RecordType.Declarations, ["id"],
        [
            new("id", "VARCHAR"), new("network", "INTEGER"), new("period_from", "DATE"), new("statement", "INTEGER"), new("signer", "VARCHAR"),
            new("document_sha256", "VARCHAR"),
        ]),
        new(RecordType.Verdicts, ["network", "day", "authority"],
            [new("network", "INTEGER"), new("verdict", "INTEGER"), new("authority", "VARCHAR")]),
        new(RecordType.Works, ["id"],
            [new("id", "VARCHAR"), new("title", "VARCHAR"), new("kind", "VARCHAR"), new("rights_holder", "VARCHAR")]),
        new(RecordType.Rates, ["currency", "day"], [new("currency", "VARCHAR"), new("rate", "VARCHAR")]),
        new(RecordType.Actions, ["target_kind", "target_id", "action"],
        [
            new("target_kind", "INTEGER"), new("action", "VARCHAR"), new("cost", "VARCHAR"), new("efficacy", "VARCHAR"),
            new("target_id", "VARCHAR"),
        ]),
    ];

    /// <summary>The table's name: the word of its files.</summary>
    public string Name => Type.FileWord();

    /// <summary>Key columns as an SQL list.</summary>
    public string KeyList => string.Join(", ", Key);

    /// <summary>The columns in which two versions of a key can differ, and the key, as an SQL list.</summary>
    public string ContentList => string.Join(", ", ContentColumns);

    /// <summary>The table of a type.</summary>
    public static RecordTable Of(RecordType type) => All[(int)type];

    /// <summary>The statement that makes the table.</summary>
    public string CreateStatement() =>
        $"CREATE TABLE {Name} ({string.Join(", ", Common.Concat(Columns).Select(c => $"{c.Name} {c.Type}"))})";

    /// <summary>The condition that two rows are equal versions of one key.</summary>
    public string SameContent(string left, string right) =>
        string.Join(" AND ", ContentColumns.Select(c => $"{left}.{c} IS NOT DISTINCT FROM {right}.{c}"));

    private IEnumerable<string> ContentColumns => Common.Concat(Columns).Where(c => !c.Derived).Select(c => c.Name);
}
