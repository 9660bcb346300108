namespace Graph.Analysis.Targets.Reroute;

/// <summary>What arcs can still carry, and pushing money along shortest ways of arcs with room.</summary>
/// <remarks>
/// Blocking flows on layers (Dinic 1970). Payment networks are a few layers deep, so a few searches are enough; what is pushed on top of a flow
/// that exists already costs a search of what can be reached. Every change can be journalled and undone.
/// </remarks>
internal sealed class ResidualArcs
{
    private readonly int[] start;
    private readonly int[] head;
    private readonly int[] mate;
    private readonly long[] room;
    private readonly int[] layer;
    private readonly int[] current;
    private readonly int[] queue;
    private readonly List<int> way = [];
    private readonly List<(int Place, long Room)> journal = [];
    private bool journalling;

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
        (layer, current, queue) = (new int[nodes], new int[nodes], new int[nodes]);
        Fill(from, to, capacity);
    }

    /// <summary>Per arc given, where it stands.</summary>
    public int[] PlaceOf { get; }

    /// <summary>Where the arc at a place leads.</summary>
    public int Head(int place) => head[place];

    /// <summary>Where it comes from.</summary>
    public int Tail(int place) => head[mate[place]];

    /// <summary>Gives an arc another capacity.</summary>
    /// <returns>What it carried beyond that and carries no more, or 0 where it has got more room, or −1 where it has no more room than before.</returns>
    public long SetCapacity(int place, long capacity)
    {
        var carried = room[mate[place]];
        var before = room[place];
        Change(place, Math.Max(0, capacity - carried));
        if (carried > capacity)
        {
            Change(mate[place], capacity);
            return carried - capacity;
        }

        return room[place] > before ? 0 : -1;
    }

    /// <summary>Pushes as much as can get from one node to another.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="most">No more than that.</param>
    /// <returns>What got there.</returns>
    public long Push(int from, int to, long most)
    {
        var pushed = 0L;
        while (from != to && pushed < most && FindLayers(from, to))
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

    /// <summary>Numbers nodes by their distance, up to that of the end.</summary>
    private bool FindLayers(int from, int to)
    {
        Array.Fill(layer, -1);
        (layer[from], current[from], queue[0]) = (0, start[from], from);
        var count = 1;
        for (var i = 0; i < count; i++)
        {
            var node = queue[i];
            if (layer[to] >= 0 && layer[node] >= layer[to] - 1)
            {
                break;
            }

            for (var place = start[node]; place < start[node + 1]; place++)
            {
                var other = head[place];
                if (room[place] > 0 && layer[other] < 0)
                {
                    (layer[other], current[other]) = (layer[node] + 1, start[other]);
                    queue[count++] = other;
                }
            }
        }

        return layer[to] >= 0;
    }

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
                layer[node] = -1;
                node = Tail(way[^1]);
                way.RemoveAt(way.Count - 1);
            }
        }

        return pushed;
    }

    private int Next(int node)
    {
        for (; current[node] < start[node + 1]; current[node]++)
        {
            var place = current[node];
            if (room[place] > 0 && layer[head[place]] == layer[node] + 1)
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
            Change(place, room[place] - amount);
            Change(mate[place], room[mate[place]] + amount);
            full = room[place] == 0 ? i : full;
        }

        way.RemoveRange(full, way.Count - full);
        return amount;
    }
}
