using Graph.Model;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Bounds;

/// <summary>Money that took one way from where it was first seen to a terminal, or to where it was kept.</summary>
internal sealed record MoneyWalk(IReadOnlyList<OracleNode> Nodes, long Amount, double Belief);

/// <summary>
/// Walks drawn at random that agree with the records: pair totals, hop totals and lines stay; lanes share the rest of a payment up to their
/// claims; at every node any money that arrives may be any that leaves.
/// </summary>
internal sealed class RandomDecomposition
{
    private readonly OracleFlow flow;
    private SeededRandom random;
    private readonly Dictionary<(OracleNode From, OracleNode To), long> left = [];
    private readonly Dictionary<OracleNode, long> own = [];
    private readonly Dictionary<OracleNode, long> kept = [];
    private readonly Dictionary<OracleNode, List<OracleNode>> next = [];
    private readonly Dictionary<string, OracleNode> byName;
    private readonly bool unattributedIsPirate;

    public RandomDecomposition(OracleFlow flow, int seed)
    {
        this.flow = flow;
        random = new SeededRandom((ulong)seed);
        byName = flow.Nodes.ToDictionary(node => node.Name);
        unattributedIsPirate = Below(2) == 0;
        var amounts = LaneAmounts();
        AddFixedHops();
        AddLanes(amounts);
        AddDetours(amounts);
        foreach (var (lane, amount) in amounts)
        {
            if (lane.Chain.A is not null)
            {
                Add(AccountNode(lane), byName.GetValueOrDefault("site " + lane.Chain.S) ?? new OracleNode("site " + lane.Chain.S, null, lane.Chain.S, false), amount);
            }
        }

        Balance();
    }

    /// <summary>The walks of all money that does not run in circles.</summary>
    public IEnumerable<MoneyWalk> Walks()
    {
        var starts = own.Keys.OrderBy(node => node.Name, StringComparer.Ordinal).ToList();
        while (starts.Count > 0)
        {
            var start = starts[Below(starts.Count)];
            if (own[start] == 0)
            {
                starts.Remove(start);
                continue;
            }

            yield return Peel(start);
        }
    }

    private int Below(int count) => (int)random.Below(count);

    private long UpTo(long most) => Below(3) switch { 0 => most, 1 => 0, _ => random.Between(0, most) };

    /// <summary>Shares an amount at random over places that hold so much at most.</summary>
    private long[] Share(long amount, IReadOnlyList<long> most)
    {
        var parts = new long[most.Count];
        var order = Enumerable.Range(0, most.Count).OrderBy(_ => random.NextBits()).ToArray();
        for (var round = 0; round < 2; round++)
        {
            foreach (var i in order)
            {
                var room = Math.Min(amount, most[i] - parts[i]);
                var part = round == 1 ? room : UpTo(room);
                (parts[i], amount) = (parts[i] + part, amount - part);
            }
        }

        Assert.Equal(0, amount);
        return parts;
    }

    private Dictionary<OracleLane, long> LaneAmounts()
    {
        var amounts = flow.Lanes.ToDictionary(lane => lane, lane => (long)lane.Amount);
        foreach (var pair in flow.Lanes.Where(lane => lane.Paid).GroupBy(lane => (lane.Chain.LastPayer, lane.Chain.A)))
        {
            var lanes = pair.ToList();
            var open = lanes.Select(lane => Math.Max(0, (long)(lane.Claim - lane.Lined))).ToArray();
            var unlined = lanes.Sum(lane => (long)(lane.Amount - lane.Lined));
            var surplus = Math.Max(0, unlined - open.Sum());
            var parts = surplus > 0 ? open : Share(unlined, open);
            var beyond = Share(surplus, [.. lanes.Select(_ => surplus)]);
            for (var i = 0; i < lanes.Count; i++)
            {
                amounts[lanes[i]] = (long)lanes[i].Lined + parts[i] + beyond[i];
            }
        }

        return amounts;
    }

    private static bool IsHead(OracleNode node) => node.Party is not null && node.Name == $"({node.Party})";

    private OracleNode AccountNode(OracleLane lane) => Node(
        lane.Chain.R is null ? $"({lane.Chain.N},{lane.Chain.A})" : $"({lane.Chain.N},{lane.Chain.R},{lane.Chain.A})", lane.Chain.A!, true);

    private OracleNode Node(string name, string party, bool isAccount) =>
        byName.TryGetValue(name, out var known) ? known : byName[name] = new OracleNode(name, party, null, isAccount);

    private void Add(OracleNode from, OracleNode to, long amount)
    {
        if (amount > 0)
        {
            left[(from, to)] = left.GetValueOrDefault((from, to)) + amount;
        }
    }

    /// <summary>Heads pay what they pay; only an account's head may take other money, or other sites, for it.</summary>
    private void AddFixedHops()
    {
        foreach (var hop in flow.Hops.Where(hop => IsHead(hop.From) && !hop.From.IsAccount && !(hop.To.IsAccount && !IsHead(hop.To))))
        {
            Add(hop.From, hop.To, (long)hop.Amount);
        }
    }

