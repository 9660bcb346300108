namespace Graph.Analysis.Targets.Reroute;

/// <summary>What arcs can still carry, and pushing money along shortest ways of arcs with room.</summary>
/// <remarks>
/// Blocking flows on layers (Dinic 1970). Payment networks are a few layers deep, so a few searches are enough, and as these begin at both ends,
/// what is pushed on top of a flow costs what lies around the change. Every change can be journalled and undone.
/// </remarks>
internal sealed class ResidualArcs
{
    private const int Unseen = -1;

    private readonly int[] start;
    private readonly int[] head;
    private readonly int[] mate;
    private readonly long[] room;
    private readonly int[] layer;
    private readonly int[] current;
    private readonly Frontier ahead;
    private readonly Frontier behind;
    private readonly List<int> way = [];
    private readonly List<(int Place, long Room)> journal = [];
    private bool journalling;
    private int distance;

    /// <summary>Takes arcs with their capacities and no flow.</summary>
    public ResidualArcs(int nodes, int[] from, int[] to, long[] capacity)
    {
        start = new int[nodes + 1];
        for (var arc = 0; arc < from.Length; arc++)
        {
            start[from[arc] + 1]++;
            start[to[arc] + 1]++;
        }

        for (var node = 0; node < nodes; node++)
        {
            start[node + 1] += start[node];
        }

        PlaceOf = new int[from.Length];
        (head, mate, room) = (new int[2 * from.Length], new int[2 * from.Length], new long[2 * from.Length]);
        (layer, current, ahead, behind) = (new int[nodes], new int[nodes], new Frontier(nodes), new Frontier(nodes));
        Fill(from, to, capacity);
    }

    /// <summary>Per arc given, where it stands.</summary>
    public int[] PlaceOf { get; }

    /// <summary>Where the arc at a place leads.</summary>
    public int Head(int place) => head[place];

    /// <summary>Where it comes from.</summary>
    public int Tail(int place) => head[mate[place]];

    /// <summary>What it can still carry.</summary>
    public long Room(int place) => room[place];

    /// <summary>Gives an arc another capacity.</summary>
    /// <returns>What it carried beyond that and carries no more, or 0.</returns>
    public long SetCapacity(int place, long capacity)
    {
        var carried = room[mate[place]];
        Change(place, Math.Max(0, capacity - carried));
        if (carried > capacity)
        {
            Change(mate[place], capacity);
            return carried - capacity;
        }

        return 0;
    }

    /// <summary>Lets the arc at a place carry more.</summary>
    public void Carry(int place, long amount)
    {
        Change(place, room[place] - amount);
        Change(mate[place], room[mate[place]] + amount);
    }

    /// <summary>Pushes as much as can get from one node to another.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="most">No more than that.</param>
    /// <returns>What got there: all, if it is there already.</returns>
    public long Push(int from, int to, long most)
    {
        if (from == to)
        {
            return most;
        }

        var pushed = 0L;
        while (pushed < most && FindLayers(from, to))
        {
            pushed += Block(from, to, most - pushed);
        }

        return pushed;
    }

    /// <summary>From now on changes are kept. Returns where the journal stands.</summary>
    public int StartJournal()
    {
        journalling = true;
        return journal.Count;
    }

    /// <summary>What has changed since the journal stood somewhere: places, ascending, with how much more room they have.</summary>
    public (int Place, long More)[] Changes(int since)
    {
        var before = new Dictionary<int, long>();
        foreach (var (place, was) in journal.Skip(since))
        {
            before.TryAdd(place, was);
        }

        return [.. before.Where(change => room[change.Key] != change.Value).OrderBy(change => change.Key).Select(change => (change.Key, room[change.Key] - change.Value))];
    }

    /// <summary>Undoes all changes since the journal stood somewhere.</summary>
    public void Undo(int since, bool keep)
    {
        for (var i = journal.Count - 1; i >= since; i--)
        {
            room[journal[i].Place] = journal[i].Room;
        }

        journal.RemoveRange(since, journal.Count - since);
        journalling = keep;
    }

    /// <summary>Each node's own arcs stand in front of the ways back, so that searches take them first.</summary>
    private void Fill(int[] from, int[] to, long[] capacity)
    {
        var next = start[..^1];
        for (var arc = 0; arc < from.Length; arc++)
        {
            PlaceOf[arc] = next[from[arc]]++;
        }

        for (var arc = 0; arc < from.Length; arc++)
        {
            var (there, back) = (PlaceOf[arc], next[to[arc]]++);
            (head[there], mate[there], room[there]) = (to[arc], back, capacity[arc]);
            (head[back], mate[back]) = (from[arc], there);
        }
    }

