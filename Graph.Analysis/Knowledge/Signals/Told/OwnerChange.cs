using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Whether a site went to another owner after a party was told of it.</summary>
/// <remarks>No account of the time before may be paid again, and none of the new ones may belong to the legal person of an old one. Where a
/// legal id is not registered the records cannot show it; then only a pause between the old and the new tells a sale from a renamed account.</remarks>
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
        var (oldLast, recentFirst) = (DateOnly.MinValue, DateOnly.MaxValue);
        foreach (var row in rows)
        {
            var (day, payee) = (placements[row].Day, PayeeOf(placements[row]));
            if (day < toldOn)
            {
                (_, oldLast) = (old.Add(payee), day);
            }
            else if (day > graceEnd)
            {
                recentFirst = recent.Count == 0 ? day : recentFirst;
                recent.Add(payee);
            }
        }

        return old.Count > 0 && recent.Count > 0 && !old.Overlaps(recent)
            && Differ(view, old, recent, paused: recentFirst.DayNumber - oldLast.DayNumber >= view.Options.SilenceDays);
    }

    /// <summary>Whom a placement pays: its account, or the network that is its own account.</summary>
    public static int PayeeOf(in MarkedPlacement placement) => placement.Account >= 0 ? placement.Account : placement.Network;

    private static bool Differ(KnowledgeView view, SortedSet<int> old, SortedSet<int> recent, bool paused)
    {
        var owners = old.Select(payee => LegalId(view, payee)).ToHashSet(StringComparer.Ordinal);
        var heirs = recent.Select(payee => LegalId(view, payee)).ToHashSet(StringComparer.Ordinal);
        var known = !owners.Contains("") && !heirs.Contains("");
        (owners, heirs) = ([.. owners.Where(id => id.Length > 0)], [.. heirs.Where(id => id.Length > 0)]);
        return !owners.Overlaps(heirs) && (known || paused);
    }

    private static string LegalId(KnowledgeView view, int party) => view.Flow.Graph.Parties[party].Registered?.LegalId ?? "";
}
