using CsCheck;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Tests.Oracle;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets;

/// <summary>What a list of actions removes, against exact solves of the whole graph.</summary>
public sealed class PlanValueTests
{
    [Fact]
    public void Plain_worlds() => RandomWorlds.Plain.Select(Gen.Int[0, int.MaxValue]).Sample(Compare, iter: 100, threads: 1);

    [Fact]
    public void Worlds_with_cycles() => RandomWorlds.Cyclic.Select(Gen.Int[0, int.MaxValue]).Sample(Compare, iter: 100, threads: 1);

    [Fact]
    public void Worlds_with_overlapping_roles() => RandomWorlds.Overlapping.Select(Gen.Int[0, int.MaxValue]).Sample(Compare, iter: 100, threads: 1);

    private static void Compare(RandomWorld w, int subset)
    {
        w.World.Action(TargetKind.Relationship, "ask", 1m, 0.5m);
        var oracleFlow = OracleFlow.Of(w.World, w.Cut);
        if (oracleFlow.CircularSplit)
        {
            return;
        }

        var oracle = new OracleTargets(new OracleExposure(oracleFlow));
        var chosen = oracle.Candidates.Where((_, i) => (subset >> (i % 31) & 1) == 1).ToList();
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(w.World, w.Cut), CancellationToken.None);
        var value = PlanValue.Of(flow, [.. chosen.Select(c => new TargetCut(c.Kind, c.Id, (double)c.Efficacy))]);
        OracleExposureTests.Near(oracle.Revenue, value.Revenue, "R(∅)", 1e-9);
        OracleExposureTests.Near(oracle.Removed(chosen), value.Removed, "removed", 1e-9);
    }

    [Fact]
    public void A_target_that_does_not_exist_removes_nothing()
    {
        var world = new WorldText().Placement("p1", "2026-10-01", "n1", "a1", "pirate.example", 100m).Black("pirate.example", "2026-01-01");
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None);
        var gone = new TargetCut(TargetKind.Network, "n2", 1.0);
        var never = new TargetCut(TargetKind.Relationship, "a1>n1", 1.0);
        Assert.Equal(new PlanValue(1_000_000, 0, 0), PlanValue.Of(flow, [gone, never]));
        Assert.Equal(new PlanValue(1_000_000, 500_000, 1), PlanValue.Of(flow, [gone, new TargetCut(TargetKind.Account, "a1", 0.5)]));

        // Whatever it became: one id is one party.
        Assert.Equal(1.0, PlanValue.Of(flow, [new TargetCut(TargetKind.Reseller, "n1", 1.0)]).Share);
        Assert.Throws<ArgumentOutOfRangeException>(() => PlanValue.Of(flow, [new TargetCut(TargetKind.Account, "a1", 1.5)]));
    }

    [Fact]
    public void A_relationship_is_found_whatever_its_ids_hold()
    {
        var world = new WorldText().Placement("p1", "2026-10-01", "n>1", "a>1", "pirate.example", 100m)
            .Placement("p2", "2026-10-01", "n>1", "a2", "pirate.example", 300m).Black("pirate.example", "2026-01-01");
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None);
        Assert.Equal(0.25, PlanValue.Of(flow, [new TargetCut(TargetKind.Relationship, "n>1>a>1", 1.0)]).Share, 12);
    }
}
