using Graph.Analysis.Flow;
using Graph.Model.Flow;
using Graph.Model.Records;

namespace Graph.Analysis.Exposure;

/// <summary>The money path of one party, for a Sankey diagram.</summary>
public static class MoneyPaths
{
    /// <summary>Payments after this many hops from the party are not drawn: only circles are longer.</summary>
    public const int DeepestLayer = 5;

    /// <summary>The group that stands for all parties and sites of a layer that are not named.</summary>
    public const string Other = "other";

    /// <summary>Bands of the money that passes the party, from its payers to the sites.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">Its exposure.</param>
    /// <param name="party">Index of the party.</param>
    /// <param name="bandsPerLayer">How many payees of a layer are named: those with the most pirate money, then the most money; the
    /// rest stands as <see cref="Other"/>.</param>
    /// <returns>By layer, pirate amount descending, amount descending, ids.</returns>
    public static IReadOnlyList<PathBand> Of(FlowResult flow, ExposureResult exposure, int party, int bandsPerLayer)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        ArgumentOutOfRangeException.ThrowIfLessThan(bandsPerLayer, 1);
        return new PathWalk(flow.Graph, exposure, bandsPerLayer).Walk(party, exposure.NodesOf(flow.Graph).Of(party));
    }
}

/// <summary>Walks the money of one party hop by hop.</summary>
internal sealed class PathWalk(FlowGraph graph, ExposureResult exposure, int bandsPerLayer)
{
    private readonly List<PathBand> bands = [];

    private readonly record struct Place(string Id, string Kind);

    private readonly record struct Sum(double Amount, double Pirate);

    /// <summary>Follows the money of the nodes.</summary>
    public IReadOnlyList<PathBand> Walk(int party, ReadOnlySpan<int> nodes)
    {
        AddPayers(party, nodes);
        var self = PlaceOf(party);
        var front = new SortedDictionary<int, double>();
        foreach (var node in nodes)
        {
            front[node] = graph.Throughput(node);
        }

        var names = new Dictionary<Place, Place> { [self] = self };
        for (var layer = 1; layer <= MoneyPaths.DeepestLayer && front.Count > 0; layer++)
        {
            front = Step(layer, front, ref names, layer == 1 ? self : null);
        }

        return bands;
    }

    private void AddPayers(int party, ReadOnlySpan<int> nodes)
    {
        var reverse = exposure.ReverseOf(graph);
        var sums = new Dictionary<(Place, Place), Sum>();
        foreach (var node in nodes)
        {
            for (var i = reverse.Start[node]; i < reverse.Start[node + 1]; i++)
            {
                var payer = graph.NodeParty[reverse.Source[i]];
                if (payer != party)
                {
                    Add(sums, PlaceOf(payer), PlaceOf(party), graph.HopAmount[reverse.Hop[i]], exposure.NodeShare[node]);
                }
            }
        }

        var named = Largest(sums, static key => key.Item1);
        Emit(0, Group(sums, key => (named.Contains(key.Item1) ? key.Item1 : OtherOf(key.Item1), key.Item2)));
    }

    private SortedDictionary<int, double> Step(int layer, SortedDictionary<int, double> front, ref Dictionary<Place, Place> names, Place? self)
    {
        var next = new SortedDictionary<int, double>();
        var sums = new Dictionary<(Place, Place), Sum>();
        foreach (var (node, amount) in front)
        {
            var throughput = (double)graph.Throughput(node);
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var target = graph.HopTarget[hop];
                var part = amount * graph.HopAmount[hop] / throughput;
                Add(sums, self ?? PlaceOfNode(node), PlaceOfNode(target), part, exposure.NodeShare[target]);
                if (!graph.IsTerminal(target))
                {
                    next[target] = next.GetValueOrDefault(target) + part;
                }
            }
        }

        var named = Largest(sums, static key => key.Item2);
        var known = names;
        Emit(layer, Group(sums, key => (known.GetValueOrDefault(key.Item1, OtherOf(key.Item1)), named.Contains(key.Item2) ? key.Item2 : OtherOf(key.Item2))));
        names = named.ToDictionary(place => place);
        return next;
    }

    private static void Add(Dictionary<(Place, Place), Sum> sums, Place from, Place to, double amount, double share)
    {
        var known = sums.GetValueOrDefault((from, to));
        sums[(from, to)] = new Sum(known.Amount + amount, known.Pirate + amount * share);
    }

    private HashSet<Place> Largest(Dictionary<(Place, Place), Sum> sums, Func<(Place, Place), Place> side) =>
        [.. sums.GroupBy(entry => side(entry.Key))
            .Select(group => (Place: group.Key, Amount: group.Sum(e => e.Value.Amount), Pirate: group.Sum(e => e.Value.Pirate)))
            .OrderByDescending(entry => entry.Pirate).ThenByDescending(entry => entry.Amount)
            .ThenBy(entry => entry.Place.Id, StringComparer.Ordinal).ThenBy(entry => entry.Place.Kind, StringComparer.Ordinal)
            .Take(bandsPerLayer).Select(entry => entry.Place)];

    private static Dictionary<(Place, Place), Sum> Group(Dictionary<(Place, Place), Sum> sums, Func<(Place, Place), (Place, Place)> name)
    {
        var grouped = new Dictionary<(Place, Place), Sum>();
        foreach (var (key, sum) in sums)
        {
            var known = grouped.GetValueOrDefault(name(key));
            grouped[name(key)] = new Sum(known.Amount + sum.Amount, known.Pirate + sum.Pirate);
        }

        return grouped;
    }

    private void Emit(int layer, Dictionary<(Place Source, Place Target), Sum> sums) =>
        bands.AddRange(sums
            .OrderByDescending(entry => entry.Value.Pirate).ThenByDescending(entry => entry.Value.Amount)
            .ThenBy(entry => entry.Key.Source.Id, StringComparer.Ordinal).ThenBy(entry => entry.Key.Target.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Key.Target.Kind, StringComparer.Ordinal)
            .Select(entry => new PathBand(layer, entry.Key.Source.Id, entry.Key.Source.Kind, entry.Key.Target.Id, entry.Key.Target.Kind,
                entry.Value.Amount, entry.Value.Pirate)));

    private static Place OtherOf(Place place) => new(MoneyPaths.Other, place.Kind);

    private Place PlaceOfNode(int node) => graph.NodeKind[node] switch
    {
        FlowNodeKind.Site => new Place(graph.Sites[graph.NodeSite[node]], "site"),
        FlowNodeKind.Unattributed => new Place("unattributed", "unattributed"),
        _ => PlaceOf(graph.NodeParty[node]),
    };

    private Place PlaceOf(int party) => new(graph.Parties[party].Id, graph.Parties[party].Kind switch
    {
        PartyKind.Advertiser => "advertiser",
        PartyKind.Network => "network",
        PartyKind.Reseller => "reseller",
        _ => "account",
    });
}
