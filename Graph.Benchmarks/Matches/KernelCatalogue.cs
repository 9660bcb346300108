namespace Graph.Benchmarks.Matches;

/// <summary>The kernels that are compared, by the names that the command takes, in the order of the table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Large">Matches on a large graph against native peers.</param>
/// <param name="Small">Matches on a small graph against slower peers.</param>
/// <param name="Flow">Matches on graphs of its own: not once per graph.</param>
internal sealed record KernelCatalogue(
    string Name,
    Func<MatchGraph, MatchSetting, IEnumerable<Match>>? Large = null,
    Func<MatchGraph, MatchSetting, IEnumerable<Match>>? Small = null,
    Func<MatchSetting, IEnumerable<Match>>? Flow = null)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KernelCatalogue> All { get; } =
    [
        new("pagerank", RankMatches.PageRankSweep, RankMatches.ToTolerance),
        new("relabelled", RankMatches.Relabelled),
        new("propagation", RankMatches.Propagate),
        new("personalized", RankMatches.Personalized),
        new("components", (graph, setting) => TraversalMatches.Components(graph, setting, small: false), (graph, setting) => TraversalMatches.Components(graph, setting, small: true)),
        new("bfs", (graph, setting) => TraversalMatches.Breadth(graph, setting, small: false), (graph, setting) => TraversalMatches.Breadth(graph, setting, small: true)),
        new("shortest-paths", (graph, setting) => TraversalMatches.Shortest(graph, setting, small: false), (graph, setting) => TraversalMatches.Shortest(graph, setting, small: true)),
        new("betweenness", CentralityMatches.BetweennessPerSource, CentralityMatches.BetweennessExact),
        new("triangles", CentralityMatches.TriangleCount),
        new("louvain", (graph, setting) => CommunityMatches.ByLouvain(graph, setting, small: false), (graph, setting) => CommunityMatches.ByLouvain(graph, setting, small: true)),
        new("leiden", (graph, setting) => CommunityMatches.ByLeiden(graph, setting, small: false), (graph, setting) => CommunityMatches.ByLeiden(graph, setting, small: true)),
        new("max-flow", Small: (_, setting) => FlowMatches.Small(setting), Flow: FlowMatches.All),
        new("strong-components", Small: TraversalMatches.StrongComponents),
        new("load", LoadMatches.Load),
        new("k-core", (graph, setting) => CentralityMatches.Cores(graph, setting, small: false), (graph, setting) => CentralityMatches.Cores(graph, setting, small: true)),
        new("labels", OtherMatches.Labels),
        new("clustering", OtherMatches.Clustering),
        new("dominators", OtherMatches.Dominating),
        new("harmonic", OtherMatches.HarmonicSampled),
    ];

    /// <summary>The wanted ones; all where none are named.</summary>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IReadOnlyList<KernelCatalogue> Of(IReadOnlyList<string>? names)
    {
        if (names?.Except(All.Select(kernel => kernel.Name), StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"No kernel is called {unknown}: take {string.Join(", ", All.Select(kernel => kernel.Name))}.");
        }

        return [.. All.Where(kernel => names?.Contains(kernel.Name, StringComparer.Ordinal) ?? true)];
    }
}
