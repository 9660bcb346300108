using System.Numerics;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Testing.Oracle;

/// <summary>A node of the oracle's money graph.</summary>
/// <param name="Name"><c>(n)</c> for heads, <c>(n,r,..)</c> for the money of n at reseller r, <c>(n,a)</c>, <c>(n,r,a)</c>,
/// <c>site s</c>, <c>unattributed</c>.</param>
/// <param name="Party">Its party, or null for terminals.</param>
/// <param name="Site">The site of a site node.</param>
/// <param name="IsAccount">Whether the party stands as an account here.</param>
public sealed record OracleNode(string Name, string? Party, string? Site, bool IsAccount);

/// <summary>A hop of the oracle's money graph, amount above 0.</summary>
public sealed record OracleHop(OracleNode From, OracleNode To, BigInteger Amount, Basis Basis, bool Opaque);

/// <summary>A lane as the oracle sees it.</summary>
/// <param name="Chain">Its chain.</param>
/// <param name="Gross">Accrued in W.</param>
/// <param name="Claim">What it was weighed with on basis paid, else 0.</param>
/// <param name="Lined">What lines assign.</param>
/// <param name="Amount">What flowed on the last hop.</param>
/// <param name="Paid">Whether its last payer is on basis paid.</param>
public sealed record OracleLane(Chain Chain, BigInteger Gross, BigInteger Claim, BigInteger Lined, BigInteger Amount, bool Paid);

/// <summary>A line of flow.csv; amount in units.</summary>
public sealed record OracleFlowRow(string Source, string Target, string Kind, BigInteger Amount, string Basis);

/// <summary>The money graph of method §1 by the book: names, dictionaries, big integers.</summary>
public sealed class OracleFlow
{
    public static readonly OracleNode Unattributed = new("unattributed", null, null, false);

    private readonly Dictionary<Chain, BigInteger> window = [];
    private readonly Dictionary<Chain, BigInteger> toDate = [];
    private readonly Dictionary<(string U, string V), BigInteger> paid = [];
    private readonly HashSet<string> books;
    private readonly Dictionary<(string U, string V), Dictionary<Chain, BigInteger>> lines = [];
    private readonly Dictionary<(string U, string A), List<OracleLane>> lastHops = [];
    private readonly HashSet<(string U, string A)> underway = [];
    private readonly List<OracleHop> hops = [];

    public OracleFlow(SeenWorld seen)
    {
        Seen = seen;
        foreach (var p in seen.Placements.Where(p => p.Units.Sign > 0))
        {
            toDate[p.Chain] = toDate.GetValueOrDefault(p.Chain) + p.Units;
            if (seen.InWindow(p.Row.Date))
            {
                window[p.Chain] = window.GetValueOrDefault(p.Chain) + p.Units;
            }
        }

        books = seen.WindowSettlements.Where(s => !s.Units.IsZero).Select(s => s.Row.Payer).ToHashSet();
        foreach (var s in seen.WindowSettlements)
        {
            paid[(s.Row.Payer, s.Row.Payee)] = paid.GetValueOrDefault((s.Row.Payer, s.Row.Payee)) + s.Counted;
        }

        ReadLines();
        Lanes = window.Keys.Where(c => c.A is not null).Select(c => (c.LastPayer, c.A!))
            .Concat(paid.Keys).Concat(lines.Keys).Distinct().ToList()
            .SelectMany(pair => LastHop(pair.Item1, pair.Item2))
            .Concat(window.Where(w => w.Key.A is null).Select(w => new OracleLane(w.Key, w.Value, 0, 0, w.Value, false)))
            .OrderBy(l => l.Chain.N, StringComparer.Ordinal).ThenBy(l => l.Chain.R ?? "", StringComparer.Ordinal)
            .ThenBy(l => l.Chain.A ?? "", StringComparer.Ordinal).ThenBy(l => l.Chain.S, StringComparer.Ordinal).ToList();
        AddLaneHops();
        AddAdvertisers();
        var opaque = OpaquePayments();
        foreach (var ((u, v), amount) in opaque.Where(o => !PaysAsAccount(o.Key.U)))
        {
            Add(Head(u), Head(v), amount, Basis.Paid, opaque: seen.KindOf(u) != PartyKind.Advertiser);
        }

        var accountParties = Lanes.Select(l => l.Chain.A).OfType<string>().Concat(opaque.Keys.SelectMany(k => new[] { k.U, k.V }))
            .Distinct().Where(PaysAsAccount).Order(StringComparer.Ordinal);
        var left = Lanes.ToDictionary(l => l.Chain, l => l.Amount);
        foreach (var account in accountParties)
        {
            SpreadAccount(account, opaque, left);
        }

        foreach (var lane in Lanes.Where(l => l.Chain.A is not null))
        {
            Add(AccountNode(lane.Chain), SiteNode(lane.Chain.S), left[lane.Chain], lane.Paid ? Basis.Paid : Basis.Accrued, false);
        }

        Hops = hops.GroupBy(h => (h.From, h.To, h.Basis, h.Opaque))
            .Select(g => new OracleHop(g.Key.From, g.Key.To, WorldRecords.Sum(g.Select(h => h.Amount)), g.Key.Basis, g.Key.Opaque)).ToList();
        Nodes = Hops.SelectMany(h => new[] { h.From, h.To }).Distinct().OrderBy(n => n.Name, StringComparer.Ordinal).ToList();
    }

