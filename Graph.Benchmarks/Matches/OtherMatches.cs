using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>Kernels that no native peer here has, so that their times and their growth are known as well.</summary>
internal static class OtherMatches
{
    private const int HarmonicSamples = 64;

    /// <summary>Label propagation, ten rounds.</summary>
    public static IEnumerable<Match> Labels(MatchGraph graph, MatchSetting setting)
    {
        var plain = graph.Plain;
        var expected = new Lazy<double[]>(() => AnswerChecks.Labels(plain, 10));
        yield return Alone("label propagation, 10 rounds", graph.Name, () =>
        {
            var found = LabelPropagation.Run(plain, new LabelPropagationOptions { MaxIterations = 10, Threads = setting.Threads }, CancellationToken.None);
            return TraversalMatches.Doubles(found.Label);
        }, labels => AnswerChecks.Equal(labels, expected.Value));
    }

    /// <summary>Local clustering.</summary>
    public static IEnumerable<Match> Clustering(MatchGraph graph, MatchSetting setting)
    {
        var plain = graph.Plain;
        var expected = new Lazy<double>(() => 6 * AnswerChecks.Triangles(plain));
        yield return Alone(
            "local clustering",
            graph.Name,
            () => LocalClustering.Run(plain, new LocalClusteringOptions { Threads = setting.Threads }, CancellationToken.None).Coefficient,
            values =>
            {
                var pairs = values.Select((value, node) => value * plain.Out.Degree(node) * ((double)plain.Out.Degree(node) - 1)).Sum();
                AnswerChecks.Demand(Math.Abs(pairs - expected.Value) <= 1e-9 * expected.Value, $"{pairs} closed pairs instead of {expected.Value}");
            });
    }

    /// <summary>Dominators from the node with most edges.</summary>
    public static IEnumerable<Match> Dominating(MatchGraph graph, MatchSetting setting)
    {
        var directed = graph.Directed;
        var root = Enumerable.Range(0, directed.NodeCount).MaxBy(directed.Out.Degree);
        var expected = new Lazy<double[]>(() => AnswerChecks.Depths(directed, root));
        yield return Alone(
            "dominators",
            graph.Name + ", directed",
            () => TraversalMatches.Doubles(Dominators.Run(directed, new DominatorsOptions { Root = root, Threads = setting.Threads }, CancellationToken.None).ImmediateDominator),
            dominators =>
            {
                for (var node = 0; node < dominators.Length; node++)
                {
                    AnswerChecks.Demand(dominators[node] >= 0 == (expected.Value[node] > 0), $"node {node} has dominator {dominators[node]}");
                }

                var last = Array.FindLastIndex(dominators, dominator => dominator >= 0 && dominator != root);
                AnswerChecks.Demand(
                    last < 0 || AnswerChecks.Depths(directed, root, without: (int)dominators[last])[last] < 0, $"a way leads past the dominator of {last}");
            });
    }

    /// <summary>Harmonic centrality from sampled nodes.</summary>
    public static IEnumerable<Match> HarmonicSampled(MatchGraph graph, MatchSetting setting)
    {
        var plain = graph.Plain;
        yield return Alone(
            $"harmonic centrality, {HarmonicSamples} sources",
            graph.Name,
            () => Harmonic.Run(plain, new HarmonicOptions { Samples = HarmonicSamples, Seed = 1, Threads = setting.Threads }, CancellationToken.None).Score,
            scores => AnswerChecks.Demand(scores.All(score => score >= 0 && score < plain.NodeCount), $"scores out of their range"));
    }

    private static Match Alone(string work, string graph, Func<double[]> run, Action<double[]> check) => new()
    {
        Work = work,
        Graph = graph,
        Ours = MatchSetting.Ours(_ => run(), values => values),
        CheckOurs = (_, values) => check(values),
    };
}
