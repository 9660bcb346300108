using Graph.Analysis.Flow;

namespace Graph.Analysis.Targets.Stress;

/// <summary>How much of what pirate sites lost finds a way back to them.</summary>
/// <remarks>
/// Where something still flows to a site, what it lost comes by the ways in use, as much by each as still flows there, and each way passes the
/// share that it survives. Where nothing does, what each lane lost comes to the networks left that are most similar to the lane's network
/// (itself, if it is left), which pay the lane's account directly; the new network, the relationship and the account are passed only as far as
/// they survive. Money that no lane explains has no network to follow and does not come back.
/// </remarks>
internal sealed class RecaptureModel
{
    /// <summary>Below this share of what arrived before, nothing flows.</summary>
    private const double Nothing = 1e-12;

    private readonly FlowResult flow;
    private readonly PirateMoney money;
    private readonly PlanEffect effect;
    private readonly int nearest;
    private readonly Dictionary<int, List<(int Network, double Weight)>> takers = [];
    private readonly bool[] stopped;
    private readonly double[] returning;
    private SimilarNetworks? similar;
    private int[][]? lanesOfSite;

    /// <summary>Prepares the model for a plan that has no measure yet.</summary>
    /// <param name="flow">The lanes.</param>
    /// <param name="money">The pirate money.</param>
    /// <param name="effect">The plan's measures.</param>
    /// <param name="nearest">How many similar networks take over.</param>
    public RecaptureModel(FlowResult flow, PirateMoney money, PlanEffect effect, int nearest)
    {
        (this.flow, this.money, this.effect, this.nearest) = (flow, money, effect, nearest);
        (stopped, returning) = (new bool[money.NodeCount], new double[money.NodeCount]);
    }

    /// <summary>What would come back now if all that was lost tried to (κ = 1), units, 0 … what was removed. To be asked after every measure.</summary>
    public double Returning()
    {
        takers.Clear();
        foreach (var site in effect.ChangedSites)
        {
            stopped[site] = effect.Arriving(site) <= Nothing * effect.Before(site);
            returning[site] = stopped[site] ? 0.0 : Lost(site) * ByWaysInUse(site);
        }

        var sum = 0.0;
        foreach (var site in money.Sites)
        {
            // Who takes over changes with every measure.
            returning[site] = stopped[site] ? Lost(site) * BySimilarNetworks(money.SiteOf(site)) : returning[site];
            sum += returning[site];
        }

        return sum;
    }

    private double Lost(int site) => Math.Max(0.0, effect.Before(site) - effect.Arriving(site)) * money.BeliefAt(site);

    private double ByWaysInUse(int site)
    {
        var (flowing, passed) = (0.0, 0.0);
        foreach (var (node, hop) in money.ArrivingAt(site))
        {
            var left = effect.WayLeft(node);
            flowing += effect.Before(node) * money.Share(hop) * left;
            passed += effect.Before(node) * money.Share(hop) * left * left;
        }

        return flowing > 0.0 ? Math.Min(1.0, passed / flowing) : 0.0;
    }

    private double BySimilarNetworks(int site)
    {
        lanesOfSite ??= LanesOfSites();
        var (weight, passed) = (0.0, 0.0);
        foreach (var index in lanesOfSite[site])
        {
            var lane = flow.Lanes[index];
            var size = (double)Math.Max(lane.Gross, lane.Amount);
            weight += size;
            passed += lane.Account >= 0 && effect.Survival(lane.Account) == 0.0 ? 0.0 : size * Passing(lane);
        }

        return weight > 0.0 ? Math.Min(1.0, passed / weight) : 0.0;
    }

    private double Passing(LaneFlow lane)
    {
        if (!takers.TryGetValue(lane.Network, out var networks))
        {
            similar ??= new SimilarNetworks(flow);
            networks = similar.Nearest(lane.Network, nearest, network => effect.Survival(network) > 0.0);
            takers.Add(lane.Network, networks);
        }

        var passed = 0.0;
        foreach (var (network, part) in networks)
        {
            var direct = lane.Account < 0 || lane.Account == network;
            passed += part * effect.Survival(network) * (direct ? 1.0 : effect.Survival(network, lane.Account) * effect.Survival(lane.Account));
        }

        return passed;
    }

    private int[][] LanesOfSites()
    {
        var lanes = new List<int>?[flow.Graph.Sites.Count];
        for (var lane = 0; lane < flow.Lanes.Length; lane++)
        {
            if (flow.Graph.Belief[flow.Lanes[lane].Site] > 0.0)
            {
                (lanes[flow.Lanes[lane].Site] ??= []).Add(lane);
            }
        }

        return Array.ConvertAll(lanes, list => list?.ToArray() ?? []);
    }
}
