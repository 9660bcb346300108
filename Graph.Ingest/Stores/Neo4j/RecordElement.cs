using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Graph.Ingest.Csv;
using Graph.Ingest.Normalization;
using Graph.Ingest.Stores.DuckDb;
using Graph.Ingest.Stores.Readings;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j;

/// <summary>What a version of a record connects, or speaks of.</summary>
/// <param name="From">Key of the party that a relationship starts at; null for records that are nodes.</param>
/// <param name="Party">Key of the party that a relationship ends at or a node is linked to, or null.</param>
/// <param name="Site">Key of the site that a relationship ends at or a node is linked to, or null.</param>
internal readonly record struct ElementEnds(string? From, string? Party, string? Site);

/// <summary>Maps records to elements of the graph: their keys' texts, hashes, ends and properties. What is loaded online and what is written into
/// import files both come from here.</summary>
internal static class RecordElement
{
    private const int LongestKey = 2000;
    private const int KeptOfLongKey = 200;
    private const int HashBytes = 15;

    /// <summary>The type of the relationship between a node that is a record and what it speaks of; null where there is none.</summary>
    public static string? LinkOf(RecordType type) => type switch
    {
        RecordType.Parties => "REGISTERS",
        RecordType.Lists => "LISTS",
        RecordType.Notices => "SENT_TO",
        RecordType.Declarations => "MADE_BY",
        RecordType.Verdicts => "ON",
        RecordType.Actions => "TARGETS",
        _ => null,
    };

    /// <summary>The text of a record's key: of one column the id itself; of several their texts, <c>\</c> and <c>|</c> escaped by <c>\</c>, joined by <c>|</c>.
    /// A text of more than 2,000 characters becomes its first 200, <c>…</c> and its SHA-256, because an index takes no longer values.</summary>
    public static string KeyText<TRecord>(in TRecord record) where TRecord : struct, IRecord => Short(record switch
    {
        Placement r => r.PlacementId,
        Settlement r => r.SettlementId,
        SettlementLine r => Joined(r.SettlementId, r.PlacementId),
        Party r => r.PartyId.Text,
        ListEntry r => Joined(r.Subject, Word(r.SubjectKind), Word(r.Side), r.Authority, Day(r.ValidFrom)),
        Notice r => r.NoticeId,
        Declaration r => r.DeclarationId,
        Verdict r => Joined(r.NetworkId.Text, Day(r.DecidedOn), r.Authority),
        Work r => r.WorkId,
        Rate r => Joined(r.Currency, Day(r.ValidFrom)),
        TargetAction r => Joined(Word(r.TargetKind), r.TargetId, r.Action),
        _ => throw new ArgumentException($"{typeof(TRecord).Name} is no record type of the data contract.", nameof(record)),
    });

    /// <summary>The <c>vid</c> of a version.</summary>
    /// <param name="key">See <see cref="KeyText"/>.</param>
    /// <param name="version">From 1.</param>
    public static string Vid(string key, int version) => string.Create(CultureInfo.InvariantCulture, $"{key}#{version}");

    /// <summary>20 characters of hash over the canonical row: equal for versions that the reading rules take for equal; 120 bits, so that others differ.</summary>
    public static string Hash<TRecord>(in TRecord record) where TRecord : struct, IRecord
    {
        var text = CanonicalRow.Of(record);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToBase64String(hash[..HashBytes]);
    }

    /// <summary>What a record connects or speaks of.</summary>
    public static ElementEnds Ends<TRecord>(in TRecord record) where TRecord : struct, IRecord => record switch
    {
        Placement r => new ElementEnds(r.Network.Text, null, r.Host.Text),
        Settlement r => new ElementEnds(r.Payer.Text, r.Payee.Text, null),
        Party r => new ElementEnds(null, r.PartyId.Text, null),
        ListEntry r => r.SubjectKind == SubjectKind.Domain ? new ElementEnds(null, null, r.Subject) : new ElementEnds(null, r.Subject, null),
        Notice r => new ElementEnds(null, r.NetworkId.Text, null),
        Declaration r => new ElementEnds(null, r.NetworkId.Text, null),
        Verdict r => new ElementEnds(null, r.NetworkId.Text, null),
        TargetAction r => new ElementEnds(null, r.TargetId.Length > 0 && r.TargetKind != TargetKind.Relationship ? r.TargetId : null, null),
        _ => default,
    };

