using Graph.Analysis.Flow;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Exposure;

/// <summary>Exposure of method §2: how much of whose money ends at pirate sites.</summary>
/// <remarks>
/// Returns, per party, M_u = Σ T_k·x_k with <c>x = P x + r</c>, its share of payouts, sound bounds, a shrunken interval, payee share
/// and criticality; and whether money was conserved (Σ b·x = Σ in·y). Exact on cycles. Cost: linear in hops, plus the cyclic
/// components; parties that money can pass twice cost a local solve each.
/// </remarks>
public static class ExposureSolver
{
    /// <summary>Exposure of every party.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="options">Levels and tolerances.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="InvalidOperationException">Money was not conserved: the result would not be sound.</exception>
    public static ExposureResult Run(FlowResult flow, ExposureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(options);
        return new ExposureRun(flow, options, cancellation).Solve();
    }

    /// <summary>The exact part of each pirate site in one party's exposure, largest first, ties by site id.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="party">Index of the party.</param>
    /// <param name="cancellation">Cancels.</param>
    public static IReadOnlyList<SiteContribution> Contributions(FlowResult flow, ExposureResult exposure, int party, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        cancellation.ThrowIfCancellationRequested();
        var graph = flow.Graph;
        var downstream = exposure.Downstream(graph);
        downstream.Send(exposure.NodesOf(graph).Of(party).ToArray().Select(node => (node, (double)graph.Throughput(node))));
        var parts = downstream.Touched
            .Where(node => graph.BeliefAt(node) > 0.0 && downstream.At(node) > 0.0)
            .Select(node => (Site: graph.NodeSite[node], Amount: downstream.At(node) * graph.BeliefAt(node)))
            .OrderByDescending(part => part.Amount).ThenBy(part => part.Site)
            .ToList();
        var total = parts.Sum(part => part.Amount);
        var contributions = new List<SiteContribution>(parts.Count);
        var cumulative = 0.0;
        foreach (var (site, amount) in parts)
        {
            cumulative += amount;
            contributions.Add(new SiteContribution(site, amount, cumulative / total));
        }

        return contributions;
    }
}

/// <summary>One solve of the exposure.</summary>
internal sealed class ExposureRun
{
    private readonly FlowResult flow;
    private readonly FlowGraph graph;
    private readonly ExposureOptions options;
    private readonly CancellationToken cancellation;
    private readonly FlowSystem system;
    private readonly PartyNodes nodes;
    private readonly double[] advertised;
    private ExposureBounds? bounds;

    public ExposureRun(FlowResult flow, ExposureOptions options, CancellationToken cancellation)
    {
        this.flow = flow;
        this.options = options;
        this.cancellation = cancellation;
        graph = flow.Graph;
        system = new FlowSystem(graph);
        nodes = new PartyNodes(graph);
        advertised = Advertised();
    }

    public ExposureResult Solve()
    {
        var share = new double[graph.NodeCount];
        for (var node = 0; node < share.Length; node++)
        {
            share[node] = graph.IsTerminal(node) ? graph.BeliefAt(node) : 0.0;
        }

        system.SolveShares(share, null, null);
        cancellation.ThrowIfCancellationRequested();
        var (own, pirateMoney, residual) = Conservation(share);
        if (residual > options.ConservationTolerance)
        {
            throw new InvalidOperationException(
                $"Money is not conserved: relative residual {residual:R} is above {options.ConservationTolerance:R}. Nothing is reported; please report the data that shows it.");
        }

        var parties = Parties(share, pirateMoney);
        return new ExposureResult
        {
            NodeShare = share,
            Parties = parties,
            PirateMoney = pirateMoney,
            Money = own,
            ConservationResidual = residual,
            Cycles = CountCycles(),
            Circular = Circular(),
            System = system,
            Nodes = nodes,
            Bounds = bounds,
        };
    }