    public SeenWorld Seen { get; }

    /// <summary>All lanes, also those on which nothing flowed.</summary>
    public IReadOnlyList<OracleLane> Lanes { get; }

    public IReadOnlyList<OracleHop> Hops { get; }

    public IReadOnlyList<OracleNode> Nodes { get; }

    /// <summary>Money that accounts with nodes of their own pay to other parties out of what reached them.</summary>
    public Dictionary<string, BigInteger> Diverted { get; } = [];

    /// <summary>Whether payments split between earlier and last hops depend on one another in a circle, where the method says nothing.</summary>
    public bool CircularSplit { get; private set; }

    public static OracleFlow Of(WorldText world, AsOfCut cut, Func<string, string>? registrable = null) => new(new SeenWorld(world, cut, registrable));

    public BigInteger In(OracleNode node) => WorldRecords.Sum(Hops.Where(h => h.To == node).Select(h => h.Amount));

    public BigInteger Out(OracleNode node) => WorldRecords.Sum(Hops.Where(h => h.From == node).Select(h => h.Amount));

    public BigInteger Throughput(OracleNode node) => BigInteger.Max(In(node), Out(node));

    public BigInteger S(string u, string v) => BigInteger.Max(0, paid.GetValueOrDefault((u, v)));

    public bool OnPaid(string party) => books.Contains(party);

    /// <summary>The lanes whose last hop the pair is.</summary>
    public IReadOnlyList<OracleLane> LanesOf(string u, string a) => Lanes.Where(l => l.Chain.A == a && l.Chain.LastPayer == u).ToList();

    /// <summary>flow.csv, in its order.</summary>
    public IReadOnlyList<OracleFlowRow> Rows()
    {
        return Hops.GroupBy(h => (Source: h.From.Party!, Target: h.To.Party ?? h.To.Site ?? "unattributed", Kind: KindWord(h.From) + ">" + KindWord(h.To)))
            .Select(g => new OracleFlowRow(g.Key.Source, g.Key.Target, g.Key.Kind, WorldRecords.Sum(g.Select(h => h.Amount)),
                g.Select(h => h.Basis).Distinct().Count() > 1 ? "mixed" : g.First().Basis == Basis.Paid ? "paid" : "accrued"))
            .OrderBy(r => r.Source, StringComparer.Ordinal).ThenBy(r => r.Target, StringComparer.Ordinal).ThenBy(r => r.Kind, StringComparer.Ordinal).ToList();
    }

    private string KindWord(OracleNode node) =>
        node == Unattributed ? "unattributed" : node.Site is not null ? "site" : Seen.KindOf(node.Party!).ToString().ToLowerInvariant();

    private static OracleNode Head(string party, bool isAccount) => new($"({party})", party, null, isAccount);

    private OracleNode Head(string party) => Head(party, PaysAsAccount(party));

    private static OracleNode AtReseller(Chain c) => new($"({c.N},{c.R},..)", c.R, null, false);

    private static OracleNode AccountNode(Chain c) => new(c.R is null ? $"({c.N},{c.A})" : $"({c.N},{c.R},{c.A})", c.A, null, true);

    private static OracleNode SiteNode(string site) => new("site " + site, null, site, false);

    private void Add(OracleNode from, OracleNode to, BigInteger amount, Basis basis, bool opaque)
    {
        if (amount.Sign < 0)
        {
            throw new InvalidOperationException($"{from.Name} → {to.Name}: {amount}");
        }

        if (amount.Sign > 0)
        {
            hops.Add(new OracleHop(from, to, amount, basis, opaque));
        }
    }

    private void ReadLines()
    {
        foreach (var (line, settlement) in Seen.Lines.Where(l => Seen.InWindow(l.Settlement.Row.Date)))
        {
            var (u, a) = (settlement.Row.Payer, settlement.Row.Payee);
            if (Seen.Placements.FirstOrDefault(p => p.Row.Id == line.Placement) is { } p && p.Chain.A == a && p.Chain.LastPayer == u)
            {
                var ofPair = lines.TryGetValue((u, a), out var known) ? known : lines[(u, a)] = [];
                ofPair[p.Chain] = ofPair.GetValueOrDefault(p.Chain) + WorldRecords.LineUnits(line, settlement);
            }
        }
    }

