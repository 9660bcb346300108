using Graph.Analysis.Knowledge.Signals;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Signals;

/// <summary>Ten networks that cut off pirate sites whatever they earn; "n" chooses. All sites were listed on 2026-04-05 unless told otherwise.</summary>
public sealed class SelectiveComplianceTests
{
    private const string Listed = "2026-04-05";

    [Fact]
    public void Fires_where_small_sites_are_dropped_and_big_ones_kept()
    {
        var finding = Find(Firing());
        Assert.Equal(SignalState.Fired, finding.State);
        Assert.Equal(("8", "8"), (finding.Facts["cut"], finding.Facts["kept"]));
        Assert.True(finding.AdjustedPValue < 0.01 && finding.Statistic > 2.3);
        Assert.Equal(WorldText.Day("2026-04-19"), finding.Since); // the first Sunday after the grace period, after the first cut-off
        Assert.Equal(8 * 1_000 * 10_000L * 29, finding.Amount); // 2026-04-19 to 2026-11-01
        Assert.Empty(finding.Holding());
    }

    [Fact]
    public void Is_quiet_where_big_sites_are_dropped_and_small_ones_kept()
    {
        var finding = Find(Choosing(Others(), "n", small: 1_000, big: 10));
        Assert.Equal(SignalState.Quiet, finding.State);
        Assert.True(finding.Statistic < 0.0);
    }

    [Fact]
    public void Is_quiet_where_size_does_not_matter() => Assert.Equal(SignalState.Quiet, Find(Network(Others(), "n", 3)).State);

    [Fact]
    public void What_all_parties_do_explains_it()
    {
        var world = new WorldText().Ending();
        for (var i = 0; i < 10; i++)
        {
            Choosing(world, $"m{i}");
        }

        var finding = Find(Choosing(world, "n"));
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["as_everybody"], finding.Holding());
    }

    [Fact]
    public void Big_sites_that_are_only_young_explain_it()
    {
        // Small sites took ten weeks at most; the big ones were listed nine weeks ago.
        var world = new WorldText().Ending();
        for (var i = 0; i < 10; i++)
        {
            Network(world, $"m{i}", i, i % 2 == 0 ? Listed : "2026-08-30");
        }

        for (var site = 0; site < 14; site++)
        {
            Site(world, "n", $"small{site}", 10, Listed, site == 0 ? "2026-06-07" : "2026-04-05");
            Site(world, "n", $"big{site}", 1_000, "2026-08-30", ToldWorlds.AsOf);
        }

        var finding = Find(world);
        Assert.Equal(SignalState.Explained, finding.State);
        Assert.Equal(["reviewed_later"], finding.Holding());
    }

    [Fact]
    public void A_site_that_goes_dark_for_everybody_is_nobodys_cut_off()
    {
        var world = Choosing(Others(), "n");
        for (var site = 0; site < 8; site++)
        {
            // Another network served the small sites until the same day.
            world.Weekly("w", $"acc-n-small{site}", $"n-small{site}.example", 5, "2026-01-04", "2026-04-05");
        }

        var finding = Find(world);
        Assert.Equal("few_pairs", finding.Reason);
    }

    [Fact]
    public void Too_few_pairs_cannot_be_assessed()
    {
        Assert.Equal("no_pirate_sites", Find(Others().Weekly("n", "a", "clean.example", 10, Listed, ToldWorlds.AsOf)).Reason);
        Assert.Equal("few_pairs", Find(Site(Others(), "n", "only", 10, Listed, ToldWorlds.AsOf)).Reason);
    }

    /// <summary>A world in which it fires.</summary>
    internal static WorldText Firing() => Choosing(Others(), "n");

    private static SignalFinding Find(WorldText world) => ToldWorlds.Find(SelectiveCompliance.Definition, world, "n");

    private static WorldText Others()
    {
        var world = new WorldText().Ending();
        for (var i = 0; i < 10; i++)
        {
            Network(world, $"m{i}", i);
        }

        return world;
    }

    /// <summary>Eight sites of 10 to 1,280 yuan a week; half of them, at changing places, are cut off after one to eight weeks.</summary>
    private static WorldText Network(WorldText world, string network, int salt, string listed = Listed)
    {
        for (var site = 0; site < 8; site++)
        {
            var cut = (site + salt) % 2 == 0;
            Site(world, network, $"s{site}", 10 << site, listed, cut ? ToldWorlds.Text(WorldText.Day(listed).AddDays(7 * (((site * 5) + salt) % 8))) : ToldWorlds.AsOf);
        }

        return world;
    }

    private static WorldText Choosing(WorldText world, string network, decimal small = 10, decimal big = 1_000)
    {
        for (var site = 0; site < 8; site++)
        {
            Site(world, network, $"small{site}", small, Listed, "2026-04-05");
            Site(world, network, $"big{site}", big, Listed, ToldWorlds.AsOf);
        }

        return world;
    }

    private static WorldText Site(WorldText world, string network, string name, decimal weekly, string listed, string last) =>
        world.Black($"{network}-{name}.example", listed).Weekly(network, $"acc-{network}-{name}", $"{network}-{name}.example", weekly, "2026-01-04", last);
}
