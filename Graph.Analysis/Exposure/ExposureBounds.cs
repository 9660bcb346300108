using Graph.Analysis.Flow;
using Graph.Model.Flow;

namespace Graph.Analysis.Exposure;

/// <summary>Sound bounds of the money of each party that ends at pirate sites (method §2).</summary>
/// <remarks>
/// Accrued money is followed exactly. A payment S into a pair with pirate accruals g_p and other accruals g_c is pirate money in
/// between max(0, S − g_c) and min(S, g_p); above all accruals the two change places, the surplus being unknown. Lines take their
/// part out exactly. An earlier hop of f into a node of throughput T whose lanes carry [lo, hi] is pirate money in
/// [max(0, f − (T − lo)), min(f, hi)]. Opaque and unattributed money, and what an account pays to others first, counts 0 below and
/// in full above where it can reach a pirate site or is unattributed.
/// </remarks>
internal sealed class ExposureBounds
{
    private readonly FlowResult flow;
    private readonly FlowGraph graph;
    private readonly List<RunSum> runs = [];
    private readonly Dictionary<(int Payer, int Account), PairSum> pairs = [];
    private readonly double[] low;
    private readonly double[] high;
    private readonly long[] diverted;
    private readonly bool[] divertedReaches;
    private readonly bool[] reaches;

    private ExposureBounds(FlowResult flow, FlowComponents components)
    {
        this.flow = flow;
        graph = flow.Graph;
        low = new double[graph.Parties.Count];
        high = new double[graph.Parties.Count];
        diverted = new long[graph.Parties.Count];
        divertedReaches = new bool[graph.Parties.Count];
        reaches = FindReaching(components);
    }

    private sealed record RunSum(int Network, int Reseller, int Account, double Amount, double Lined, double LinedPirate, double Claim, double PirateClaim, double AccruedPirate, bool Paid)
    {
        public int LastPayer => Reseller >= 0 ? Reseller : Network;
    }

    private sealed class PairSum
    {
        public double Amount;
        public double Unlined;
        public double Claim;
        public double PirateClaim;
        public double LinedPirate;
    }

    /// <summary>Money through a pair u→a that ends at pirate sites of the account, between two sound bounds.</summary>
    internal readonly record struct PairPart(int Payer, int Account, double Low, double High);

    /// <summary>Money of network n at reseller r: what arrives, what passes, and the parts of n's lanes by pair.</summary>
    internal sealed record EarlierHop(int Network, int Reseller, double Arriving, double Throughput, IReadOnlyList<PairPart> Parts);

    /// <summary>Money that may end anywhere downstream: opaque hops that can reach a pirate, and money at heads of accounts.</summary>
    internal readonly record struct MixedHop(int Payer, int Payee, double Amount);

    /// <summary>Pirate money of each pair; account −1: sites that a network pays itself.</summary>
    public List<PairPart> Pairs { get; } = [];

    /// <summary>The earlier hops n→r.</summary>
    public List<EarlierHop> EarlierHops { get; } = [];

    /// <summary>Mixed money; payee −1: sites of an account's head.</summary>
    public List<MixedHop> MixedHops { get; } = [];

    /// <summary>Lower bound per party in units.</summary>
    public double[] Low => low;

    /// <summary>Upper bound per party in units.</summary>
    public double[] High => high;

    /// <summary>Whether money at a node can end at a pirate site, or where nobody knows.</summary>
    public bool CanReach(int node) => reaches[node];

    /// <summary>Bounds of a money graph.</summary>
    public static ExposureBounds Of(FlowResult flow, FlowComponents components)
    {
        var bounds = new ExposureBounds(flow, components);
        bounds.SumRuns();
        bounds.FindDiversion();
        bounds.AddLastHops();
        bounds.AddEarlierHops();
        bounds.AddHeadHops();
        return bounds;
    }