    private void AddLanes(Dictionary<OracleLane, long> amounts)
    {
        foreach (var (lane, amount) in amounts.Where(lane => lane.Key.Chain.A is not null))
        {
            var from = lane.Chain.R is { } reseller ? Node($"({lane.Chain.N},{reseller},..)", reseller, false) : Node($"({lane.Chain.N})", lane.Chain.N, false);
            Add(from, AccountNode(lane), amount);
        }
    }

    private void AddDetours(Dictionary<OracleLane, long> amounts)
    {
        foreach (var account in flow.Hops.Where(hop => hop.From.IsAccount).Select(hop => hop.From.Party!).Distinct().ToList())
        {
            var hops = flow.Hops.Where(hop => hop.From.IsAccount && hop.From.Party == account).ToList();
            var payees = hops.Where(hop => hop.To.Party is not null).GroupBy(hop => hop.To).Select(hop => (To: hop.Key, Amount: hop.Sum(h => (long)h.Amount))).ToList();
            var atHead = hops.Where(hop => IsHead(hop.From)).ToList();
            var pools = new List<(OracleNode Node, long Amount)>();
            var lanes = amounts.Keys.Where(lane => lane.Chain.A == account).ToList();
            if (hops.Where(hop => !IsHead(hop.From) && hop.To.Party is not null).Sum(hop => (long)hop.Amount) is > 0 and var away)
            {
                var parts = Share(away, [.. lanes.Select(lane => amounts[lane])]);
                for (var i = 0; i < lanes.Count; i++)
                {
                    amounts[lanes[i]] -= parts[i];
                    pools.Add((AccountNode(lanes[i]), parts[i]));
                }
            }

            if (atHead.Count > 0)
            {
                pools.Add((atHead[0].From, atHead.Where(hop => hop.To.Party is not null).Sum(hop => (long)hop.Amount)));
                var sites = atHead.Where(hop => hop.To.Party is null).Select(hop => hop.To).Distinct().ToList();
                var toSites = atHead.Where(hop => hop.To.Party is null).Sum(hop => (long)hop.Amount);
                var parts = Share(toSites, [.. sites.Select(_ => toSites)]);
                for (var i = 0; i < sites.Count; i++)
                {
                    Add(atHead[0].From, sites[i], parts[i]);
                }
            }

            foreach (var (to, amount) in payees)
            {
                var parts = Share(amount, [.. pools.Select(pool => pool.Amount)]);
                for (var i = 0; i < pools.Count; i++)
                {
                    Add(pools[i].Node, to, parts[i]);
                    pools[i] = (pools[i].Node, pools[i].Amount - parts[i]);
                }
            }
        }
    }

    private void Balance()
    {
        foreach (var node in left.Keys.SelectMany(hop => new[] { hop.From, hop.To }).Distinct())
        {
            var arriving = left.Where(hop => hop.Key.To == node).Sum(hop => hop.Value);
            var leaving = left.Where(hop => hop.Key.From == node).Sum(hop => hop.Value);
            own[node] = node.Party is null ? 0 : Math.Max(0, leaving - arriving);
            kept[node] = Math.Max(0, arriving - leaving);
            next[node] = [.. left.Keys.Where(hop => hop.From == node).Select(hop => hop.To).OrderBy(to => to.Name, StringComparer.Ordinal)];
        }
    }

    private MoneyWalk Peel(OracleNode start)
    {
        var walk = new List<OracleNode> { start };
        var used = new Dictionary<(OracleNode, OracleNode), long>();
        while (true)
        {
            var node = walk[^1];
            var ways = next[node].Where(to => left[(node, to)] > used.GetValueOrDefault((node, to))).ToList();
            var choice = Below(ways.Count + (kept[node] > 0 ? 1 : 0));
            if (choice == ways.Count)
            {
                break;
            }

            used[(node, ways[choice])] = used.GetValueOrDefault((node, ways[choice])) + 1;
            walk.Add(ways[choice]);
            if (walk.Count > 12 || Below(2) == 0)
            {
                CutLoop(walk, used);
            }
        }

        var amount = used.Aggregate(Math.Min(own[start], kept[walk[^1]]), (least, hop) => Math.Min(least, left[hop.Key] / hop.Value));
        amount = amount > 1 && Below(3) == 0 ? random.Between(1, amount) : amount;
        foreach (var (hop, times) in used)
        {
            left[hop] -= amount * times;
        }

        own[start] -= amount;
        kept[walk[^1]] -= amount;
        return new MoneyWalk(walk, amount, BeliefAt(walk[^1]));
    }

    /// <summary>Leaves a circle that the walk just closed to money that runs round in it for ever.</summary>
    private static void CutLoop(List<OracleNode> walk, Dictionary<(OracleNode, OracleNode), long> used)
    {
        var first = walk.IndexOf(walk[^1]);
        for (; walk.Count > first + 1; walk.RemoveAt(walk.Count - 1))
        {
            var hop = (walk[^2], walk[^1]);
            if (--used[hop] == 0)
            {
                used.Remove(hop);
            }
        }
    }

    private double BeliefAt(OracleNode node) => node == OracleFlow.Unattributed
        ? unattributedIsPirate ? 1.0 : 0.0
        : node.Site is null ? 0.0 : flow.Seen.Belief(node.Site).ToDouble();
}