    private void Change(int place, long to)
    {
        if (journalling)
        {
            journal.Add((place, room[place]));
        }

        room[place] = to;
    }

    /// <summary>Numbers nodes by their distance from one end or to the other, layer by layer, at the end whose next layer has fewer arcs, until the
    /// two searches meet: what lies between is on no shortest way.</summary>
    private bool FindLayers(int from, int to)
    {
        Array.Fill(layer, Unseen);
        (layer[from], layer[to], distance) = (0, Behind(0), 0);
        ahead.Begin(from, start);
        behind.Begin(to, start);
        (current[from], current[to]) = (start[from], start[to]);
        for (var layers = 1; ahead.Arcs > 0 && behind.Arcs > 0 && distance == 0; layers++)
        {
            var met = ahead.Arcs <= behind.Arcs ? GrowAhead() : GrowBehind();
            distance = met ? layers : 0;
        }

        return distance > 0;
    }

    private bool GrowAhead()
    {
        var met = false;
        foreach (var node in ahead.Next())
        {
            for (var place = start[node]; place < start[node + 1]; place++)
            {
                var other = head[place];
                if (room[place] > 0)
                {
                    met |= layer[other] < Unseen;
                    if (layer[other] == Unseen)
                    {
                        (layer[other], current[other]) = (layer[node] + 1, start[other]);
                        ahead.Add(other, start);
                    }
                }
            }
        }

        return met;
    }

    private bool GrowBehind()
    {
        var met = false;
        foreach (var node in behind.Next())
        {
            for (var place = start[node]; place < start[node + 1]; place++)
            {
                var other = head[place];
                if (layer[other] >= Unseen && room[mate[place]] > 0)
                {
                    met |= layer[other] > Unseen;
                    if (layer[other] == Unseen)
                    {
                        (layer[other], current[other]) = (layer[node] - 1, start[other]);
                        behind.Add(other, start);
                    }
                }
            }
        }

        return met;
    }

    /// <summary>How a node so far from the end is numbered while its distance from the beginning is not known.</summary>
    private static int Behind(int toEnd) => Unseen - 1 - toEnd;

    /// <summary>Distance from the beginning, on a way that is a shortest one if its arcs each lead one layer on.</summary>
    private int Layer(int node) => layer[node] switch
    {
        >= 0 and var fromBeginning => fromBeginning,
        Unseen => Unseen,
        var other => distance - (Unseen - 1 - other),
    };

    /// <summary>Pushes along ways from layer to layer until none is left.</summary>
    private long Block(int from, int to, long most)
    {
        var pushed = 0L;
        way.Clear();
        var node = from;
        while (pushed < most)
        {
            if (node == to)
            {
                pushed += PushAlongWay(most - pushed);
                node = way.Count == 0 ? from : head[way[^1]];
            }
            else if (Next(node) is >= 0 and var place)
            {
                way.Add(place);
                node = head[place];
            }
            else if (node == from)
            {
                break;
            }
            else
            {
                layer[node] = Unseen;
                node = Tail(way[^1]);
                way.RemoveAt(way.Count - 1);
            }
        }

        return pushed;
    }

    private int Next(int node)
    {
        var layerOfNext = Layer(node) + 1;
        for (; current[node] < start[node + 1]; current[node]++)
        {
            var place = current[node];
            if (room[place] > 0 && Layer(head[place]) == layerOfNext)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>Fills the way, and goes back to before its first full arc.</summary>
    private long PushAlongWay(long most)
    {
        var amount = most;
        foreach (var place in way)
        {
            amount = Math.Min(amount, room[place]);
        }

        var full = way.Count;
        for (var i = way.Count - 1; i >= 0; i--)
        {
            var place = way[i];
            Carry(place, amount);
            full = room[place] == 0 ? i : full;
        }

        way.RemoveRange(full, way.Count - full);
        return amount;
    }

    /// <summary>The newest layer of a search.</summary>
    private sealed class Frontier(int nodes)
    {
        private readonly int[] queue = new int[nodes];
        private int first;
        private int count;

        /// <summary>How many arcs its nodes have.</summary>
        public long Arcs { get; private set; }

        public void Begin(int node, int[] start)
        {
            (first, count, Arcs) = (0, 0, 0);
            Add(node, start);
        }

        public void Add(int node, int[] start)
        {
            queue[count++] = node;
            Arcs += start[node + 1] - start[node];
        }

        /// <summary>The layer; what is added from now on is the next one.</summary>
        public ReadOnlySpan<int> Next()
        {
            var layer = queue.AsSpan(first, count - first);
            (first, Arcs) = (count, 0);
            return layer;
        }
    }
}
