using CsCheck;
using Graph.Model.Graphs;

namespace Graph.Testing.Graphs;

/// <summary>A random graph as plain edges: what slow checkers read, and what the graph under test is built from.</summary>
/// <param name="NodeCount">Nodes 0 … NodeCount − 1; some may have no edge.</param>
/// <param name="Directed">Whether edges lead one way.</param>
/// <param name="Edges">Edges with whole-number weights ≥ 0; self loops and parallel edges occur.</param>
public sealed record RandomGraph(int NodeCount, bool Directed, IReadOnlyList<(int Source, int Target, long Weight)> Edges)
{
    /// <summary>The graph under test.</summary>
    public CsrGraph Build(CsrOptions options)
    {
        using var list = EdgeList.OfIntegers(NodeCount, [.. Edges]);
        return CsrGraph.Build(list, options with { Directed = Directed }, CancellationToken.None);
    }

    /// <summary>The same with nodes in descending order of degree inside.</summary>
    public CsrGraph BuildRelabelled(CsrOptions options)
    {
        using var plain = Build(options);
        return plain.Relabel(NodeOrder.ByDegreeDescending(plain), threads: 2, CancellationToken.None);
    }
}

/// <summary>Generators of random graphs for properties.</summary>
public static class GraphGen
{
    /// <summary>Graphs of 0 to <paramref name="maxNodes"/> nodes, from empty to dense, directed and not.</summary>
    public static Gen<RandomGraph> Any(int maxNodes = 24, int maxEdges = 80, long maxWeight = 9) =>
        Gen.Select(Gen.Int[0, maxNodes], Gen.Bool).SelectMany((nodes, directed) => Edges(nodes, maxEdges, maxWeight)
            .Select(edges => new RandomGraph(nodes, directed, edges)));

    private static Gen<List<(int, int, long)>> Edges(int nodes, int maxEdges, long maxWeight) => nodes == 0
        ? Gen.Const(new List<(int, int, long)>())
        : Gen.Select(Gen.Int[0, nodes - 1], Gen.Int[0, nodes - 1], Gen.Long[0, maxWeight]).List[0, maxEdges];
}
