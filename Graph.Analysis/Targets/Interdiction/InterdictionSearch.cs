using Graph.Analysis.Targets.Reroute;
using Graph.Analysis.Targets.Rules;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>
/// Chooses actions under a budget so that an adversary who may use all links that are left can push the least: maximum-flow interdiction.
/// </summary>
/// <remarks>
/// What is lost by the maximum flow is neither submodular nor supermodular, so taking the best action again and again fails: two resellers that can
/// take over for each other are worth nothing one by one. Here cuts are chosen, not actions. The Lagrangian of the budget is a minimum cut with
/// priced places (<see cref="PricedCut"/>); its greatest value is the linear relaxation's bound, and its cuts are ideas for plans: the
/// budget is spent on a cut, the minimum cut of the result found, and the budget spent on that one. A large-neighbourhood search makes further cuts
/// under disturbed prices and with a part of the best plan given up; a branch-and-bound tree raises the bound and dives into parts of all plans.
/// Deterministic and sequential. Cost: some thousand minimum cuts, each of which mends the one before.
/// Source: Wood, Deterministic network interdiction, 1993.
/// </remarks>
public static class InterdictionSearch
{
    /// <summary>Searches for the plan.</summary>
    /// <param name="graph">The adversary's links.</param>
    /// <param name="actions">What can be done.</param>
    /// <param name="options">Budget and effort.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">An action is done to nothing, to two things, to the source or sink, or two targets share a place.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The budget or an effort is negative.</exception>
    /// <exception cref="OverflowException">The links carry more than 2^60.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static InterdictionResult Run(
        RerouteGraph graph, IReadOnlyList<InterdictionAction> actions, InterdictionOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(options);
        var places = ActionPlaces.Of(graph, actions);
        var placeOf = new int[actions.Count];
        for (var place = 0; place < places.Count; place++)
        {
            foreach (var action in places.Actions[place])
            {
                placeOf[action] = place;
            }
        }

        var limits = new PlanLimits(options.Budget, [.. actions.Select(action => action.Price)], placeOf, [], [], [], []);
        return Run(graph, actions, options, limits, [.. Enumerable.Range(0, actions.Count)], cancellation);
    }

    /// <summary>Searches for a plan that keeps limits too.</summary>
    /// <param name="graph">The adversary's links.</param>
    /// <param name="actions">What can be done.</param>
    /// <param name="options">Effort; the limits' budget counts.</param>
    /// <param name="limits">Budget, limits and forced candidates. The bound looks at budget and forced ones alone, which makes it lower, not wrong.</param>
    /// <param name="candidateOf">Per action its candidate in the limits.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static InterdictionResult Run(
        RerouteGraph graph, IReadOnlyList<InterdictionAction> actions, InterdictionOptions options, PlanLimits limits, int[] candidateOf,
        CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limits.Budget, nameof(options.Budget));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Rounds);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Branches);
        var places = ActionPlaces.Of(graph, actions);
        var network = CutNetwork.Of(graph, places);
        var use = new ActionUse(limits, candidateOf);
        var forced = Enumerable.Range(0, actions.Count).Where(action => limits.Forced.Contains(candidateOf[action])).ToHashSet();
        var priced = new PricedActions(actions, places, network, use.Left, forced);
        var search = new PlanSearch(priced, use, options.Seed);
        var before = search.Begin(cancellation);
        var relaxed = new PricedCut(priced);
        relaxed.Maximise(before / Math.Max(1, priced.Budget), _ => search.Try(relaxed.Crossing(), cancellation), cancellation);
        search.Improve(relaxed.Cheap.Lambda, options.Rounds, cancellation);
        var tree = new BoundTree(priced, search);
        var bound = tree.Raise(relaxed.Cheap.Lambda, options.Branches, cancellation);
        search.Exchange(cancellation);
        var after = search.Least / network.Scale;
        return new InterdictionResult
        {
            Chosen = [.. search.Best.Where(action => action >= 0).Order()],
            FlowBefore = before / network.Scale,
            FlowAfter = after,
            LowerBoundAfter = (long)Int128.Min(after, (bound + network.Scale - 1) / network.Scale),
            Iterations = search.Solves + relaxed.Solves + tree.Solves,
        };
    }
}
