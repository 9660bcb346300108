using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Audit;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Audit;

public sealed class AuditFixesTests
{
    private const string Day = "2026-11-20";

    [Fact]
    public void EachFixRemovesMostBeyondThoseBeforeIt()
    {
        // acc-1 has 60 on p1 and 30 on p2; res pays acc-2 50 on p1. Cutting the site p1 removes 110, then p2 and acc-1 remove 30 each: the site first.
        var fixes = Fixes(Hand(), "net");
        Assert.Equal([(AuditFixKind.Site, "p1.example"), (AuditFixKind.Site, "p2.example")], fixes.Select(fix => (fix.Kind, fix.Id)));
        Assert.Equal([110.0, 30.0], fixes.Select(fix => fix.Removed / 10_000));
        Assert.Equal([110.0, 140.0], fixes.Select(fix => fix.Cumulative / 10_000));
        Assert.Equal([30.0, 0.0], fixes.Select(fix => fix.Left / 10_000));
    }

    [Fact]
    public void AnAccountThatCarriesMostComesBeforeItsSites()
    {
        var world = Hand().Placement("p9", Day, "net", "acc-1", "p3.example", 95m).Black("p3.example", "2026-01-01");
        var first = Fixes(world, "net")[0];
        Assert.Equal((AuditFixKind.Account, "acc-1"), (first.Kind, first.Id));
        Assert.Equal((185.0, 200.0), (first.Removed / 10_000, first.Clean / 10_000));
    }

    [Fact]
    public void PayeesAreThoseThatPirateMoneyPasses()
    {
        var view = KnowledgeWorlds.View(Hand());
        var payees = AuditFixes.Payees(view.Flow, view.Exposure, view.Party("net"));
        Assert.Equal(
            [("acc-1", 290.0, 90.0), ("acc-2", 50.0, 50.0), ("res", 50.0, 50.0)],
            payees.Select(payee => (view.Flow.Graph.Parties[payee.Party].Id, payee.Amount / 10_000, payee.Pirate / 10_000)));
    }

    [Fact]
    public void WhatASiteRemovesIsWhatClearingItTakesOff() => RandomWorlds.Cyclic.Sample(
        random =>
        {
            var before = KnowledgeWorlds.View(random.World, cut: random.Cut);
            foreach (var party in before.Judged)
            {
                var fixes = AuditFixes.Run(before.Flow, before.Exposure, party, SelfAudit.MaxFixes, CancellationToken.None);
                if (fixes.FirstOrDefault(fix => fix.Kind == AuditFixKind.Site) is { } fix)
                {
                    random.World.White(fix.Id, "2020-01-01");
                    var after = KnowledgeWorlds.View(random.World, cut: random.Cut);
                    random.World.Lists.RemoveAt(random.World.Lists.Count - 1);
                    var difference = before.Exposure.Parties[party].Amount - after.Exposure.Parties[after.Party(before.Flow.Graph.Parties[party].Id)].Amount;
                    Assert.Equal(difference, fix.Alone, Math.Max(1.0, difference * 1e-9));
                }
            }
        },
        iter: 60, threads: 1);

    [Fact]
    public void AllFixesTogetherLeaveNothing() => RandomWorlds.Cyclic.Sample(
        random =>
        {
            var view = KnowledgeWorlds.View(random.World, cut: random.Cut);
            foreach (var party in view.Judged)
            {
                var fixes = AuditFixes.Run(view.Flow, view.Exposure, party, int.MaxValue, CancellationToken.None);
                var total = view.Exposure.Parties[party].Amount;
                var left = total;
                foreach (var fix in fixes)
                {
                    left -= fix.Removed;
                    Assert.Equal(left, fix.Left, 1.0);
                    Assert.True(fix.Removed <= fix.Alone + 1.0);
                }

                Assert.True(Math.Abs(left) < fixes.Count + 2.0, $"{left} of {total} is left");
            }
        },
        iter: 100, threads: 1);

    private static WorldText Hand() => new WorldText()
        .Placement("p1", Day, "net", "acc-1", "p1.example", 60m)
        .Placement("p2", Day, "net", "acc-1", "p2.example", 30m)
        .Placement("p3", Day, "net", "acc-1", "clean.example", 200m)
        .Placement("p4", Day, "net", "acc-2", "p1.example", 50m, reseller: "res")
        .Placement("p5", Day, "other", "acc-2", "p1.example", 500m)
        .Black("p1.example", "2026-01-01").Black("p2.example", "2026-01-01");

    private static IReadOnlyList<AuditFix> Fixes(WorldText world, string id)
    {
        var view = KnowledgeWorlds.View(world);
        return AuditFixes.Run(view.Flow, view.Exposure, view.Party(id), SelfAudit.MaxFixes, CancellationToken.None);
    }
}
