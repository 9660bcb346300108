using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Stress;

namespace Graph.Analysis.Tests.Targets.Stress;

/// <summary>What would come back to pirate sites, lane by lane, for worlds in which lanes tell all: nothing paid, nothing mixed.</summary>
internal sealed class SlowRecapture(FlowResult flow, PlannedCut[] cuts, int nearest)
{
    private readonly Dictionary<int, HashSet<int>> sites = flow.Lanes.GroupBy(lane => lane.Network).ToDictionary(lanes => lanes.Key, lanes => lanes.Select(lane => lane.Site).ToHashSet());

    public double Returning() => flow.Lanes.GroupBy(lane => lane.Site).Sum(lanes =>
    {
        var (arrived, left) = (lanes.Sum(lane => (double)lane.Gross), lanes.Sum(lane => lane.Gross * Survival(lane)));
        var way = left > 1e-12 * arrived
            ? lanes.Sum(lane => lane.Gross * Survival(lane) * Survival(lane)) / left
            : lanes.Sum(lane => lane.Gross * ByOthers(lane)) / arrived;
        return flow.Graph.Belief[lanes.Key] * (arrived - left) * way;
    });

    private double Survival(LaneFlow lane)
    {
        var chain = new[] { lane.Network, lane.Reseller, lane.Account }.Where(party => party >= 0).ToList();
        return chain.Aggregate(1.0, (left, party) => left * Party(party)) * chain.Zip(chain.Skip(1)).Aggregate(1.0, (left, pair) => left * Pair(pair.First, pair.Second));
    }

    private double ByOthers(LaneFlow lane)
    {
        var own = sites[lane.Network];
        var others = sites.Where(other => Party(other.Key) > 0.0)
            .Select(other => (Network: other.Key, Cosine: own.Intersect(other.Value).Count() / Math.Sqrt((double)own.Count * other.Value.Count)))
            .Where(other => other.Cosine > 0.0).OrderByDescending(other => other.Cosine).ToList();
        var takers = others.Where(other => other.Cosine >= others[Math.Min(nearest, others.Count) - 1].Cosine * (1.0 - 1e-12)).ToList();
        return takers.Count == 0 ? 0.0 : takers.Sum(taker => taker.Cosine * Survival(new LaneFlow(taker.Network, -1, lane.Account == taker.Network ? -1 : lane.Account, lane.Site, 0, 0, 0, 0, lane.Basis)))
            / takers.Sum(taker => taker.Cosine);
    }

    private double Party(int party) => cuts.Where(cut => cut.Party == party).Aggregate(1.0, (left, cut) => left * (1.0 - cut.Efficacy));

    private double Pair(int payer, int payee) => cuts.Where(cut => cut.Payer == payer && cut.Payee == payee).Aggregate(1.0, (left, cut) => left * (1.0 - cut.Efficacy));
}
