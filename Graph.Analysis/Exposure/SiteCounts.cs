using Graph.Analysis.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Exposure;

/// <summary>Per party: the sites and pirate sites of the placements of the window that name it, and how evenly its payouts spread over sites.</summary>
internal sealed class SiteCounts
{
    private readonly int[] sites;
    private readonly int[] pirateSites;
    private readonly double[] effective;

    private SiteCounts(int parties)
    {
        sites = new int[parties];
        pirateSites = new int[parties];
        effective = new double[parties];
    }

    /// <summary>Counts.</summary>
    /// <param name="flow">The money graph with its lanes.</param>
    /// <param name="pirateBelief">A site counts as a pirate site from this belief on.</param>
    public static SiteCounts Of(FlowResult flow, double pirateBelief)
    {
        var parties = flow.Graph.Parties.Count;
        var counts = new SiteCounts(parties);
        var lanesOf = LanesByParty(flow, parties, out var start);
        var accrued = new bool[flow.Graph.Sites.Count];
        var paid = new long[flow.Graph.Sites.Count];
        var seen = new List<int>();
        var advertised = flow.Records.AdvertiserSites.ToLookup(sum => sum.Advertiser, sum => sum.Site);
        for (var party = 0; party < parties; party++)
        {
            for (var i = start[party]; i < start[party + 1]; i++)
            {
                ref readonly var lane = ref flow.Lanes[lanesOf[i]];
                if (!accrued[lane.Site] && paid[lane.Site] == 0 && lane.Gross + lane.Amount > 0)
                {
                    seen.Add(lane.Site);
                }

                accrued[lane.Site] |= lane.Gross > 0;
                paid[lane.Site] += party == lane.Account ? 0 : lane.Amount;
            }

            foreach (var site in advertised[party])
            {
                // Only listed sites are known per advertiser: enough for pirate sites.
                if (!accrued[site])
                {
                    accrued[site] = true;
                    if (paid[site] == 0)
                    {
                        seen.Add(site);
                    }
                }
            }

            counts.Add(party, seen, accrued, paid, flow.Graph.Belief, pirateBelief);
        }

        return counts;
    }

    /// <summary>Sites of the placements of the window that name the party.</summary>
    public int Sites(int party) => sites[party];

    /// <summary>Pirate sites among them.</summary>
    public int PirateSites(int party) => pirateSites[party];

    /// <summary>Kish effective number of sites of the party's payouts.</summary>
    public double Effective(int party) => effective[party];

    private void Add(int party, List<int> seen, bool[] accrued, long[] paid, double[] belief, double pirateBelief)
    {
        seen.Sort(); // by site, so that the sums below do not depend on the order of lanes
        var sum = 0.0;
        var squares = 0.0;
        foreach (var site in seen)
        {
            if (accrued[site])
            {
                sites[party]++;
                pirateSites[party] += belief[site] >= pirateBelief && belief[site] > 0.0 ? 1 : 0;
            }

            sum += paid[site];
            squares += (double)paid[site] * paid[site];
            accrued[site] = false;
            paid[site] = 0;
        }

        effective[party] = squares > 0.0 ? sum * sum / squares : 0.0;
        seen.Clear();
    }

    /// <summary>Lane numbers by every party of their chain, a party once per lane.</summary>
    private static int[] LanesByParty(FlowResult flow, int parties, out int[] start)
    {
        start = new int[parties + 1];
        foreach (var lane in flow.Lanes)
        {
            start[lane.Network + 1]++;
            start[lane.Reseller + 1] += lane.Reseller >= 0 ? 1 : 0;
            start[lane.Account + 1] += HasOwnAccount(lane) ? 1 : 0;
        }

        for (var party = 0; party < parties; party++)
        {
            start[party + 1] += start[party];
        }

        var next = start[..^1];
        var lanes = new int[start[^1]];
        for (var i = 0; i < flow.Lanes.Length; i++)
        {
            ref readonly var lane = ref flow.Lanes[i];
            lanes[next[lane.Network]++] = i;
            if (lane.Reseller >= 0)
            {
                lanes[next[lane.Reseller]++] = i;
            }

            if (HasOwnAccount(lane))
            {
                lanes[next[lane.Account]++] = i;
            }
        }

        return lanes;
    }

    private static bool HasOwnAccount(in LaneFlow lane) => lane.Account >= 0 && lane.Account != lane.Network;
}
