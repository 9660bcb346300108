using Graph.Analysis.Algorithms;
using Graph.Analysis.Exposure;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Targets;
using Graph.Model.Flow;
using Graph.Model.Graphs;

namespace Graph.Analysis.Evaluation.Backtest;

/// <summary>What each baseline thinks of every target, by what was known at the origin alone.</summary>
/// <remarks>
/// Parties are scored on the money graph summed over parties: along the money for betweenness and the walks, undirected for degree and
/// dismantling. A relationship has its payer's score times the share of the payer's throughput that takes it; for exposure the pirate money
/// that takes it.
/// </remarks>
internal sealed class CandidateScores
{
    /// <summary>Enough to make the sets of the three rules smaller where that is easy; how a baseline ends among the last nodes does not matter.</summary>
    private const long DismantlingEffort = 20_000_000;

    private readonly FlowGraph graph;
    private readonly ExposureResult exposure;
    private readonly TargetCandidates candidates;
    private readonly BacktestOptions options;
    private readonly CancellationToken cancellation;
    private readonly double[] throughput;

    /// <summary>Prepares the scores of an origin.</summary>
    public CandidateScores(BacktestOrigin origin, TargetCandidates candidates, BacktestOptions options, CancellationToken cancellation)
    {
        graph = origin.Past.Graph;
        exposure = origin.PastExposure;
        this.candidates = candidates;
        this.options = options;
        this.cancellation = cancellation;
        throughput = new double[graph.Parties.Count];
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeParty[node] is var party and >= 0)
            {
                throughput[party] += graph.Throughput(node);
            }
        }
    }

    /// <summary>The candidates in the order of a method, best first; ties in candidate order.</summary>
    public int[] Ranking(BacktestMethod method)
    {
        var scores = Scores(method);
        var key = new double[candidates.All.Count];
        for (var c = 0; c < key.Length; c++)
        {
            var candidate = candidates.All[c];
            var worth = scores[candidate.Target] * (double)candidate.Efficacy;
            key[c] = method == BacktestMethod.RevenuePerCost ? worth / (double)candidate.Cost : worth;
        }

        return [.. Enumerable.Range(0, key.Length).OrderByDescending(c => key[c]).ThenBy(c => c)];
    }

    private double[] Scores(BacktestMethod method) => method switch
    {
        BacktestMethod.Exposure => ExposureScores(),
        BacktestMethod.Revenue or BacktestMethod.RevenuePerCost => OfTargets(throughput),
        BacktestMethod.Degree => OfTargets(Undirected(dealings => Array.ConvertAll(
            Degree.Run(dealings, new DegreeOptions { Threads = options.Threads }, cancellation).Out, static degree => (double)degree))),
        BacktestMethod.Dismantling => OfTargets(Undirected(DismantlingScores)),
        BacktestMethod.Betweenness => OfTargets(Directed(BetweennessScores)),
        BacktestMethod.PageRank => OfTargets(Directed(money =>
            PageRank.Run(money, new PageRankOptions { Threads = options.Threads }, cancellation).Score)),
        BacktestMethod.AntiTrustRank => OfTargets(Directed(AntiTrustScores)),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "This method has no score per target."),
    };

    private double[] OfTargets(double[] ofParty)
    {
        var scores = new double[candidates.Targets.Count];
        for (var t = 0; t < scores.Length; t++)
        {
            var target = candidates.Targets[t];
            scores[t] = target.Party >= 0 ? ofParty[target.Party] : OfRelationship(target, ofParty);
        }

        return scores;
    }

    private double OfRelationship(CutTarget target, double[] ofParty)
    {
        var payer = graph.NodeParty[target.Sources[0]];
        var amount = target.Hops.Sum(hop => (double)graph.HopAmount[hop]);
        return ofParty[payer] * amount / throughput[payer];
    }

    private double[] ExposureScores() =>
    [
        .. candidates.Targets.Select(target => target.Party >= 0
            ? exposure.Parties[target.Party].Amount
            : target.Hops.Sum(hop => graph.HopAmount[hop] * exposure.NodeShare[graph.HopTarget[hop]])),
    ];

    private double[] Directed(Func<CsrGraph, double[]> score)
    {
        using var money = PartyGraph.Of(graph, directed: true, options.Threads, cancellation);
        return score(money);
    }

    private double[] Undirected(Func<CsrGraph, double[]> score)
    {
        using var dealings = PartyGraph.Of(graph, directed: false, options.Threads, cancellation);
        return score(dealings);
    }

    private double[] BetweennessScores(CsrGraph money) => Betweenness.Run(money, new BetweennessOptions
    {
        Samples = money.NodeCount > options.BetweennessSamples ? options.BetweennessSamples : 0,
        Seed = options.Seed,
        Threads = options.Threads,
    }, cancellation).Score;

    private double[] AntiTrustScores(CsrGraph money)
    {
        var listed = Enumerable.Range(0, graph.Sites.Count).Where(site => graph.Belief[site] > 0.0).ToArray();
        return listed.Length == 0 ? new double[money.NodeCount] : AntiTrustRank.Run(money, new AntiTrustRankOptions
        {
            Seeds = new SeedSet([.. listed.Select(site => graph.Parties.Count + site)], [.. listed.Select(site => graph.Belief[site])]),
            Threads = options.Threads,
        }, cancellation).Score;
    }

    /// <summary>The sooner a node is taken out, the higher its score; those that stay follow by degree. Sites among them are nobody's target.</summary>
    private double[] DismantlingScores(CsrGraph dealings)
    {
        var degree = Degree.Run(dealings, new DegreeOptions { Threads = options.Threads }, cancellation).Out;
        var most = (double)degree.Max() + 1.0;
        var scores = Array.ConvertAll(degree, each => each / most);
        var order = Dismantling.Run(dealings, new DismantlingOptions { Effort = DismantlingEffort, Seed = options.Seed }, cancellation).Removed;
        for (var place = 0; place < order.Count; place++)
        {
            scores[order[place]] = order.Count - place;
        }

        return scores;
    }
}
