using System.Globalization;
using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Reads the small record types as typed records, as a cut sees them.</summary>
internal sealed class AsOfRecords(DuckDbLink link, VisibleVersions visible, DateOnly asOf, CancellationToken cancellation)
{
    /// <summary>An instant (UTC) from its ticks.</summary>
    public static DateTime? Instant(long? ticks) => ticks is { } t ? new DateTime(t, DateTimeKind.Utc) : null;

    /// <summary>The list entries, in the order of the contract, each with the number of the host it names (0 for a party).</summary>
    public List<(ListEntry Entry, int Host)> Lists()
    {
        var entries = new List<(ListEntry Entry, int Host)>();
        Each(RecordType.Lists, "recorded, subject, subject_kind, host, side, authority, day, valid_to, confidence, work_id, evidence_sha256", (rows, i) =>
            entries.Add((new ListEntry(Origin.RowOf(rows.Column<long>(0)[i]), Instant(rows.Long(1, i)), rows.Text(2, i)!, (SubjectKind)rows.Int(3, i)!.Value,
                (ListSide)rows.Int(5, i)!.Value, rows.Text(6, i)!, rows.Day(7, i)!.Value, NotAfter(rows.Day(8, i)), rows.Long(9, i),
                rows.Text(10, i), rows.Text(11, i)), rows.Int(4, i) ?? 0)));
        return [.. entries.OrderBy(e => e.Entry.SubjectKind).ThenBy(e => e.Entry.Subject, StringComparer.Ordinal).ThenBy(e => e.Entry.Side)
            .ThenBy(e => e.Entry.Authority, StringComparer.Ordinal).ThenBy(e => e.Entry.ValidFrom)];
    }

    /// <summary>The rows of the parties files by the number of the party.</summary>
    public Dictionary<int, Party> Parties()
    {
        var names = new NameTable();
        var parties = new Dictionary<int, Party>();
        Each(RecordType.Parties, "recorded, party, kind, name, legal_id, region, opened_on, closed_on, (SELECT text FROM party_names n WHERE n.id = party)", (rows, i) =>
            parties.Add(rows.Int(2, i)!.Value, new Party(Origin.RowOf(rows.Column<long>(0)[i]), Instant(rows.Long(1, i)), names.Intern(rows.Text(9, i)!),
                (PartyKind)rows.Int(3, i)!.Value, rows.Text(4, i), rows.Text(5, i), rows.Text(6, i), rows.Day(7, i), NotAfter(rows.Day(8, i)))));
        return parties;
    }

    /// <summary>The actions, in the order of the contract.</summary>
    public List<TargetAction> Actions()
    {
        var actions = new List<TargetAction>();
        Each(RecordType.Actions, "recorded, target_kind, action, cost, efficacy, target_id", (rows, i) =>
            actions.Add(new TargetAction(Origin.RowOf(rows.Column<long>(0)[i]), Instant(rows.Long(1, i)), (TargetKind)rows.Int(2, i)!.Value, rows.Text(3, i)!,
                decimal.Parse(rows.Text(4, i)!, CultureInfo.InvariantCulture), decimal.Parse(rows.Text(5, i)!, CultureInfo.InvariantCulture),
                rows.Text(6, i)!)));
        return [.. actions.OrderBy(a => a.TargetKind).ThenBy(a => a.TargetId, StringComparer.Ordinal).ThenBy(a => a.Action, StringComparer.Ordinal)];
    }

