using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Coverage;
using Graph.Model.Records;

namespace Graph.Analysis.Targets.Robust;

/// <summary>The walks of pirate money in every drawn world, over the targets of the records as they are.</summary>
/// <remarks>A plan needs no more of a world than its walks, so its graph is built, followed and dropped, and neither exposure nor bounds are solved.</remarks>
internal static class SampledWorlds
{
    /// <summary>A world may have so many different walks.</summary>
    private const int MostWalks = 8_000_000;

    /// <summary>One table per world, in order.</summary>
    /// <exception cref="InvalidOperationException">A world has too many different walks to follow.</exception>
    public static WalkTable[] Of(FlowResult flow, TargetCandidates candidates, RobustOptions options, CancellationToken cancellation)
    {
        options.Check();
        var sampler = new WorldSampler(flow, options);
        var known = new Dictionary<(TargetKind, string), int>();
        for (var target = 0; target < candidates.Targets.Count; target++)
        {
            known.TryAdd((candidates.Targets[target].Kind, candidates.Targets[target].Id), target);
        }

        var tables = new WalkTable[options.Worlds];
        Parallel.For(0, options.Worlds, new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = cancellation,
        }, world => tables[world] = Walks(sampler.Draw(world, cancellation), known, cancellation));
        return tables;
    }

    /// <summary>All worlds as one: the mean over the worlds of what a plan removes is what it removes of these walks.</summary>
    public static WalkTable Mean(WalkTable[] worlds)
    {
        var sums = new SortedDictionary<(int Target, int Passes)[], double>(Comparer<(int, int)[]>.Create(
            static (a, b) => a.AsSpan().SequenceCompareTo(b)));
        foreach (var table in worlds)
        {
            for (var walk = 0; walk < table.Count; walk++)
            {
                var passages = Passages(table, walk);
                sums[passages] = sums.GetValueOrDefault(passages) + (table.Weight[walk] / worlds.Length);
            }
        }

        return Table([.. sums.Select(sum => (sum.Key, sum.Value))], worlds.Sum(table => table.Unfollowed / worlds.Length));
    }

    private static WalkTable Walks(FlowResult world, Dictionary<(TargetKind, string), int> known, CancellationToken cancellation)
    {
        var graph = world.Graph;
        var system = new FlowSystem(graph);
        var targets = TargetCandidates.Of(graph, world.Records.Actions, new PartyNodes(graph), new PassageSolver(graph, system));
        var table = WalkTable.Of(graph, system, targets, MostWalks, cancellation)
            ?? throw new InvalidOperationException($"A drawn world has more than {MostWalks} different walks of pirate money. Plan without robustness.");
        int[] number = [.. targets.Targets.Select(target => known.GetValueOrDefault((target.Kind, target.Id), -1))];

        // Both number targets by kind and id, so passages stay in order.
        var walks = new List<((int Target, int Passes)[] Passages, double Weight)>(table.Count);
        for (var walk = 0; walk < table.Count; walk++)
        {
            walks.Add(([.. Passages(table, walk).Select(passage => (number[passage.Target], passage.Passes)).Where(passage => passage.Item1 >= 0)], table.Weight[walk]));
        }

        return Table(walks, table.Unfollowed);
    }

    private static (int Target, int Passes)[] Passages(WalkTable table, int walk)
    {
        var passages = new (int, int)[table.Start[walk + 1] - table.Start[walk]];
        for (var i = 0; i < passages.Length; i++)
        {
            passages[i] = (table.Target[table.Start[walk] + i], table.Passes[table.Start[walk] + i]);
        }

        return passages;
    }

    private static WalkTable Table(IReadOnlyList<((int Target, int Passes)[] Passages, double Weight)> walks, double unfollowed)
    {
        var start = new int[walks.Count + 1];
        for (var walk = 0; walk < walks.Count; walk++)
        {
            start[walk + 1] = start[walk] + walks[walk].Passages.Length;
        }

        return new WalkTable
        {
            Weight = [.. walks.Select(walk => walk.Weight)],
            Start = start,
            Target = [.. walks.SelectMany(walk => walk.Passages.Select(passage => passage.Target))],
            Passes = [.. walks.SelectMany(walk => walk.Passages.Select(passage => passage.Passes))],
            Unfollowed = unfollowed,
        };
    }
}
