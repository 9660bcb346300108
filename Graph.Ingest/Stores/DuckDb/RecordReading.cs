using System.Globalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Makes a typed record of a row: columns from 2 on are the type's own.</summary>
internal delegate TRecord RecordMaker<TRecord>(DuckDbRows rows, int row, RowOrigin at, DateTime? recorded);

/// <summary>Reads rows of record tables as typed records. Names are looked up in arrays that hold those which the rows use.</summary>
/// <remarks>One reading at a time: a statement on the connection ends the stream before it.</remarks>
internal sealed class RecordReading(DuckDbLink link, CancellationToken cancellation)
{
    private readonly RecordNames names = new();
    private Name?[] parties = [];
    private Name?[] hosts = [];
    private Name?[] words = [];
    private Chains? chains;
    private Terms? terms;

    /// <summary>The tables of the names that records come with.</summary>
    public RecordNames Names => names;

    /// <summary>Streams the records of a table.</summary>
    /// <param name="source">A record table or one with the same columns.</param>
    /// <param name="tail">What follows in the statement: a condition, an order; the table is called t there.</param>
    public IEnumerable<TRecord> Read<TRecord>(string source, string tail = "") where TRecord : struct, IRecord
    {
        var type = RecordRows.TypeOf<TRecord>();
        LoadNames(type, source);
        var make = (RecordMaker<TRecord>)MakerOf(type);
        using var rows = link.Stream($"SELECT t.origin, t.recorded, {ColumnsOf(type)} FROM {source} t {tail}", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                yield return make(rows, i, Origin.RowOf(rows.Column<long>(0)[i]), AsOfRecords.Instant(rows.Long(1, i)));
            }
        }
    }

    private static string ColumnsOf(RecordType type) => type switch
    {
        RecordType.Placements => "id, day, chain, host, gross, advertiser, impressions, clicks, terms",
        RecordType.Settlements => "id, payer, payee, day, amount, period_from, period_to, currency, rail, status",
        RecordType.SettlementLines => "settlement, placement, amount",
        RecordType.Parties => "party, kind, name, legal_id, region, opened_on, closed_on",
        RecordType.Lists => "subject, subject_kind, side, authority, day, valid_to, confidence, work_id, evidence_sha256",
        RecordType.Notices => "id, network, subject, type, sent_at, delivered_at, deadline, responded_at, response, document_sha256",
        RecordType.Declarations => "id, network, period_from, day, statement, signer, document_sha256",
        RecordType.Verdicts => "network, verdict, day, authority",
        RecordType.Works => "id, title, kind, rights_holder",
        RecordType.Rates => "currency, day, rate",
        RecordType.Actions => "target_kind, action, cost, efficacy, target_id",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type."),
    };

    private Delegate MakerOf(RecordType type) => type switch
    {
        RecordType.Placements => (RecordMaker<Placement>)Placement,
        RecordType.Settlements => (RecordMaker<Settlement>)Settlement,
        RecordType.SettlementLines => (RecordMaker<SettlementLine>)((r, i, at, on) =>
            new SettlementLine(at, on, r.Text(2, i)!, r.Text(3, i)!, new Money(r.Column<long>(4)[i]))),
        RecordType.Parties => (RecordMaker<Party>)((r, i, at, on) => new Party(
            at, on, parties[r.Column<int>(2)[i]]!, (PartyKind)r.Column<int>(3)[i], r.Text(4, i), r.Text(5, i), r.Text(6, i), r.Day(7, i), r.Day(8, i))),
        RecordType.Lists => (RecordMaker<ListEntry>)((r, i, at, on) => new ListEntry(
            at, on, r.Text(2, i)!, (SubjectKind)r.Column<int>(3)[i], (ListSide)r.Column<int>(4)[i], r.Text(5, i)!, r.Day(6, i)!.Value, r.Day(7, i),
            r.Long(8, i), r.Text(9, i), r.Text(10, i))),
        RecordType.Notices => (RecordMaker<Notice>)((r, i, at, on) => new Notice(
            at, on, r.Text(2, i)!, parties[r.Column<int>(3)[i]]!, r.Text(4, i)!, (NoticeType)r.Column<int>(5)[i], AsOfRecords.Instant(r.Long(6, i))!.Value,
            AsOfRecords.Instant(r.Long(7, i)), r.Day(8, i), AsOfRecords.Instant(r.Long(9, i)), (NoticeResponse?)r.Int(10, i), r.Text(11, i))),
        RecordType.Declarations => (RecordMaker<Declaration>)((r, i, at, on) => new Declaration(
            at, on, r.Text(2, i)!, parties[r.Column<int>(3)[i]]!, r.Day(4, i)!.Value, r.Day(5, i)!.Value, (DeclarationStatement)r.Column<int>(6)[i],
            r.Text(7, i), r.Text(8, i))),
        RecordType.Verdicts => (RecordMaker<Verdict>)((r, i, at, on) => new Verdict(
            at, on, parties[r.Column<int>(2)[i]]!, (VerdictKind)r.Column<int>(3)[i], r.Day(4, i)!.Value, r.Text(5, i) ?? "")),
        RecordType.Works => (RecordMaker<Work>)((r, i, at, on) => new Work(at, on, r.Text(2, i)!, r.Text(3, i)!, r.Text(4, i), r.Text(5, i))),
        RecordType.Rates => (RecordMaker<Rate>)((r, i, at, on) => new Rate(at, on, r.Text(2, i)!, r.Day(3, i)!.Value, Number(r, 4, i))),
        RecordType.Actions => (RecordMaker<TargetAction>)((r, i, at, on) => new TargetAction(
            at, on, (TargetKind)r.Column<int>(2)[i], r.Text(3, i)!, Number(r, 4, i), Number(r, 5, i), r.Text(6, i)!)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type."),
    };

    private Placement Placement(DuckDbRows rows, int i, RowOrigin at, DateTime? recorded)
    {
        var (network, reseller, account) = chains!.Named(rows.Column<int>(4)[i]);
        var term = rows.Column<int>(10)[i];
        return new Placement(
            at, recorded, rows.Text(2, i)!, StoreTime.Day(rows.Column<int>(3)[i]), parties[network]!, hosts[rows.Column<int>(5)[i]]!,
            new Money(rows.Column<long>(6)[i]), parties[rows.Int(7, i) ?? 0], parties[reseller], parties[account], terms!.Relation(term), rows.Long(8, i),
            rows.Long(9, i), words[terms.Currency(term)], words[terms.Format(term)], words[terms.Geo(term)]);
    }

    private Settlement Settlement(DuckDbRows rows, int i, RowOrigin at, DateTime? recorded) => new(
        at, recorded, rows.Text(2, i)!, parties[rows.Column<int>(3)[i]]!, parties[rows.Column<int>(4)[i]]!, StoreTime.Day(rows.Column<int>(5)[i]),
        new Money(rows.Column<long>(6)[i]), rows.Day(7, i), rows.Day(8, i), words[rows.Int(9, i) ?? 0], words[rows.Int(10, i) ?? 0],
        (SettlementStatus?)rows.Int(11, i));

    private static decimal Number(DuckDbRows rows, int column, int row) => decimal.Parse(rows.Text(column, row)!, CultureInfo.InvariantCulture);

    private void LoadNames(RecordType type, string source)
    {
        switch (type)
        {
            case RecordType.Placements:
                chains ??= new Chains(NumberTables.Chains(link));
                terms ??= new Terms(NumberTables.Terms(link));
                var chain = $"FROM chains WHERE id IN (SELECT chain FROM {source})";
                var term = $"FROM terms WHERE id IN (SELECT terms FROM {source})";
                parties = Read("party_names", names.Parties,
                    $"SELECT network {chain} UNION SELECT reseller {chain} UNION SELECT account {chain} UNION SELECT advertiser FROM {source}");
                hosts = Read("host_names", names.Hosts, $"SELECT host FROM {source}");
                words = Read("word_names", names.Words, $"SELECT currency {term} UNION SELECT format {term} UNION SELECT geo {term}");
                break;
            case RecordType.Settlements:
                parties = Read("party_names", names.Parties, $"SELECT payer FROM {source} UNION SELECT payee FROM {source}");
                words = Read("word_names", names.Words, $"SELECT currency FROM {source} UNION SELECT rail FROM {source}");
                break;
            case RecordType.Parties:
                parties = Read("party_names", names.Parties, $"SELECT party FROM {source}");
                break;
            case RecordType.Notices or RecordType.Declarations or RecordType.Verdicts:
                parties = Read("party_names", names.Parties, $"SELECT network FROM {source}");
                break;
        }
    }

    /// <summary>Names by their number; none at 0.</summary>
    private Name?[] Read(string table, NameTable interned, string wanted)
    {
        var byId = new Name?[1 + link.Number($"SELECT coalesce(max(id), 0)::BIGINT FROM {table}", cancellation)];
        using var rows = link.Stream($"SELECT id, text FROM {table} WHERE id IN ({wanted})", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                byId[rows.Column<int>(0)[i]] = interned.Intern(rows.Text(1, i)!);
            }
        }

        return byId;
    }
}
