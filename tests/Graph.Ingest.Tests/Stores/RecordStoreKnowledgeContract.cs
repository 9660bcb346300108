using CsCheck;
using Graph.Ingest.Csv;
using Graph.Model.Records;
using Graph.Model.Stores;
using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Ingest.Tests.Stores;

/// <summary>What every store must say of what parties knew.</summary>
public abstract partial class RecordStoreContract
{
    private static readonly AsOfCut LastDay = new(new DateOnly(2026, 10, 31), null, 12);

    [Fact]
    public void Knowledge_of_a_world_by_hand_is_what_the_oracle_says()
    {
        foreach (var day in new[] { LastDay.AsOf, new DateOnly(2026, 10, 26), new DateOnly(2026, 10, 3), new DateOnly(2026, 1, 1) })
        {
            Compare(HandWorld, LastDay with { AsOf = day });
        }
    }

    [Fact]
    public void Knowledge_of_random_worlds_is_what_the_oracle_says() =>
        RandomKnowledge.Worlds.Sample(w => Compare(w.World, w.Cut), iter: 20, threads: 1);

    [Fact]
    public void Knowledge_of_an_empty_store_is_empty()
    {
        using var store = NewStore();
        var known = store.ReadKnowledge(store.Read(LastDay, CancellationToken.None), CancellationToken.None);
        Assert.Empty(known.Present);
        Assert.Empty(known.Placements);
        Assert.Empty(known.Files);
    }

    [Fact]
    public void Knowledge_of_an_earlier_load_sees_no_later_one()
    {
        using var folder = new TempFolder();
        HandWorld.WriteTo(folder.At("first"));
        new WorldText().Black("three.example", "2026-10-01").Notice("k9", "n", "", "2026-10-01").Placement("p1", "2026-10-25", "n", "a", "one.example", 99m)
            .WriteTo(folder.At("second"));
        using var store = NewStore();
        Ingest(store, folder.At("first"), 1);
        var before = Knowledge(store, LastDay with { KnownAt = World.Start.AddHours(1) });
        Ingest(store, folder.At("second"), 2);
        var after = Knowledge(store, LastDay with { KnownAt = World.Start.AddHours(1) });
        var now = Knowledge(store, LastDay);
        Assert.Equal(before, after);
        Assert.NotEqual(before[before.IndexOf('\n', StringComparison.Ordinal)..], now[now.IndexOf('\n', StringComparison.Ordinal)..]);
        Assert.Contains("placements.csv:2 2026-10-25 n - a one.example 990000 -1 - -  False", now, StringComparison.Ordinal);
    }

    private static WorldText HandWorld => new WorldText()
        .Placement("p1", "2026-10-25", "n", "a", "one.example", 2m, impressions: 1000, format: "banner", geo: "cn", relation: Relation.Direct)
        .Placement("p1", "2026-10-25", "n", "a", "one.example", 3m, recordedAt: "2026-10-26T08:00:00Z", impressions: 900, format: "banner", geo: "cn")
        .Placement("p2", "2026-10-24", "n", "a", "two.example", 3m, reseller: "n")
        .Placement("p3", "2026-10-24", "n", "b", "deep.three.example", 4m, reseller: "r", impressions: 500, format: "video")
        .Placement("p4", "2026-01-01", "n", "c", "four.example", 5m, reseller: "c")
        .Placement("p5", "2026-10-20", "m", "d", "four.example", 6m, impressions: 0)
        .Placement("p6", "2026-10-20", "m", "a", "one.example", 0m)
        .Placement("p7", "2026-10-20", "m", null, "x.five.example", 7m)
        .Placement("p8", "2026-10-01", "m", "site:five.example", "six.example", 8m).Placement("p9", "2026-10-02", "n", "n", "one.example", 1m)
        .Placement("p10", "2026-10-02", "n", null, "sub.three.example", 1m).Placement("p11", "2026-10-02", "n", "n", "seven.example", 1m)
        .Settlement("s1", "n", "a", "2026-10-20", 9_500m, rail: "bank", periodFrom: "2026-10-01", periodTo: "2026-10-15")
        .Settlement("s2", "n", "b", "2026-10-20", 10_000m, "held").Settlement("s3", "n", "c", "2026-10-21", 10_499.9999m)
        .Settlement("s4", "m", "hidden", "2026-10-21", 1m).Settlement("s5", "hidden", "n", "2026-10-22", 1m).Settlement("s6", "r", "b", "2026-10-22", -5m, "reversed")
        .Settlement("s7", "m", "site:five.example", "2026-10-22", 2m).Settlement("s8", "hidden", "m", "2026-10-22", 1m)
        .Party("a", PartyKind.Account, legalId: "L1", openedOn: "2020-01-01", closedOn: "2026-10-30").Party("c", PartyKind.Account, legalId: "L1").Party("n", PartyKind.Network, legalId: "L1")
        .Black("one.example", "2026-10-01").Black("deep.three.example", "2026-10-02", to: "2026-10-30", confidence: 50m).White("six.example", "2026-10-05")
        .Notice("k1", "n", "x.five.example", "2026-10-02", deliveredAt: "2026-10-04T10:00", respondedAt: "2026-10-26", response: NoticeResponse.Removed)
        .Notice("k2", "n", "d", "2026-10-01", deliveredAt: "2026-10-25T23:59:59").Notice("k3", "nobody", "", "2026-10-26", type: NoticeType.SelfInspectionOrder)
        .Notice("k4", "r", "a.deep.three.example", "2026-10-03").Notice("k5", "m", "none.example", "2026-10-03", deadline: "2026-10-20")
        .Notice("k6", "n", "site:three.example", "2026-10-03", deliveredAt: "2026-10-04")
        .Declaration("d1", "n", "2026-09-01", "2026-09-30", DeclarationStatement.None).Declaration("d2", "n", "2026-10-01", "2026-10-31", DeclarationStatement.Listed)
        .Verdict("m", VerdictKind.Negligent, "2026-05-05", "court").Verdict("nobody", VerdictKind.Clean, "2026-05-05");

    private void Compare(WorldText world, AsOfCut cut)
    {
        using var folder = new TempFolder();
        world.WriteTo(folder.FullPath);
        using var store = NewStore();
        Ingest(store, folder.FullPath, 1);
        var money = WorldRecords.Of(world, cut);
        Assert.Equal(KnowledgeDump.Of(WorldKnowledge.Of(world, money, cut), money), Knowledge(store, cut));
    }

    private static string Knowledge(IRecordStore store, AsOfCut cut)
    {
        var money = store.Read(cut, CancellationToken.None);
        return KnowledgeDump.Of(store.ReadKnowledge(money, CancellationToken.None), money);
    }

    private static LoadEntry? Ingest(IRecordStore store, string folder, int load) =>
        IngestPipeline.Run(DataFolder.List(folder), store, new FixedClock(World.Start.AddHours(load)), null, CancellationToken.None).Load;

    private sealed class FixedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
