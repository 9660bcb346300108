using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge.Audit;

/// <summary>What a party can cut, most exposure first: each fix is the one that removes most beyond those before it.</summary>
/// <remarks>
/// M_u = Σ f_kl·x_l over the hops that leave u's nodes (method §2). Cutting a site sets its y to 0, cutting a party stops the money at its nodes; x is then
/// solved again on what u's money reaches, so every figure is the difference of two exact solves. What a fix adds can only shrink as others are taken, so a
/// candidate is solved again only when its last figure is the largest. Ties: site, account, intermediary, then id.
/// Cost: one solve of the reached part of the graph per figure; in practice a few per fix.
/// </remarks>
public sealed class AuditFixes
{
    private readonly FlowGraph graph;
    private readonly ExposureResult exposure;
    private readonly int[] reached;
    private readonly int[] components;
    private readonly int[] own;
    private readonly double[] arriving;
    private readonly double[] value;
    private readonly double[] survival;

    private AuditFixes(FlowResult flow, ExposureResult exposure, int party)
    {
        (graph, this.exposure) = (flow.Graph, exposure);
        own = exposure.NodesOf(graph).Of(party).ToArray();
        var downstream = exposure.Downstream(graph);
        downstream.Send(own.Select(node => (node, (double)graph.Throughput(node))));
        reached = [.. downstream.Touched];
        arriving = [.. reached.Select(downstream.At)];
        components = [.. reached.Select(node => exposure.SystemOf(graph).Components.ComponentOf[node]).Distinct().Order()];
        value = new double[graph.NodeCount];
        survival = new double[graph.NodeCount];
        Array.Fill(survival, 1.0);
    }

