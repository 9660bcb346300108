using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>Betweenness, triangles and cores.</summary>
internal static class CentralityMatches
{
    private const int Samples = 16;
    private const int ExactScale = 10;

    /// <summary>Betweenness from sampled sources, per source. Everybody draws sources of his own, among nodes with edges.</summary>
    public static IEnumerable<Match> BetweennessPerSource(MatchGraph graph, MatchSetting setting)
    {
        var linked = graph.Linked;
        var options = new BetweennessOptions { Samples = Samples, Seed = 1, Threads = setting.Threads };
        var expected = new Lazy<double[]>(() => AnswerChecks.Betweenness(linked, DrawnSources(linked.NodeCount, options)));
        var rivals = new List<Rival>();
        setting.AddGapbs(rivals, "bc", graph.LinkedFile, 2, _ => $"-i {Samples} -v", 1.3);
        setting.AddDriver(rivals, "networkit", graph.LinkedFile, "betweenness-sampled", _ => $"samples={Samples}", MatchSetting.WithoutGapbs(rivals, 0.5), (_, _, _) => "not comparable: sources of its own");
        yield return new Match
        {
            Work = $"betweenness, a source, mean of {Samples}",
            Graph = graph.Name + ", nodes with edges",
            Per = Samples,
            Ours = MatchSetting.Ours(
                _ => Betweenness.Run(linked, options, CancellationToken.None),
                result => result.Score),
            Rivals = rivals,
            CheckOurs = (_, scores) => AnswerChecks.Near(scores, expected.Value, 1e-9),
        };
    }

    /// <summary>Exact betweenness on a graph so small that the slowest peer ends.</summary>
    public static IEnumerable<Match> BetweennessExact(MatchGraph graph, MatchSetting setting)
    {
        using var tiny = graph.AtMost(ExactScale);
        var plain = tiny.Plain;
        var expected = AnswerChecks.Betweenness(plain, [.. Enumerable.Range(0, plain.NodeCount)]);
        var rivals = new List<Rival>();
        foreach (var peer in TraversalMatches.Others(small: true))
        {
            setting.AddDriver(rivals, peer, tiny.PlainFile, "betweenness", _ => "", null, (_, ours, theirs) => AnswerChecks.Near(ours, theirs, 1e-9));
        }

        yield return new Match
        {
            Work = "betweenness, exact",
            Graph = tiny.Name,
            Ours = MatchSetting.Ours(_ => Betweenness.Run(plain, new BetweennessOptions { Threads = setting.Threads }, CancellationToken.None), result => result.Score),
            Rivals = rivals,
            CheckOurs = (_, scores) => AnswerChecks.Near(scores, expected, 1e-9),
        };
    }

    /// <summary>Triangles.</summary>
    public static IEnumerable<Match> TriangleCount(MatchGraph graph, MatchSetting setting)
    {
        var plain = graph.Plain;
        var expected = new Lazy<double>(() => AnswerChecks.Triangles(plain));
        var rivals = new List<Rival>();
        setting.AddGapbs(rivals, "tc", graph.PlainFile, 1, _ => "-a", null, (output, _) =>
        {
            AnswerChecks.Demand(output.Contains(FormattableString.Invariant($"{expected.Value:F0} triangles"), StringComparison.Ordinal), $"not {expected.Value} triangles");
            return "equal";
        });
        yield return new Match
        {
            Work = "triangles",
            Graph = graph.Name,
            Ours = MatchSetting.Ours(_ => Triangles.Run(plain, new TrianglesOptions { Threads = setting.Threads }, CancellationToken.None), result => [result.Total]),
            Rivals = rivals,
            CheckOurs = (_, total) => AnswerChecks.Equal(total, [expected.Value]),
        };
    }

    /// <summary>Cores.</summary>
    public static IEnumerable<Match> Cores(MatchGraph graph, MatchSetting setting, bool small)
    {
        var plain = graph.Plain;
        var expected = new Lazy<double[]>(() => AnswerChecks.Cores(plain));
        var rivals = new List<Rival>();
        foreach (var peer in TraversalMatches.Others(small))
        {
            setting.AddDriver(rivals, peer, graph.PlainFile, "k-core", _ => "", null, (_, ours, theirs) => AnswerChecks.Equal(ours, theirs));
        }

        yield return new Match
        {
            Work = "cores",
            Graph = graph.Name,
            Ours = MatchSetting.Ours(_ => KCore.Run(plain, new KCoreOptions { Threads = setting.Threads }, CancellationToken.None), result => TraversalMatches.Doubles(result.Core)),
            Rivals = rivals,
            CheckOurs = (_, cores) => AnswerChecks.Equal(cores, expected.Value),
        };
    }

    /// <summary>The nodes that the kernel draws as sources from so many nodes: on a graph of chains of three, the middle of a chain scores if its
    /// head is drawn. Six ways to cut the nodes into chains make each a head once at least.</summary>
    private static SortedSet<int> DrawnSources(int nodes, BetweennessOptions options)
    {
        var drawn = new SortedSet<int>();
        for (var shift = 0; shift < 6; shift++)
        {
            var heads = Enumerable.Range(0, nodes / 3).Select(chain => (3 * chain) + shift).ToList();
            using var edges = EdgeList.Of(nodes, [.. heads.SelectMany(head => new[] { (head % nodes, (head + 1) % nodes), ((head + 1) % nodes, (head + 2) % nodes) })]);
            using var chains = CsrGraph.Build(edges, new CsrOptions(), CancellationToken.None);
            var scores = Betweenness.Run(chains, options, CancellationToken.None).Score;
            drawn.UnionWith(heads.Where(head => scores[(head + 1) % nodes] > 0).Select(head => head % nodes));
        }

        AnswerChecks.Demand(drawn.Count == Math.Min(options.Samples, nodes), $"{drawn.Count} sources instead of {options.Samples}");
        return drawn;
    }
}
