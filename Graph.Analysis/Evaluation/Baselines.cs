using Graph.Analysis.Algorithms;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge;
using Graph.Model;
using Graph.Model.Flow;

namespace Graph.Analysis.Evaluation;

/// <summary>The simple scores that always stand beside the model: what is gained must be gained over these.</summary>
public static class Baselines
{
    private const int BetweennessSamples = 256;

    /// <summary>Their names, in the order of the scores.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["random", "revenue", "degree", "betweenness", "pagerank", "anti_trustrank", "exposure_share", "exposure_amount"];

    /// <summary>The scores of all parties.</summary>
    /// <param name="flow">The money graph.</param>
    /// <param name="exposure">The exposure of every party.</param>
    /// <param name="seed">Seed of the random score and of the sample of betweenness.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One array of scores per name, by party index.</returns>
    public static double[][] Run(FlowResult flow, ExposureResult exposure, ulong seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(exposure);
        using var money = PartyGraph.Of(flow.Graph, directed: true, threads: 1, cancellation);
        using var dealings = PartyGraph.Of(flow.Graph, directed: false, threads: 1, cancellation);
        var parties = flow.Graph.Parties.Count;
        var degree = Degree.Run(dealings, new DegreeOptions { Threads = 1 }, cancellation);
        var between = Betweenness.Run(money, new BetweennessOptions
        {
            Samples = money.NodeCount > BetweennessSamples ? BetweennessSamples : 0,
            Seed = seed,
            Normalized = true,
            Threads = 1,
        }, cancellation);
        return
        [
            [.. Enumerable.Range(0, parties).Select(party => SeededRandom.Stream(seed, (ulong)party, 0).Below(1L << 40) / (double)(1L << 40))],
            [.. exposure.Parties.Select(party => (double)party.Out)],
            [.. degree.Out.Take(parties).Select(partners => (double)partners)],
            [.. between.Score.Take(parties)],
            [.. PageRank.Run(money, new PageRankOptions { Threads = 1 }, cancellation).Score.Take(parties)],
            Distrust(flow.Graph, money, parties, cancellation),
            [.. exposure.Parties.Select(party => party.Share)],
            [.. exposure.Parties.Select(party => party.Amount)],
        ];
    }

    /// <summary>Anti-TrustRank from the listed sites, each by its belief; 0 everywhere where none is listed.</summary>
    private static double[] Distrust(FlowGraph graph, Model.Graphs.CsrGraph money, int parties, CancellationToken cancellation)
    {
        var listed = Enumerable.Range(0, graph.Sites.Count).Where(site => graph.Belief[site] > 0.0).ToArray();
        if (listed.Length == 0)
        {
            return new double[parties];
        }

        var seeds = new SeedSet([.. listed.Select(site => parties + site)], [.. listed.Select(site => graph.Belief[site])]);
        return [.. AntiTrustRank.Run(money, new AntiTrustRankOptions { Seeds = seeds, Threads = 1 }, cancellation).Score.Take(parties)];
    }
}
