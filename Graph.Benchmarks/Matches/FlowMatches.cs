using System.Numerics;
using Graph.Analysis.Algorithms;
using Graph.Benchmarks.Baselines;
using Graph.Benchmarks.Data;
using Graph.Benchmarks.Peers;
using Graph.Model.Graphs;

namespace Graph.Benchmarks.Matches;

/// <summary>Maximum flow with the minimum cut, family by family.</summary>
internal static class FlowMatches
{
    /// <summary>What the table calls the work.</summary>
    public const string Work = "max-flow with cut";

    private const ulong Seed = 1;

    /// <summary>Largest ratio against OR-Tools in a single family; over all of them it is 1.</summary>
    private const double FamilyGoal = 1.5;

    /// <summary>One match per family.</summary>
    public static IEnumerable<Match> All(MatchSetting setting)
    {
        foreach (var instance in Families(setting.FlowSize))
        {
            using (instance)
            {
                yield return Of(instance, setting, small: false);
            }
        }
    }

    /// <summary>A small one for Edmonds–Karp.</summary>
    public static IEnumerable<Match> Small(MatchSetting setting)
    {
        using var instance = FlowInstances.Rmf(6, 6, 1_000, Seed);
        yield return Of(instance, setting, small: true);
    }

    /// <summary>The families, at some thousands of nodes.</summary>
    public static IEnumerable<FlowInstance> Families(int thousands)
    {
        var nodes = thousands * 1_000;
        var wide = (int)Math.Cbrt(nodes * 2.0);
        var longSide = Math.Max(2, (int)Math.Sqrt(Math.Sqrt(nodes / 2.0)));
        yield return Named("long", FlowInstances.Rmf(longSide, nodes / (longSide * longSide), 10_000, Seed));
        yield return Named("wide", FlowInstances.Rmf(wide, Math.Max(2, nodes / (wide * wide)), 10_000, Seed));
        yield return FlowInstances.RandomLevels(64, Math.Max(4, nodes / 64), 10_000, Seed);
        yield return FlowInstances.Payments(nodes * 2 / 3, Seed);
        yield return FlowInstances.PowerLaw(BitOperations.Log2((uint)nodes), 8, 10_000, Seed);
    }

    private static FlowInstance Named(string shape, FlowInstance instance) => instance with { Name = shape + " " + instance.Name };

    private static Match Of(FlowInstance instance, MatchSetting setting, bool small)
    {
        var graph = CsrGraph.Build(instance.Edges, new CsrOptions { Weights = EdgeWeightKind.Integer, KeepSelfLoops = false }, CancellationToken.None);
        var options = new MaxFlowOptions { Source = instance.Source, Sink = instance.Sink, Threads = setting.Threads };
        MaxFlowResult? last = null;
        var ours = MatchSetting.Ours(_ => last = MaxFlow.Run(graph, options, CancellationToken.None), result => [result.Value]);
        var rivals = new List<Rival>();
        var owned = new List<IDisposable> { graph };
        if (!small && setting.Shelf.Wants("ortools"))
        {
            var solver = new OrToolsBaseline(instance.Edges);
            owned.Add(solver);
            setting.Shelf.Use("ortools", OrToolsBaseline.Version);
            rivals.Add(new Rival(new InProcess<double>("ortools", _ => solver.Solve(instance.Source, instance.Sink), value => [value]), FamilyGoal, Equal));
        }

        if (!small && setting.Shelf.Wants("boost"))
        {
            var file = Path.Combine(setting.Folder, "flow.dimacs");
            TextGraphFile.WriteFlow(instance.Edges, instance.Source, instance.Sink, file);
            setting.Shelf.EndDrivers();
            setting.AddDriver(rivals, "boost", file, "max-flow", _ => "", null, Equal);
        }

        if (small)
        {
            var flow = QuikGraphBaseline.MaximumFlow(instance.Edges, instance.Source, instance.Sink);
            setting.AddQuikGraph(rivals, _ => [flow()], Equal);
        }

        return new Match
        {
            Work = Work,
            Graph = instance.Name,
            Edges = instance.Edges.Count,
            Ours = ours,
            Rivals = rivals,
            Owned = owned,
            CheckOurs = (_, value) => AnswerChecks.Demand(
                CutCapacity(graph, last!.SourceSide) == last.Value && last.SourceSide[instance.Source] && !last.SourceSide[instance.Sink],
                $"a flow of {last!.Value} and a cut of {CutCapacity(graph, last.SourceSide)}"),
        };
    }

    private static string Equal(int part, double[] ours, double[] theirs) => AnswerChecks.Equal(ours, theirs) + " value, cut = flow";

    /// <summary>Capacity of the edges that leave the source's side.</summary>
    public static Int128 CutCapacity(CsrGraph graph, bool[] sourceSide)
    {
        Int128 capacity = 0;
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var place = graph.Out.Offsets[node]; sourceSide[node] && place < graph.Out.Offsets[node + 1]; place++)
            {
                capacity += sourceSide[graph.Out.Targets[place]] ? 0 : graph.Out.IntegerWeights![place];
            }
        }

        return capacity;
    }
}
