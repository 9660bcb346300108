using Graph.Model.Records;

namespace Graph.Analysis.Flow;

/// <summary>y_s of method §1: the belief that a site is a pirate site at the as-of date.</summary>
internal static class SiteBelief
{
    /// <summary>The highest confidence of the black entries in force, 0 where a white entry is in force.</summary>
    /// <returns>y per site, and the sites with both.</returns>
    public static (double[] Belief, IReadOnlyList<string> Conflicts) Of(MoneyRecords records)
    {
        const long FullConfidence = 100 * 10_000;
        var black = new long[records.Sites.Count];
        var white = new bool[records.Sites.Count];
        for (var i = 0; i < records.Lists.Count; i++)
        {
            var site = records.ListSites[i];
            if (site < 0 || !InForce(records.Lists[i], records.Cut.AsOf))
            {
                continue;
            }

            if (records.Lists[i].Side == ListSide.White)
            {
                white[site] = true;
            }
            else
            {
                black[site] = Math.Max(black[site], records.Lists[i].Confidence ?? FullConfidence);
            }
        }

        var belief = new double[black.Length];
        var conflicts = new List<string>();
        for (var site = 0; site < black.Length; site++)
        {
            belief[site] = white[site] ? 0.0 : black[site] / (double)FullConfidence;
            if (white[site] && black[site] > 0)
            {
                conflicts.Add(records.Sites[site]);
            }
        }

        return (belief, conflicts);
    }

    private static bool InForce(ListEntry entry, DateOnly day) =>
        entry.ValidFrom <= day && (entry.ValidTo is not { } end || day <= end);
}
