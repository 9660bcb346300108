using Graph.Ingest.Stores.Readings;
using System.Globalization;
using Graph.Ingest.Csv;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Reads kept rows by their places and writes each as its canonical text.</summary>
internal sealed class CanonicalReading(DuckDbLink link, CancellationToken cancellation)
{
    private const string Asked = "asked_origins";

    private readonly NameTable names = new();
    private readonly Dictionary<long, string> texts = [];

    /// <summary>The texts in the order of the places; null where no such row is kept.</summary>
    public IReadOnlyList<string?> Read(IReadOnlyList<RowOrigin> places)
    {
        link.Execute("BEGIN TRANSACTION", cancellation);
        var origins = places.Select(p => Origin.Of(p.File, p.Line)).ToArray();
        Fill(origins);
        foreach (var type in Types())
        {
            Read(type);
        }

        return [.. origins.Select(o => texts.GetValueOrDefault(o))];
    }

    private void Fill(long[] origins)
    {
        link.Execute($"CREATE TEMP TABLE {Asked} (origin BIGINT)", cancellation);
        foreach (var part in origins.Distinct().Chunk(100_000))
        {
            link.Execute($"INSERT INTO {Asked} SELECT unnest(string_split('{string.Join(',', part)}', ','))::BIGINT", cancellation);
        }
    }

    /// <summary>The types of the files that are asked about.</summary>
    private List<RecordType> Types()
    {
        var types = new List<RecordType>();
        using var rows = link.Query(
            $"SELECT DISTINCT type FROM files WHERE number IN (SELECT DISTINCT {Origin.FileOf("origin")} FROM {Asked})", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var word = rows.Text(0, i);
                types.Add(RecordTypes.All.Single(t => t.FileWord() == word));
            }
        }

