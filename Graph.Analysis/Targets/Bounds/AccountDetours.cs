using Graph.Analysis.Exposure;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>Money that accounts pay to other parties before their sites, and money at their heads: nobody says which money that was.</summary>
internal sealed class AccountDetours
{
    private readonly long[] away;
    private readonly bool[] awayReaches;

    /// <summary>Sums what accounts pay to others.</summary>
    public AccountDetours(FlowGraph graph, ExposureBounds bounds)
    {
        away = new long[graph.Parties.Count];
        awayReaches = new bool[graph.Parties.Count];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1] && graph.NodeIsAccount[node]; hop++)
            {
                if (graph.NodeKind[graph.HopTarget[hop]] == FlowNodeKind.Head)
                {
                    away[graph.NodeParty[node]] += graph.HopAmount[hop];
                    awayReaches[graph.NodeParty[node]] |= bounds.CanReach(graph.HopTarget[hop]);
                }
            }
        }
    }

    /// <summary>What an account pays others in all, units.</summary>
    public long Of(int account) => account < 0 ? 0 : away[account];

    /// <summary>Least of some money into an account that ends at its pirate sites, of the least that was meant for them.</summary>
    public double Least(int account, double pirate) => Math.Max(0.0, pirate - Of(account));

    /// <summary>Most of some money into an account that ends at pirate sites anywhere, of the most that was meant for the account's own.</summary>
    public double Most(int account, double amount, double pirate) =>
        account >= 0 && awayReaches[account] ? Math.Min(amount, pirate + away[account]) : pirate;
}
