using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Baselines;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>Components, breadth-first search, shortest paths and their kin.</summary>
internal static class TraversalMatches
{
    private const int Sources = 8;
    private static readonly int[] Deltas = [2, 8, 32, 128];

    /// <summary>Connected components.</summary>
    public static IEnumerable<Match> Components(MatchGraph graph, MatchSetting setting, bool small)
    {
        var plain = graph.Plain;
        var options = new ConnectedComponentsOptions { Threads = setting.Threads };
        var expected = new Lazy<double[]>(() => AnswerChecks.Components(plain));
        var rivals = new List<Rival>();
        if (small)
        {
            var quik = new Lazy<QuikGraphBaseline>(() => new QuikGraphBaseline(plain));
            setting.AddQuikGraph(rivals, _ => quik.Value.Components(), Groups);
        }
        else
        {
            setting.AddGapbs(rivals, "cc", graph.PlainFile, 3, _ => "-v", 1.3);
        }

        foreach (var peer in Others(small))
        {
            setting.AddDriver(rivals, peer, graph.PlainFile, "components", _ => "", small ? null : MatchSetting.WithoutGapbs(rivals, 1.0), Groups);
        }

        yield return new Match
        {
            Work = "connected components",
            Graph = graph.Name,
            Ours = MatchSetting.Ours(_ => ConnectedComponents.Run(plain, options, CancellationToken.None), result => Doubles(result.Component)),
            Rivals = rivals,
            CheckOurs = (_, labels) => AnswerChecks.Equal(labels, expected.Value),
        };
    }

    /// <summary>Strongly connected components of the directed graph.</summary>
    public static IEnumerable<Match> StrongComponents(MatchGraph graph, MatchSetting setting)
    {
        var directed = graph.Directed;
        var options = new StronglyConnectedComponentsOptions { Threads = setting.Threads };
        var quik = new Lazy<QuikGraphBaseline>(() => new QuikGraphBaseline(directed));
        var rivals = new List<Rival>();
        setting.AddQuikGraph(rivals, _ => quik.Value.StrongComponents(), Groups);
        foreach (var peer in Others(small: true))
        {
            setting.AddDriver(rivals, peer, graph.DirectedFile, "strong-components", _ => "", null, Groups);
        }

        yield return new Match
        {
            Work = "strongly connected components",
            Graph = graph.Name + ", directed",
            Ours = MatchSetting.Ours(_ => StronglyConnectedComponents.Run(directed, options, CancellationToken.None), result => Doubles(result.Component)),
            Rivals = rivals,
            CheckOurs = (_, labels) => AnswerChecks.Demand(labels.All(label => labels[(int)label] == label), $"a component is not called after a member"),
        };
    }

    /// <summary>Breadth-first search, the mean over several sources.</summary>
    public static IEnumerable<Match> Breadth(MatchGraph graph, MatchSetting setting, bool small)
    {
        var (plain, sources) = (graph.Plain, graph.Sources(Sources));
        var rivals = new List<Rival>();
        if (small)
        {
            var quik = new Lazy<QuikGraphBaseline>(() => new QuikGraphBaseline(plain));
            setting.AddQuikGraph(rivals, part => quik.Value.Depths(sources[part]), Same);
        }
        else
        {
            setting.AddGapbs(rivals, "bfs", graph.PlainFile, 3, part => $"-r {sources[part]} -v", 1.5);
            setting.AddDriver(rivals, "graphblas", graph.PlainFile, "bfs", part => $"source={sources[part]}", null, Same);
        }

        foreach (var peer in Others(small))
        {
            setting.AddDriver(rivals, peer, graph.PlainFile, "bfs", part => $"source={sources[part]}", small ? null : MatchSetting.WithoutGapbs(rivals, 1.0), Same);
        }

        foreach (var parents in small ? [false] : new[] { false, true })
        {
            yield return new Match
            {
                Work = $"breadth-first search, {(parents ? "depths and smallest parents" : "depths")}, mean of {Sources} sources",
                Graph = graph.Name,
                Parts = Sources,
                Ours = MatchSetting.Ours(
                    part => BreadthFirstSearch.Run(plain, new BreadthFirstSearchOptions { Source = sources[part], Parents = parents, Threads = setting.Threads }, CancellationToken.None),
                    result => Doubles(result.Depth)),
                Rivals = parents ? [.. rivals.Where(rival => rival.Contender.Name.StartsWith("gapbs", StringComparison.Ordinal))] : rivals,
                CheckOurs = (part, depths) => AnswerChecks.Equal(depths, AnswerChecks.Depths(plain, sources[part])),
            };
        }
    }

    /// <summary>Shortest paths, the mean over several sources.</summary>
    public static IEnumerable<Match> Shortest(MatchGraph graph, MatchSetting setting, bool small)
    {
        var (whole, lengths, sources) = (graph.Whole, graph.Lengths, graph.Sources(Sources));
        var rivals = new List<Rival>();
        if (small)
        {
            var quik = new Lazy<QuikGraphBaseline>(() => new QuikGraphBaseline(whole));
            setting.AddQuikGraph(rivals, part => quik.Value.Distances(sources[part]), Same);
        }
        else
        {
            foreach (var delta in Deltas)
            {
                setting.AddGapbs(rivals, "sssp", graph.WholeFile, 3, part => $"-r {sources[part]} -d {delta} -v", 1.5, variant: $"-d {delta}");
            }
        }

        foreach (var peer in Others(small))
        {
            setting.AddDriver(rivals, peer, graph.WholeFile, "shortest-paths", part => $"source={sources[part]}", small ? null : MatchSetting.WithoutGapbs(rivals, 1.0), Same);
        }

        yield return new Match
        {
            Work = $"shortest paths, mean of {Sources} sources",
            Graph = graph.Name + ", weights 1-255",
            Parts = Sources,
            Ours = MatchSetting.Ours(
                part => ShortestPaths.Run(lengths, new ShortestPathsOptions { Source = sources[part], Threads = setting.Threads }, CancellationToken.None),
                result => result.Distance),
            Rivals = rivals,
            CheckOurs = (part, distances) => AnswerChecks.Shortest(whole, sources[part], distances),
        };
    }

    /// <summary>Peers behind drivers.</summary>
    public static IReadOnlyList<string> Others(bool small) => small ? ["networkit", "igraph", "networkx"] : ["networkit"];

    /// <summary>Labels as an answer.</summary>
    public static double[] Doubles(int[] labels) => Array.ConvertAll(labels, label => (double)label);

    private static string Same(int part, double[] ours, double[] theirs) => AnswerChecks.Equal(ours, theirs);

    private static string Groups(int part, double[] ours, double[] theirs) => AnswerChecks.SameGroups(ours, theirs);
}
