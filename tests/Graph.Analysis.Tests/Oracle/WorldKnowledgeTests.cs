using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>What the oracle says parties knew, worked by hand.</summary>
public sealed class WorldKnowledgeTests
{
    private static WorldText World => new WorldText()
        .Placement("p1", "2026-10-25", "n", "a", "one.example", 2m, impressions: 1000, format: "banner", geo: "cn", relation: Relation.Direct)
        .Placement("p2", "2026-10-24", "n", "a", "two.example", 3m, reseller: "n")
        .Placement("p3", "2026-10-24", "n", "b", "three.example", 4m, reseller: "r", impressions: 500, format: "video")
        .Placement("p4", "2026-01-01", "n", "c", "four.example", 5m)
        .Placement("p5", "2026-10-20", "m", "d", "four.example", 6m)
        .Placement("p6", "2026-10-20", "m", "a", "one.example", 0m)
        .Placement("p7", "2026-10-20", "m", null, "x.five.example", 7m)
        .Settlement("s1", "n", "a", "2026-10-20", 9_500m, rail: "bank", periodFrom: "2026-10-01", periodTo: "2026-10-15")
        .Settlement("s2", "n", "b", "2026-10-20", 10_000m, "held").Settlement("s3", "n", "c", "2026-10-21", 10_499.9999m)
        .Settlement("s4", "m", "hidden", "2026-10-21", 1m).Settlement("s5", "hidden", "n", "2026-10-22", 1m)
        .Party("a", PartyKind.Account, legalId: "L1").Party("c", PartyKind.Account, legalId: "L1").Party("n", PartyKind.Network, legalId: "L1")
        .Black("one.example", "2026-10-01")
        .Notice("k1", "n", "x.five.example", "2026-10-02", deliveredAt: "2026-10-04T10:00", respondedAt: "2026-10-26", response: NoticeResponse.Removed)
        .Notice("k2", "n", "d", "2026-10-01", deliveredAt: "2026-10-25T23:59:59").Notice("k3", "nobody", "", "2026-10-26")
        .Declaration("d1", "n", "2026-09-01", "2026-09-30", DeclarationStatement.None).Declaration("d2", "n", "2026-10-01", "2026-10-31", DeclarationStatement.None)
        .Verdict("m", VerdictKind.Negligent, "2026-05-05", "court");

    [Fact]
    public void Marked_rows_by_hand()
    {
        var view = KnowledgeWorlds.View(World);
        var records = view.Records;

        Assert.Equal(["declarations.csv", "lists.csv", "notices.csv", "parties.csv", "placements.csv", "settlements.csv", "verdicts.csv"], records.Files);
        Assert.Equal(["five.example", "four.example", "one.example", "two.example"], records.Sites);
        // p3 runs beside; p6 earns nothing; c shares the legal id of a, the network does not become an account by it.
        Assert.Equal(
            ["placements.csv:6", "placements.csv:8", "placements.csv:2", "placements.csv:3", "placements.csv:5"],
            records.Placements.Select(p => view.Place(p.Origin)));
        Assert.Equal(new MarkedPlacement(new RowOrigin(4, 2), new DateOnly(2026, 10, 25), view.Party("n"), -1, view.Party("a"), 2, 20_000, 1000,
            1, 2, Relation.Direct, false), records.Placements[2]);
        Assert.True(records.Placements[3] is { NamesReseller: true, Reseller: -1, Format: -1, Impressions: -1 });
        Assert.Equal(
            ["settlements.csv:6", "settlements.csv:5", "settlements.csv:2", "settlements.csv:4"], records.Settlements.Select(s => view.Place(s.Origin)));
        Assert.Equal(["bank", "banner", "cn", "video"], records.Words);
        Assert.Equal([RecordType.Placements, RecordType.Settlements, RecordType.Parties, RecordType.Lists, RecordType.Notices, RecordType.Declarations,
            RecordType.Verdicts], records.Present.Order());
    }

    [Fact]
    public void Sums_by_hand()
    {
        var view = KnowledgeWorlds.View(World);
        var (m, n, r) = (view.Party("m"), view.Party("n"), view.Party("r"));

        Assert.Equal([new PriceCell(n, 1, 2, 11, 20_000, 1000, 1), new PriceCell(n, 3, -1, 11, 40_000, 500, 1)], view.Records.Prices);
        Assert.Equal(
            [
                new ResellerSpan(m, -1, new DateOnly(2026, 10, 20), new DateOnly(2026, 10, 20), 130_000, 2),
                new ResellerSpan(n, -1, new DateOnly(2026, 1, 1), new DateOnly(2026, 10, 25), 100_000, 3),
                new ResellerSpan(n, r, new DateOnly(2026, 10, 24), new DateOnly(2026, 10, 24), 40_000, 1),
            ], view.Records.Resellers);
        Assert.Equal([new PaymentBand(n, 100_000_000, 1, 1)], view.Records.Bands);
    }

    [Fact]
    public void What_has_not_happened_yet_is_not_seen()
    {
        var view = KnowledgeWorlds.View(World);
        var records = view.Records;

        Assert.Equal(["k2", "k1"], records.Notices.Select(k => k.NoticeId));
        Assert.True(records.Notices[1] is { RespondedAt: null, Response: null, DeliveredAt: not null });
        Assert.NotNull(records.Notices[0].DeliveredAt);
        Assert.Equal([-1, 0], records.NoticeSites);
        Assert.Equal([view.Party("d"), -1], records.NoticeAccounts);
        Assert.Equal(["d1"], records.Declarations.Select(d => d.DeclarationId));
        Assert.Equal([view.Party("m")], records.VerdictParties);

        var later = KnowledgeWorlds.View(World, cut: new AsOfCut(new DateOnly(2026, 10, 31), null, 12)).Records;
        Assert.Equal([-1, view.Party("n"), view.Party("n")], later.NoticeParties.Order());
        Assert.Equal(NoticeResponse.Removed, later.Notices.Single(k => k.NoticeId == "k1").Response);
        Assert.Equal(2, later.Declarations.Count);
    }
}
