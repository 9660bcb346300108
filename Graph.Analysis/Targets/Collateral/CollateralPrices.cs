using Graph.Analysis.Exposure;
using Graph.Model;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Collateral;

/// <summary>What actions cost once the honest money that they cut has its price (method §4).</summary>
/// <remarks>
/// An action's own collateral is what it would cut of the money to sites with y = 0 if it were the only one: <c>q·Σ f_k·z_k</c> over its nodes
/// or hops, z the share of a yuan that ends at such sites. Money that passes several targets, or one of them twice, counts at each passage.
/// So the price of a plan is a sum over its actions, never less than the plan's cost plus λ times what it really cuts, and all guarantees of
/// plans under a budget stand.
/// </remarks>
internal sealed class CollateralPrices
{
    private const int PriceDigits = 4;

    private readonly TargetCandidates candidates;

    private CollateralPrices(TargetCandidates candidates, double[] own)
    {
        this.candidates = candidates;
        Own = own;
    }

    /// <summary>Per candidate its own collateral after what moves by itself, units.</summary>
    public double[] Own { get; }

    /// <summary>Measures the collateral of candidates.</summary>
    /// <param name="graph">The money graph.</param>
    /// <param name="system">Its equations.</param>
    /// <param name="nodes">The nodes of each party.</param>
    /// <param name="candidates">The candidates.</param>
    /// <param name="mobility">Share of honest money that finds another way by itself, 0..1, or null: not measured, nothing is discounted.</param>
    public static CollateralPrices Of(FlowGraph graph, FlowSystem system, PartyNodes nodes, TargetCandidates candidates, double? mobility)
    {
        var clean = CleanShares(graph, system);
        var ofTarget = candidates.Targets.Select(target => PassingMoney(graph, nodes, target, clean)).ToArray();
        var lasting = 1.0 - (mobility ?? 0.0);
        return new CollateralPrices(
            candidates, [.. candidates.All.Select(candidate => (double)candidate.Efficacy * ofTarget[candidate.Target] * lasting)]);
    }

    /// <summary>Per candidate cost + λ·collateral; the product rounded half away from zero to 4 digits. λ = 0: exactly the cost.</summary>
    /// <param name="collateralPrice">λ ≥ 0, per unit of base currency.</param>
    /// <exception cref="OverflowException">A price is too large for a decimal.</exception>
    public decimal[] At(decimal collateralPrice) =>
    [
        .. candidates.All.Select((candidate, c) => collateralPrice == 0m
            ? candidate.Cost
            : candidate.Cost + decimal.Round(collateralPrice * (decimal)(Own[c] / Money.UnitsPerYuan), PriceDigits, MidpointRounding.AwayFromZero)),
    ];

    private static double[] CleanShares(FlowGraph graph, FlowSystem system)
    {
        var share = new double[graph.NodeCount];
        for (var node = 0; node < share.Length; node++)
        {
            share[node] = graph.NodeKind[node] == FlowNodeKind.Site && graph.BeliefAt(node) == 0.0 ? 1.0 : 0.0;
        }

        system.SolveShares(share, null, null);
        return share;
    }

    private static double PassingMoney(FlowGraph graph, PartyNodes nodes, CutTarget target, double[] clean)
    {
        var sum = 0.0;
        foreach (var hop in target.Hops)
        {
            sum += graph.HopAmount[hop] * clean[graph.HopTarget[hop]];
        }

        if (target.Party >= 0)
        {
            foreach (var node in nodes.Of(target.Party))
            {
                sum += graph.Throughput(node) * clean[node];
            }
        }

        return sum;
    }
}
