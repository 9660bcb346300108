using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>Sound bounds of what a plan removes, where the same totals can mean different walks (method §5).</summary>
/// <remarks>
/// Every lane of a pair u→a is cut with the same probability W = 1 − (1−q_u)(1−q_ua)(1−q_a), so the pair's pirate money, known to lie in
/// [low, high], is removed W times. What is left of a network's money at a reseller is cut at the network as far as it is the
/// network's. Mixed money (opaque hops, heads of accounts, advertisers' hops) counts 0 below and in full above. With accruals alone
/// nothing is mixed and the bounds meet.
/// </remarks>
internal sealed class RemovalBounds
{
    private readonly FlowGraph graph;
    private readonly ExposureBounds bounds;
    private readonly double[] cutOfParty;
    private readonly Dictionary<(int Payer, int Payee), double> cutOfPair = [];

    /// <summary>Prepares an empty plan.</summary>
    public RemovalBounds(FlowResult flow, ExposureResult exposure)
    {
        graph = flow.Graph;
        bounds = exposure.Bounds ?? ExposureBounds.Of(flow, exposure.SystemOf(graph).Components);
        cutOfParty = new double[graph.Parties.Count];
    }

    /// <summary>Adds a target to the plan.</summary>
    public void Add(CutTarget target, double efficacy)
    {
        if (target.Party >= 0)
        {
            cutOfParty[target.Party] = efficacy;
            return;
        }

        var (source, hop) = (target.Sources[0], target.Hops[0]);
        cutOfPair[(graph.NodeParty[source], graph.NodeParty[graph.HopTarget[hop]])] = efficacy;
    }

    /// <summary>Least and most that the plan removes, units.</summary>
    public (double Low, double High) Measure()
    {
        var (low, high) = (0.0, 0.0);
        foreach (var pair in bounds.Pairs)
        {
            var cut = CutOfLastHop(pair.Payer, pair.Account);
            low += cut * pair.Low;
            high += cut * pair.High;
        }

        foreach (var hop in bounds.EarlierHops)
        {
            var cut = Either(cutOfParty[hop.Network], CutOf(hop.Network, hop.Reseller));
            if (cut > 0.0)
            {
                var (leftLow, leftHigh) = (0.0, 0.0);
                foreach (var part in hop.Parts)
                {
                    var left = 1.0 - CutOfLastHop(part.Payer, part.Account);
                    leftLow += left * part.Low;
                    leftHigh += left * part.High;
                }

                var through = ExposureBounds.Through(hop.Arriving, hop.Throughput, leftLow, leftHigh);
                low += cut * through.Low;
                high += cut * through.High;
            }
        }

        foreach (var hop in bounds.MixedHops)
        {
            high += Either(cutOfParty[hop.Payer], CutOf(hop.Payer, hop.Payee)) * hop.Amount;
        }

        return (low, high);
    }

    private double CutOfLastHop(int payer, int account) =>
        Either(cutOfParty[payer], account < 0 ? 0.0 : Either(CutOf(payer, account), cutOfParty[account]));

    private double CutOf(int payer, int payee) => cutOfPair.GetValueOrDefault((payer, payee));

    private static double Either(double a, double b) => 1.0 - (1.0 - a) * (1.0 - b);
}
