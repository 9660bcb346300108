using Graph.Analysis.Targets.Reroute;

namespace Graph.Analysis.Targets.Interdiction;

/// <summary>
/// Chooses actions under a budget so that an adversary who may use all links that are left can push the least: maximum-flow interdiction.
/// </summary>
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
        ArgumentOutOfRangeException.ThrowIfNegative(options.Budget);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Rounds);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Branches);
        var places = ActionPlaces.Of(graph, actions);
        var network = CutNetwork.Of(graph, places);
        var priced = new PricedActions(actions, places, network, options.Budget);
        var search = new PlanSearch(priced, new ActionUse(priced.ExactPrice, options.Budget), options.Seed);
        var before = search.Begin(cancellation);
        var relaxed = new PricedCut(priced);
        relaxed.Maximise(Guess(before, priced), _ => search.Try(Crossing(relaxed, places.Count), cancellation), cancellation);
        search.Disturb(relaxed.Cheap.Lambda, options.Rounds, cancellation);
        return new InterdictionResult
        {
            Chosen = [.. search.Best.Where(action => action >= 0).Order()],
            FlowBefore = before / network.Scale,
            FlowAfter = search.Least / network.Scale,
            LowerBoundAfter = relaxed.BoundUnits,
            Iterations = search.Solves + relaxed.Solves,
        };
    }

    private static long Guess(long before, PricedActions priced) => before / Math.Max(1, priced.Budget);

    private static List<int> Crossing(PricedCut cut, int places) => [.. Enumerable.Range(0, places).Where(cut.Crosses)];
}
