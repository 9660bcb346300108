using Graph.Analysis.Algorithms.Fragments;
using Graph.Model.Graphs;

namespace Graph.Analysis.Algorithms;

/// <summary>How a first set of nodes to remove is found.</summary>
public enum DismantlingRule
{
    /// <summary>All of them, and the smallest set that came of one.</summary>
    Best,
    /// <summary>The node with most edges inside the 2-core until there is no cycle, then trees are broken (CoreHD).</summary>
    CoreDegree,
    /// <summary>The node with most edges to nodes that are left.</summary>
    AdaptiveDegree,
    /// <summary>The node with the largest collective influence at distance one, (d−1)·Σ(d_neighbour−1).</summary>
    CollectiveInfluence,
}

/// <summary>Options of <see cref="Dismantling"/>.</summary>
public sealed record DismantlingOptions : KernelOptions
{
    /// <summary>No part may hold more than this share of all nodes, 0 … 1; a single node always may be left. Default: 0.01.</summary>
    public double MaxShare { get; init; } = 0.01;

    /// <summary>How to begin. Default: every way.</summary>
    public DismantlingRule Rule { get; init; }

    /// <summary>How many neighbours the local search may look at, ≥ 0; 0: no local search. Default: 200,000,000 (some seconds).</summary>
    public long Effort { get; init; } = 200_000_000;

    /// <summary>Seed of the local search. Default: 0.</summary>
    public ulong Seed { get; init; }
}

/// <summary>Which nodes to remove.</summary>
public sealed record DismantlingResult
{
    /// <summary>The nodes, in the order in which to remove them: the largest part falls early.</summary>
    public required IReadOnlyList<int> Removed { get; init; }

    /// <summary>The most nodes that a part might have.</summary>
    public required int Limit { get; init; }

    /// <summary>Nodes in the largest part that is left; 0 where nothing is.</summary>
    public required int LargestSize { get; init; }

    /// <summary>The rule that the set began with.</summary>
    public required DismantlingRule Rule { get; init; }

    /// <summary>How many nodes that rule's set held before the local search.</summary>
    public required int BeforeSearch { get; init; }
}

/// <summary>
/// Dismantling: few nodes whose removal leaves no connected part with more than a given share of the nodes. Every node costs 1.
/// </summary>
/// <remarks>
/// <para>Direction, weights, parallel edges and self loops: not looked at. Parts that are small enough from the start cost nothing. Ties go to the
/// smaller number; the local search draws from its seed. The same bytes for any number of threads: one is used.</para>
/// <para>Steps: a first set by each rule; nodes that may return without making a part too large are put back, the smallest merger first; a
/// local search takes one node that is left and puts back as many as that lets return, keeping the set where it grew no larger (the shares of the
/// effort: half among the rules, half to the best). No bound on how far from the least (which is NP-hard) the set is.</para>
/// <para>Cost: O((nodes + edges) log nodes) for the sets, then the effort; memory two copies of the rows and some numbers per node.</para>
/// <para>Source: CoreHD: Zdeborová, Zhang, Zhou, Scientific Reports 6 (2016); collective influence: Morone, Makse, Nature 524 (2015), here with
/// ℓ = 1, where it only falls so that lazy evaluation is exact; tree breaking and putting back: Braunstein, Dall'Asta, Semerjian, Zdeborová, PNAS 113 (2016).</para>
/// </remarks>
public static class Dismantling
{
    private static readonly DismantlingRule[] Rules =
        [DismantlingRule.CoreDegree, DismantlingRule.AdaptiveDegree, DismantlingRule.CollectiveInfluence];

    /// <summary>Searches.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Size of the parts, rules, effort, seed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within 0 … 1, or the effort is negative.</exception>
    /// <exception cref="InvalidOperationException">The graph is directed and has no incoming edges.</exception>
    /// <exception cref="OverflowException">There are more than 2^31 − 1 neighbours in all.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static DismantlingResult Run(CsrGraph graph, DismantlingOptions options, CancellationToken cancellation)
    {
        if (!(options.MaxShare >= 0.0 && options.MaxShare <= 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxShare, "The share must lie within 0 … 1; 0.01 is the usual one.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.Effort);
        cancellation.ThrowIfCancellationRequested();
        var neighbors = PlainNeighbors.Of(graph, cancellation);
        // A share like 0.07 of 100 nodes is 7 nodes, though not in doubles.
        var limit = Math.Max(1, (int)Math.Floor((options.MaxShare * neighbors.NodeCount) + 1e-9));
        var rules = options.Rule == DismantlingRule.Best ? Rules : [options.Rule];
        var (rule, before, best) = rules.Select(each => FirstSet(neighbors, limit, each, options.Effort / 2 / rules.Length, options.Seed, cancellation))
            .MinBy(found => found.Set.RemovedCount);
        best.Search(options.Effort / 2, options.Seed + 1, cancellation);
        var isRemoved = best.IsRemoved();
        return new DismantlingResult
        {
            Removed = Reinsertion.Order(neighbors, isRemoved, cancellation),
            Limit = limit,
            LargestSize = best.LargestSize(),
            Rule = rule,
            BeforeSearch = before,
        };
    }

    private static (DismantlingRule Rule, int Before, FragmentSet Set) FirstSet(
        PlainNeighbors neighbors, int limit, DismantlingRule rule, long effort, ulong seed, CancellationToken cancellation)
    {
        var isRemoved = rule switch
        {
            DismantlingRule.CoreDegree => CoreRemoval.Run(neighbors, limit, cancellation),
            DismantlingRule.AdaptiveDegree => AdaptiveRemoval.ByDegree(neighbors, limit, cancellation),
            _ => AdaptiveRemoval.ByInfluence(neighbors, limit, cancellation),
        };
        Reinsertion.Fill(neighbors, isRemoved, limit, cancellation);
        var set = new FragmentSet(neighbors, isRemoved, limit);
        var before = set.RemovedCount;
        set.Search(effort, seed, cancellation);
        return (rule, before, set);
    }
}
