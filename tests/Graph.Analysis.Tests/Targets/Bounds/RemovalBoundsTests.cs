using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Bounds;
using Graph.Model;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Bounds;

/// <summary>The bounds by hand, and against walks drawn at random that agree with the same records.</summary>
public sealed class RemovalBoundsTests
{
    private const int Decompositions = 20;

    [Fact]
    public void No_decomposition_of_plain_worlds_leaves_the_bounds() => Check(RandomWorlds.Plain, 200);

    [Fact]
    public void No_decomposition_of_worlds_with_cycles_leaves_the_bounds() => Check(RandomWorlds.Cyclic, 170);

    [Fact]
    public void No_decomposition_of_worlds_with_overlapping_roles_leaves_the_bounds() => Check(RandomWorlds.Overlapping, 170);

    private static void Check(Gen<RandomWorld> worlds, int count) =>
        Gen.Select(worlds, Gen.Int[0, 1_000_000]).Sample((w, seed) => Check(w, seed), iter: count, threads: 1);

    private static void Check(RandomWorld w, int seed)
    {
        w.World.Action(TargetKind.Relationship, "stop", 1m, 1m);
        var oracle = OracleFlow.Of(w.World, w.Cut);
        if (oracle.CircularSplit)
        {
            return;
        }

        var (flow, exposure, candidates) = Analysed(w.World, w.Cut);
        var random = new SeededRandom((ulong)seed);
        var plan = Enumerable.Range(0, candidates.Targets.Count).OrderBy(_ => random.NextBits()).Take((int)random.Between(1, 3))
            .Select(t => (Target: candidates.Targets[t], Efficacy: random.Below(2) == 0 ? 1.0 : random.Below(11) / 10.0)).ToList();
        var bounds = new RemovalBounds(flow, exposure);
        foreach (var (target, efficacy) in plan)
        {
            bounds.Add(target, efficacy);
        }

        var (low, high) = bounds.Measure();
        var passages = bounds.MeasurePassages();
        Assert.True(passages.Low <= low && high <= passages.High);
        for (var i = 0; i < Decompositions; i++)
        {
            var removed = new RandomDecomposition(oracle, seed + i).Walks().Sum(walk => walk.Amount * walk.Belief * (1.0 - Left(walk, plan)));
            var tolerance = 1e-9 * (1.0 + high);
            Assert.True(low <= removed + tolerance && removed <= high + tolerance,
                $"{low:R} {removed:R} {high:R}, plan {string.Join(", ", plan.Select(p => $"{p.Target.Kind} {p.Target.Id} {p.Efficacy:R}"))}, draw {seed + i}");
        }
    }

    private static (FlowResult Flow, ExposureResult Exposure, TargetCandidates Candidates) Analysed(WorldText world, AsOfCut cut)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, cut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        var passages = new PassageSolver(flow.Graph, exposure.SystemOf(flow.Graph));
        return (flow, exposure, TargetCandidates.Of(flow.Graph, flow.Records.Actions, exposure.NodesOf(flow.Graph), passages));
    }

    /// <summary>What a plan leaves of a walk: each passage of a target is one chance to cut it.</summary>
    private static double Left(MoneyWalk walk, List<(CutTarget Target, double Efficacy)> plan)
    {
        var left = 1.0;
        foreach (var (target, efficacy) in plan)
        {
            for (var i = 0; i < walk.Nodes.Count; i++)
            {
                var (node, next) = (walk.Nodes[i], i + 1 < walk.Nodes.Count ? walk.Nodes[i + 1] : null);
                var passes = target.Kind == TargetKind.Relationship
                    ? next?.Party is not null && $"{node.Party}>{next.Party}" == target.Id
                    : node.Party == target.Id;
                left *= passes ? 1.0 - efficacy : 1.0;
            }
        }

        return left;
    }
}