        return types;
    }

    private void Read(RecordType type)
    {
        switch (type)
        {
            case RecordType.Placements: ReadPlacements(); break;
            case RecordType.Settlements: ReadSettlements(); break;
            case RecordType.SettlementLines:
                Each(type, "settlement, placement, amount", (r, i, at, on) =>
                new SettlementLine(at, on, r.Text(2, i)!, r.Text(3, i)!, new Money(r.Long(4, i)!.Value))); break;
            case RecordType.Parties:
                Each(type, $"{Party("party")}, kind, name, legal_id, region, opened_on, closed_on", (r, i, at, on) =>
                new Party(at, on, Name(r, 2, i)!, (PartyKind)r.Int(3, i)!.Value, r.Text(4, i), r.Text(5, i), r.Text(6, i), r.Day(7, i), r.Day(8, i))); break;
            case RecordType.Lists: ReadLists(); break;
            case RecordType.Notices: ReadNotices(); break;
            case RecordType.Declarations:
                Each(type, $"id, {Party("network")}, period_from, day, statement, signer, document_sha256", (r, i, at, on) =>
                new Declaration(at, on, r.Text(2, i)!, Name(r, 3, i)!, r.Day(4, i)!.Value, r.Day(5, i)!.Value,
                    (DeclarationStatement)r.Int(6, i)!.Value, r.Text(7, i), r.Text(8, i))); break;
            case RecordType.Verdicts:
                Each(type, $"{Party("network")}, verdict, day, authority", (r, i, at, on) =>
                new Verdict(at, on, Name(r, 2, i)!, (VerdictKind)r.Int(3, i)!.Value, r.Day(4, i)!.Value, r.Text(5, i) ?? "")); break;
            case RecordType.Works:
                Each(type, "id, title, kind, rights_holder", (r, i, at, on) =>
                new Work(at, on, r.Text(2, i)!, r.Text(3, i)!, r.Text(4, i), r.Text(5, i))); break;
            case RecordType.Rates:
                Each(type, "currency, day, rate", (r, i, at, on) =>
                new Rate(at, on, r.Text(2, i)!, r.Day(3, i)!.Value, Number(r, 4, i))); break;
            case RecordType.Actions:
                Each(type, "target_kind, action, cost, efficacy, target_id", (r, i, at, on) =>
                new TargetAction(at, on, (TargetKind)r.Int(2, i)!.Value, r.Text(3, i)!, Number(r, 4, i), Number(r, 5, i), r.Text(6, i)!)); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown record type.");
        }
    }

    private void ReadPlacements()
    {
        var terms = new Terms(NumberTables.Terms(link));
        var chain = (string column) => $"(SELECT n.text FROM chains c JOIN party_names n ON n.id = c.{column} WHERE c.id = chain)";
        var term = (string column) => $"(SELECT w.text FROM terms t JOIN word_names w ON w.id = t.{column} WHERE t.id = terms)";
        Each(
            RecordType.Placements,
            $"id, day, {chain("network")}, (SELECT text FROM host_names h WHERE h.id = host), gross, {Party("advertiser")}, {chain("reseller")}, {chain("account")}, "
            + $"terms, impressions, clicks, {term("currency")}, {term("format")}, {term("geo")}",
            (r, i, at, on) => new Placement(at, on, r.Text(2, i)!, r.Day(3, i)!.Value, Name(r, 4, i)!, Name(r, 5, i)!, new Money(r.Long(6, i)!.Value),
                Name(r, 7, i), Name(r, 8, i), Name(r, 9, i), terms.Relation(r.Int(10, i)!.Value), r.Long(11, i), r.Long(12, i),
                Name(r, 13, i), Name(r, 14, i), Name(r, 15, i)));
    }

    private void ReadSettlements() => Each(
        RecordType.Settlements,
        $"id, {Party("payer")}, {Party("payee")}, day, amount, period_from, period_to, {Word("currency")}, {Word("rail")}, status",
        (r, i, at, on) => new Settlement(at, on, r.Text(2, i)!, Name(r, 3, i)!, Name(r, 4, i)!, r.Day(5, i)!.Value, new Money(r.Long(6, i)!.Value),
            r.Day(7, i), r.Day(8, i), Name(r, 9, i), Name(r, 10, i), (SettlementStatus?)r.Int(11, i)));

    private void ReadLists() => Each(
        RecordType.Lists,
        "subject, subject_kind, side, authority, day, valid_to, confidence, work_id, evidence_sha256",
        (r, i, at, on) => new ListEntry(at, on, r.Text(2, i)!, (SubjectKind)r.Int(3, i)!.Value, (ListSide)r.Int(4, i)!.Value, r.Text(5, i)!,
            r.Day(6, i)!.Value, r.Day(7, i), r.Long(8, i), r.Text(9, i), r.Text(10, i)));

    private void ReadNotices() => Each(
        RecordType.Notices,
        $"id, {Party("network")}, subject, type, sent_at, delivered_at, deadline, responded_at, response, document_sha256",
        (r, i, at, on) => new Notice(at, on, r.Text(2, i)!, Name(r, 3, i)!, r.Text(4, i)!, (NoticeType)r.Int(5, i)!.Value,
            AsOfRecords.Instant(r.Long(6, i))!.Value, AsOfRecords.Instant(r.Long(7, i)), r.Day(8, i), AsOfRecords.Instant(r.Long(9, i)),
            (NoticeResponse?)r.Int(10, i), r.Text(11, i)));

    private static string Party(string column) => $"(SELECT text FROM party_names n WHERE n.id = {column})";

    private static string Word(string column) => $"(SELECT text FROM word_names w WHERE w.id = {column})";

    private static decimal Number(DuckDbRows rows, int column, int row) => decimal.Parse(rows.Text(column, row)!, CultureInfo.InvariantCulture);

    private Name? Name(DuckDbRows rows, int column, int row) => rows.Text(column, row) is { } text ? names.Intern(text) : null;

    private void Each<TRecord>(RecordType type, string columns, Func<DuckDbRows, int, RowOrigin, DateTime?, TRecord> make) where TRecord : struct, IRecord
    {
        // The rows first: few of many millions, so that names are looked up for them alone.
        var table = $"{RecordTable.Of(type).Name}_asked";
        link.Execute($"CREATE TEMP TABLE {table} AS SELECT * FROM {RecordTable.Of(type).Name} WHERE origin IN (SELECT origin FROM {Asked})", cancellation);
        using var rows = link.Stream($"SELECT origin, recorded, {columns} FROM {table}", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                var origin = rows.Column<long>(0)[i];
                texts[origin] = CanonicalRow.Of(make(rows, i, Origin.RowOf(origin), AsOfRecords.Instant(rows.Long(1, i))));
            }
        }
    }
}
