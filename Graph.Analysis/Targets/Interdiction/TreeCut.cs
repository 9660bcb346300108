using System.Runtime.CompilerServices;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>
/// Minimum cut of a network whose capacities change again and again: what was found last time is kept and mended.
/// </summary>
/// <remarks>
/// Two search trees grow from the source and from the sink over arcs with room; where they meet, flow is pushed, and the parts of the trees
/// that a full arc cuts off look for another parent. When a capacity changes, only nodes near it are touched: a capacity below the flow on the
/// arc leaves more at its tail and less at its head, which is the same as room from the source there and to the sink here, and a constant.
/// Source and sink are no nodes: per node the room from the source less that to the sink is kept. At the end the source's tree is the smallest
/// source side of a minimum cut, and all but the sink's tree the largest. Capacities are at most 2^60 and so is what the source can give.
/// Source: Boykov, Kolmogorov, An experimental comparison of min-cut/max-flow algorithms, 2004; changing capacities: Kohli, Torr, Dynamic graph
/// cuts, 2007.
/// </remarks>
internal sealed partial class TreeCut
{
    private const int Root = -1;
    private const int Orphan = -2;
    private const int Free = -3;

    private readonly CutNetwork network;
    private readonly int[] start;
    private readonly int[] head;
    private readonly int[] mate;
    private readonly long[] room;
    private readonly long[] capacity;
    private readonly long[] terminal;
    private readonly int[] parent;
    private readonly bool[] ofSink;
    private readonly int[] stamp;
    private readonly int[] depth;
    private readonly NodeQueue active;
    private readonly NodeQueue orphans;
    private int time;

    /// <summary>Starts with the network's own capacities.</summary>
    public TreeCut(CutNetwork network)
    {
        this.network = network;
        (start, head, mate) = (network.Start, network.Head, network.Mate);
        room = new long[head.Length];
        capacity = [.. network.Capacity];
        terminal = new long[network.NodeCount];
        parent = new int[network.NodeCount];
        ofSink = new bool[network.NodeCount];
        stamp = new int[network.NodeCount];
        depth = new int[network.NodeCount];
        active = new NodeQueue(network.NodeCount);
        orphans = new NodeQueue(network.NodeCount);
        Array.Fill(parent, Free);
        for (var pair = 0; pair < capacity.Length; pair++)
        {
            room[network.ArcOf[pair]] = capacity[pair];
        }

        for (var node = 0; node < network.NodeCount; node++)
        {
            AddTerminal(node, network.FromSource[node]);
            AddTerminal(node, -network.ToSink[node]);
        }
    }

    /// <summary>Capacity of the minimum cut, as of the last <see cref="Solve"/>.</summary>
    public long Value { get; private set; }

    /// <summary>How often a cut was worked out.</summary>
    public long Solves { get; private set; }

    /// <summary>Whether the source reaches a node on arcs with room: the smallest source side.</summary>
    public bool SourceReaches(int node) => parent[node] != Free && !ofSink[node];

    /// <summary>Whether a node reaches the sink on arcs with room; all others are the largest source side.</summary>
    public bool ReachesSink(int node) => parent[node] != Free && ofSink[node];

    /// <summary>Capacity of an arc as it is.</summary>
    public long CapacityOf(int pair) => capacity[pair];

    /// <summary>Changes the capacity of an arc.</summary>
    public void SetCapacity(int pair, long to)
    {
        var change = to - capacity[pair];
        if (change == 0)
        {
            return;
        }

        capacity[pair] = to;
        var arc = network.ArcOf[pair];
        var (tail, end) = (head[mate[arc]], head[arc]);
        if (change > 0)
        {
            room[arc] += change;
            Opened(tail, end);
            return;
        }

        var left = room[arc] + change;
        room[arc] = Math.Max(0, left);
        if (left < 0)
        {
            room[mate[arc]] += left;
            Value += left;
            AddTerminal(tail, -left);
            AddTerminal(end, left);
        }

        CloseFull(arc);
        CloseFull(mate[arc]);
    }

    /// <summary>Works out the minimum cut; its capacity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Solve(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Solves++;
        time++;
        Adopt();
        var looks = 0;
        while (active.TryPeek(out var node))
        {
            if (parent[node] == Free)
            {
                active.Pop();
                continue;
            }

            var arc = Grow(node);
            if (arc < 0)
            {
                active.Pop();
                continue;
            }

            time++;
            Augment(arc);
            Adopt();
            if ((++looks & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return Value;
    }

    /// <summary>Room from the source (positive) or to the sink (negative) at a node; what meets the other kind flows through.</summary>
    private void AddTerminal(int node, long amount)
    {
        var had = terminal[node];
        if (amount == 0)
        {
            return;
        }

        terminal[node] = had + amount;
        if (had < 0 != amount < 0 && had != 0)
        {
            Value += Math.Min(Math.Abs(had), Math.Abs(amount));
        }

        var has = terminal[node];
        if (has == 0)
        {
            if (parent[node] == Root)
            {
                MakeOrphan(node);
            }
        }
        else
        {
            MakeRoot(node, has < 0);
        }
    }

    private void MakeRoot(int node, bool sinks)
    {
        if (parent[node] != Free && ofSink[node] != sinks)
        {
            // What hangs on it has to look elsewhere. Its neighbours need nothing: it grows anew.
            for (var arc = start[node]; arc < start[node + 1]; arc++)
            {
                if (parent[head[arc]] == mate[arc])
                {
                    MakeOrphan(head[arc]);
                }
            }
        }

        parent[node] = Root;
        ofSink[node] = sinks;
        stamp[node] = time;
        depth[node] = 1;
        active.Add(node);
    }

    /// <summary>An arc has got room.</summary>
    private void Opened(int tail, int end)
    {
        if (parent[tail] != Free && !ofSink[tail])
        {
            active.Add(tail);
        }

        if (parent[end] != Free && ofSink[end])
        {
            active.Add(end);
        }
    }

    /// <summary>Cuts off what hangs on an arc without room.</summary>
    private void CloseFull(int arc)
    {
        if (room[arc] != 0)
        {
            return;
        }

        var (tail, end) = (head[mate[arc]], head[arc]);
        if (parent[end] == mate[arc] && !ofSink[end])
        {
            MakeOrphan(end);
        }

        if (parent[tail] == arc && ofSink[tail])
        {
            MakeOrphan(tail);
        }
    }

    private void MakeOrphan(int node)
    {
        parent[node] = Orphan;
        orphans.Add(node);
    }
}
