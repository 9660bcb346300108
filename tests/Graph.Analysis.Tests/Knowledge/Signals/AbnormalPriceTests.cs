using Graph.Analysis.Knowledge.Signals;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>A market of twelve networks at about 10 yuan per thousand; eight of them also on four pirate sites; "n" is asked about.</summary>
public sealed class AbnormalPriceTests
{
    private const string From = "2026-08-16"; // the twelve Sundays of the window

    [Theory]
    [InlineData(300, "3")]
    [InlineData(30, "0.3")]
    public void Fires_where_its_prices_on_pirate_sites_lie_far_off_in_either_direction(int gross, string ratio)
    {
        var finding = Find(Pirate(Clean(Market(), "n", 100), "n", gross));
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.StartsWith(ratio[..1], finding.Facts["ratio"], StringComparison.Ordinal);
        Assert.InRange(Math.Exp(finding.Measures[1]), gross > 100 ? 2.7 : 3.0, gross > 100 ? 3.3 : 3.7);
        Assert.Equal(WorldText.Day(From), finding.Since);
        Assert.Equal(48 * gross * 10_000L, finding.Amount);
        Assert.Equal(48, finding.RowsInAll);
        Assert.Empty(finding.Holding());
    }

    [Fact]
    public void Is_quiet_at_the_price_of_the_market() =>
        Assert.Equal(SignalState.Quiet, Find(Pirate(Clean(Market(), "n", 100), "n", 104)).State);

    [Fact]
    public void A_buyer_that_pays_so_everywhere_explains_it()
    {
        var finding = Find(Pirate(Clean(Market(), "n", 300), "n", 300));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["dear_buyer"], finding.Holding());
    }

    [Fact]
    public void Sites_that_are_dear_for_everybody_explain_it()
    {
        var finding = Find(Pirate(Clean(Market(pirate: 3.0), "n", 100), "n", 300));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["dear_site"], finding.Holding());
    }

    [Fact]
    public void A_dear_format_explains_it()
    {
        var world = Market();
        for (var i = 0; i < 12; i++)
        {
            // Everybody sells pop-ups at three times the price of banners, a little of them.
            Rows(world, $"m{i}", $"c{i}.example", 30, 1_000, "popup");
        }

        var finding = Find(Pirate(Clean(world, "n", 100), "n", 300, format: "popup"));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["format_geo_mix"], finding.Holding());
    }

    [Fact]
    public void Few_impressions_explain_it()
    {
        var finding = Find(Pirate(Clean(Market(), "n", 100), "n", 3, impressions: 100));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["few_impressions"], finding.Holding());
    }

    [Fact]
    public void Without_impressions_or_matched_prices_it_says_so()
    {
        var bare = new WorldText().Ending().Black("p0.example", "2026-01-04").Weekly("n", "a", "p0.example", 10, From, ToldWorlds.AsOf);
        Assert.Equal("no_impressions", Find(bare).Reason);
        Assert.Equal("no_pirate_rows", Find(Clean(Market(), "n", 100)).Reason);
        Assert.Equal("no_clean_inventory", Find(Pirate(Market(), "n", 300)).Reason);
        Assert.Equal("no_matched_price", Find(Pirate(Clean(Market(), "n", 100), "n", 300, format: null)).Reason);
    }

    [Fact]
    public void A_cleared_site_counts_for_nothing()
    {
        var world = Pirate(Clean(Market(), "n", 100), "n", 300);
        for (var site = 0; site < 4; site++)
        {
            world.White($"p{site}.example", "2026-10-25", authority: "court");
        }

        Assert.Equal("no_pirate_rows", Find(world).Reason);
    }

    /// <summary>A world in which it fires.</summary>
    internal static WorldText Firing() => Pirate(Clean(Market(), "n", 100), "n", 300);

    private static SignalFinding Find(WorldText world) => ToldWorlds.Find(AbnormalPrice.Definition, world, "n");

    private static WorldText Market(double pirate = 1.0)
    {
        var world = new WorldText().Ending();
        for (var site = 0; site < 4; site++)
        {
            world.Black($"p{site}.example", "2026-01-04");
        }

        for (var i = 0; i < 12; i++)
        {
            var level = 100m * (1m + (0.02m * ((i % 5) - 2)));
            Rows(world, $"m{i}", $"c{i}.example", level, 10_000, "banner");
            for (var site = i % 2; i < 8 && site < 4; site += 2)
            {
                Rows(world, $"m{i}", $"p{site}.example", level * (decimal)pirate * (1m + (0.05m * ((((i * 3) + site) % 5) - 2))), 10_000, "banner");
            }
        }

        return world;
    }

    private static WorldText Clean(WorldText world, string network, decimal gross)
    {
        Rows(world, network, "own.example", gross, 10_000, "banner");
        return Rows(world, network, "own2.example", gross, 10_000, "banner");
    }

    private static WorldText Pirate(WorldText world, string network, decimal gross, string? format = "banner", long impressions = 10_000)
    {
        for (var site = 0; site < 4; site++)
        {
            Rows(world, network, $"p{site}.example", gross, impressions, format);
        }

        return world;
    }

    private static WorldText Rows(WorldText world, string network, string host, decimal gross, long impressions, string? format)
    {
        for (var day = WorldText.Day(From); day <= WorldText.Day(ToldWorlds.AsOf); day = day.AddDays(7))
        {
            world.Placement($"p{world.Placements.Count}", ToldWorlds.Text(day), network, $"acc-{host}", host, Math.Round(gross, 4),
                impressions: impressions, format: format, geo: "cn");
        }

        return world;
    }
}
