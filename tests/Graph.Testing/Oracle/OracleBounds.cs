using System.Numerics;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>Sound bounds of what of a party's payouts reaches pirate sites, from what each pair accrued and paid.</summary>
public sealed class OracleBounds
{
    private readonly OracleExposure exposure;
    private readonly OracleFlow flow;
    private readonly bool[] mayReachPirates;

    public OracleBounds(OracleExposure exposure)
    {
        this.exposure = exposure;
        flow = exposure.Flow;
        mayReachPirates = exposure.Equations.CanReach(k => flow.Nodes[k] == OracleFlow.Unattributed || !exposure.Belief(flow.Nodes[k]).IsZero);
    }

    public (Rational Low, Rational High) Of(string party)
    {
        if (flow.Seen.KindOf(party) == PartyKind.Advertiser)
        {
            return Exact(OracleExposure.Sum(flow.Seen.WindowPlacements.Where(p => p.Row.Advertiser == party)
                .Select(p => (Rational)p.Units * flow.Seen.Belief(p.Site))));
        }

        var parts = new List<(Rational Low, Rational High)>();
        parts.AddRange(flow.Lanes.Where(l => l.Chain.A is null && l.Chain.N == party).Select(l => Exact((Rational)l.Amount * Y(l))));
        parts.AddRange(flow.Lanes.Where(l => l.Chain.A is not null && l.Chain.LastPayer == party).Select(l => l.Chain.A!).Distinct()
            .Select(a => AfterDiversion(a, flow.LanesOf(party, a))));
        parts.AddRange(flow.Lanes.Where(l => l.Chain.N == party && l.Chain.R is not null).Select(l => l.Chain.R!).Distinct().Select(r => EarlierHop(party, r)));
        parts.AddRange(flow.Lanes.Where(l => l.Chain.A == party).Select(l => l.Chain.LastPayer).Distinct()
            .Select(u => AfterDiversion(party, flow.LanesOf(u, party))));
        parts.AddRange(flow.Hops.Where(h => h.From.Party == party && (h.Opaque || IsUnlaned(h))).Select(h => Opaque(h)));
        return (OracleExposure.Sum(parts.Select(p => p.Low)), OracleExposure.Sum(parts.Select(p => p.High)));
    }

    /// <summary>Money out of an account's head: no lane tells its site.</summary>
    private static bool IsUnlaned(OracleHop hop) => hop.From.IsAccount && hop.From.Name == $"({hop.From.Party})" && hop.To.Party is null;

    private static (Rational Low, Rational High) Exact(Rational amount) => (amount, amount);

    private Rational Y(OracleLane lane) => flow.Seen.Belief(lane.Chain.S);

    private (Rational Low, Rational High) Opaque(OracleHop hop)
    {
        var open = hop.To.Site is null ? mayReachPirates[exposure.Index(hop.To)] : mayReachPirates[exposure.Index(hop.From)];
        return (Rational.Zero, open ? hop.Amount : Rational.Zero);
    }

    /// <summary>The pirate part of what n's lanes carry through r: of f that arrived of the T that r passed on.</summary>
    private (Rational Low, Rational High) EarlierHop(string n, string r)
    {
        var lanes = flow.Lanes.Where(l => l.Chain.N == n && l.Chain.R == r).ToList();
        Rational f = flow.EarlierHop(n, r);
        Rational throughput = WorldRecords.Sum(lanes.Select(l => l.Amount));
        var parts = lanes.GroupBy(l => l.Chain.A!).Select(g => AfterDiversion(g.Key, g.ToList())).ToList();
        var low = OracleExposure.Sum(parts.Select(p => p.Low));
        var high = OracleExposure.Sum(parts.Select(p => p.High));
        return (Rational.Max(0, f - (throughput - low)), Rational.Min(f, high));
    }

    /// <summary>The pirate part of some lanes of one pair, as the payments leave it open.</summary>
    private (Rational Low, Rational High) Part(IReadOnlyList<OracleLane> part)
    {
        if (part.Count == 0 || !part[0].Paid)
        {
            return Exact(OracleExposure.Sum(part.Select(l => (Rational)l.Amount * Y(l))));
        }

        var pair = flow.LanesOf(part[0].Chain.LastPayer, part[0].Chain.A!);
        Rational Open(OracleLane lane) => BigInteger.Max(0, lane.Claim - lane.Lined);
        var lined = OracleExposure.Sum(part.Select(l => (Rational)l.Lined * Y(l)));
        Rational unlined = WorldRecords.Sum(pair.Select(l => l.Amount - l.Lined));
        var pirate = OracleExposure.Sum(part.Select(l => Open(l) * Y(l)));
        var other = OracleExposure.Sum(pair.Select(Open)) - pirate;
        var atLeast = Rational.Max(0, unlined - other);
        var atMost = Rational.Min(unlined, pirate);
        return (lined + Rational.Min(atLeast, atMost), lined + Rational.Max(atLeast, atMost));
    }

    /// <summary>The same where the account pays others too: which money it took for that, nobody says.</summary>
    private (Rational Low, Rational High) AfterDiversion(string account, IReadOnlyList<OracleLane> part)
    {
        var (low, high) = Part(part);
        var diverted = flow.Diverted.GetValueOrDefault(account);
        if (diverted.IsZero)
        {
            return (low, high);
        }

        var amount = WorldRecords.Sum(part.Select(l => l.Amount));
        var reached = WorldRecords.Sum(flow.Hops.Where(h => h.To.Party == account && h.To.IsAccount).Select(h => h.Amount));
        Rational most = BigInteger.Min(amount, diverted);
        Rational least = BigInteger.Max(0, amount - (reached - diverted));
        var open = flow.Hops.Any(h => h.From.Party == account && h.Opaque && mayReachPirates[exposure.Index(h.To)]);
        return (Rational.Max(0, low - most), open ? Rational.Min(amount, high + most) : Rational.Min(high, (Rational)amount - least));
    }
}
