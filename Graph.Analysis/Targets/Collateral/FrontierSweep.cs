using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Rules;
using Graph.Model;

namespace Graph.Analysis.Targets.Collateral;

/// <summary>Plans that no other beats in cost, removal and collateral at once, found by pricing collateral ever higher.</summary>
/// <remarks>
/// λ goes through 0 and a geometric grid. An action's own collateral doubles its price at λ = cost / collateral; the grid runs from a quarter of
/// the first decile of these to four times the last, rounded to three digits. For each λ the coverage search makes the plan that the budget
/// buys at that price; all its prefixes are plans. Of equal plans the one of the least λ stays. More than <see cref="MostPoints"/> are thinned
/// evenly, the ends kept. The frontier is one of the plans that were found: better ones may exist.
/// </remarks>
internal static class FrontierSweep
{
    /// <summary>No frontier has more points.</summary>
    public const int MostPoints = 200;

    private const int GridPoints = 8;
    private const double GridMargin = 4.0;

    /// <summary>Traces the frontier.</summary>
    public static IReadOnlyList<FrontierPoint> Run(PlanProblem problem, CancellationToken cancellation) =>
        Run(problem, CoverageSearch.CoverageOf(problem, CoverageSearch.Walks(problem, cancellation)), cancellation);

    /// <summary>Traces the frontier with a coverage at hand.</summary>
    /// <param name="problem">The problem; its own λ is one of the grid.</param>
    /// <param name="coverage">A coverage of its walks; what that holds is lost.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>By cost, then removal.</returns>
    public static IReadOnlyList<FrontierPoint> Run(PlanProblem problem, ICoverage coverage, CancellationToken cancellation)
    {
        var prices = CollateralPrices.Of(problem.Flow.Graph, problem.System, problem.Nodes, problem.Candidates, problem.Options.Mobility);
        var found = new List<FrontierPoint>();
        decimal[]? costs = null;
        foreach (var price in Grid(prices, problem))
        {
            cancellation.ThrowIfCancellationRequested();
            var limits = LimitsAt(problem, prices.At(price));
            if (limits is null)
            {
                break; // What must be done cannot be paid any more, and at higher prices neither.
            }

            costs ??= limits.Price;
            var result = CoverageSearch.Run(problem with { Limits = limits }, coverage, cancellation);
            found.AddRange(Prefixes(result, price, costs, 1.0 - (problem.Options.Mobility ?? 0.0)));
        }

        return Thinned(Undominated(found));
    }

    /// <summary>The points that no other beats: by cost, then removal, ascending. Of equal ones the first stays.</summary>
    internal static List<FrontierPoint> Undominated(IReadOnlyList<FrontierPoint> points)
    {
        // In this order nothing is beaten by what comes later, and what beats it beats it still where that is beaten itself.
        var kept = new List<FrontierPoint>();
        foreach (var point in points.OrderBy(p => p.Cost).ThenByDescending(p => p.Removed).ThenBy(p => p.Collateral))
        {
            if (!kept.Exists(other => other.Removed >= point.Removed && other.Collateral <= point.Collateral))
            {
                kept.Add(point);
            }
        }

        return [.. kept.OrderBy(p => p.Cost).ThenBy(p => p.Removed)];
    }

    private static List<decimal> Grid(CollateralPrices prices, PlanProblem problem)
    {
        var doubling = problem.Candidates.All
            .Select((candidate, c) => prices.Own[c] > 0.0 ? (double)candidate.Cost / (prices.Own[c] / Money.UnitsPerYuan) : 0.0)
            .Where(ratio => ratio > 0.0).Order().ToArray();
        var grid = new SortedSet<decimal> { 0m, problem.Options.CollateralPrice };
        if (doubling.Length > 0)
        {
            var (first, last) = (doubling[doubling.Length / 10] / GridMargin, doubling[^(1 + doubling.Length / 10)] * GridMargin);
            for (var i = 0; i < GridPoints; i++)
            {
                grid.Add(Rounded(first * Math.Pow(last / first, i / (GridPoints - 1.0))));
            }
        }

        return [.. grid];
    }

    /// <summary>A number to three digits.</summary>
    private static decimal Rounded(double value)
    {
        var digits = Math.Clamp(2 - (int)Math.Floor(Math.Log10(value)), 0, 28);
        return decimal.Round((decimal)value, digits, MidpointRounding.AwayFromZero);
    }

    private static PlanLimits? LimitsAt(PlanProblem problem, decimal[] price)
    {
        try
        {
            return PlanLimits.Of(problem.Candidates, problem.Flow, problem.Options, price);
        }
        catch (PlanRuleException)
        {
            return null;
        }
    }

    private static IEnumerable<FrontierPoint> Prefixes(CoverageResult result, decimal price, decimal[] costs, double lasting)
    {
        var cost = 0m;
        for (var i = 0; i < result.Picks.Count; i++)
        {
            var pick = result.Picks[i];
            cost += costs[pick.Candidate];
            yield return new FrontierPoint(price, i + 1, cost, pick.Removed, pick.Collateral * lasting);
        }
    }

    private static IReadOnlyList<FrontierPoint> Thinned(List<FrontierPoint> points) => points.Count <= MostPoints
        ? points
        : [.. Enumerable.Range(0, MostPoints).Select(i => points[(int)((long)i * (points.Count - 1) / (MostPoints - 1))])];
}
