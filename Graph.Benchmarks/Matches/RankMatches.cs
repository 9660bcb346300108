using System.Globalization;
using System.Text.RegularExpressions;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Peers;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>PageRank and its kin: sweeps over all edges.</summary>
internal static partial class RankMatches
{
    private const int Sweeps = 20;
    private const int Propagations = 50;
    private const int SeedSets = 8;
    private const double SingleTolerance = 1e-5;
    private const double DoubleTolerance = 1e-9;

    /// <summary>A sweep in single precision, against native peers.</summary>
    public static IEnumerable<Match> PageRankSweep(MatchGraph graph, MatchSetting setting)
    {
        var plain = graph.Plain;
        var options = new PageRankOptions { Single = true, Tolerance = 0, MaxIterations = Sweeps, Threads = setting.Threads };
        var ours = MatchSetting.Ours(_ => PageRank.Run(plain, options, CancellationToken.None), result => result.Score);
        var rivals = Gapbs(graph, setting, 1.0);
        setting.AddDriver(rivals, "networkit", graph.PlainFile, "pagerank", _ => $"tolerance=1e-30 iterations={Sweeps}", MatchSetting.WithoutGapbs(rivals, 0.25), Linked(plain, SingleTolerance));
        setting.AddDriver(rivals, "graphblas", graph.PlainFile, "pagerank", _ => $"iterations={Sweeps}", null, Linked(plain, SingleTolerance));
        yield return Sweep("PageRank sweep, float", graph, ours, rivals, SingleTolerance);
    }

    /// <summary>The same on the graph relabelled by degree; a fiftieth of the relabelling is counted into each run.</summary>
    public static IEnumerable<Match> Relabelled(MatchGraph graph, MatchSetting setting)
    {
        var options = new PageRankOptions { Single = true, Tolerance = 0, MaxIterations = Sweeps, Threads = setting.Threads };
        var ours = new RelabelledPageRank(graph.Plain, options, Propagations);
        yield return Sweep($"PageRank sweep, float, relabelled, over {Propagations} runs", graph, ours, Gapbs(graph, setting, 0.75), SingleTolerance);
    }

    /// <summary>A sweep of the exposure: weighted, in double, against the same rows unweighted in single precision.</summary>
    public static IEnumerable<Match> Propagate(MatchGraph graph, MatchSetting setting)
    {
        const double Damping = 0.85;
        var (plain, shares) = (graph.Plain, graph.Shares);
        var rightHandSide = Enumerable.Range(0, shares.NodeCount).Select(node => node % 64 == 0 ? 1.0 : 0.0).ToArray();
        var expected = new Lazy<double[]>(() => AnswerChecks.Propagated(shares, rightHandSide, Damping, Sweeps));
        var options = new PropagationOptions { RightHandSide = rightHandSide, Damping = Damping, Tolerance = 0, MaxIterations = Sweeps, Threads = setting.Threads };
        var single = new PageRankOptions { Single = true, Tolerance = 0, MaxIterations = Sweeps, Threads = setting.Threads };
        var rivals = Gapbs(graph, setting, 1.3);
        rivals.Add(new Rival(
            new InProcess<PageRankResult>("own PageRank in float", _ => PageRank.Run(plain, single, CancellationToken.None), result => result.Score),
            1.3,
            (_, _, theirs) => AnswerChecks.Near(theirs, AnswerChecks.Ranks(plain, Sweeps), SingleTolerance)));
        yield return new Match
        {
            Work = "exposure sweep, weighted, double",
            Graph = graph.Name,
            Per = Sweeps,
            Ours = MatchSetting.Ours(_ => Propagation.Run(shares, options, CancellationToken.None), result => result.Value),
            Rivals = rivals,
            CheckOurs = (_, values) => AnswerChecks.Near(values, expected.Value, DoubleTolerance),
        };
    }

    /// <summary>Many seed sets in one batch, against one alone.</summary>
    public static IEnumerable<Match> Personalized(MatchGraph graph, MatchSetting setting)
    {
        var plain = graph.Plain;
        var seeds = graph.Sources(SeedSets).Select(node => new SeedSet([node])).ToArray();
        PersonalizedPageRankResult Run(SeedSet[] sets) => PersonalizedPageRank.Run(
            plain, new PersonalizedPageRankOptions { Seeds = sets, Tolerance = 0, MaxIterations = Sweeps, Threads = setting.Threads }, CancellationToken.None);
        var one = new InProcess<PersonalizedPageRankResult>("own with 1 seed", _ => Run(seeds[..1]), result => result.Score[0]);
        yield return new Match
        {
            Work = $"personalised PageRank, {SeedSets} seeds in a batch",
            Graph = graph.Name,
            Per = Sweeps,
            Ours = MatchSetting.Ours(_ => Run(seeds), result => [.. result.Score.SelectMany(scores => scores)]),
            Rivals = [new Rival(one, 3.0, (_, ours, theirs) => AnswerChecks.Near(ours[..plain.NodeCount], theirs, DoubleTolerance))],
            CheckOurs = (_, values) => Array.ForEach(Enumerable.Range(0, SeedSets).ToArray(), set => AnswerChecks.Demand(
                Math.Abs(values.Skip(set * plain.NodeCount).Take(plain.NodeCount).Sum() - 1) < 1e-9, $"the scores of seed set {set} do not sum to 1")),
        };
    }

