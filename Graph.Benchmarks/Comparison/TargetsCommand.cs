using System.Diagnostics;
using System.Globalization;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Coverage;
using Graph.Analysis.Targets.Exact;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>Plans by coverage: greedy with exchanges against the proven optimum, the certificate against it, and the time that a large plan takes.</summary>
internal static class TargetsCommand
{
    private static readonly int[] Percents = [5, 15, 30];

    /// <summary>One budget of one world.</summary>
    private sealed record Contest(double Removed, double Bound, double Greedy, double Optimum, double ExactBound, bool Proven, IReadOnlyList<double> SearchMs, IReadOnlyList<double> ExactMs)
    {
        public double Value => Removed / Optimum;

        public double TimeShare => SearchMs.Min() / ExactMs.Min();
    }

    public static void Run(BenchmarkArguments arguments)
    {
        var kind = arguments.Kind ?? "all";
        if (kind is not ("optimum" or "large" or "certificate" or "all"))
        {
            throw new ArgumentException($"targets what? {kind} is neither optimum nor large nor certificate nor all.\n{BenchmarkArguments.Usage}");
        }

        if (kind is "optimum" or "all")
        {
            Contests(arguments);
        }

        if (kind is "large" or "all")
        {
            Large(arguments);
        }

        if (kind is "certificate" or "all")
        {
            Certificates(arguments, 1_000);
        }
    }

    /// <summary>Small worlds through the same code, answers checked.</summary>
    public static void Smoke()
    {
        foreach (var prices in Enum.GetValues<ActionPrices>())
        {
            var contest = Play(CoverageInstances.Make(60, 400, prices, 0, 1), 15, TimeSpan.FromSeconds(20), 1);
            Demand(contest.Proven && contest.Value is >= 0.99 and <= 1.0 + 1e-9, $"{prices}: {contest.Value} of the optimum");
        }

        var large = CoverageInstances.Make(200, 4_000, ActionPrices.Unit, 0, 2);
        var plan = TargetRanking.Run(large.Flow, large.Exposure, CoverageInstance.Options(20m), CancellationToken.None);
        large.Check([.. plan.Rows.Select(row => new LanePick(row.TargetId, (double)row.Efficacy, row.Gain, row.CumulativeRemoved))], samples: 20, greedy: plan.Exchanges == 0);
        CheckLarge(large, large.Problem(20m), CoverageSearch.Run(large.Problem(20m), CancellationToken.None), 20);
        var (violations, _, _, proven) = Count(20);
        Demand(violations == 0 && proven == 20, $"{violations} certificates below the optimum, {proven} proven");
        Console.Out.WriteLine("Targets: as good as the proven optimum, gains as the lanes say, no certificate below the optimum.");
    }

    private static void Contests(BenchmarkArguments arguments)
    {
        var table = new ResultTable("Targets: plans by coverage against the proven optimum");
        table.Line(FormattableString.Invariant(
            $"Search: both greedy runs, certificate and exchanges, the table of walks included. Program: the exact search, SCIP in OR-Tools {OrToolsBaseline.Version}, one thread, started from the search's plan, {arguments.Limit} s at most, the table of walks given. Interleaved in one process after a small world; rounds: {arguments.Rounds}, minimum / median. Reading, money graph and exposure are outside the clock. The optimum is removal worked out again for the program's plan; every removal is checked against sums over the lanes."));
        table.Line("");
        _ = Play(CoverageInstances.Make(60, 400, ActionPrices.Unit, 0, 1), 15, TimeSpan.FromSeconds(20), 1);
        table.Header(
            "world", "budget", "search ms", "program s", "search / program, time", "removed / optimum", "removed / certificate", "greedy / certificate", "program", "goal");
        foreach (var prices in Enum.GetValues<ActionPrices>())
        {
            var instance = CoverageInstances.Make(1_200, 25_000, prices, 0, 1);
            foreach (var percent in Percents)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{instance.Name}, {percent} %."));
                var contest = Play(instance, percent, TimeSpan.FromSeconds(arguments.Limit), arguments.Rounds);
                Console.Error.WriteLine(FormattableString.Invariant($"  {contest.Value:F4} of the optimum, {contest.SearchMs.Min():F1} ms against {contest.ExactMs.Min():F0} ms."));
                table.Row(
                    instance.Name, FormattableString.Invariant($"{percent} %"), ResultTable.Spread(contest.SearchMs), ResultTable.Spread(contest.ExactMs.Select(ms => ms / 1e3)),
                    Percent(contest.TimeShare), Four(contest.Value), Four(contest.Removed / contest.Bound), Four(contest.Greedy / contest.Bound),
                    contest.Proven ? "proven" : "bound " + Four(contest.ExactBound / contest.Optimum),
                    contest.Value >= 0.998 && contest.TimeShare <= 0.01 ? "met" : "missed");
            }
        }

