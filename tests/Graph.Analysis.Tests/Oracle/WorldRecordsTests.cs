using System.Numerics;
using CsCheck;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Oracle;

/// <summary>The sums that the oracle hands to the implementation.</summary>
public sealed class WorldRecordsTests
{
    [Fact]
    public void A_world_summed_by_hand()
    {
        var world = new WorldText()
            .Placement("p1", "2026-10-25", "n", "a", "one.example", 2m, reseller: "n", advertiser: "v")
            .Placement("p2", "2026-10-24", "n", "a", "m.one.example", 3m, reseller: "a")
            .Placement("p3", "2026-10-24", "n", "n", "two.example", 4m, advertiser: "n")
            .Placement("p4", "2026-01-01", "n", null, "two.example", 5m, reseller: "r")
            .Settlement("s1", "n", "a", "2026-10-20", 7m).Settlement("s2", "n", "a", "2026-10-20", 2m, "held")
            .Settlement("s3", "r", "site:two.example", "2026-10-20", 1m).Settlement("s4", "r", "x", "2026-10-20", 0m)
            .Line("s1", "p2", 6m).Line("s2", "p2", 1m).Line("s3", "p4", 1m)
            .Black("one.example", "2026-01-01", confidence: 12.5m);
        var records = WorldRecords.Of(world, world.DefaultCut);

        Assert.Equal(["a", "n", "r", "site:two.example", "v", "x"], records.Parties.Select(p => p.Id));
        Assert.Equal(
            [PartyKind.Reseller, PartyKind.Network, PartyKind.Reseller, PartyKind.Account, PartyKind.Advertiser, PartyKind.Account],
            records.Parties.Select(p => p.Kind));
        Assert.Equal(["one.example", "two.example"], records.Sites);
        Assert.Equal([new LaneSum(1, -1, -1, 1, 40_000, 1), new LaneSum(1, -1, 0, 0, 50_000, 2)], records.Lanes);
        Assert.Equal([new LaneSum(1, 2, 3, 1, 50_000, 1)], records.LanesToDate);
        Assert.Equal([new AdvertiserSum(4, 1, 20_000)], records.Advertisers);
        Assert.Equal([new AdvertiserSiteSum(4, 0, 20_000)], records.AdvertiserSites);
        var day = new DateOnly(2026, 10, 20);
        Assert.Equal([new PaymentSum(1, 0, day, 70_000, 20_000, 0, 2), new PaymentSum(2, 3, day, 10_000, 0, 0, 1)], records.Payments);
        Assert.Equal([new LineSum(1, 0, 1, -1, 0, 0, 60_000), new LineSum(2, 3, 1, 2, 3, 1, 10_000)], records.Lines);
        Assert.Equal(125_000, Assert.Single(records.Lists).Confidence);
    }

    [Fact]
    public void Nothing_is_lost_in_the_sums()
    {
        RandomWorlds.Overlapping.Sample(w =>
        {
            var seen = new SeenWorld(w.World, w.Cut);
            var records = WorldRecords.Of(w.World, w.Cut);
            Assert.Equal((long)WorldRecords.Sum(seen.WindowPlacements.Select(p => p.Units)), records.Lanes.Sum(l => l.Gross));
            Assert.Equal((long)WorldRecords.Sum(seen.WindowSettlements.Select(s => s.Counted)), records.Payments.Sum(p => p.Amount));
            Assert.Equal(
                (long)WorldRecords.Sum(seen.WindowSettlements.Select(s => BigInteger.Abs(s.Units - s.Counted))),
                records.Payments.Sum(p => p.Held + p.Reversed) - 2 * seen.WindowSettlements.Where(s => s.Row.Status == "held" && s.Units.Sign < 0).Sum(s => (long)s.Units));
            Assert.Equal(records.Lanes, records.Lanes.OrderBy(l => (l.Network, l.Reseller, l.Account, l.Site)));
            Assert.All(records.Lanes, l => Assert.True(l.Reseller != l.Network && l.Account != l.Reseller | l.Account < 0));
        }, iter: 100, threads: 1);
    }
}
