using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Stress;

/// <summary>Which networks pay the same sites.</summary>
/// <remarks>
/// Similarity is the cosine of who pays whom: |sites of both| / √(|sites of one|·|sites of the other|), whatever the amounts. A network is
/// most similar to itself. Against one network others are compared by |both|² / |sites of the other|, which is exact, so equal ones tie.
/// </remarks>
internal sealed class SimilarNetworks
{
    private readonly LinkRows sitesOf;
    private readonly LinkRows networksOf;
    private readonly int parties;
    private readonly Dictionary<int, (int Network, double Key)[]> known = [];

    /// <summary>Takes the networks and sites of all lanes.</summary>
    public SimilarNetworks(FlowResult flow)
    {
        parties = flow.Graph.Parties.Count;
        sitesOf = LinkRows.Of(parties + flow.Graph.Sites.Count, Array.ConvertAll(flow.Lanes, lane => lane.Network),
            Array.ConvertAll(flow.Lanes, lane => parties + lane.Site), new long[flow.Lanes.Length]);
        networksOf = sitesOf.Transposed();
    }

    /// <summary>The most similar networks among those that are left, with weights that sum to 1; none where no network that shares a site is left.</summary>
    /// <param name="network">The network.</param>
    /// <param name="count">How many; those that tie with the last as well.</param>
    /// <param name="isLeft">Which networks are left.</param>
    public List<(int Network, double Weight)> Nearest(int network, int count, Func<int, bool> isLeft)
    {
        var nearest = new List<(int Network, double Key)>();
        foreach (var other in Ranked(network))
        {
            if (nearest.Count >= count && other.Key < nearest[^1].Key)
            {
                break;
            }

            if (isLeft(other.Network))
            {
                nearest.Add(other);
            }
        }

        var sum = nearest.Sum(other => Math.Sqrt(other.Key));
        return nearest.ConvertAll(other => (other.Network, Math.Sqrt(other.Key) / sum));
    }

    /// <summary>All networks that share a site with one, most similar first, ties by number.</summary>
    private (int Network, double Key)[] Ranked(int network)
    {
        if (known.TryGetValue(network, out var ranked))
        {
            return ranked;
        }

        var both = new Dictionary<int, long>();
        foreach (var site in Row(sitesOf, network))
        {
            foreach (var other in Row(networksOf, site))
            {
                both[other] = both.GetValueOrDefault(other) + 1;
            }
        }

        ranked = [.. both.Select(other => (other.Key, (double)other.Value * other.Value / Row(sitesOf, other.Key).Length))
            .OrderByDescending(other => other.Item2).ThenBy(other => other.Key)];
        known.Add(network, ranked);
        return ranked;
    }

    private static ReadOnlySpan<int> Row(LinkRows rows, int place) => rows.Target.AsSpan(rows.Start[place]..rows.Start[place + 1]);
}