        table.Line("");
        table.Line("Goal: at least 0.998 of the proven optimum in 1 % of the program's time at most.");
        table.Save(arguments.Results, "targets.md");
    }

    private static Contest Play(CoverageInstance instance, int percent, TimeSpan limit, int rounds)
    {
        var budget = Math.Round(instance.AllCosts() * percent / 100m, 1);
        var problem = instance.Problem(budget);
        var greedy = CoverageSearch.Run(problem with { Options = problem.Options with { Exchanges = false } }, CancellationToken.None);
        var walks = CoverageSearch.Walks(problem, CancellationToken.None);
        var (search, exact) = (new List<double>(), new List<double>());
        CoverageResult? found = null;
        ExactPlan? optimum = null;
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            found = CoverageSearch.Run(problem, CancellationToken.None);
            search.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            optimum = CoverageMip.Solve(problem, walks, [.. found.Picks.Select(pick => pick.Candidate)], limit, CancellationToken.None);
            exact.Add(clock.Elapsed.TotalMilliseconds);
        }

        var removed = Removed(instance, problem, [.. found!.Picks.Select(pick => pick.Candidate)]);
        Near(removed, found.Picks[^1].Removed, "the plan's removal");
        Near(Removed(instance, problem, optimum!.Candidates), optimum.Removed, "the optimum's removal");
        Demand(optimum.Candidates.Sum(c => problem.Limits.Price[c]) <= budget, "the optimum keeps the budget");
        Demand(found.UpperBound >= optimum.Removed * (1.0 - 1e-9), $"the certificate {found.UpperBound} is below {optimum.Removed}");
        return new Contest(removed, found.UpperBound, greedy.Picks[^1].Removed, optimum.Removed, optimum.UpperBound, optimum.Proven, search, exact);
    }

    private static double Removed(CoverageInstance instance, PlanProblem problem, IReadOnlyList<int> plan) =>
        instance.ByLanes(plan.Select(c => problem.Candidates.All[c]).Select(c => (problem.Candidates.Targets[c.Target].Id, (double)c.Efficacy))).Removed;

    private static void Large(BenchmarkArguments arguments)
    {
        var table = new ResultTable("Targets: a large plan");
        var instance = CoverageInstances.Make(10_000, 1_000_000, ActionPrices.Unit, 0, 1);
        Console.Error.WriteLine(instance.Name);
        var problem = instance.Problem(200m);
        var search = new List<double>();
        for (var round = 0; round < arguments.Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var found = CoverageSearch.Run(problem, CancellationToken.None);
            search.Add(clock.Elapsed.TotalSeconds);
            Console.Error.WriteLine(FormattableString.Invariant($"  {search[^1]:F2} s"));
            CheckLarge(instance, problem, found, 200);
        }

        table.Header("large world", "hops", "targets", "picks", "search s", "goal");
        table.Row(
            instance.Name, instance.Flow.Graph.HopCount.ToString("N0", CultureInfo.InvariantCulture), problem.Candidates.Targets.Count.ToString("N0", CultureInfo.InvariantCulture),
            "200", ResultTable.Spread(search), search.Min() <= 3.0 ? "met" : "missed");
        table.Line("");
        table.Line(FormattableString.Invariant(
            $"Goal: the search in 3 s at most. Rounds: {arguments.Rounds}, minimum / median. Gains and removals of 11 rows equal sums over the lanes to 1e-9; without exchanges no party would have added more at any of them."));
        table.Save(arguments.Results, "targets-large.md");
    }

    private static void CheckLarge(CoverageInstance instance, PlanProblem problem, CoverageResult found, int picks)
    {
        Demand(found.Picks.Count == picks, $"{found.Picks.Count} picks");
        var rows = found.Picks.Select(pick => (Candidate: problem.Candidates.All[pick.Candidate], pick.Gain, pick.Removed))
            .Select(row => new LanePick(problem.Candidates.Targets[row.Candidate.Target].Id, (double)row.Candidate.Efficacy, row.Gain, row.Removed)).ToList();
        instance.Check(rows, samples: 11, greedy: found.Exchanges == 0);
    }

    private static void Certificates(BenchmarkArguments arguments, int instances)
    {
        var table = new ResultTable("Targets: the certificate against the proven optimum");
        var (violations, median, least, proven) = Count(instances);
        table.Header("random worlds, two in three with resale in circles", "optimum proven", "certificate below the optimum", "greedy / certificate, median", "least", "goal");
        table.Row(
            instances.ToString("N0", CultureInfo.InvariantCulture), proven.ToString("N0", CultureInfo.InvariantCulture), violations.ToString(CultureInfo.InvariantCulture),
            Four(median), Four(least), violations == 0 && median >= 0.95 ? "met" : "missed");
        table.Line("");
        table.Line("Goal: never below, and a median of 0.95 at least, at a budget of 15 % of all costs.");
        table.Save(arguments.Results, "targets-certificate.md");
    }

    /// <summary>Random worlds at 15 %: how often the certificate is below the proven optimum, and greedy's share of it.</summary>
    private static (int Violations, double Median, double Least, int Proven) Count(int instances)
    {
        var (violations, proven) = (0, 0);
        var shares = new List<double>();
        for (var i = 0; i < instances; i++)
        {
            var instance = CoverageInstances.Make(20 + (i % 7 * 5), 80 + (i % 5 * 40), (ActionPrices)(i % 3), i % 9 < 3 ? 0 : 4 + (i % 4), (ulong)i + 10);
            var problem = instance.Problem(Math.Round(instance.AllCosts() * 0.15m, 1));
            var greedy = CoverageSearch.Run(problem with { Options = problem.Options with { Exchanges = false } }, CancellationToken.None);
            var walks = CoverageSearch.Walks(problem, CancellationToken.None);
            var exact = CoverageMip.Solve(problem, walks, [.. greedy.Picks.Select(pick => pick.Candidate)], TimeSpan.FromSeconds(60), CancellationToken.None);
            if (i % 100 == 99)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{i + 1} worlds, {violations} violations."));
            }

            proven += exact.Proven ? 1 : 0;
            violations += greedy.UpperBound < exact.Removed * (1.0 - 1e-9) ? 1 : 0;
            shares.Add(greedy.Picks[^1].Removed / greedy.UpperBound);
        }

        shares.Sort();
        return (violations, (shares[(shares.Count - 1) / 2] + shares[shares.Count / 2]) / 2, shares[0], proven);
    }

    private static void Near(double expected, double found, string what) =>
        Demand(Math.Abs(expected - found) <= 1e-9 * expected, $"{what}: {found} instead of {expected}");

    private static void Demand(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Wrong answer: " + what);
        }
    }

    private static string Four(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100.0 * share).ToString("F2", CultureInfo.InvariantCulture) + " %";
}
