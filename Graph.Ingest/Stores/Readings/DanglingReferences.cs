using Graph.Model.Records;

namespace Graph.Ingest.Stores.Readings;

/// <summary>Counts the rows that refer to what is not there.</summary>
internal sealed class DanglingReferences(ICutSource source, PartyIndex parties)
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>By kind of reference; kinds without any are left out.</summary>
    public SortedDictionary<string, long> Count(IEnumerable<ListEntry> lists, IEnumerable<TargetAction> actions)
    {
        Add("lists.work_id", source.ListsWithoutWork());
        Add("lists.subject", lists.LongCount(l => l.SubjectKind != SubjectKind.Domain && parties.Find(l.Subject) < 0));
        Add("actions.target_id", actions.LongCount(a => !Names(a)));
        Add("notices.network_id", Unknown(RecordType.Notices));
        Add("declarations.network_id", Unknown(RecordType.Declarations));
        Add("verdicts.network_id", Unknown(RecordType.Verdicts));
        CountLines();
        return counts;
    }

    private void CountLines()
    {
        var (withoutSettlement, withoutPlacement) = source.DanglingLines();
        Add("settlement_lines.settlement_id", withoutSettlement);
        Add("settlement_lines.placement_id", withoutPlacement);
    }

    private long Unknown(RecordType type) => source.Networks(type).LongCount(n => parties.Party(n) < 0);

    private bool Names(TargetAction action)
    {
        var id = action.TargetId;
        if (id.Length == 0)
        {
            return true;
        }

        if (action.TargetKind != TargetKind.Relationship)
        {
            return parties.Find(id) >= 0;
        }

        // An id may hold the sign itself, so every place where it stands is tried.
        for (var at = id.IndexOf('>', StringComparison.Ordinal); at >= 0; at = id.IndexOf('>', at + 1))
        {
            if (parties.Find(id[..at]) >= 0 && parties.Find(id[(at + 1)..]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Add(string reference, long count)
    {
        if (count > 0)
        {
            counts.Add(reference, count);
        }
    }
}