    /// <summary>Whether the account rule holds: kind account, and no lane begins there.</summary>
    private bool PaysAsAccount(string party) =>
        Seen.KindOf(party) == PartyKind.Account && Lanes.All(l => l.Chain.N != party || (l.Gross.IsZero && l.Amount.IsZero));

    private static List<Chain> InTieOrder(IEnumerable<Chain> chains) => chains.Distinct().OrderBy(c => c.S, StringComparer.Ordinal)
        .ThenBy(c => c.N, StringComparer.Ordinal).ThenBy(c => c.R ?? "", StringComparer.Ordinal).ThenBy(c => c.A ?? "", StringComparer.Ordinal).ToList();

    /// <summary>The weights by which a pair's payment is shared: accruals of W, else of all dates.</summary>
    private Dictionary<Chain, BigInteger> Claims(string u, string a)
    {
        Dictionary<Chain, BigInteger> Of(Dictionary<Chain, BigInteger> lanes) =>
            lanes.Where(l => l.Key.A == a && l.Key.LastPayer == u).ToDictionary(l => l.Key, l => l.Value);
        var inWindow = Of(window);
        return inWindow.Count > 0 ? inWindow : Of(toDate);
    }

    /// <summary>What flows along the lanes whose last hop is u→a.</summary>
    private List<OracleLane> LastHop(string u, string a)
    {
        if (lastHops.TryGetValue((u, a), out var known))
        {
            return known;
        }

        if (!OnPaid(u))
        {
            return lastHops[(u, a)] = window.Where(l => l.Key.A == a && l.Key.LastPayer == u)
                .Select(l => new OracleLane(l.Key, l.Value, 0, 0, l.Value, false)).ToList();
        }

        underway.Add((u, a));
        var claims = Claims(u, a);
        var lined = lines.GetValueOrDefault((u, a)) ?? [];
        var chains = InTieOrder(claims.Keys.Concat(lined.Where(l => l.Value.Sign > 0).Select(l => l.Key)));
        var part = chains.Count == 0 ? 0 : S(u, a) - EarlierHopIn(u, a, claims);
        var lineParts = chains.Select(c => BigInteger.Max(0, lined.GetValueOrDefault(c))).ToArray();
        if (WorldRecords.Sum(lineParts) > part)
        {
            lineParts = Apportionment.Split(part, lineParts);
        }

        var rest = Apportionment.Split(part - WorldRecords.Sum(lineParts), chains.Select(c => claims.GetValueOrDefault(c)).ToArray());
        underway.Remove((u, a));
        return lastHops[(u, a)] = chains.Select((c, i) => new OracleLane(
            c, window.GetValueOrDefault(c), claims.GetValueOrDefault(c), lineParts[i], lineParts[i] + rest[i], true)).ToList();
    }

    /// <summary>Σ m over the lanes that pass u→r as an earlier hop.</summary>
    private BigInteger EarlierMoney(string n, string r)
    {
        BigInteger sum = 0;
        foreach (var a in toDate.Keys.Concat(lines.Values.SelectMany(l => l.Keys)).Where(c => c.N == n && c.R == r).Select(c => c.A!).Distinct().ToList())
        {
            if (underway.Contains((r, a)))
            {
                CircularSplit = true;
                sum += WorldRecords.Sum(Claims(r, a).Where(c => c.Key.N == n).Select(c => c.Value));
            }
            else
            {
                sum += WorldRecords.Sum(LastHop(r, a).Where(l => l.Chain.N == n && l.Chain.R == r).Select(l => l.Amount));
            }
        }

        return sum;
    }

    /// <summary>What of S_ur goes along the earlier hop u→r.</summary>
    private BigInteger EarlierHopIn(string u, string r, Dictionary<Chain, BigInteger> claims)
    {
        var through = EarlierMoney(u, r);
        if (through.IsZero)
        {
            return 0;
        }

        var accrued = WorldRecords.Sum(claims.Values);
        var fair = accrued.IsZero ? S(u, r) : (2 * S(u, r) * through + through + accrued) / (2 * (through + accrued));
        return BigInteger.Min(through, fair);
    }

    private void AddLaneHops()
    {
        foreach (var lane in Lanes.Where(l => l.Chain.A is null))
        {
            Add(Head(lane.Chain.N, false), SiteNode(lane.Chain.S), lane.Amount, Basis.Accrued, false);
        }

        foreach (var lane in Lanes.Where(l => l.Chain.A is not null))
        {
            var from = lane.Chain.R is null ? Head(lane.Chain.N, false) : AtReseller(lane.Chain);
            Add(from, AccountNode(lane.Chain), lane.Amount, lane.Paid ? Basis.Paid : Basis.Accrued, false);
        }

        foreach (var (n, r) in Lanes.Where(l => l.Chain.R is not null).Select(l => (l.Chain.N, R: l.Chain.R!)).Distinct())
        {
            var through = Lanes.First(l => l.Chain.N == n && l.Chain.R == r).Chain;
            Add(Head(n, false), AtReseller(through), EarlierHop(n, r), OnPaid(n) ? Basis.Paid : Basis.Accrued, false);
        }
    }

