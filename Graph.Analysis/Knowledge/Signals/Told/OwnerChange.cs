using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Whether a site went to another owner after a party was told of it.</summary>
/// <remarks>No account of the time before may be paid again, and none of the new ones may belong to the legal person of an old one. Where a
/// legal id is not registered the records cannot show it: a new account of nobody knows whom, behind the same listed site, excuses nothing.</remarks>
internal static class OwnerChange
{
    /// <summary>Tests a subject.</summary>
    /// <param name="view">The view.</param>
    /// <param name="rows">Its rows by day.</param>
    /// <param name="toldOn">The day of the telling.</param>
    /// <param name="graceEnd">The last day of the grace period.</param>
    public static bool Is(KnowledgeView view, int[] rows, DateOnly toldOn, DateOnly graceEnd)
    {
        var placements = view.Records.Placements;
        var (old, recent) = (new SortedSet<int>(), new SortedSet<int>());
        foreach (var row in rows)
        {
            var (day, payee) = (placements[row].Day, PayeeOf(placements[row]));
            if (day < toldOn)
            {
                old.Add(payee);
            }
            else if (day > graceEnd)
            {
                recent.Add(payee);
            }
        }

        return old.Count > 0 && recent.Count > 0 && !old.Overlaps(recent) && Differ(view, old, recent);
    }

    /// <summary>Whom a placement pays: its account, or the network that is its own account.</summary>
    public static int PayeeOf(in MarkedPlacement placement) => placement.Account >= 0 ? placement.Account : placement.Network;

    private static bool Differ(KnowledgeView view, SortedSet<int> old, SortedSet<int> recent)
    {
        var owners = old.Select(payee => LegalId(view, payee)).ToHashSet(StringComparer.Ordinal);
        var heirs = recent.Select(payee => LegalId(view, payee)).ToHashSet(StringComparer.Ordinal);
        return !owners.Contains("") && !heirs.Contains("") && !owners.Overlaps(heirs);
    }

    private static string LegalId(KnowledgeView view, int party) => view.Flow.Graph.Parties[party].Registered?.LegalId ?? "";
}
