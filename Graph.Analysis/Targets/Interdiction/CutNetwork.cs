using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>The adversary's links as a residual network in which every place that can be acted on is an arc of its own.</summary>
/// <remarks>A node that can be acted on is two, with an arc between them for what goes through; an arc from the source or to the sink that can be
/// acted on ends or begins at a node of its own. Source and sink are no nodes but amounts per node. Nothing can carry more than the
/// source gives or the sink takes altogether, so no capacity is larger than that.</remarks>
internal sealed class CutNetwork
{
    /// <summary>Capacities and values stay below this, so that sums of a few never overflow.</summary>
    private const long Largest = 1L << 60;

    private readonly RerouteGraph graph;
    private readonly List<int> tails = [];
    private readonly List<int> heads = [];
    private readonly List<long> capacities = [];
    private readonly List<long> fromSource = [];
    private readonly List<long> toSink = [];
    private readonly Int128 most;

    private CutNetwork(RerouteGraph graph)
    {
        this.graph = graph;
        var (given, taken) = ((Int128)0, (Int128)0);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var arc = graph.ArcStart[node]; arc < graph.ArcStart[node + 1]; arc++)
            {
                given += node == graph.Source ? graph.Capacity[arc] : 0;
                taken += graph.ArcTarget[arc] == graph.Sink ? graph.Capacity[arc] : 0;
            }
        }

        most = Int128.Min(given, taken);
        if (most > Largest)
        {
            throw new OverflowException("The adversary's links carry more than 2^60: give capacities in a larger unit.");
        }

        while (Scale < 1 << 20 && most * Scale * 2 <= Largest)
        {
            Scale *= 2;
        }
    }

    /// <summary>What a unit counts here: a power of two, so that prices per unit are fine enough.</summary>
    public long Scale { get; private set; } = 1;

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => fromSource.Count;

    /// <summary>Per place its arc, of <see cref="Capacity"/>.</summary>
    public int[] PairOf { get; private set; } = [];

    /// <summary>Per arc its node in front.</summary>
    public IReadOnlyList<int> Tail => tails;

    /// <summary>Per arc the node that it leads to.</summary>
    public IReadOnlyList<int> End => heads;

    /// <summary>Per arc what it carries, scaled.</summary>
    public IReadOnlyList<long> Capacity => capacities;

    /// <summary>Per node what the source can give it, scaled.</summary>
    public IReadOnlyList<long> FromSource => fromSource;

    /// <summary>Per node what it can give the sink, scaled.</summary>
    public IReadOnlyList<long> ToSink => toSink;

    /// <summary>Start of each node's residual arcs; one more than there are nodes.</summary>
    public int[] Start { get; private set; } = [];

    /// <summary>Per residual arc the node that it leads to.</summary>
    public int[] Head { get; private set; } = [];

    /// <summary>Per residual arc the one that leads back.</summary>
    public int[] Mate { get; private set; } = [];

    /// <summary>Per arc the residual arc in its direction.</summary>
    public int[] ArcOf { get; private set; } = [];

    /// <summary>Makes the network.</summary>
    /// <param name="graph">The links.</param>
    /// <param name="places">What can be acted on.</param>
    public static CutNetwork Of(RerouteGraph graph, ActionPlaces places)
    {
        var network = new CutNetwork(graph);
        network.AddArcs(places);
        network.Index();
        return network;
    }

    /// <summary>An amount in units, scaled, and cut to what can flow at all.</summary>
    public long Scaled(Int128 units) => (long)(Int128.Min(units, most) * Scale);

    private void AddArcs(ActionPlaces places)
    {
        for (var node = 0; node < graph.NodeCount; node++)
        {
            fromSource.Add(0);
            toSink.Add(0);
        }

        PairOf = new int[places.Count];
        var leave = Enumerable.Range(0, graph.NodeCount).ToArray();
        var placeOfArc = new Dictionary<int, int>();
        for (var place = 0; place < places.Count; place++)
        {
            if (places.NodeOf[place] is >= 0 and var node)
            {
                leave[node] = NewNode();
                PairOf[place] = AddPair(node, leave[node], Scaled(places.Most[place]));
            }
            else
            {
                placeOfArc.Add(places.ArcOf[place], place);
            }
        }

        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var arc = graph.ArcStart[node]; arc < graph.ArcStart[node + 1]; arc++)
            {
                AddArc(leave[node], arc, node == graph.Source, placeOfArc.GetValueOrDefault(arc, -1));
            }
        }
    }

    private void AddArc(int tail, int arc, bool fromTheSource, int place)
    {
        var (target, amount) = (graph.ArcTarget[arc], Scaled(graph.Capacity[arc]));
        var (first, last) = (fromTheSource && place >= 0 ? NewNode() : tail, target);
        if (target == graph.Sink)
        {
            last = place >= 0 ? NewNode() : first;
            toSink[last] += amount;
        }

        if (fromTheSource)
        {
            var fed = place >= 0 ? first : last;
            fromSource[fed] += amount;
        }

        if (place >= 0)
        {
            PairOf[place] = AddPair(first, last, amount);
        }
        else if (!fromTheSource && target != graph.Sink)
        {
            AddPair(first, last, amount);
        }
    }

    private int NewNode()
    {
        fromSource.Add(0);
        toSink.Add(0);
        return NodeCount - 1;
    }

    private int AddPair(int tail, int head, long capacity)
    {
        tails.Add(tail);
        heads.Add(head);
        capacities.Add(capacity);
        return capacities.Count - 1;
    }

    /// <summary>Puts the residual arcs of a node together.</summary>
    private void Index()
    {
        Start = new int[NodeCount + 1];
        foreach (var node in tails.Concat(heads))
        {
            Start[node + 1]++;
        }

        for (var node = 0; node < NodeCount; node++)
        {
            Start[node + 1] += Start[node];
        }

        var free = Start[..^1];
        (Head, Mate, ArcOf) = (new int[2 * tails.Count], new int[2 * tails.Count], new int[tails.Count]);
        for (var pair = 0; pair < tails.Count; pair++)
        {
            var (there, back) = (free[tails[pair]]++, free[heads[pair]]++);
            (Head[there], Head[back]) = (heads[pair], tails[pair]);
            (Mate[there], Mate[back]) = (back, there);
            ArcOf[pair] = there;
        }
    }
}
