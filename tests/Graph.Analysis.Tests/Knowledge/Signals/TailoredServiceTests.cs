using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>Twelve networks with 40 sites each, one or two of them pirate sites; "n" has more.</summary>
public sealed class TailoredServiceTests
{
    [Fact]
    public void Fires_where_half_of_its_sites_are_pirate_sites()
    {
        var finding = Find(Firing());
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.True(finding.Statistic > 5.0);
        Assert.Equal(20 * 10 * 10_000L, finding.Amount);
        Assert.Equal(20, finding.RowsInAll);
        Assert.Null(finding.Since);
        Assert.Equal(["niche"], finding.Innocent.Select(test => test.Code));
    }

    [Theory]
    [InlineData(2, 40)] // as everybody
    [InlineData(1, 2)] // half, but of two sites
    [InlineData(3, 20)] // three times the median
    public void Is_quiet_where_the_share_is_not_extraordinary(int pirate, int sites) =>
        Assert.Equal(SignalState.Quiet, Find(Add(Peers(), "n", pirate, sites)).State);

    [Fact]
    public void A_small_share_shrinks_towards_the_peers()
    {
        var few = Find(Add(Peers(), "n", 1, 2));
        var many = Find(Add(Peers(), "n", 20, 40));
        Assert.True(few.Statistic < many.Statistic / 2);
    }

    [Fact]
    public void A_niche_in_which_others_are_as_exposed_explains_it()
    {
        var finding = Find(Add(Peers(format: "popup"), "n", 20, 40, format: "popup"));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.True(finding.Test("niche").Holds);
    }

    [Fact]
    public void A_niche_in_which_others_are_clean_does_not()
    {
        var world = Add(Peers(), "n", 20, 40, format: "popup");
        for (var i = 0; i < 12; i++)
        {
            Row(world, $"m{i}", $"pop{i}.example", "popup");
        }

        var finding = Find(world);
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.Equal("1", finding.Facts["pirate_only"]);
        Assert.Equal("0", finding.Facts["niche"]);
        Assert.True(finding.Weight >= Find(Add(Peers(), "n", 20, 40)).Weight);
    }

    [Fact]
    public void Without_formats_the_niche_is_said_to_be_unknown() =>
        Assert.Equal(["niche_unknown"], Find(Add(Peers(), "n", 20, 40, format: null)).Innocent.Select(test => test.Code));

    [Fact]
    public void It_begins_with_the_first_listed_site_taken_on_after_a_notice()
    {
        var world = Add(Peers(), "n", 20, 40).Notice("k", "n", "", "2026-10-01", "2026-10-05");
        world.Black("late.example", "2026-09-01").Placement("late", "2026-10-11", "n", "a", "late.example", 10, impressions: 100, format: "banner", geo: "cn");
        world.Black("after.example", "2026-10-20").Placement("after", "2026-10-18", "n", "a", "after.example", 10, impressions: 100, format: "banner", geo: "cn");
        Assert.Null(Find(Add(Peers(), "n", 20, 40).Notice("k", "n", "", "2026-11-01", "2026-11-01")).Since);
        var finding = Find(world);
        Assert.Equal(WorldText.Day("2026-10-11"), finding.Since);
    }

    [Fact]
    public void Without_pirate_sites_or_peers_it_cannot_be_assessed()
    {
        Assert.Equal("no_pirate_sites", Find(Add(Peers(), "n", 0, 40)).Reason);
        Assert.Equal("few_peers", Find(Add(new WorldText().Ending().Black("bad0.example", "2026-01-04"), "n", 1, 2)).Reason);
    }

    /// <summary>A world in which it fires.</summary>
    internal static WorldText Firing() => Add(Peers(), "n", 20, 40);

    private static SignalFinding Find(WorldText world) => ToldWorlds.Find(TailoredService.Definition, world, "n");

    private static WorldText Peers(string format = "banner")
    {
        var world = new WorldText().Ending();
        for (var site = 0; site < 20; site++)
        {
            world.Black($"bad{site}.example", "2026-01-04");
        }

        for (var i = 0; i < 12; i++)
        {
            Add(world, $"m{i}", 1 + (i % 2), 40, format, cleanFormat: "banner");
        }

        return world;
    }

    /// <summary>Sites accrue once, "n" on the as-of date before any notice of these tests or not at all after it.</summary>
    private static WorldText Add(WorldText world, string network, int pirate, int sites, string? format = "banner", string? cleanFormat = "banner")
    {
        for (var site = 0; site < sites; site++)
        {
            Row(world, network, site < pirate ? $"bad{site}.example" : $"fine{network}{site}.example", site < pirate ? format : cleanFormat);
        }

        return world;
    }

    private static void Row(WorldText world, string network, string host, string? format) =>
        world.Placement($"p{world.Placements.Count}", "2026-09-27", network, "acc-" + host, host, 10, impressions: 1_000, format: format, geo: "cn");
}
