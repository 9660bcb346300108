using Graph.Analysis.Algorithms;
using Graph.Model.Flow;
using Graph.Model.Graphs;

namespace Graph.Analysis.Knowledge;

/// <summary>Walks from what carries a label, divided by what size alone would give.</summary>
internal static class LabelWalks
{
    /// <summary>Walks whose scores are held at once: memory stays bounded however many labels there are.</summary>
    private const int WalksAtOnce = 32;

    /// <summary>Against the money, from listed sites over from all sites; by party.</summary>
    public static (double[] Ratio, Convergence End) FromListedSites(FlowGraph graph, CsrGraph money, GraphFeaturesOptions options, CancellationToken cancellation)
    {
        var (sites, arrived, pirate) = (new List<int>(), new List<double>(), new List<double>());
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeSite[node] is var site and >= 0 && graph.In[node] > 0)
            {
                sites.Add(graph.Parties.Count + site);
                arrived.Add(graph.In[node]);
                pirate.Add(graph.In[node] * graph.Belief[site]);
            }
        }

        var ratio = new double[graph.Parties.Count];
        if (!pirate.Exists(amount => amount > 0.0))
        {
            return (ratio, new Convergence(0, 0.0, true));
        }

        var from = Against(new SeedSet(sites, pirate));
        var anywhere = Against(new SeedSet(sites, arrived));
        for (var party = 0; party < ratio.Length; party++)
        {
            ratio[party] = Over(from.Score[party], anywhere.Score[party]);
        }

        return (ratio, Worse(from.Convergence, anywhere.Convergence));

        AntiTrustRankResult Against(SeedSet seeds) => AntiTrustRank.Run(
            money, new AntiTrustRankOptions { Seeds = seeds, Damping = options.Damping, Tolerance = options.Tolerance, Threads = options.Threads }, cancellation);
    }

    /// <summary>Undirected, from labelled parties other than the one that is looked at, over its share of all money dealt.</summary>
    public static (double[] Ratio, Convergence End) FromKnownParties(
        FlowGraph graph, CsrGraph dealings, double[] dealt, double[] known, GraphFeaturesOptions options, CancellationToken cancellation)
    {
        var ratio = new double[graph.Parties.Count];
        var labelled = Enumerable.Range(0, known.Length).Where(party => known[party] > 0.0).ToList();
        if (labelled.Count == 0)
        {
            return (ratio, new Convergence(0, 0.0, true));
        }

        var all = dealt.Sum();
        var everyone = Walks([Seeds(labelled)]);
        var end = everyone.Convergence[0];
        for (var party = 0; party < ratio.Length; party++)
        {
            if (Judged.Is(graph.Parties[party]) && known[party] == 0.0)
            {
                ratio[party] = Over(everyone.Score[0][party] * all, dealt[party]);
            }
        }

        // Who has a label is looked at without it; with no other label there is nothing to be near to.
        var own = labelled.Count > 1 ? labelled.FindAll(party => Judged.Is(graph.Parties[party])) : [];
        foreach (var some in own.Chunk(WalksAtOnce))
        {
            var others = Walks([.. some.Select(left => Seeds(labelled.FindAll(party => party != left)))]);
            for (var i = 0; i < some.Length; i++)
            {
                ratio[some[i]] = Over(others.Score[i][some[i]] * all, dealt[some[i]]);
                end = Worse(end, others.Convergence[i]);
            }
        }

        return (ratio, end);

        PersonalizedPageRankResult Walks(IReadOnlyList<SeedSet> seeds) => PersonalizedPageRank.Run(
            dealings,
            new PersonalizedPageRankOptions { Seeds = seeds, Damping = options.Damping, Tolerance = options.Tolerance, Threads = options.Threads },
            cancellation);

        SeedSet Seeds(List<int> parties) => new(parties, [.. parties.Select(party => known[party])]);
    }

    /// <summary>Most sweeps, largest residual, converged only if both did.</summary>
    public static Convergence Worse(Convergence one, Convergence other) =>
        new(Math.Max(one.Iterations, other.Iterations), Math.Max(one.Residual, other.Residual), one.Converged && other.Converged);

    private static double Over(double part, double whole) => whole > 0.0 ? part / whole : 0.0;
}
