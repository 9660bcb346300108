using System.Numerics;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>What the oracle finds for a party; amounts in units.</summary>
public sealed record OracleParty(
    string Id, PartyKind Kind, Rational Amount, BigInteger Out, Rational Share, Rational Low, Rational High,
    Rational PayeeShare, Rational Criticality, Rational SettledToPirates, int PirateSites, BigInteger Kept, BigInteger Own);

/// <summary>Exposure by method §2, solved in exact fractions on the whole node graph.</summary>
public sealed class OracleExposure
{
    private readonly Dictionary<OracleNode, int> index = [];
    private readonly Rational[] payee;

    public OracleExposure(OracleFlow flow)
    {
        Flow = flow;
        foreach (var node in flow.Nodes)
        {
            index[node] = index.Count;
        }

        Equations = new MoneyEquations(flow.Nodes.Count, flow.Hops.Select(h => (index[h.From], index[h.To], h.Amount)).ToList());
        X = Equations.Solve(Terminal, _ => Rational.One, (_, _) => Rational.One);
        payee = SolvePayee();
        PirateMoney = Sum(flow.Nodes.Where(n => n.Site is not null).Select(n => (Rational)Equations.In[index[n]] * Belief(n)));
        OwnTimesShare = Revenue(X);
        Parties = flow.Seen.PartyIds.Select(Of).ToList();
    }

    public OracleFlow Flow { get; }

    public MoneyEquations Equations { get; }

    /// <summary>x per node of <see cref="OracleFlow.Nodes"/>.</summary>
    public Rational[] X { get; }

    /// <summary>Σ in_s·y_s.</summary>
    public Rational PirateMoney { get; }

    /// <summary>Σ b_k·x_k: equal to <see cref="PirateMoney"/>, as money is conserved.</summary>
    public Rational OwnTimesShare { get; }

    public IReadOnlyList<OracleParty> Parties { get; }

    public OracleParty this[string party] => Parties.Single(p => p.Id == party);

    public int Index(OracleNode node) => index[node];

    public Rational ShareAt(string nodeName) => X[index.Single(n => n.Key.Name == nodeName && !n.Key.Name.EndsWith(",..)", StringComparison.Ordinal)).Value];

    /// <summary>y of a terminal node.</summary>
    public Rational Belief(OracleNode node) => node.Site is null ? Rational.Zero : Flow.Seen.Belief(node.Site);

    /// <summary>R for shares x: Σ b_k·x_k.</summary>
    public Rational Revenue(Rational[] x) =>
        Sum(Enumerable.Range(0, x.Length).Select(k => (Rational)(Equations.T[k] - Equations.In[k]) * x[k]));

    /// <summary>scores.csv order: exposure descending, then id.</summary>
    public IEnumerable<OracleParty> Scored => Parties.Where(p => p.Kind is PartyKind.Network or PartyKind.Reseller)
        .OrderByDescending(p => p.Amount).ThenBy(p => p.Id, StringComparer.Ordinal);

    public static Rational Sum(IEnumerable<Rational> values) => values.Aggregate(Rational.Zero, (a, b) => a + b);

    private Rational Terminal(int k) => Belief(Flow.Nodes[k]);

    private OracleParty Of(string party)
    {
        var kind = Flow.Seen.KindOf(party);
        var nodes = Flow.Nodes.Where(n => n.Party == party).ToList();
        var amount = kind == PartyKind.Advertiser ? AdvertiserAmount(party) : Sum(nodes.Select(n => (Rational)Equations.T[index[n]] * X[index[n]]));
        var mixed = Sum(nodes.Select(n => (Rational)Equations.T[index[n]] * payee[index[n]]));
        var paidOut = WorldRecords.Sum(nodes.Select(n => Equations.Out[index[n]]));
        var without = Equations.Solve(Terminal, k => Flow.Nodes[k].Party == party ? Rational.Zero : Rational.One, (_, _) => Rational.One);
        var settled = Sum(Flow.Hops.Where(h => h.From.Party == party && h.Basis == Basis.Paid).Select(h => (Rational)h.Amount * X[index[h.To]]));
        var (low, high) = new OracleBounds(this).Of(party);
        return new OracleParty(party, kind, amount, paidOut, Rational.Share(paidOut.IsZero ? 0 : amount, paidOut),
            Rational.Min(low, amount), Rational.Max(high, amount), Rational.Share(paidOut.IsZero ? 0 : mixed, paidOut),
            Rational.Share(OwnTimesShare - Revenue(without), PirateMoney), settled, PirateSites(party),
            WorldRecords.Sum(nodes.Select(n => Equations.T[index[n]] - Equations.Out[index[n]])),
            WorldRecords.Sum(nodes.Select(n => Equations.T[index[n]] - Equations.In[index[n]])));
    }

    private Rational AdvertiserAmount(string party) => Sum(Flow.Seen.WindowPlacements.Where(p => p.Row.Advertiser == party)
        .Select(p => (Rational)p.Units * Flow.Seen.Belief(p.Site)));

    private int PirateSites(string party) => Flow.Seen.WindowPlacements
        .Where(p => p.Units.Sign > 0 && (p.Row.Network == party || p.Row.Reseller == party || p.Account == party || p.Row.Advertiser == party))
        .Select(p => p.Site).Distinct().Count(s => Flow.Seen.Belief(s) >= new Rational(1, 2));

    /// <summary>x per node when all account nodes of one party are one node.</summary>
    private Rational[] SolvePayee()
    {
        var groups = new Dictionary<string, int>();
        var group = Flow.Nodes.Select(n =>
        {
            var name = n.IsAccount ? "account " + n.Party : "node " + n.Name;
            return groups.TryGetValue(name, out var g) ? g : groups[name] = groups.Count;
        }).ToArray();
        var y = new Rational[groups.Count];
        for (var k = 0; k < group.Length; k++)
        {
            y[group[k]] = Terminal(k);
        }

        var merged = new MoneyEquations(groups.Count, Flow.Hops.Select(h => (group[index[h.From]], group[index[h.To]], h.Amount)).ToList());
        var x = merged.Solve(g => y[g], _ => Rational.One, (_, _) => Rational.One);
        return group.Select(g => x[g]).ToArray();
    }
}
