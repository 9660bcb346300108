using Graph.Model.Graphs;

namespace Graph.Testing.Graphs;

/// <summary>Large graphs of the two shapes that break kernels: the longest path and the largest star.</summary>
public static class PathsAndStars
{
    /// <summary>0 → 1 → 2 → …</summary>
    public static CsrGraph Path(int nodes, bool directed = true) => Build(nodes, directed, node => node - 1);

    /// <summary>0 → every other node.</summary>
    public static CsrGraph Star(int nodes, bool directed = true) => Build(nodes, directed, _ => 0);

    private static CsrGraph Build(int nodes, bool directed, Func<int, int> sourceOf)
    {
        var sources = new NativeColumn<int>(nodes - 1, cleared: false);
        var targets = new NativeColumn<int>(nodes - 1, cleared: false);
        for (var node = 1; node < nodes; node++)
        {
            (sources[node - 1], targets[node - 1]) = (sourceOf(node), node);
        }

        using var list = new EdgeList(nodes, sources, targets);
        return CsrGraph.Build(list, new CsrOptions { Directed = directed }, CancellationToken.None);
    }
}
