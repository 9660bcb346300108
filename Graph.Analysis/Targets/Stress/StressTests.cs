using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Stress;

/// <summary>What a plan still removes once the adversary has reacted (method §5).</summary>
/// <remarks>
/// <para>None: what walk coverage says. Reroute: all pirate money less the maximum flow that <see cref="RerouteGraph"/> still lets through.
/// Recapture: <see cref="RecaptureModel"/> with the share κ. Re-registration: what the plan removes without its measures at accounts, and of
/// the rest the share 1−σ. Each net lies between 0 and what is removed without a reaction.</para>
/// <para>The nets of rows fall back where a row closes the last way in use to a site: what was lost there then looks for another network. So they
/// need not grow from row to row; without recapture they do.</para>
/// <para>Picks that work only together are looked for among the first <see cref="GroupedPicks"/>.</para>
/// <para>Cost: three maximum flows; per row, and per pair of the picks that groups are looked for among, what lies around the measure.</para>
/// </remarks>
internal static class StressTests
{
    /// <summary>Groups are looked for among so many picks: every pair of them is tried.</summary>
    public const int GroupedPicks = 30;

    /// <summary>Differences up to this share of all pirate money are none.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Puts a plan under stress.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="cuts">The plan's measures in plan order.</param>
    /// <param name="options">What the adversary is assumed to do.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public static StressReport Run(
        FlowResult flow, ExposureResult exposure, IReadOnlyList<PlannedCut> cuts, StressOptions options, CancellationToken cancellation)
    {
        options.Check();
        var money = new PirateMoney(flow.Graph, exposure);
        var links = RerouteLinks.Of(flow, exposure);
        var rows = Unrerouted(flow, money, cuts, options, cancellation);
        var (rerouted, groups) = Rerouted(links.Build(options.Slack.Expected), rows, cuts, cancellation);
        var whole = rows[^1];
        StressResult[] tests =
        [
            new(Reaction.None, whole.Removed, whole.Removed, whole.Removed),
            new(Reaction.Reroute, rerouted[^1], Math.Min(rerouted[^1], NetAt(options.Slack.Harsher)), Math.Max(rerouted[^1], NetAt(options.Slack.Milder))),
            Result(Reaction.Recapture, options.Recapture, whole.AfterRecapture),
            Result(Reaction.Reregister, options.Reregistration, whole.AfterReregistration),
        ];
        double[] nets =
        [
            .. Enumerable.Range(1, cuts.Count).Select(row => Math.Min(Math.Min(rows[row].Removed, rerouted[row]), Math.Min(
                rows[row].AfterRecapture(options.Recapture.Expected), rows[row].AfterReregistration(options.Reregistration.Expected)))),
        ];
        return new StressReport(tests, nets, groups);

        double NetAt(double slack)
        {
            cancellation.ThrowIfCancellationRequested();
            var plan = new ReroutedPlan(links.Build(slack), cuts);
            ApplyAll(plan, cuts.Count);
            return Math.Clamp(whole.Revenue - plan.Pushed, 0.0, whole.Removed);
        }
    }

    private static StressResult Result(Reaction reaction, Strength strength, Func<double, double> net) =>
        new(reaction, net(strength.Expected), net(strength.Harsher), net(strength.Milder));

    /// <summary>What the first k measures remove, k = 0 … all, and what of that rests on what.</summary>
    private static List<PlanPrefix> Unrerouted(
        FlowResult flow, PirateMoney money, IReadOnlyList<PlannedCut> cuts, StressOptions options, CancellationToken cancellation)
    {
        var (all, elsewhere) = (new PlanEffect(money), new PlanEffect(money));
        var recapture = new RecaptureModel(flow, money, all, options.Nearest);
        var rows = new List<PlanPrefix> { new(all.Revenue, 0.0, 0.0, 0.0) };
        foreach (var cut in cuts)
        {
            cancellation.ThrowIfCancellationRequested();
            all.Apply(cut);
            if (!cut.IsAtAccount(flow.Graph))
            {
                elsewhere.Apply(cut);
            }

            rows.Add(new PlanPrefix(all.Revenue, all.Removed, recapture.Returning(), Math.Min(elsewhere.Removed, all.Removed)));
        }

        return rows;
    }

    /// <summary>What the first k measures remove after rerouting, k = 0 … all, and the groups. From the whole plan down: lifting a measure
    /// only adds flow.</summary>
    private static (double[] Nets, IReadOnlyList<CutGroup> Groups) Rerouted(
        RerouteGraph graph, List<PlanPrefix> rows, IReadOnlyList<PlannedCut> cuts, CancellationToken cancellation)
    {
        var plan = new ReroutedPlan(graph, cuts);
        // A cut capacity is rounded to a unit, so that much per node says nothing.
        var joint = new JointCuts(plan, Math.Min(cuts.Count, GroupedPicks), Math.Max(Tolerance * rows[0].Revenue, graph.NodeCount));
        var nets = new double[cuts.Count + 1];
        ApplyAll(plan, cuts.Count);
        for (var row = cuts.Count; row >= 0; row--)
        {
            cancellation.ThrowIfCancellationRequested();
            nets[row] = Math.Clamp(rows[row].Revenue - plan.Pushed, 0.0, rows[row].Removed);
            if (row == Math.Min(cuts.Count, GroupedPicks))
            {
                joint.Connect(cancellation);
            }

            if (row > 0)
            {
                plan.Lift(row - 1);
            }
        }

        return (nets, joint.Measure(cancellation));
    }

    private static void ApplyAll(ReroutedPlan plan, int count)
    {
        for (var cut = 0; cut < count; cut++)
        {
            plan.Apply(cut);
        }
    }

    /// <summary>What the first measures of a plan do.</summary>
    /// <param name="Revenue">R(∅), units.</param>
    /// <param name="Removed">g, units.</param>
    /// <param name="Returning">What of it would come back with κ = 1, units.</param>
    /// <param name="Elsewhere">g of the measures that are not at accounts, units.</param>
    private sealed record PlanPrefix(double Revenue, double Removed, double Returning, double Elsewhere)
    {
        public double AfterRecapture(double share) => Math.Clamp(Removed - (share * Returning), 0.0, Removed);

        public double AfterReregistration(double share) => Math.Clamp(Removed - (share * (Removed - Elsewhere)), Elsewhere, Removed);
    }
}