    /// <summary>Writes all properties of a version in the order of <see cref="ElementType.Properties"/>.</summary>
    /// <param name="record">The record.</param>
    /// <param name="vid">See <see cref="Vid"/>.</param>
    /// <param name="hash">See <see cref="Hash"/>.</param>
    /// <param name="firstFile">Added to the number of its file.</param>
    /// <param name="writer">Takes them.</param>
    public static void Write<TRecord>(in TRecord record, string vid, string hash, int firstFile, IPropertyWriter writer) where TRecord : struct, IRecord
    {
        writer.Text(vid);
        writer.Text(hash);
        writer.Whole(firstFile + record.Origin.File);
        writer.Whole(record.Origin.Line);
        writer.Instant(record.RecordedAt);
        switch (record)
        {
            case Placement r: Write(r, writer); break;
            case Settlement r: Write(r, writer); break;
            case SettlementLine r: Texts(writer, r.SettlementId, r.PlacementId); writer.Whole(r.Amount.Units); break;
            case Party r: Write(r, writer); break;
            case ListEntry r: Write(r, writer); break;
            case Notice r: Write(r, writer); break;
            case Declaration r: Write(r, writer); break;
            case Verdict r: Texts(writer, r.NetworkId.Text, Word(r.Kind)); writer.Day(r.DecidedOn); writer.Text(r.Authority); break;
            case Work r: Texts(writer, r.Title, r.Kind, r.RightsHolder); break;
            case Rate r: writer.Text(r.Currency); writer.Day(r.ValidFrom); writer.Text(Exact(r.RateToBase)); break;
            case TargetAction r: Texts(writer, Word(r.TargetKind), r.Action, Exact(r.Cost), Exact(r.Efficacy), r.TargetId); break;
            default: throw new ArgumentException($"{typeof(TRecord).Name} is no record type of the data contract.", nameof(record));
        }
    }

    private static void Write(in Placement r, IPropertyWriter writer)
    {
        writer.Day(r.AccrualDate);
        writer.Whole(r.Gross.Units);
        Texts(writer, r.Reseller?.Text, r.Account?.Text, r.Advertiser?.Text, Word(r.Relation));
        writer.Whole(r.Impressions);
        writer.Whole(r.Clicks);
        Texts(writer, r.Currency?.Text, r.Format?.Text, r.Geo?.Text);
    }

    private static void Write(in Settlement r, IPropertyWriter writer)
    {
        writer.Day(r.PayDate);
        writer.Whole(r.Amount.Units);
        writer.Day(r.PeriodFrom);
        writer.Day(r.PeriodTo);
        Texts(writer, r.Currency?.Text, r.Rail?.Text, Word(r.Status));
    }

    private static void Write(in Party r, IPropertyWriter writer)
    {
        Texts(writer, r.PartyId.Text, Word(r.Kind), r.Name, r.LegalId, r.Region);
        writer.Day(r.OpenedOn);
        writer.Day(r.ClosedOn);
    }

    private static void Write(in ListEntry r, IPropertyWriter writer)
    {
        Texts(writer, r.Subject, Word(r.SubjectKind), Word(r.Side), r.Authority);
        writer.Day(r.ValidFrom);
        writer.Day(r.ValidTo);
        writer.Whole(r.Confidence);
        Texts(writer, r.WorkId, r.EvidenceSha256);
    }

    private static void Write(in Notice r, IPropertyWriter writer)
    {
        Texts(writer, r.NetworkId.Text, r.Subject, Word(r.Type));
        writer.Day(StoreTime.Day(StoreTime.DateOf(r.SentAt)));
        writer.Instant(r.SentAt);
        writer.Instant(r.DeliveredAt);
        writer.Day(r.Deadline);
        writer.Instant(r.RespondedAt);
        Texts(writer, Word(r.Response), r.DocumentSha256);
    }

    private static void Write(in Declaration r, IPropertyWriter writer)
    {
        writer.Text(r.NetworkId.Text);
        writer.Day(r.PeriodFrom);
        writer.Day(r.PeriodTo);
        Texts(writer, Word(r.Statement), r.Signer, r.DocumentSha256);
    }

    private static void Texts(IPropertyWriter writer, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            writer.Text(text);
        }
    }

    private static string Joined(params ReadOnlySpan<string> columns)
    {
        var text = new StringBuilder(Escaped(columns[0]));
        foreach (var column in columns[1..])
        {
            text.Append('|').Append(Escaped(column));
        }

        return text.ToString();
    }

    private static string Escaped(string column) =>
        column.AsSpan().ContainsAny('\\', '|') ? column.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal) : column;

    private static string Short(string key)
    {
        if (key.Length <= LongestKey)
        {
            return key;
        }

        // Half of a character outside the first plane is no text.
        var kept = char.IsHighSurrogate(key[KeptOfLongKey - 1]) ? KeptOfLongKey - 1 : KeptOfLongKey;
        return $"{key.AsSpan(0, kept)}…{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Exact(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Word<TWord>(TWord word) where TWord : struct, Enum => ContractWord.Of(word);

    private static string? Word<TWord>(TWord? word) where TWord : struct, Enum => word is { } named ? ContractWord.Of(named) : null;
}