    /// <summary>f of the earlier hop n→r.</summary>
    public BigInteger EarlierHop(string n, string r) => OnPaid(n) ? EarlierHopIn(n, r, Claims(n, r)) : EarlierMoney(n, r);

    private void AddAdvertisers()
    {
        foreach (var group in Seen.WindowPlacements.Where(p => p.Row.Advertiser is { } adv && adv != p.Row.Network && !OnPaid(adv))
            .GroupBy(p => (Adv: p.Row.Advertiser!, Net: p.Row.Network)))
        {
            Add(Head(group.Key.Adv), Head(group.Key.Net), WorldRecords.Sum(group.Select(p => p.Units)), Basis.Accrued, false);
        }
    }

    private Dictionary<(string U, string V), BigInteger> OpaquePayments()
    {
        var result = new Dictionary<(string U, string V), BigInteger>();
        foreach (var (u, v) in paid.Keys.OrderBy(k => k.U, StringComparer.Ordinal).ThenBy(k => k.V, StringComparer.Ordinal))
        {
            var explained = EarlierHop(u, v) + WorldRecords.Sum(LanesOf(u, v).Select(l => l.Amount));
            if (S(u, v) > explained)
            {
                result[(u, v)] = S(u, v) - explained;
            }
        }

        return result;
    }

    /// <summary>An account pays other parties first, from all its nodes; then its sites share what is left.</summary>
    private void SpreadAccount(string account, Dictionary<(string U, string V), BigInteger> opaque, Dictionary<Chain, BigInteger> left)
    {
        var head = Head(account);
        var byNode = Lanes.Where(l => l.Chain.A == account && l.Amount.Sign > 0).GroupBy(l => AccountNode(l.Chain))
            .OrderBy(g => g.First().Chain.N, StringComparer.Ordinal).ThenBy(g => g.First().Chain.R ?? "", StringComparer.Ordinal).ToList();
        var nodes = byNode.Select(g => g.Key).Append(head).ToList();
        var stock = byNode.Select(g => WorldRecords.Sum(g.Select(l => l.Amount)))
            .Append(WorldRecords.Sum(opaque.Where(o => o.Key.V == account).Select(o => o.Value))).ToArray();
        var payees = opaque.Where(o => o.Key.U == account).OrderBy(o => o.Key.V, StringComparer.Ordinal).ToList();
        var covered = BigInteger.Min(WorldRecords.Sum(payees.Select(p => p.Value)), WorldRecords.Sum(stock));
        var parts = Apportionment.Split(covered, payees.Select(p => p.Value).ToArray());
        for (var p = 0; p < payees.Count; p++)
        {
            var shares = Apportionment.Split(parts[p], stock);
            for (var k = 0; k < nodes.Count; k++)
            {
                Add(nodes[k], Head(payees[p].Key.V), shares[k], Basis.Paid, opaque: true);
                stock[k] -= shares[k];
            }

            Add(head, Head(payees[p].Key.V), payees[p].Value - parts[p], Basis.Paid, opaque: true);
        }

        Diverted[account] = covered;
        for (var k = 0; k < byNode.Count; k++)
        {
            var chains = InTieOrder(byNode[k].Select(l => l.Chain));
            var shares = Apportionment.Split(stock[k], chains.Select(c => left[c]).ToArray());
            for (var i = 0; i < chains.Count; i++)
            {
                left[chains[i]] = shares[i];
            }
        }

        SpreadHead(account, head, stock[^1]);
    }

    private void SpreadHead(string account, OracleNode head, BigInteger amount)
    {
        var bySite = BySite(window, account);
        if (bySite.Count == 0)
        {
            bySite = BySite(toDate, account);
        }

        if (bySite.Count == 0)
        {
            Add(head, Unattributed, amount, Basis.Paid, false);
            return;
        }

        var shares = Apportionment.Split(amount, bySite.Select(s => s.Accrued).ToArray());
        for (var i = 0; i < bySite.Count; i++)
        {
            Add(head, SiteNode(bySite[i].Site), shares[i], Basis.Paid, false);
        }
    }

    private static List<(string Site, BigInteger Accrued)> BySite(Dictionary<Chain, BigInteger> lanes, string account) =>
        lanes.Where(l => l.Key.A == account).GroupBy(l => l.Key.S).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, WorldRecords.Sum(g.Select(l => l.Value)))).ToList();
}