    /// <summary>The notices, in the order of the contract. What has not happened by the end of the as-of date is left out of them.</summary>
    public List<Notice> Notices(NameTable names)
    {
        var end = StoreTime.EndOf(asOf).Ticks;
        var notices = new List<Notice>();
        Each(RecordType.Notices, $"recorded, id, {NetworkText}, subject, type, sent_at, delivered_at, deadline, responded_at, response, document_sha256", (rows, i) =>
        {
            var responded = rows.Long(9, i);
            notices.Add(new Notice(Origin.RowOf(rows.Column<long>(0)[i]), Instant(rows.Long(1, i)), rows.Text(2, i)!, names.Intern(rows.Text(3, i)!),
                rows.Text(4, i)!, (NoticeType)rows.Int(5, i)!.Value, Instant(rows.Long(6, i))!.Value, Instant(rows.Long(7, i) is var at && at < end ? at : null),
                rows.Day(8, i), Instant(responded < end ? responded : null), responded >= end ? null : (NoticeResponse?)rows.Int(10, i), rows.Text(11, i)));
        });
        return [.. notices.OrderBy(n => n.NetworkId.Text, StringComparer.Ordinal).ThenBy(n => n.SentAt).ThenBy(n => n.NoticeId, StringComparer.Ordinal)];
    }

    /// <summary>The declarations, in the order of the contract.</summary>
    public List<Declaration> Declarations(NameTable names)
    {
        var declarations = new List<Declaration>();
        Each(RecordType.Declarations, $"recorded, id, {NetworkText}, period_from, day, statement, signer, document_sha256", (rows, i) =>
            declarations.Add(new Declaration(Origin.RowOf(rows.Column<long>(0)[i]), Instant(rows.Long(1, i)), rows.Text(2, i)!, names.Intern(rows.Text(3, i)!),
                rows.Day(4, i)!.Value, rows.Day(5, i)!.Value, (DeclarationStatement)rows.Int(6, i)!.Value, rows.Text(7, i), rows.Text(8, i))));
        return [.. declarations.OrderBy(d => d.NetworkId.Text, StringComparer.Ordinal).ThenBy(d => d.PeriodFrom).ThenBy(d => d.DeclarationId, StringComparer.Ordinal)];
    }

    /// <summary>The verdicts, in the order of the contract.</summary>
    public List<Verdict> Verdicts(NameTable names)
    {
        var verdicts = new List<Verdict>();
        Each(RecordType.Verdicts, $"recorded, {NetworkText}, verdict, day, authority", (rows, i) =>
            verdicts.Add(new Verdict(Origin.RowOf(rows.Column<long>(0)[i]), Instant(rows.Long(1, i)), names.Intern(rows.Text(2, i)!),
                (VerdictKind)rows.Int(3, i)!.Value, rows.Day(4, i)!.Value, rows.Text(5, i) ?? "")));
        return [.. verdicts.OrderBy(v => v.NetworkId.Text, StringComparer.Ordinal).ThenBy(v => v.DecidedOn).ThenBy(v => v.Authority, StringComparer.Ordinal)];
    }

    /// <summary>The types that have a visible row; of settlement lines those whose settlement is visible or not there at all.</summary>
    public IReadOnlySet<RecordType> Present() =>
        RecordTypes.All.Where(t => t == RecordType.SettlementLines ? visible.AnyLine() : AnyRow(visible.Newest(t))).ToHashSet();

    /// <summary>The numbers of the parties that the rows of a type name in their column <c>network</c>, one per row.</summary>
    public List<int> Networks(RecordType type)
    {
        var networks = new List<int>();
        Each(type, "network", (rows, i) => networks.Add(rows.Column<int>(1)[i]));
        return networks;
    }

    /// <summary>How many list entries name a work that is not there.</summary>
    public long ListsWithoutWork() => link.Number(
        $"SELECT count(*) FROM {visible.Newest(RecordType.Lists)} l WHERE work_id IS NOT NULL AND work_id NOT IN (SELECT id FROM {visible.Newest(RecordType.Works)})",
        cancellation);

    private const string NetworkText = "(SELECT text FROM party_names n WHERE n.id = network)";

    private bool AnyRow(string source) => link.Number($"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT 1)", cancellation) > 0;

    private DateOnly? NotAfter(DateOnly? day) => day <= asOf ? day : null;

    private void Each(RecordType type, string columns, Action<DuckDbRows, int> take)
    {
        using var rows = link.Query($"SELECT origin, {columns} FROM {visible.Newest(type)}", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                take(rows, i);
            }
        }
    }
}
