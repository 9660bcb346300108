using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;

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

    private readonly PlanCuts cuts;
    private readonly PassageBounds passages;
    private readonly Lazy<SurvivalFlows> flows;

    /// <summary>Prepares an empty plan.</summary>
    public RemovalBounds(FlowResult flow, ExposureResult exposure)
    {
        var bounds = exposure.Bounds ?? ExposureBounds.Of(flow, exposure.SystemOf(flow.Graph).Components);
        var (lanes, detours) = (new LaneRuns(flow), new AccountDetours(flow.Graph, bounds));
        cuts = new PlanCuts(flow.Graph);
        passages = new PassageBounds(flow.Graph, bounds, lanes, detours);
        flows = new Lazy<SurvivalFlows>(() => new SurvivalFlows(new MixedMoneyBuilder(flow.Graph, bounds, lanes, detours).Build()));
    }

    /// <summary>Adds a target to the plan.</summary>
    public void Add(CutTarget target, double efficacy) => cuts.Add(target, efficacy);

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

        var (least, most) = flows.Value.Measure(cuts, cancellation);
        return (Math.Max(low, least), Math.Min(high, most));
    }

    /// <summary>The sums over passages alone.</summary>
    internal (double Low, double High) MeasurePassages() => passages.Measure(cuts);
}
