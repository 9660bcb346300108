namespace Graph.Analysis.Targets.Coverage;

/// <summary>The search for the plan that removes the most by method §4: two greedy runs, a certificate, exchanges.</summary>
/// <remarks>
/// Gains come from the table of walks where it is small enough to be made, else from the equations; what the picks carry is solved with the
/// equations in either case. The plan is the better greedy run, unless exchanges removed more by 1e-9 relative: then the better set, ordered
/// greedily within itself.
/// </remarks>
internal static class CoverageSearch
{
    /// <summary>Graphs with few hops may have this many walks.</summary>
    private const int FewWalks = 200_000;

    /// <summary>No table is larger than this.</summary>
    private const int MostWalks = 3_000_000;

    /// <summary>More left unfollowed, as a share of all pirate money, and the table does not decide ties as the equations do.</summary>
    private const double MostUnfollowed = 1e-12;

    /// <summary>Plans of so many actions are looked for from other starts too.</summary>
    private const int ShortPlan = 24;

    /// <summary>How many other first candidates each rule tries.</summary>
    private const int Starts = 12;

    /// <summary>Steps of <see cref="ICoverage.Work"/> after which no further start is tried.</summary>
    private const long MostStartWork = 40_000_000;

    /// <summary>Sums that differ by less than this share are equal, and the ratio rule has precedence.</summary>
    private const double SameRemoval = 1e-12;

    /// <summary>Finds the plan of a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="cancellation">Cancels.</param>
    public static CoverageResult Run(PlanProblem problem, CancellationToken cancellation) =>
        Run(problem, CoverageOf(problem, Walks(problem, cancellation)), cancellation);

    /// <summary>Finds the plan with a coverage at hand; what that holds is lost.</summary>
    public static CoverageResult Run(PlanProblem problem, ICoverage coverage, CancellationToken cancellation)
    {
        var certificate = new Certificate(problem.Limits);
        var (order, rule, exchanges) = Choose(problem, coverage, certificate, cancellation);
        var (picks, revenue) = Picks(problem, order);
        return new CoverageResult(picks, revenue, certificate.UpperBound, rule == GreedyRule.Ratio ? "ratio" : "gain", exchanges);
    }

    /// <summary>The plan alone, in the order in which to take it: limits and options of the problem, money of the coverage.</summary>
    /// <param name="problem">Its limits and options count, not its money.</param>
    /// <param name="coverage">Any coverage of the problem's candidates; what it holds is lost.</param>
    /// <param name="certificate">Looks at every prefix, or null.</param>
    /// <param name="cancellation">Cancels.</param>
    public static (IReadOnlyList<int> Order, GreedyRule Rule, int Exchanges) Choose(
        PlanProblem problem, ICoverage coverage, Certificate? certificate, CancellationToken cancellation)
    {
        Found Search(GreedyRule rule) => Greedy(problem, coverage, rule, certificate, cancellation);

        var byRatio = Search(GreedyRule.Ratio);
        // With one price the two rules are the same rule.
        var byGain = problem.Limits.Price.Distinct().Count() <= 1 ? byRatio : Search(GreedyRule.Gain);
        var greedy = byGain.Greedy > byRatio.Greedy * (1.0 + SameRemoval) ? byGain : byRatio;
        var exchanged = byGain.Removed > byRatio.Removed * (1.0 + SameRemoval) ? byGain : byRatio;
        if (problem.Options.Exchanges && exchanged.Members.Count <= ShortPlan)
        {
            exchanged = StartingElsewhere(problem, coverage, exchanged, cancellation);
        }

        return exchanged.Removed > greedy.Greedy * (1.0 + ExchangeSearch.LeastImprovement)
            ? (Ordered(problem, coverage, exchanged.Members, exchanged.Rule, cancellation), exchanged.Rule, exchanged.Exchanges)
            : (greedy.Order, greedy.Rule, 0);
    }

    /// <summary>The walks of a problem, or null where there are too many or too much of them cannot be followed.</summary>
    public static WalkTable? Walks(PlanProblem problem, CancellationToken cancellation)
    {
        var graph = problem.Flow.Graph;
        var most = (int)Math.Clamp(2L * graph.HopCount, FewWalks, MostWalks);
        var table = WalkTable.Of(graph, problem.System, problem.Candidates, most, cancellation);
        return table is null || table.Unfollowed > MostUnfollowed * table.Weight.Sum() ? null : table;
    }

