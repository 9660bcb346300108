using Graph.Ingest.Stores.Readings;
using Graph.Model;
using Graph.Model.Records;

namespace Graph.Ingest.Stores.Neo4j.Cuts;

/// <summary>The small record types as typed records, as a cut sees them, in the order of the contract.</summary>
internal static class SmallRecords
{
    /// <summary>The list entries, each with the number of the host it names (0 for a party).</summary>
    public static List<(ListEntry Entry, int Host)> Lists(CutQuery query, GraphNames names, DateOnly asOf)
    {
        var entries = new List<(ListEntry Entry, int Host)>();
        Each(query, RecordType.Lists, e =>
        {
            var entry = GraphRecords.ListEntry(e);
            entries.Add((entry with { ValidTo = NotAfter(entry.ValidTo, asOf) }, entry.SubjectKind == SubjectKind.Domain ? names.Host(entry.Subject) : 0));
        });
        return [.. entries.OrderBy(e => e.Entry.SubjectKind).ThenBy(e => e.Entry.Subject, StringComparer.Ordinal).ThenBy(e => e.Entry.Side)
            .ThenBy(e => e.Entry.Authority, StringComparer.Ordinal).ThenBy(e => e.Entry.ValidFrom)];
    }

    /// <summary>The rows of the parties files by number of the party.</summary>
    public static Dictionary<int, Party> Parties(CutQuery query, GraphNames names, DateOnly asOf)
    {
        var table = new NameTable();
        var parties = new Dictionary<int, Party>();
        Each(query, RecordType.Parties, e =>
        {
            var party = GraphRecords.Party(e, table);
            parties.Add(names.Party(party.PartyId.Text), party with { ClosedOn = NotAfter(party.ClosedOn, asOf) });
        });
        return parties;
    }

    /// <summary>The actions.</summary>
    public static List<TargetAction> Actions(CutQuery query)
    {
        var actions = new List<TargetAction>();
        Each(query, RecordType.Actions, e => actions.Add(GraphRecords.Action(e)));
        return [.. actions.OrderBy(a => a.TargetKind).ThenBy(a => a.TargetId, StringComparer.Ordinal).ThenBy(a => a.Action, StringComparer.Ordinal)];
    }

    /// <summary>The notices. What has not happened by the end of the as-of date is left out of them.</summary>
    public static List<Notice> Notices(CutQuery query, NameTable table, DateOnly asOf)
    {
        var end = StoreTime.EndOf(asOf);
        var notices = new List<Notice>();
        Each(query, RecordType.Notices, e =>
        {
            var notice = GraphRecords.Notice(e, table);
            notices.Add(notice with
            {
                DeliveredAt = notice.DeliveredAt < end ? notice.DeliveredAt : null,
                RespondedAt = notice.RespondedAt < end ? notice.RespondedAt : null,
                Response = notice.RespondedAt >= end ? null : notice.Response,
            });
        });
        return [.. notices.OrderBy(n => n.NetworkId.Text, StringComparer.Ordinal).ThenBy(n => n.SentAt).ThenBy(n => n.NoticeId, StringComparer.Ordinal)];
    }

    /// <summary>The declarations.</summary>
    public static List<Declaration> Declarations(CutQuery query, NameTable table)
    {
        var declarations = new List<Declaration>();
        Each(query, RecordType.Declarations, e => declarations.Add(GraphRecords.Declaration(e, table)));
        return [.. declarations.OrderBy(d => d.NetworkId.Text, StringComparer.Ordinal).ThenBy(d => d.PeriodFrom).ThenBy(d => d.DeclarationId, StringComparer.Ordinal)];
    }

    /// <summary>The verdicts.</summary>
    public static List<Verdict> Verdicts(CutQuery query, NameTable table)
    {
        var verdicts = new List<Verdict>();
        Each(query, RecordType.Verdicts, e => verdicts.Add(GraphRecords.Verdict(e, table)));
        return [.. verdicts.OrderBy(v => v.NetworkId.Text, StringComparer.Ordinal).ThenBy(v => v.DecidedOn).ThenBy(v => v.Authority, StringComparer.Ordinal)];
    }

    /// <summary>The parties that the rows of a type name in their property <c>network</c>, one per row.</summary>
    public static List<int> Networks(CutQuery query, GraphNames names, RecordType type)
    {
        var networks = new List<int>();
        query.Each($"MATCH {VisibleRows.Pattern(type, "r")} WHERE {query.Visible.Seen(type, "r")} RETURN r.network", rows => networks.Add(names.Party(rows.Text(0))));
        return networks;
    }

    /// <summary>How many list entries name a work that is not seen.</summary>
    public static long ListsWithoutWork(CutQuery query)
    {
        var works = new HashSet<string>(StringComparer.Ordinal);
        var named = new List<(string Work, long Entries)>();
        query.Each(
            $"MATCH (e:ListEntry) WHERE e.work_id IS NOT NULL AND {query.Visible.Seen(RecordType.Lists, "e")} RETURN e.work_id, count(*)",
            rows => named.Add((rows.Text(0), rows.Whole(1))));
        if (named.Count > 0)
        {
            ElementRow.Each(query, RecordType.Works, Statement(query, RecordType.Works), e => works.Add(e.Id));
        }

        return named.Where(n => !works.Contains(n.Work)).Sum(n => n.Entries);
    }

    /// <summary>Which of the types have a row that is seen.</summary>
    public static HashSet<RecordType> Present(CutQuery query, IReadOnlyList<RecordType> types)
    {
        var present = new HashSet<RecordType>();
        var any = types.Select(t => $"EXISTS {{ MATCH {VisibleRows.Pattern(t, "r")} WHERE {query.Visible.Seen(t, "r")} }}");
        query.Each($"RETURN {string.Join(",\n", any)}", rows => present.UnionWith(types.Where((_, i) => rows.Flag(i))));
        return present;
    }

    private static void Each(CutQuery query, RecordType type, Action<ElementRow> take) => ElementRow.Each(query, type, Statement(query, type), take);

    private static string Statement(CutQuery query, RecordType type) =>
        $"MATCH {VisibleRows.Pattern(type, "r")} WHERE {query.Visible.Seen(type, "r")} RETURN {ElementRow.Columns(type, "r")}";

    private static DateOnly? NotAfter(DateOnly? day, DateOnly asOf) => day <= asOf ? day : null;
}