    private bool[] FindReaching(FlowComponents components)
    {
        var reaching = new bool[graph.NodeCount];
        for (var c = 0; c < components.Count; c++)
        {
            var any = false;
            foreach (var node in components.Members(c))
            {
                any |= graph.NodeKind[node] == FlowNodeKind.Unattributed || graph.BeliefAt(node) > 0.0;
                for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1] && !any; hop++)
                {
                    any = reaching[graph.HopTarget[hop]];
                }
            }

            foreach (var node in components.Members(c))
            {
                reaching[node] = any;
            }
        }

        return reaching;
    }

    private void SumRuns()
    {
        var lanes = flow.Lanes;
        for (var i = 0; i < lanes.Length;)
        {
            var first = lanes[i];
            double amount = 0, lined = 0, linedPirate = 0, claim = 0, pirateClaim = 0, accruedPirate = 0;
            for (; i < lanes.Length && lanes[i].Network == first.Network && lanes[i].Reseller == first.Reseller && lanes[i].Account == first.Account; i++)
            {
                var belief = graph.Belief[lanes[i].Site];
                var open = Math.Max(0, lanes[i].Claim - lanes[i].Lined);
                amount += lanes[i].Amount;
                lined += lanes[i].Lined;
                linedPirate += lanes[i].Lined * belief;
                claim += open;
                pirateClaim += open * belief;
                accruedPirate += lanes[i].Amount * belief;
            }

            var run = new RunSum(first.Network, first.Reseller, first.Account, amount, lined, linedPirate, claim, pirateClaim,
                accruedPirate, first.Basis == Basis.Paid);
            runs.Add(run);
            if (run.Paid)
            {
                AddToPair(run);
            }
        }
    }

    private void AddToPair(RunSum run)
    {
        var key = (run.LastPayer, run.Account);
        if (!pairs.TryGetValue(key, out var pair))
        {
            pairs.Add(key, pair = new PairSum());
        }

        pair.Amount += run.Amount;
        pair.Unlined += run.Amount - run.Lined;
        pair.Claim += run.Claim;
        pair.PirateClaim += run.PirateClaim;
        pair.LinedPirate += run.LinedPirate;
    }

    private void FindDiversion()
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (!graph.NodeIsAccount[node])
            {
                continue;
            }

            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                if (graph.NodeKind[graph.HopTarget[hop]] == FlowNodeKind.Head)
                {
                    diverted[graph.NodeParty[node]] += graph.HopAmount[hop];
                    divertedReaches[graph.NodeParty[node]] |= reaches[graph.HopTarget[hop]];
                }
            }
        }
    }

    /// <summary>What of a payment of <paramref name="open"/> units can be for <paramref name="pirate"/> units of all accruals.</summary>
    private static (double Low, double High) Between(double open, double claim, double pirate)
    {
        var a = Math.Max(0.0, open - (claim - pirate));
        var b = Math.Min(open, pirate);
        return (Math.Min(a, b), Math.Max(a, b));
    }

    /// <summary>Widens a part of the money into an account by what the account pays to others first.</summary>
    private (double Low, double High) AfterDiversion(int account, double amount, (double Low, double High) part)
    {
        if (account < 0 || diverted[account] == 0)
        {
            return part;
        }

        var first = Math.Min(amount, diverted[account]);
        return (Math.Max(0.0, part.Low - first), divertedReaches[account] ? Math.Min(amount, part.High + first) : part.High);
    }

    /// <summary>Bounds of one run's part of its pair.</summary>
    private (double Low, double High) PartOf(RunSum run)
    {
        if (!run.Paid)
        {
            return AfterDiversion(run.Account, run.Amount, (run.AccruedPirate, run.AccruedPirate));
        }

        var pair = pairs[(run.LastPayer, run.Account)];
        var (lowest, highest) = Between(pair.Unlined, pair.Claim, run.PirateClaim);
        return AfterDiversion(run.Account, run.Amount, (lowest + run.LinedPirate, highest + run.LinedPirate));
    }

    private void AddLastHops()
    {
        foreach (var run in runs)
        {
            if (run.Paid)
            {
                continue;
            }

            var part = PartOf(run);
            Pairs.Add(new PairPart(run.LastPayer, run.Account, part.Low, part.High));
            Add(run.LastPayer, part);
            if (run.Account >= 0)
            {
                Add(run.Account, part);
            }
        }

        foreach (var ((payer, account), pair) in pairs)
        {
            var (lowest, highest) = Between(pair.Unlined, pair.Claim, pair.PirateClaim);
            var part = AfterDiversion(account, pair.Amount, (lowest + pair.LinedPirate, highest + pair.LinedPirate));
            Pairs.Add(new PairPart(payer, account, part.Low, part.High));
            Add(payer, part);
            Add(account, part);
        }
    }

    private void AddEarlierHops()
    {
        var arriving = HopsIntoPrefixes();
        for (var i = 0; i < runs.Count;)
        {
            var first = runs[i];
            if (first.Reseller < 0)
            {
                i++;
                continue;
            }

            var (lowest, highest, passedOn) = (0.0, 0.0, 0.0);
            var parts = new List<PairPart>();
            for (; i < runs.Count && runs[i].Network == first.Network && runs[i].Reseller == first.Reseller; i++)
            {
                var part = PartOf(runs[i]);
                parts.Add(new PairPart(first.Reseller, runs[i].Account, part.Low, part.High));
                (lowest, highest, passedOn) = (lowest + part.Low, highest + part.High, passedOn + runs[i].Amount);
            }

            var hop = (double)arriving.GetValueOrDefault((first.Network, first.Reseller));
            var throughput = Math.Max(hop, passedOn);
            EarlierHops.Add(new EarlierHop(first.Network, first.Reseller, hop, throughput, parts));
            Add(first.Network, Through(hop, throughput, lowest, highest));
        }
    }

    /// <summary>What of a hop into a node of some throughput is among money of which [low, high] passes the node.</summary>
    internal static (double Low, double High) Through(double hop, double throughput, double low, double high) =>
        (Math.Max(0.0, hop - (throughput - low)), Math.Min(hop, high));

    private Dictionary<(int Network, int Reseller), long> HopsIntoPrefixes()
    {
        var hops = new Dictionary<(int, int), long>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeKind[node] != FlowNodeKind.Head)
            {
                continue;
            }

            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var target = graph.HopTarget[hop];
                if (graph.NodeKind[target] == FlowNodeKind.Prefix && !graph.NodeIsAccount[target])
                {
                    hops[(graph.NodeParty[node], graph.NodeParty[target])] = graph.HopAmount[hop];
                }
            }
        }

        return hops;
    }

    /// <summary>Money between heads, and what leaves an account's head, is mixed: anything between nothing and all of it.</summary>
    private void AddHeadHops()
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeKind[node] != FlowNodeKind.Head)
            {
                continue;
            }

            // To which of its sites an account's head pays is not known, only that it is one of them.
            var sitesReach = graph.NodeIsAccount[node] && AnyTerminalReaches(node);
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var target = graph.HopTarget[hop];
                if (graph.NodeKind[target] == FlowNodeKind.Head ? reaches[target] : sitesReach && graph.IsTerminal(target))
                {
                    high[graph.NodeParty[node]] += graph.HopAmount[hop];
                    MixedHops.Add(new MixedHop(graph.NodeParty[node], graph.NodeParty[target], graph.HopAmount[hop]));
                }
            }
        }
    }

    private bool AnyTerminalReaches(int node)
    {
        var any = false;
        for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
        {
            any |= graph.IsTerminal(graph.HopTarget[hop]) && reaches[graph.HopTarget[hop]];
        }

        return any;
    }

    private void Add(int party, (double Low, double High) part)
    {
        low[party] += part.Low;
        high[party] += part.High;
    }
}