    /// <summary>Σ b·x against Σ in·y: what starts somewhere and ends at pirates is what pirates receive.</summary>
    private (long Own, double PirateMoney, double Residual) Conservation(double[] share)
    {
        long own = 0;
        var sent = 0.0;
        var received = 0.0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.IsTerminal(node))
            {
                received += graph.In[node] * graph.BeliefAt(node);
            }
            else
            {
                own += graph.OwnMoney(node);
                sent += graph.OwnMoney(node) * share[node];
            }
        }

        return (own, received, received == 0.0 ? Math.Abs(sent) : Math.Abs(sent - received) / received);
    }

    private PartyExposure[] Parties(double[] share, double pirateMoney)
    {
        var payeeShare = PayeeMixing.Solve(graph, share);
        cancellation.ThrowIfCancellationRequested();
        bounds = ExposureBounds.Of(flow, system.Components);
        var counts = SiteCounts.Of(flow, options.PirateBelief);
        var sums = new PartySums[graph.Parties.Count];
        for (var party = 0; party < sums.Length; party++)
        {
            sums[party] = Sum(party, share, payeeShare);
        }

        var shrinkage = new ShareShrinkage(Enumerable.Range(0, sums.Length)
            .Where(party => IsScored(party) && sums[party].Out > 0 && counts.Effective(party) > 0.0)
            .Select(party => (Ratio(sums[party].Amount, sums[party].Out), counts.Effective(party))).ToList());
        var passages = new PassageSolver(graph, system);
        var flows = Throughputs();
        var result = new PartyExposure[sums.Length];
        for (var party = 0; party < result.Length; party++)
        {
            cancellation.ThrowIfCancellationRequested();
            var sum = sums[party];
            var ratio = Ratio(sum.Amount, sum.Out);
            var interval = IsScored(party)
                ? shrinkage.Interval(Math.Min(1.0, ratio), counts.Effective(party), options.IntervalLevel)
                : (Low: ratio, High: ratio);
            result[party] = new PartyExposure(
                party, sum.Amount, sum.Out, ratio, LowOf(party, sum.Amount), HighOf(party, sum.Amount),
                interval.Low, interval.High, Ratio(sum.PayeeAmount, sum.Out), Criticality(party, passages, flows, share, sum.Amount, pirateMoney),
                sum.Settled, counts.PirateSites(party), counts.Sites(party), sum.Kept, sum.Own);
        }

        return result;
    }

    // What an advertiser's placements accrued is known exactly. Elsewhere rounding to units may leave the point a unit outside.
    private double LowOf(int party, double amount) =>
        graph.Parties[party].Kind == PartyKind.Advertiser ? amount : Math.Min(bounds!.Low[party], amount);

    private double HighOf(int party, double amount) =>
        graph.Parties[party].Kind == PartyKind.Advertiser ? amount : Math.Max(bounds!.High[party], amount);

    private bool IsScored(int party) => graph.Parties[party].Kind is PartyKind.Network or PartyKind.Reseller;

    private static double Ratio(double amount, long payouts) => payouts == 0 ? 0.0 : amount / payouts;

    private readonly record struct PartySums(double Amount, double PayeeAmount, double Settled, long Out, long Kept, long Own);

    private PartySums Sum(int party, double[] share, double[] payeeShare)
    {
        double amount = 0, payeeAmount = 0, settled = 0;
        long payouts = 0, kept = 0, own = 0;
        foreach (var node in nodes.Of(party))
        {
            payouts += graph.Out[node];
            kept += graph.Kept(node);
            own += graph.OwnMoney(node);
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var target = graph.HopTarget[hop];
                var ends = graph.HopAmount[hop] * share[target]; // Σ over hops is T·x without a division
                amount += ends;
                payeeAmount += graph.HopAmount[hop] * payeeShare[target];
                settled += graph.HopBasis[hop] == Basis.Paid ? ends : 0.0;
            }
        }

        return new PartySums(
            graph.Parties[party].Kind == PartyKind.Advertiser ? advertised[party] : amount, payeeAmount, settled, payouts, kept, own);
    }

    /// <summary>An advertiser's exposure is Σ gross·y over its placements, whatever became of the money downstream.</summary>
    private double[] Advertised()
    {
        var sums = new double[graph.Parties.Count];
        foreach (var sum in flow.Records.AdvertiserSites)
        {
            sums[sum.Advertiser] += sum.Gross * graph.Belief[sum.Site];
        }

        return sums;
    }

    private double[] Throughputs()
    {
        var flows = new double[graph.NodeCount];
        for (var node = 0; node < flows.Length; node++)
        {
            flows[node] = graph.Throughput(node);
        }

        return flows;
    }

    /// <summary>The share of all pirate money that passes the party at least once: money that comes back is counted once.</summary>
    private double Criticality(int party, PassageSolver passages, double[] flows, double[] share, double amount, double pirateMoney)
    {
        if (pirateMoney == 0.0 || amount == 0.0)
        {
            return 0.0;
        }

        var passing = passages.CanRepeat(nodes.Of(party))
            ? passages.GainOfNodes(nodes.Of(party), 1.0, flows, share, null, null)
            : amount;
        return Math.Clamp(passing / pirateMoney, 0.0, 1.0);
    }

    private int CountCycles()
    {
        var cycles = 0;
        for (var c = 0; c < system.Components.Count; c++)
        {
            cycles += system.Components.Members(c).Length > 1 ? 1 : 0;
        }

        return cycles;
    }

    private List<CircularSettlement> Circular()
    {
        var circles = new List<CircularSettlement>();
        for (var c = 0; c < system.Components.Count; c++)
        {
            var members = system.Components.Members(c);
            if (members.Length > 1 && NothingLeaves(members, c))
            {
                long amount = 0;
                var parties = new SortedSet<string>(StringComparer.Ordinal);
                foreach (var node in members)
                {
                    amount += graph.Out[node];
                    parties.Add(graph.Parties[graph.NodeParty[node]].Id);
                }

                circles.Add(new CircularSettlement([.. parties], amount));
            }
        }

        return [.. circles.OrderBy(circle => circle.Parties[0], StringComparer.Ordinal)];
    }

    private bool NothingLeaves(ReadOnlySpan<int> members, int component)
    {
        foreach (var node in members)
        {
            if (graph.Kept(node) > 0)
            {
                return false;
            }

            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                if (system.Components.ComponentOf[graph.HopTarget[hop]] != component)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
