using System.Globalization;
using Graph.Model.Graphs;

namespace Graph.Testing.Graphs;

/// <summary>Small graphs from text: <c>"a->b b->c:2.5 d"</c> (a node alone stands for itself). Nodes are numbered in ordinal order of name.</summary>
public sealed class TinyGraph : IDisposable
{
    private readonly List<string> names;

    private TinyGraph(List<string> names, CsrGraph graph)
    {
        (this.names, Graph) = (names, graph);
    }

    /// <summary>The graph.</summary>
    public CsrGraph Graph { get; }

    /// <summary>The number of a node.</summary>
    public int this[string name] => names.BinarySearch(name, StringComparer.Ordinal) is >= 0 and var at ? at : throw new ArgumentException($"No node {name}.", nameof(name));

    /// <summary>The name of a node.</summary>
    public string NameOf(int node) => names[node];

    /// <summary>A directed graph; weights are read where any edge has one.</summary>
    public static TinyGraph Directed(string edges) => Of(edges, new CsrOptions());

    /// <summary>An undirected graph.</summary>
    public static TinyGraph Undirected(string edges) => Of(edges, new CsrOptions { Directed = false });

    /// <summary>A graph by options; <see cref="CsrOptions.Weights"/> None becomes Double where any edge has a weight.</summary>
    public static TinyGraph Of(string edges, CsrOptions options)
    {
        var words = edges.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var names = words.SelectMany(word => word.Split(':')[0].Split("->")).Distinct().Order(StringComparer.Ordinal).ToList();
        var parsed = words.Where(word => word.Contains("->", StringComparison.Ordinal)).Select(word => Parse(word, names)).ToArray();
        if (options.Weights == EdgeWeightKind.None && edges.Contains(':', StringComparison.Ordinal))
        {
            options = options with { Weights = EdgeWeightKind.Double };
        }

        using var list = options.Weights == EdgeWeightKind.Integer
            ? EdgeList.OfIntegers(names.Count, [.. parsed.Select(edge => (edge.Source, edge.Target, (long)edge.Weight))])
            : EdgeList.OfDoubles(names.Count, parsed);
        return new TinyGraph(names, CsrGraph.Build(list, options, CancellationToken.None));
    }

    /// <summary>Releases the graph.</summary>
    public void Dispose() => Graph.Dispose();

    private static (int Source, int Target, double Weight) Parse(string word, List<string> names)
    {
        var parts = word.Split(':');
        var ends = parts[0].Split("->");
        var weight = parts.Length > 1 ? double.Parse(parts[1], CultureInfo.InvariantCulture) : 1.0;
        return (names.BinarySearch(ends[0], StringComparer.Ordinal), names.BinarySearch(ends[1], StringComparer.Ordinal), weight);
    }
}