    /// <summary>The fixes of a party.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">The exposure of every party.</param>
    /// <param name="party">Index of the party.</param>
    /// <param name="most">How many fixes at most.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<AuditFix> Run(FlowResult flow, ExposureResult exposure, int party, int most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        return new AuditFixes(flow, exposure, party).Choose(party, most, cancellation);
    }

    /// <summary>Whom the party's money reaches on its way to pirate sites, most pirate money first.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">The exposure of every party.</param>
    /// <param name="party">Index of the party.</param>
    public static IReadOnlyList<AuditPayee> Payees(FlowResult flow, ExposureResult exposure, int party)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        var fixes = new AuditFixes(flow, exposure, party);
        return
        [
            .. fixes.Candidates(party).Where(candidate => candidate.Kind != AuditFixKind.Site)
                .Select(candidate => new AuditPayee(candidate.Subject, candidate.Gain + candidate.Clean, candidate.Gain))
                .OrderByDescending(payee => payee.Pirate).ThenBy(payee => flow.Graph.Parties[payee.Party].Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Something that may be cut, with the last figure of what it removes.</summary>
    /// <param name="Kind">What it is.</param>
    /// <param name="Subject">Index of the site or party.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Nodes">Its nodes among those reached.</param>
    /// <param name="Gain">What it removes, or a bound of it from before the last fix.</param>
    /// <param name="Clean">Clean money that goes the same way.</param>
    private sealed record Candidate(AuditFixKind Kind, int Subject, string Id, int[] Nodes, double Gain, double Clean)
    {
        /// <summary>How many fixes had been taken when <see cref="Gain"/> was solved; −1: never.</summary>
        public int SolvedAt { get; init; } = -1;
    }

    private List<AuditFix> Choose(int party, int most, CancellationToken cancellation)
    {
        var open = new PriorityQueue<Candidate, (long, int, string)>(Comparer<(long Gain, int Kind, string Id)>.Create(Compare));
        foreach (var candidate in Candidates(party))
        {
            open.Enqueue(candidate, Key(candidate));
        }

        var (fixes, total) = (new List<AuditFix>(), Measure());
        var left = total;
        while (fixes.Count < most && open.TryDequeue(out var candidate, out _))
        {
            cancellation.ThrowIfCancellationRequested();
            if (candidate.SolvedAt == fixes.Count && IsAUnit(candidate.Gain))
            {
                Cut(candidate, 0.0);
                left = Measure();
                fixes.Add(new AuditFix(candidate.Kind, candidate.Id, Alone(candidate), candidate.Gain, total - left, left, candidate.Clean));
            }
            else if (candidate.SolvedAt < fixes.Count && IsAUnit(candidate.Gain))
            {
                var solved = candidate with { Gain = Math.Max(0.0, left - Without(candidate)), SolvedAt = fixes.Count };
                open.Enqueue(solved, Key(solved));
            }
        }

        return fixes;
    }

    private static bool IsAUnit(double gain) => Math.Round(gain) >= 1.0;

    private static (long, int, string) Key(Candidate candidate) => ((long)Math.Round(candidate.Gain), (int)candidate.Kind, candidate.Id);

    private static int Compare((long Gain, int Kind, string Id) a, (long Gain, int Kind, string Id) b) =>
        b.Gain.CompareTo(a.Gain) is var byGain && byGain != 0 ? byGain
        : a.Kind.CompareTo(b.Kind) is var byKind && byKind != 0 ? byKind
        : string.CompareOrdinal(a.Id, b.Id);

    private IEnumerable<Candidate> Candidates(int party)
    {
        var (sites, parties) = (new SortedDictionary<int, (double Pirate, double Clean, List<int> Nodes)>(), new SortedDictionary<int, (double Pirate, double Clean, List<int> Nodes)>());
        for (var i = 0; i < reached.Length; i++)
        {
            var node = reached[i];
            var owner = graph.NodeParty[node];
            var (subject, groups) = graph.NodeSite[node] >= 0 ? (graph.NodeSite[node], sites) : (owner, parties);
            if (subject >= 0 && owner != party && graph.NodeKind[node] != FlowNodeKind.Unattributed)
            {
                var sums = groups.TryGetValue(subject, out var known) ? known : (0.0, 0.0, []);
                var pirate = arriving[i] * exposure.NodeShare[node];
                sums.Nodes.Add(node);
                groups[subject] = (sums.Pirate + pirate, sums.Clean + arriving[i] - pirate, sums.Nodes);
            }
        }

        return sites.Select(site => new Candidate(AuditFixKind.Site, site.Key, graph.Sites[site.Key], [.. site.Value.Nodes], site.Value.Pirate, site.Value.Clean))
            .Concat(parties.Select(each => new Candidate(
                graph.Parties[each.Key].Kind == PartyKind.Account ? AuditFixKind.Account : AuditFixKind.Intermediary, each.Key, graph.Parties[each.Key].Id,
                [.. each.Value.Nodes], each.Value.Pirate, each.Value.Clean)))
            .Where(candidate => IsAUnit(candidate.Gain));
    }

    private void Cut(Candidate candidate, double survives)
    {
        foreach (var node in candidate.Nodes)
        {
            survival[node] = survives;
        }
    }

    private double Without(Candidate candidate)
    {
        Cut(candidate, 0.0);
        var left = Measure();
        Cut(candidate, 1.0);
        return left;
    }

    /// <summary>What cutting it alone removes: solved with all other fixes undone.</summary>
    private double Alone(Candidate candidate)
    {
        var kept = reached.Select(node => survival[node]).ToArray();
        Array.Fill(survival, 1.0);
        var removed = Measure() - Without(candidate);
        for (var i = 0; i < reached.Length; i++)
        {
            survival[reached[i]] = kept[i];
        }

        return removed;
    }

    /// <summary>M_u with the present cuts.</summary>
    private double Measure()
    {
        foreach (var node in reached)
        {
            value[node] = graph.IsTerminal(node) ? graph.BeliefAt(node) * survival[node] : 0.0;
        }

        foreach (var component in components)
        {
            exposure.SystemOf(graph).SolveSharesOf(component, value, survival, null);
        }

        var sum = 0.0;
        foreach (var node in own)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                sum += graph.HopAmount[hop] * value[graph.HopTarget[hop]];
            }
        }

        return sum;
    }
}