    /// <summary>The coverage of a problem: over its walks, or by the equations.</summary>
    public static ICoverage CoverageOf(PlanProblem problem, WalkTable? walks) =>
        walks is null ? new FlowCoverage(problem) : new WalkCoverage(walks, problem.Candidates);

    /// <summary>The best of further runs, each from another first candidate, and what was found before. Where few actions fill the budget, the
    /// first ones decide what is left to fill (Sviridenko 2004 tries all triples; single ones and exchanges do nearly as well).</summary>
    private static Found StartingElsewhere(PlanProblem problem, ICoverage coverage, Found best, CancellationToken cancellation)
    {
        coverage.Clear();
        var gains = new double[problem.Limits.Price.Length];
        coverage.CopyBounds(gains);
        double Worth(int c, GreedyRule rule) => rule == GreedyRule.Gain || problem.Limits.Price[c] == 0m ? gains[c] : gains[c] / (double)problem.Limits.Price[c];
        var end = coverage.Work + MostStartWork;
        foreach (var rule in (GreedyRule[])[GreedyRule.Ratio, GreedyRule.Gain])
        {
            foreach (var first in Enumerable.Range(0, gains.Length).OrderByDescending(c => Worth(c, rule)).Take(Starts).ToArray())
            {
                if (coverage.Work > end)
                {
                    return best;
                }

                var run = new GreedyRun(coverage, problem.Limits, rule, within: null);
                run.Run(first, certificate: null, cancellation);
                var exchanges = new ExchangeSearch(coverage, problem.Limits, run.Use, run.Chosen);
                exchanges.Run(cancellation);
                if (coverage.Removed > best.Removed * (1.0 + ExchangeSearch.LeastImprovement))
                {
                    best = best with { Rule = rule, Members = [.. exchanges.Members], Removed = coverage.Removed, Exchanges = exchanges.Exchanges };
                }
            }
        }

        return best;
    }

    private static Found Greedy(
        PlanProblem problem, ICoverage coverage, GreedyRule rule, Certificate? certificate, CancellationToken cancellation)
    {
        var run = new GreedyRun(coverage, problem.Limits, rule, within: null);
        run.Run(certificate, cancellation);
        var removed = coverage.Removed;
        if (!problem.Options.Exchanges)
        {
            return new Found(rule, run.Chosen, removed, run.Chosen, removed, 0);
        }

        var exchanges = new ExchangeSearch(coverage, problem.Limits, run.Use, run.Chosen);
        exchanges.Run(cancellation);
        return new Found(rule, run.Chosen, removed, exchanges.Members, coverage.Removed, exchanges.Exchanges);
    }

    /// <summary>The members of a set in greedy order, forced ones first; without those that add nothing.</summary>
    public static List<int> Ordered(
        PlanProblem problem, ICoverage coverage, IEnumerable<int> members, GreedyRule rule, CancellationToken cancellation)
    {
        var within = new bool[problem.Limits.Price.Length];
        foreach (var c in members)
        {
            within[c] = true;
        }

        var run = new GreedyRun(coverage, problem.Limits, rule, within);
        run.Run(certificate: null, cancellation);
        return run.Chosen;
    }

    /// <summary>What each prefix removes, solved with the equations.</summary>
    public static (List<Pick> Picks, double Revenue) Picks(PlanProblem problem, IReadOnlyList<int> order)
    {
        var state = new CutState(problem.Flow.Graph, problem.System, problem.Reverse, withFlows: false);
        var (revenue, clean) = (state.Revenue, state.CleanRevenue);
        var picks = new List<Pick>(order.Count);
        foreach (var c in order)
        {
            var candidate = problem.Candidates.All[c];
            var target = problem.Candidates.Targets[candidate.Target];
            var before = state.Revenue;
            state.Set(target, target.Party >= 0 ? problem.Nodes.Of(target.Party) : [], 1.0 - (double)candidate.Efficacy);
            picks.Add(new Pick(c, before - state.Revenue, revenue - state.Revenue, clean - state.CleanRevenue));
        }

        return (picks, revenue);
    }

    /// <summary>What one rule gave.</summary>
    /// <param name="Rule">The rule.</param>
    /// <param name="Order">The greedy run's picks.</param>
    /// <param name="Greedy">What they remove.</param>
    /// <param name="Members">The set after exchanges.</param>
    /// <param name="Removed">What it removes.</param>
    /// <param name="Exchanges">How many exchanges led to it.</param>
    private sealed record Found(
        GreedyRule Rule, IReadOnlyList<int> Order, double Greedy, IReadOnlyList<int> Members, double Removed, int Exchanges);
}
