using System.Diagnostics;
using System.Globalization;
using Graph.Analysis.Targets.Interdiction;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>Maximum-flow interdiction: our search against Wood's program solved by SCIP, on worlds of advertising money.</summary>
internal static class InterdictionCommand
{
    private const int Accounts = 900;
    private const int BudgetPercent = 15;
    private const ulong Seeds = 2;

    public static void Run(BenchmarkArguments arguments)
    {
        var table = new ResultTable("Maximum-flow interdiction: ours against Wood's program");
        table.Line(FormattableString.Invariant(
            $"Budget: {BudgetPercent} % of all prices. Wood's program: SCIP in OR-Tools {OrToolsBaseline.Version}, one thread, {arguments.Limit} s, once per world; ours, one thread: the least of {arguments.Rounds} runs, all of the same answer. Removed: flow before less flow after, as OR-Tools' maximum flow finds it for both plans; money in millions of units. Bound / removed: the most that any plan can remove over what the plan removes. First cuts: ours without search and branching."));
        table.Line("");
        table.Header(
            "world", "nodes / arcs / targets", "before", "program: after", "program: bound / removed", "program: s", "first cuts: after", "ours: after", "ours: bound / removed", "ours: s",
            "removed, ours / program", "after, ours / program", "goals");
        Ours(InterdictionInstances.Make(InterdictionFamily.All[0], 60, BudgetPercent, 1), rounds: 1);
        foreach (var family in InterdictionFamily.All)
        {
            for (var seed = 1UL; seed <= Seeds; seed++)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{family.Name}, seed {seed}."));
                Row(table, InterdictionInstances.Make(family, Accounts, BudgetPercent, seed), arguments);
            }
        }

        table.Line("");
        table.Line("Goals: removed at least 0.98 of the program's, in 10 s at most, and a bound of 1.12 times at most.");
        table.Save(arguments.Results, "interdiction.md");
    }

    /// <summary>A small world: ours is as good as the program's proven optimum, and its bound is none that the optimum breaks.</summary>
    public static void Smoke()
    {
        foreach (var family in InterdictionFamily.All)
        {
            var instance = InterdictionInstances.Make(family, 30, BudgetPercent, 3);
            var ours = Ours(instance, rounds: 1).Result;
            using var program = new WoodInterdiction(instance);
            var plan = program.Solve(TimeSpan.FromSeconds(20));
            var after = WoodInterdiction.After(instance, plan.Chosen);
            if (plan.Proven && (ours.LowerBoundAfter > after || ours.FlowBefore - ours.FlowAfter < 0.99 * (ours.FlowBefore - after)))
            {
                throw new InvalidOperationException(FormattableString.Invariant(
                    $"{instance.Name}: the optimum leaves {after}, ours {ours.FlowAfter} with bound {ours.LowerBoundAfter}."));
            }
        }

        Console.Out.WriteLine("Interdiction: as good as the proven optimum.");
    }

    private static void Row(ResultTable table, InterdictionInstance instance, BenchmarkArguments arguments)
    {
        var clock = Stopwatch.StartNew();
        using var program = new WoodInterdiction(instance);
        var plan = program.Solve(TimeSpan.FromSeconds(arguments.Limit));
        var programSeconds = clock.Elapsed.TotalSeconds;
        var after = WoodInterdiction.After(instance, plan.Chosen);
        var first = InterdictionSearch.Run(
            instance.Graph, instance.Actions, new InterdictionOptions { Budget = instance.Budget, Rounds = 0, Branches = 0 }, CancellationToken.None);
        var (ours, seconds) = Ours(instance, arguments.Rounds);
        var before = (double)ours.FlowBefore;
        var (mine, theirs) = (before - ours.FlowAfter, before - after);
        var (bound, programBound) = ((before - ours.LowerBoundAfter) / mine, (before - plan.BoundAfter) / theirs);
        table.Row(
            instance.Name,
            FormattableString.Invariant($"{instance.Graph.NodeCount} / {instance.Graph.Capacity.Length} / {instance.Actions.DistinctBy(action => action.Target).Count()}"),
            Millions(ours.FlowBefore), Millions(after), theirs > 0 ? Three(programBound) : "–", ResultTable.Number(programSeconds) + (plan.Proven ? ", proven" : ""),
            Millions(first.FlowAfter), Millions(ours.FlowAfter), bound.ToString("F4", CultureInfo.InvariantCulture), ResultTable.Number(seconds),
            theirs > 0 ? Three(mine / theirs) : "it removes nothing", after == 0 ? "–" : Three(ours.FlowAfter / (double)after),
            mine >= 0.98 * theirs && seconds <= 10 && bound <= 1.12 ? "met" : "missed");
    }

    private static (InterdictionResult Result, double Seconds) Ours(InterdictionInstance instance, int rounds)
    {
        var best = double.MaxValue;
        InterdictionResult? result = null;
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            var found = InterdictionSearch.Run(instance.Graph, instance.Actions, new InterdictionOptions { Budget = instance.Budget }, CancellationToken.None);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
            if (WoodInterdiction.After(instance, found.Chosen) != found.FlowAfter || (result ?? found).FlowAfter != found.FlowAfter
                || found.Chosen.Sum(action => instance.Actions[action].Price) > instance.Budget)
            {
                throw new InvalidOperationException($"{instance.Name}: our plan is not what it says.");
            }

            result = found;
        }

        return (result!, best);
    }

    private static string Millions(long units) => ResultTable.Digits(units / 1e6, 6);

    private static string Three(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
