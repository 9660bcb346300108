using Graph.Analysis.Targets.Collateral;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Collateral;

/// <summary>Mobility worked out by hand: the earlier window ends on 9 August 2026, the later one on 1 November.</summary>
public sealed class PublisherMobilityTests
{
    private const string Before = "2026-08-01";
    private const string After = "2026-10-25";
    private static readonly AsOfCut Later = new(new DateOnly(2026, 11, 1), null, 12);

    [Fact]
    public void Nothing_is_measured_where_no_relation_ended() =>
        Assert.Equal(Mobility.None, Measure(Paid("n", "s.example", 10m, 5m).Placement("x", After, "m", "a", "s.example", 7m)));

    [Fact]
    public void Nothing_is_measured_without_an_earlier_window() => Assert.Equal(Mobility.None, Measure(Paid("n", "s.example", 0m, 5m)));

    /// <summary>n paid 10 and left; m paid 20 and pays 24, k is new and pays 3: 7 of 10 came back.</summary>
    [Fact]
    public void What_others_pay_more_is_found_again()
    {
        var world = Paid("n", "s.example", 10m, 0m);
        Add(world, "m", "s.example", 20m, 24m);
        Add(world, "k", "s.example", 0m, 3m);
        Assert.Equal(new Mobility(0.7, 1, 100_000), Measure(world));
    }

    /// <summary>One site finds twice what it lost, another nothing and loses some more: 10 of 40.</summary>
    [Fact]
    public void No_site_finds_more_than_it_lost_nor_less_than_nothing()
    {
        var world = Paid("n", "rich.example", 10m, 0m);
        Add(world, "m", "rich.example", 0m, 20m);
        Add(world, "n", "poor.example", 30m, 0m);
        Add(world, "m", "poor.example", 20m, 5m);
        Assert.Equal(new Mobility(0.25, 2, 400_000), Measure(world));
    }

    [Fact]
    public void Sites_listed_in_either_window_do_not_count()
    {
        var world = Paid("n", "bad.example", 10m, 0m).Black("bad.example", After);
        Add(world, "n", "good.example", 10m, 0m);
        Add(world, "n", "gone.example", 10m, 0m);
        world.Black("gone.example", "2026-07-01", "2026-09-01");
        Assert.Equal(new Mobility(0.0, 1, 100_000), Measure(world));
    }

    /// <summary>The relation is with the last payer: another network through the same reseller is the same relation.</summary>
    [Fact]
    public void A_reseller_that_stays_is_no_loss()
    {
        var world = new WorldText().Placement("p1", Before, "n", "a", "s.example", 10m, "r").Placement("p2", After, "m", "a", "s.example", 10m, "r");
        Assert.Equal(Mobility.None, Measure(world));
    }

    private static WorldText Paid(string network, string site, decimal before, decimal after)
    {
        var world = new WorldText();
        Add(world, network, site, before, after);
        return world;
    }

    private static void Add(WorldText world, string network, string site, decimal before, decimal after)
    {
        var id = network + site;
        world.Placement(id + "1", Before, network, "a", site, before).Placement(id + "2", After, network, "a", site, after);
    }

    private static Mobility Measure(WorldText world) => PublisherMobility.Measure(
        WorldRecords.Of(world, Later with { AsOf = Later.WindowFrom.AddDays(-1) }), WorldRecords.Of(world, Later));
}
