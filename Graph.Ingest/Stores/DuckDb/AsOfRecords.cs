using System.Globalization;
using Graph.Model;
using Graph.Model.Records;
using Graph.Model.Stores;

namespace Graph.Ingest.Stores.DuckDb;

/// <summary>Reads the small record types as typed records, as a cut sees them.</summary>
internal sealed class AsOfRecords(DuckDbLink link, VisibleVersions visible, FileNumbers files, DateOnly asOf, CancellationToken cancellation)
{
    /// <summary>The condition on <c>load</c> that leaves the loads committed by a time.</summary>
    public static string LoadFilter(IReadOnlyList<LoadEntry> ledger, DateTime? knownAt)
    {
        var seen = ledger.Where(l => knownAt is null || l.LoadedAt <= knownAt).Select(l => l.Load.ToString(CultureInfo.InvariantCulture)).ToArray();
        return seen.Length == ledger.Count ? "TRUE" : seen.Length == 0 ? "FALSE" : $"load IN ({string.Join(", ", seen)})";
    }

    /// <summary>An instant (UTC) from its ticks.</summary>
    public static DateTime? Instant(long? ticks) => ticks is { } t ? new DateTime(t, DateTimeKind.Utc) : null;

    /// <summary>The list entries, in the order of the contract, each with the number of the host it names (0 for a party).</summary>
    public List<(ListEntry Entry, int Host)> Lists()
    {
        var entries = new List<(ListEntry Entry, int Host)>();
        Each(RecordType.Lists, "recorded, subject, subject_kind, host, side, authority, day, valid_to, confidence, work_id, evidence_sha256", (rows, i) =>
            entries.Add((new ListEntry(files.Origin(rows, i), Instant(rows.Long(3, i)), rows.Text(4, i)!, (SubjectKind)rows.Int(5, i)!.Value,
                (ListSide)rows.Int(7, i)!.Value, rows.Text(8, i)!, rows.Day(9, i)!.Value, NotAfter(rows.Day(10, i)), rows.Long(11, i),
                rows.Text(12, i), rows.Text(13, i)), rows.Int(6, i) ?? 0)));
        return [.. entries.OrderBy(e => e.Entry.SubjectKind).ThenBy(e => e.Entry.Subject, StringComparer.Ordinal).ThenBy(e => e.Entry.Side)
            .ThenBy(e => e.Entry.Authority, StringComparer.Ordinal).ThenBy(e => e.Entry.ValidFrom)];
    }

    /// <summary>The rows of the parties files by the number of the party.</summary>
    public Dictionary<int, Party> Parties()
    {
        var names = new NameTable();
        var parties = new Dictionary<int, Party>();
        Each(RecordType.Parties, "recorded, party, kind, name, legal_id, region, opened_on, closed_on, (SELECT text FROM party_names n WHERE n.id = party)", (rows, i) =>
            parties.Add(rows.Int(4, i)!.Value, new Party(files.Origin(rows, i), Instant(rows.Long(3, i)), names.Intern(rows.Text(11, i)!),
                (PartyKind)rows.Int(5, i)!.Value, rows.Text(6, i), rows.Text(7, i), rows.Text(8, i), rows.Day(9, i), NotAfter(rows.Day(10, i)))));
        return parties;
    }

    /// <summary>The actions, in the order of the contract.</summary>
    public List<TargetAction> Actions()
    {
        var actions = new List<TargetAction>();
        Each(RecordType.Actions, "recorded, target_kind, action, cost, efficacy, target_id", (rows, i) =>
            actions.Add(new TargetAction(files.Origin(rows, i), Instant(rows.Long(3, i)), (TargetKind)rows.Int(4, i)!.Value, rows.Text(5, i)!,
                decimal.Parse(rows.Text(6, i)!, CultureInfo.InvariantCulture), decimal.Parse(rows.Text(7, i)!, CultureInfo.InvariantCulture),
                rows.Text(8, i)!)));
        return [.. actions.OrderBy(a => a.TargetKind).ThenBy(a => a.TargetId, StringComparer.Ordinal).ThenBy(a => a.Action, StringComparer.Ordinal)];
    }

    /// <summary>The numbers of the parties that the rows of a type name in their column <c>network</c>, one per row.</summary>
    public List<int> Networks(RecordType type)
    {
        var networks = new List<int>();
        Each(type, "network", (rows, i) => networks.Add(rows.Column<int>(3)[i]));
        return networks;
    }

    /// <summary>How many list entries name a work that is not there.</summary>
    public long ListsWithoutWork() => link.Number(
        $"SELECT count(*) FROM {visible.Newest(RecordType.Lists)} l WHERE work_id IS NOT NULL AND work_id NOT IN (SELECT id FROM {visible.Newest(RecordType.Works)})",
        cancellation);

    private DateOnly? NotAfter(DateOnly? day) => day <= asOf ? day : null;

    private void Each(RecordType type, string columns, Action<DuckDbRows, int> take)
    {
        using var rows = link.Query($"SELECT load, file, line, {columns} FROM {visible.Newest(type)}", cancellation);
        while (rows.Next())
        {
            for (var i = 0; i < rows.Count; i++)
            {
                take(rows, i);
            }
        }
    }
}
