using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>Bounds of what a plan removes, passage by passage: last hops, then what is left of them at the earlier hop, then mixed money.</summary>
/// <remarks>
/// Every lane of a pair u→a is cut with the same probability W = 1 − (1−q_u)(1−q_ua)(1−q_a), so the pair's pirate money, known to lie in
/// [low, high], is removed W times. What is left of a network's money at a reseller is cut at the network as far as it is the
/// network's. Mixed money (opaque hops, heads of accounts, advertisers' hops) counts 0 below and in full above.
/// </remarks>
internal sealed class PassageBounds
{
    private readonly LaneRuns lanes;
    private readonly AccountDetours detours;
    private readonly Dictionary<(int Network, int Reseller), double> arriving;
    private readonly List<ExposureBounds.MixedHop> mixed;

    /// <summary>Prepares the parts.</summary>
    public PassageBounds(FlowGraph graph, ExposureBounds bounds, LaneRuns lanes, AccountDetours detours)
    {
        this.lanes = lanes;
        this.detours = detours;
        arriving = bounds.EarlierHops.ToDictionary(hop => (hop.Network, hop.Reseller), hop => hop.Arriving);
        mixed = [.. bounds.MixedHops];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            // What an account pays others out of its lanes: a relationship of the account.
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1] && graph.NodeKind[node] == FlowNodeKind.Prefix; hop++)
            {
                var target = graph.HopTarget[hop];
                if (graph.NodeKind[target] == FlowNodeKind.Head && bounds.CanReach(target))
                {
                    mixed.Add(new ExposureBounds.MixedHop(graph.NodeParty[node], graph.NodeParty[target], graph.HopAmount[hop]));
                }
            }
        }
    }

    /// <summary>Least and most that the plan removes, units.</summary>
    public (double Low, double High) Measure(PlanCuts cuts)
    {
        var (low, high) = LastHops(cuts);
        for (var i = 0; i < lanes.Runs.Length;)
        {
            var first = lanes.Runs[i];
            var end = i + 1;
            while (end < lanes.Runs.Length && (lanes.Runs[end].Network, lanes.Runs[end].Reseller) == (first.Network, first.Reseller))
            {
                end++;
            }

            var cut = first.Reseller < 0 ? 0.0 : 1.0 - cuts.Over(first.Network, first.Reseller);
            if (cut > 0.0)
            {
                var (least, most) = Left(lanes.Runs.AsSpan(i..end), arriving.GetValueOrDefault((first.Network, first.Reseller)), cuts);
                low += cut * least;
                high += cut * most;
            }

            i = end;
        }

        foreach (var hop in mixed)
        {
            high += (1.0 - cuts.Over(hop.Payer, hop.Payee)) * hop.Amount;
        }

        return (low, high);
    }

    private (double Low, double High) LastHops(PlanCuts cuts)
    {
        var (low, high) = (0.0, 0.0);
        Span<bool> seen = new bool[lanes.Payments.Count];
        foreach (ref readonly var run in lanes.Runs.AsSpan())
        {
            var cut = 1.0 - cuts.OverLastHop(run.LastPayer, run.Account);
            var payment = run.Pair < 0 ? new SharedPayment(run.Account, run.Most, run.PirateLow, run.PirateHigh) : lanes.Payments[run.Pair];
            if (cut <= 0.0 || (run.Pair >= 0 && seen[run.Pair]))
            {
                continue;
            }

            if (run.Pair >= 0)
            {
                seen[run.Pair] = true;
            }

            low += cut * detours.Least(run.Account, payment.PirateLow);
            high += cut * detours.Most(run.Account, payment.Most, payment.PirateHigh);
        }

        return (low, high);
    }

    /// <summary>What of the pirate money that last hops leave came over the earlier hop.</summary>
    /// <remarks>Below, the reseller's own money takes the place of the network's as far as there can be any.</remarks>
    private (double Low, double High) Left(ReadOnlySpan<LaneRun> runs, double hop, PlanCuts cuts)
    {
        var (least, most, other) = (0.0, 0.0, 0.0);
        foreach (ref readonly var run in runs)
        {
            var left = cuts.OverLastHop(run.LastPayer, run.Account);
            var clean = Math.Min(run.Most, run.CleanHigh + detours.Of(run.Account));
            var pirate = detours.Most(run.Account, run.Most, run.PirateHigh);
            least += left * detours.Least(run.Account, run.PirateLow);
            most += left * pirate;
            other += Math.Min((1.0 - left) * run.Most + left * clean, (1.0 - left) * run.PirateHigh + clean);
        }

        return (Math.Max(0.0, Math.Min(least, hop - other)), Math.Min(hop, most));
    }
}
