using Graph.Analysis.Algorithms;
using Graph.Analysis.Flow;
using Graph.Model.Flow;
using Graph.Model.Graphs;
using Graph.Model.Records;

namespace Graph.Analysis.Knowledge;

/// <summary>Options of <see cref="GraphFeatures"/>.</summary>
public sealed record GraphFeaturesOptions : KernelOptions
{
    /// <summary>How bad each party is known to be by verdicts or list entries on it, 0..1 by party index; empty: nothing is known. Default: empty.</summary>
    public IReadOnlyList<double> KnownBad { get; init; } = [];

    /// <summary>Probability that a walk goes on, 0..1. Default 0.85.</summary>
    public double Damping { get; init; } = 0.85;

    /// <summary>L1 change at which a walk has converged. Default 1e-9.</summary>
    public double Tolerance { get; init; } = 1e-9;

    /// <summary>Sources from which betweenness is taken; graphs with fewer nodes are exact. Default 1,000.</summary>
    public int BetweennessSamples { get; init; } = 1_000;

    /// <summary>Seed of that sample. Default 0.</summary>
    public ulong Seed { get; init; }
}

/// <summary>
/// Graph features of the classifier (method §3): every party's position, taken in one batch from the kernels.
/// </summary>
/// <remarks>
/// No feature of a party rests on its own label: walks from labelled parties are repeated without it, shares of labels and of pirate money in its
/// community leave out what is its own. So a label cannot explain itself, in training or in scoring. Labels of sites (their belief y) are
/// nobody's own.
/// Money runs one way for <see cref="PartyGraphFeatures.Reciprocity"/>, <see cref="PartyGraphFeatures.Betweenness"/> and
/// <see cref="PartyGraphFeatures.SoleRouteShare"/>; "who deals with whom" is undirected for the rest.
/// Cost: one walk from all sites, one from listed ones, one from labelled parties and one more per label; one Leiden partition; one
/// k-core, clustering, dominator tree; betweenness O(samples · hops).
/// </remarks>
public static class GraphFeatures
{
    /// <summary>Computes the features.</summary>
    /// <param name="flow">The money graph with its lanes.</param>
    /// <param name="options">Labels and settings.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There is not one label per party, or one is not within 0..1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static GraphFeaturesResult Run(FlowResult flow, GraphFeaturesOptions options, CancellationToken cancellation)
    {
        var known = Labels(flow.Graph, options);
        using var money = PartyGraph.Of(flow.Graph, directed: true, options.Threads, cancellation);
        using var dealings = PartyGraph.Of(flow.Graph, directed: false, options.Threads, cancellation);
        var degree = Degree.Run(dealings, new DegreeOptions { Threads = options.Threads }, cancellation);
        var listed = LabelWalks.FromListedSites(flow.Graph, money, options, cancellation);
        var bad = LabelWalks.FromKnownParties(flow.Graph, dealings, degree.OutWeight, known, options, cancellation);
        var community = Leiden.Run(dealings, new LeidenOptions { Threads = options.Threads, Seed = options.Seed }, cancellation);
        var shares = new CommunityShares(flow, community.Community, known);
        var core = KCore.Run(dealings, new KCoreOptions { Threads = options.Threads }, cancellation);
        var clustering = LocalClustering.Run(dealings, new LocalClusteringOptions { Threads = options.Threads }, cancellation);
        var between = Betweenness.Run(money, new BetweennessOptions
        {
            Samples = money.NodeCount > options.BetweennessSamples ? options.BetweennessSamples : 0,
            Seed = options.Seed,
            Normalized = true,
            Threads = options.Threads,
        }, cancellation);
        var sole = SoleRoutes(flow.Graph, options, cancellation);
        var back = PaidBack(money);
        var parties = new PartyGraphFeatures[flow.Graph.Parties.Count];
        for (var party = 0; party < parties.Length; party++)
        {
            var partners = degree.Out[party];
            parties[party] = new PartyGraphFeatures(
                party, listed.Ratio[party], bad.Ratio[party], shares.PirateShare(party), shares.KnownShare(party), shares.Size(party), core.Core[party],
                partners == 0 ? 0.0 : (double)core.Core[party] / partners, clustering.Coefficient[party], back[party], between.Score[party], sole[party], partners);
        }

        return new GraphFeaturesResult
        {
            Parties = parties,
            Walks = LabelWalks.Worse(listed.End, bad.End),
            Modularity = community.Modularity,
            BetweennessError = between.ErrorBound,
        };
    }

    private static double[] Labels(FlowGraph graph, GraphFeaturesOptions options)
    {
        if (options.KnownBad.Count == 0)
        {
            return new double[graph.Parties.Count];
        }

        if (options.KnownBad.Count != graph.Parties.Count)
        {
            throw new ArgumentException($"There are {graph.Parties.Count} parties and {options.KnownBad.Count} labels: give one per party, or none.", nameof(options));
        }

        foreach (var label in options.KnownBad)
        {
            if (!(label is >= 0.0 and <= 1.0))
            {
                throw new ArgumentException($"A label is {label}: labels lie within 0..1.", nameof(options));
            }
        }

        return [.. options.KnownBad];
    }

    /// <summary>Σ min(f_uv, f_vu) / Σ f_uv per party; amounts are whole, so the sums are exact.</summary>
    private static double[] PaidBack(CsrGraph money)
    {
        var shares = new double[money.NodeCount];
        for (var node = 0; node < shares.Length; node++)
        {
            Int128 paid = 0;
            Int128 back = 0;
            var payers = money.In.Neighbors(node);
            for (var place = money.Out.Offsets[node]; place < money.Out.Offsets[node + 1]; place++)
            {
                var amount = money.Out.IntegerWeights![place];
                paid += amount;
                if (payers.BinarySearch(money.Out.Targets[place]) is var at and >= 0)
                {
                    back += Math.Min(amount, money.In.IntegerWeights![money.In.Offsets[node] + at]);
                }
            }

            shares[node] = paid == 0 ? 0.0 : (double)back / (double)paid;
        }

        return shares;
    }

    /// <summary>Per party: the share of pirate money at sites that it dominates, seen from where money is first seen.</summary>
    private static double[] SoleRoutes(FlowGraph graph, GraphFeaturesOptions options, CancellationToken cancellation)
    {
        using var rooted = PartyGraph.Rooted(graph, options.Threads, cancellation);
        var tree = Dominators.Run(rooted, new DominatorsOptions { Root = PartyGraph.RootOf(graph), Threads = options.Threads }, cancellation);
        var arriving = new double[rooted.NodeCount];
        var all = 0.0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            if (graph.NodeSite[node] is var site and >= 0)
            {
                arriving[graph.Parties.Count + site] += graph.In[node] * graph.Belief[site];
                all += graph.In[node] * graph.Belief[site];
            }
        }

        // Deepest first, so that each node has all that it dominates before it hands it up.
        var order = Enumerable.Range(0, rooted.NodeCount).Where(node => tree.ImmediateDominator[node] >= 0).ToArray();
        Array.Sort(order.Select(node => (-tree.Depth[node], node)).ToArray(), order);
        foreach (var node in order)
        {
            arriving[tree.ImmediateDominator[node]] += arriving[node];
        }

        return [.. Enumerable.Range(0, graph.Parties.Count).Select(party => all == 0.0 ? 0.0 : Math.Min(1.0, arriving[party] / all))];
    }
}
