using Graph.Analysis.Knowledge;
using Graph.Analysis.Knowledge.Audit;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Audit;

public sealed class SelfAuditTests
{
    [Fact]
    public void DeadlinesCountFromDeliveryWhereNoticesNameNone()
    {
        var world = World("2026-11-20").Notice("n-1", "net", "p1.example", "2026-11-01", "2026-11-10").Notice("n-2", "net", "", "2026-09-01", "2026-09-02", "2026-09-30")
            .Notice("n-3", "net", "", "2026-11-02", "2026-11-03", "2026-12-01", "2026-11-04", NoticeResponse.Refused).Notice("n-4", "net", "", "2026-11-02").Notice("n-5", "other", "", "2026-11-02", "2026-11-03");
        var view = KnowledgeWorlds.View(world);
        var notices = SelfAudit.Run(view, view.Party("net"), CancellationToken.None).Notices;
        Assert.Equal(
            [("n-1", 5, false), ("n-3", 11, true), ("n-2", -51, false), ("n-4", null, false)],
            notices.Select(notice => (view.Records.Notices[notice.Notice].NoticeId, notice.DaysLeft, notice.Answered)));
        Assert.Null(notices[^1].Delivered);
    }

    [Theory]
    [InlineData("2026-11-20", DeclarationStatement.Listed)]
    [InlineData("2026-11-07", DeclarationStatement.Listed)]
    [InlineData("2026-11-06", DeclarationStatement.Removed)]
    [InlineData("2026-08-20", DeclarationStatement.None)]
    public void TheDeclarationIsWhatTheRecordsAllow(string lastServed, DeclarationStatement expected)
    {
        var view = KnowledgeWorlds.View(World(lastServed));
        var audit = SelfAudit.Run(view, view.Party("net"), CancellationToken.None);
        Assert.Equal(expected, audit.Statement);
        Assert.Equal(expected == DeclarationStatement.None ? [] : [100L * 10_000], audit.Served.Select(site => site.Gross));
    }

    private static WorldText World(string served) => new WorldText()
        .Placement("p1", served, "net", "acc", "p1.example", 100m).Placement("p2", "2026-11-20", "net", "acc", "clean.example", 100m)
        .Placement("p3", "2026-11-20", "other", "acc", "clean.example", 100m).Black("p1.example", "2026-01-01");
}
