using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>The nodes and arcs that can be acted on, each with its actions.</summary>
internal sealed class ActionPlaces
{
    private readonly RerouteGraph graph;
    private readonly Dictionary<(int Node, int Arc), int> placeOf = [];
    private readonly List<int> nodes = [];
    private readonly List<int> arcs = [];
    private readonly List<int> targets = [];
    private readonly List<Int128> most = [];
    private readonly List<List<int>> actions = [];

    private ActionPlaces(RerouteGraph graph)
    {
        this.graph = graph;
    }

    /// <summary>How many places there are.</summary>
    public int Count => nodes.Count;

    /// <summary>Per place its node, or −1.</summary>
    public IReadOnlyList<int> NodeOf => nodes;

    /// <summary>Per place its arc, or −1.</summary>
    public IReadOnlyList<int> ArcOf => arcs;

    /// <summary>Per place what it can carry at most, units.</summary>
    public IReadOnlyList<Int128> Most => most;

    /// <summary>Per place its actions, ascending.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Actions => actions;

    /// <summary>Sorts actions by place.</summary>
    /// <exception cref="ArgumentException">An action is done to nothing, to two things, to the source or sink, or two targets share a place.</exception>
    public static ActionPlaces Of(RerouteGraph graph, IReadOnlyList<InterdictionAction> actions)
    {
        var places = new ActionPlaces(graph);
        var placeOfTarget = new Dictionary<int, int>();
        var bounds = places.Throughput();
        for (var number = 0; number < actions.Count; number++)
        {
            var place = places.Place(actions[number], number, bounds);
            if (placeOfTarget.TryAdd(actions[number].Target, place) ? places.targets[place] != actions[number].Target : placeOfTarget[actions[number].Target] != place)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Action {number}: target {actions[number].Target} must stand for one node or arc, and no other target may."), nameof(actions));
            }
        }

        return places;
    }

    private int Place(InterdictionAction action, int number, Int128[] bounds)
    {
        Check(action, number);
        if (!placeOf.TryGetValue((action.Node, action.Arc), out var place))
        {
            placeOf.Add((action.Node, action.Arc), place = Count);
            nodes.Add(action.Node);
            arcs.Add(action.Arc);
            targets.Add(action.Target);
            most.Add(action.Node >= 0 ? bounds[action.Node] : graph.Capacity[action.Arc]);
            actions.Add([]);
        }

        actions[place].Add(number);
        return place;
    }

    private void Check(InterdictionAction action, int number)
    {
        var onNode = action.Arc == -1 && action.Node >= 0 && action.Node < graph.NodeCount && action.Node != graph.Source && action.Node != graph.Sink;
        var onArc = action.Node == -1 && action.Arc >= 0 && action.Arc < graph.Capacity.Length;
        if (!onNode && !onArc)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Action {number} is done to node {action.Node} and arc {action.Arc}: name one of the two, −1 for the other, and neither source nor sink."), nameof(action));
        }

        if (!(action.Efficacy is >= 0.0 and <= 1.0) || action.Price < 0 || action.Target < 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Action {number}: efficacy {action.Efficacy} is in 0..1, price {action.Price} and target {action.Target} are not negative."), nameof(action));
        }
    }

    /// <summary>Per node the lesser of what its arcs bring and take away.</summary>
    private Int128[] Throughput()
    {
        var (into, from) = (new Int128[graph.NodeCount], new Int128[graph.NodeCount]);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var arc = graph.ArcStart[node]; arc < graph.ArcStart[node + 1]; arc++)
            {
                from[node] += graph.Capacity[arc];
                into[graph.ArcTarget[arc]] += graph.Capacity[arc];
            }
        }

        return [.. into.Zip(from, Int128.Min)];
    }
}