    /// <summary>PageRank to a tolerance in double, whole time, against peers without a count of sweeps.</summary>
    public static IEnumerable<Match> ToTolerance(MatchGraph graph, MatchSetting setting)
    {
        const int Most = 200;
        const int LargestScale = 12;
        using var small = graph.AtMost(LargestScale);
        graph = small;
        var plain = small.Plain;
        var quik = new Lazy<QuikGraphBaseline>(() => new QuikGraphBaseline(plain));
        var rivals = new List<Rival>();
        setting.AddQuikGraph(rivals, _ => quik.Value.PageRank(DoubleTolerance, Most), Linked(plain, 1e-6));
        setting.AddDriver(rivals, "networkit", graph.PlainFile, "pagerank", _ => $"tolerance=1e-9 iterations={Most}", null, Linked(plain, 1e-6));
        setting.AddDriver(rivals, "igraph", graph.PlainFile, "pagerank", _ => "", null, Linked(plain, 1e-6));
        setting.AddDriver(rivals, "networkx", graph.PlainFile, "pagerank", _ => $"tolerance=1e-9 iterations={Most}", null, Linked(plain, 1e-6));
        var options = new PageRankOptions { Tolerance = DoubleTolerance, MaxIterations = Most, Threads = setting.Threads };
        var expected = new Lazy<double[]>(() => AnswerChecks.Ranks(plain, Most));
        yield return new Match
        {
            Work = "PageRank to 1e-9, double",
            Graph = graph.Name,
            Ours = MatchSetting.Ours(_ => PageRank.Run(plain, options, CancellationToken.None), result => result.Score),
            Rivals = rivals,
            CheckOurs = (_, ranks) => AnswerChecks.Near(ranks, expected.Value, 1e-6),
        };
    }

    private static Match Sweep(string work, MatchGraph graph, Contender ours, List<Rival> rivals, double tolerance)
    {
        var expected = new Lazy<double[]>(() => AnswerChecks.Ranks(graph.Plain, Sweeps));
        return new Match
        {
            Work = work,
            Graph = graph.Name,
            Per = Sweeps,
            Ours = ours,
            Rivals = rivals,
            CheckOurs = (_, ranks) => AnswerChecks.Near(ranks, expected.Value, tolerance),
        };
    }

    private static List<Rival> Gapbs(MatchGraph graph, MatchSetting setting, double goal)
    {
        var rivals = new List<Rival>();
        var expected = new Lazy<double[]>(() => AnswerChecks.Ranks(graph.Plain, Sweeps));
        string TopFive(string output, int part) => SameLeaders(output, expected.Value);
        setting.AddGapbs(rivals, "pr_spmv", graph.PlainFile, 3, _ => $"-i {Sweeps} -t 0 -a", goal, TopFive);
        setting.AddGapbs(rivals, "pr", graph.PlainFile, 3, _ => $"-i {Sweeps} -t 0 -a", goal, TopFive);
        return rivals;
    }

    /// <summary>gapbs prints its five leading scores with six digits and drops the ranks of dangling nodes: the scores over the first one's
    /// must be those of the plain computation.</summary>
    private static string SameLeaders(string output, double[] expected)
    {
        var leaders = Leader().Matches(output)
            .Select(line => (Node: int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture), Score: double.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture)))
            .ToList();
        AnswerChecks.Demand(leaders.Count > 0, $"gapbs prints no leading scores");
        foreach (var (node, score) in leaders)
        {
            var (theirs, plain) = (score / leaders[0].Score, expected[node] / expected[leaders[0].Node]);
            AnswerChecks.Demand(Math.Abs(theirs - plain) < 1e-3 * plain, $"gapbs gives {node} a score of {theirs} of the first one's, expected {plain}");
        }

        return "five leading scores within 1e-3";
    }

    private static Func<int, double[], double[], string> Linked(CsrGraph graph, double tolerance) => (_, ours, theirs) =>
        AnswerChecks.Near(AnswerChecks.LinkedRanks(graph, ours), AnswerChecks.LinkedRanks(graph, theirs), tolerance);

    [GeneratedRegex(@"^(\d+):([\d.e-]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Leader();
}
