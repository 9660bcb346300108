using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Targets.Bounds;

/// <summary>Sound bounds of what a plan removes, where the same totals can mean different walks (method §5).</summary>
/// <remarks>
/// A decomposition agrees with the records if pairs of parties and hops carry the same totals, lines get what they assign, lanes of a
/// payment share the rest in any way up to their claims, and at heads, at resellers that add own money and at accounts that pay others any
/// money that arrives may be any that leaves. The bounds hold for all of them: each is the better of a sum over passages and a maximum flow.
/// With accruals alone nothing is mixed and the bounds meet without one.
/// </remarks>
internal sealed class RemovalBounds
{
    /// <summary>Bounds as near as this, as a share, are one.</summary>
    private const double Meet = 1e-12;

    private const int MostLevels = 8;

    private readonly FlowGraph graph;
    private readonly PartyNodes nodes;
    private readonly PlanCuts cuts;
    private readonly PassageBounds passages;
    private readonly Lazy<SurvivalFlows> flows;
    private double cutAnywhere;

    /// <summary>Prepares an empty plan.</summary>
    public RemovalBounds(FlowResult flow, ExposureResult exposure)
    {
        var bounds = exposure.Bounds ?? ExposureBounds.Of(flow, exposure.SystemOf(flow.Graph).Components);
        var (lanes, detours) = (new LaneRuns(flow), new AccountDetours(flow.Graph, bounds));
        (graph, nodes) = (flow.Graph, exposure.NodesOf(flow.Graph));
        cuts = new PlanCuts(graph);
        passages = new PassageBounds(flow.Graph, bounds, lanes, detours);
        flows = new Lazy<SurvivalFlows>(() => new SurvivalFlows(new MixedMoneyBuilder(flow.Graph, bounds, lanes, detours).Build()));
    }

    /// <summary>Adds a target to the plan.</summary>
    public void Add(CutTarget target, double efficacy)
    {
        cuts.Add(target, efficacy);
        cutAnywhere += efficacy * Passing(target);
    }

    /// <summary>Least and most that the plan removes, units.</summary>
    public (double Low, double High) Measure() => Measure(CancellationToken.None);

    /// <summary>Least and most that the plan removes, units.</summary>
    public (double Low, double High) Measure(CancellationToken cancellation)
    {
        var (low, high) = passages.Measure(cuts);
        if (high - low <= Meet * high)
        {
            return (low, high);
        }

        low = Math.Max(low, flows.Value.Low(cuts, cancellation));
        low = Math.Max(low, LeastTogether(cancellation));
        return (low, Math.Min(Math.Min(high, cutAnywhere), flows.Value.High(cuts, cancellation)));
    }

    /// <summary>All money that passes a target: no more of it can be cut there, whoever's it was.</summary>
    private double Passing(CutTarget target)
    {
        var sum = 0.0;
        foreach (var hop in target.Hops)
        {
            sum += graph.HopAmount[hop];
        }

        foreach (var node in target.Party >= 0 ? nodes.Of(target.Party) : [])
        {
            sum += graph.Throughput(node);
        }

        return sum;
    }

    /// <summary>The least removed if, before the ends of walks, all actions failed and succeeded together.</summary>
    /// <remarks>
    /// If one draw u decided all, an action of efficacy q succeeding where u ≤ q, a walk would survive with 1 − max q, never less than the
    /// product of all 1 − q. So that removes no more, and it is a mean of plans that cut without fail: for them the flows are sharp. What
    /// thins all money of an end alike need not be drawn.
    /// </remarks>
    private double LeastTogether(CancellationToken cancellation)
    {
        var levels = cuts.Efficacies;
        if (levels is [] or [1.0])
        {
            return 0.0;
        }

        // Few levels are enough: an action counts at the next level below its efficacy.
        var step = (levels.Length + MostLevels - 1) / MostLevels;
        levels = [.. levels.Where((_, i) => (levels.Length - 1 - i) % step == 0)];
        var sum = (1.0 - levels[0]) * flows.Value.Low(cuts.AsEffectiveAs(double.PositiveInfinity), cuts, cancellation);
        for (var i = 0; i < levels.Length; i++)
        {
            var weight = levels[i] - (i + 1 < levels.Length ? levels[i + 1] : 0.0);
            sum += weight * flows.Value.Low(cuts.AsEffectiveAs(levels[i]), cuts, cancellation);
        }

        return sum;
    }

    /// <summary>The sums over passages alone.</summary>
    internal (double Low, double High) MeasurePassages() => passages.Measure(cuts);
}
