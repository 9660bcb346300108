using System.Diagnostics;
using System.Globalization;
using Graph.Analysis.Targets.Interdiction;
using Graph.Benchmarks.Data;

namespace Graph.Benchmarks.Comparison;

/// <summary>Maximum-flow interdiction: our search against Wood's program.</summary>
internal static class InterdictionCommand
{
    public static void Run(BenchmarkArguments arguments)
    {
        foreach (var (clean, slack, prices, tail, even) in new[] { (1, 25, 0, 20, true), (1,300,2,20,true), (1, 100, 2, 4, true), (1, 25, 0, 20, false) })
        for (var seed = 1UL; seed <= 1; seed++)
        {
            var instance = InterdictionInstances.Payments(900, 15, seed, clean, slack, prices, tail, even); Console.Out.WriteLine($"clean {clean} slack {slack} prices {prices} tail {tail} even {even}");
            Console.Out.WriteLine($"{instance.Name} {instance.Graph.NodeCount} nodes {instance.Graph.Capacity.Length} arcs {instance.Actions.Count} targets, budget {instance.Budget} prices {instance.Actions.Max(a => a.Price)} {instance.Actions.Average(a => a.Price)}");
            if (arguments.Rounds == 9) {
                var clock = Stopwatch.StartNew();
                using var wood = new Graph.Benchmarks.Baselines.WoodInterdiction(instance);
                var plan = wood.Solve(TimeSpan.FromSeconds(80));
                Console.Out.WriteLine($"wood {Graph.Benchmarks.Baselines.WoodInterdiction.After(instance, plan.Chosen):N0} bound {plan.BoundAfter:N0} {clock.Elapsed.TotalSeconds:F1}");
            }
            foreach (var rounds in new[] { 20, 60 })
            {
                var clock = Stopwatch.StartNew();
                var result = InterdictionSearch.Run(instance.Graph, instance.Actions, new InterdictionOptions { Budget = instance.Budget, Rounds = rounds, Branches = rounds }, CancellationToken.None);
                var removed = (double)(result.FlowBefore - result.FlowAfter);
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rounds {rounds}: before {result.FlowBefore:N0} after {result.FlowAfter:N0} bound {result.LowerBoundAfter:N0}, removed share {removed / result.FlowBefore:F4}, gap {(result.FlowBefore - result.LowerBoundAfter) / removed:F4}, cuts {result.Iterations}, chosen {result.Chosen.Count}, {clock.Elapsed.TotalSeconds:F2} s"));
            }
        }
    }
}
