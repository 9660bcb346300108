using Graph.Analysis.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Collateral;

/// <summary>How much of what honest sites lose with a relation they earn elsewhere.</summary>
/// <param name="Share">That share, 0..1, or null: no relation of an honest site ended, so nothing was measured and nothing is discounted.</param>
/// <param name="Pairs">Relations payer→site that ended.</param>
/// <param name="LostAmount">What they accrued in the earlier window, units.</param>
public sealed record Mobility(double? Share, long Pairs, long LostAmount)
{
    /// <summary>Nothing was measured.</summary>
    public static Mobility None { get; } = new(null, 0, 0);
}

/// <summary>Measures from two windows how fast honest sites replace a relation that ended.</summary>
/// <remarks>
/// A relation is the last payer before the account, and the site. Of the sites with y = 0 in both windows, a site lost what those of its
/// relations accrued in the earlier window that accrued nothing in the later one. It earned back what its other and its new relations accrued
/// more in the later window than in the earlier, at most what it lost. The share is the sum of the second over the sum of the first.
/// An estimate: sites that shut down count as having found nothing, a market that grew by itself counts as moving, and relations that ended for
/// the site's own reasons may be replaced more readily than those that a measure ends.
/// </remarks>
public static class PublisherMobility
{
    /// <summary>Measures.</summary>
    /// <param name="earlier">Records of a window that ends where the later one begins.</param>
    /// <param name="later">Records of the later window.</param>
    /// <exception cref="OverflowException">A sum of money leaves 64 bits.</exception>
    public static Mobility Measure(MoneyRecords earlier, MoneyRecords later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        var pirates = Suspected(earlier);
        pirates.UnionWith(Suspected(later));
        var before = Relations(earlier, pirates);
        var after = Relations(later, pirates);
        var lost = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var gained = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var ((_, site), amount) in after)
        {
            gained[site] = gained.GetValueOrDefault(site) + amount;
        }

        long pairs = 0;
        foreach (var (relation, amount) in before)
        {
            var ended = !after.ContainsKey(relation);
            pairs += ended ? 1 : 0;
            var (sums, sign) = ended ? ((IDictionary<string, long>)lost, 1) : (gained, -1);
            sums[relation.Site] = (sums.TryGetValue(relation.Site, out var sum) ? sum : 0) + sign * amount;
        }

        return Result(pairs, lost, gained);
    }

    private static Mobility Result(long pairs, SortedDictionary<string, long> lost, Dictionary<string, long> gained)
    {
        long total = 0, found = 0;
        foreach (var (site, amount) in lost)
        {
            total += amount;
            found += Math.Clamp(gained.GetValueOrDefault(site), 0, amount);
        }

        return total == 0 ? Mobility.None : new Mobility((double)found / total, pairs, total);
    }

    private static HashSet<string> Suspected(MoneyRecords records)
    {
        var (belief, _) = SiteBelief.Of(records);
        return [.. records.Sites.Where((_, site) => belief[site] > 0.0)];
    }

    private static Dictionary<(string Payer, string Site), long> Relations(MoneyRecords records, HashSet<string> pirates)
    {
        var relations = new Dictionary<(string, string), long>();
        foreach (var lane in records.Lanes)
        {
            var site = records.Sites[lane.Site];
            if (!pirates.Contains(site))
            {
                var relation = (records.Parties[lane.LastPayer].Id, site);
                relations[relation] = relations.GetValueOrDefault(relation) + lane.Gross;
            }
        }

        return relations;
    }
}
