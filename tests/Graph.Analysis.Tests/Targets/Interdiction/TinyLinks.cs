using Graph.Analysis.Targets.Interdiction;
using Graph.Analysis.Targets.Reroute;
using Graph.Model;

namespace Graph.Analysis.Tests.Targets.Interdiction;

/// <summary>An adversary's links as a table of capacities, with a slow maximum flow and the best plan by trying all.</summary>
internal sealed class TinyLinks
{
    private readonly long[,] capacity;
    private readonly int nodes;

    public TinyLinks(int nodes, params (int From, int To, long Capacity)[] arcs)
    {
        this.nodes = nodes;
        capacity = new long[nodes, nodes];
        foreach (var (from, to, amount) in arcs)
        {
            capacity[from, to] += amount;
        }

        Graph = Make();
    }

    /// <summary>The links; node 0 is the source, the last one the sink.</summary>
    public RerouteGraph Graph { get; }

    /// <summary>Random links: arcs between all nodes, none into the source or out of the sink, with the given chance.</summary>
    public static TinyLinks Random(ref SeededRandom random)
    {
        var nodes = 4 + (int)random.Below(6);
        var arcs = new List<(int, int, long)>();
        for (var from = 0; from < nodes - 1; from++)
        {
            for (var to = 1; to < nodes; to++)
            {
                if (from != to && random.Chance(from == 0 || to == nodes - 1 ? 450_000 : 350_000))
                {
                    arcs.Add((from, to, random.Between(1, 12)));
                }
            }
        }

        return new TinyLinks(nodes, [.. arcs]);
    }

    /// <summary>Random actions: on half of the places at most, eight at most, one or two actions each.</summary>
    public List<InterdictionAction> RandomActions(ref SeededRandom random)
    {
        var actions = new List<InterdictionAction>();
        var places = Enumerable.Range(1, nodes - 2).Select(node => (Node: node, Arc: -1))
            .Concat(Enumerable.Range(0, Graph.Capacity.Length).Select(arc => (Node: -1, Arc: arc))).ToList();
        var many = Math.Min(places.Count / 2, 2 + (int)random.Below(7));
        for (var target = 0; target < many; target++)
        {
            var at = (int)random.Below(places.Count);
            for (var i = random.Below(8) / 3; i >= 0; i -= 2)
            {
                var efficacy = random.Chance(500_000) ? 1.0 : random.Between(1, 9) / 10.0;
                actions.Add(new InterdictionAction(places[at].Node, places[at].Arc, efficacy, random.Between(5, 40) / 10m, target));
            }

            places.RemoveAt(at);
        }

        return actions;
    }

    /// <summary>What any set of actions within the budget leaves at least.</summary>
    public long Least(IReadOnlyList<InterdictionAction> actions, decimal budget)
    {
        var least = long.MaxValue;
        for (var set = 0; set < 1 << actions.Count; set++)
        {
            var chosen = Enumerable.Range(0, actions.Count).Where(action => (set >> action & 1) != 0).ToList();
            if (chosen.Sum(action => actions[action].Price) <= budget && chosen.Select(action => actions[action].Target).Distinct().Count() == chosen.Count)
            {
                least = Math.Min(least, After(actions, chosen));
            }
        }

        return least;
    }

    /// <summary>The maximum flow when some actions have been done: shortest augmenting paths over nodes that are split in two.</summary>
    public long After(IReadOnlyList<InterdictionAction> actions, IEnumerable<int> chosen)
    {
        var room = new long[2 * nodes, 2 * nodes];
        for (var from = 0; from < nodes; from++)
        {
            room[2 * from, (2 * from) + 1] = Through(from);
            for (var to = 0; to < nodes; to++)
            {
                room[(2 * from) + 1, 2 * to] = capacity[from, to];
            }
        }

        foreach (var action in chosen.Select(action => actions[action]))
        {
            var (from, to) = action.Node >= 0 ? (2 * action.Node, (2 * action.Node) + 1) : Ends(action.Arc);
            room[from, to] = Math.Min(room[from, to], (long)decimal.Ceiling(room[from, to] * (1m - (decimal)action.Efficacy)));
        }

        return Flow(room, 1, 2 * (nodes - 1));
    }

    private static long Flow(long[,] room, int source, int sink)
    {
        var flow = 0L;
        while (true)
        {
            var parent = Path(room, source, sink);
            if (parent[sink] < 0)
            {
                return flow;
            }

            var amount = long.MaxValue;
            for (var node = sink; node != source; node = parent[node])
            {
                amount = Math.Min(amount, room[parent[node], node]);
            }

            for (var node = sink; node != source; node = parent[node])
            {
                room[parent[node], node] -= amount;
                room[node, parent[node]] += amount;
            }

            flow += amount;
        }
    }

    private static int[] Path(long[,] room, int source, int sink)
    {
        var parent = Enumerable.Repeat(-1, room.GetLength(0)).ToArray();
        var open = new Queue<int>([source]);
        parent[source] = source;
        while (parent[sink] < 0 && open.TryDequeue(out var node))
        {
            for (var next = 0; next < parent.Length; next++)
            {
                if (parent[next] < 0 && room[node, next] > 0)
                {
                    parent[next] = node;
                    open.Enqueue(next);
                }
            }
        }

        return parent;
    }

    private long Through(int node)
    {
        var (into, from) = (0L, 0L);
        for (var other = 0; other < nodes; other++)
        {
            into += capacity[other, node];
            from += capacity[node, other];
        }

        return node == 0 || node == nodes - 1 ? long.MaxValue / 4 : Math.Min(into, from);
    }

    private (int From, int To) Ends(int arc)
    {
        var from = 0;
        while (Graph.ArcStart[from + 1] <= arc)
        {
            from++;
        }

        return ((2 * from) + 1, 2 * Graph.ArcTarget[arc]);
    }

    private RerouteGraph Make()
    {
        var (start, targets, capacities) = (new int[nodes + 1], new List<int>(), new List<long>());
        for (var from = 0; from < nodes; from++)
        {
            for (var to = 0; to < nodes; to++)
            {
                if (capacity[from, to] > 0)
                {
                    targets.Add(to);
                    capacities.Add(capacity[from, to]);
                }
            }

            start[from + 1] = targets.Count;
        }

        return new RerouteGraph
        {
            PartyOf = [.. Enumerable.Range(0, nodes).Select(node => node == 0 || node == nodes - 1 ? -1 : node)],
            ArcStart = start,
            ArcTarget = [.. targets],
            Capacity = [.. capacities],
            Source = 0,
            Sink = nodes - 1,
        };
    }
}
