using Graph.Analysis.Targets.Stress;
using Graph.Testing;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Stress;

/// <summary>Worked by hand. Figures in yuan.</summary>
public sealed class StressTestsTests
{
    [Fact]
    public void Parallel_resellers_with_slack()
    {
        // datasets/tiny/25-parallel-resellers-with-slack, worked out in its README.
        var world = new StressWorld(WorldText.Load(Path.Combine(Repository.At("datasets", "tiny"), "25-parallel-resellers-with-slack")));
        var first = world.Run(world.Cut("relay-a"));
        AssertTests(first, (400, 400, 400), (250, 140, 360), (200, 100, 300), (400, 400, 400));
        Assert.Empty(first.Groups);
        var both = world.Run(world.Cut("relay-a"), world.Cut("relay-b"));
        AssertTests(both, (800, 800, 800), (800, 800, 800), (400, 200, 600), (800, 800, 800));
        AssertYuan([200, 400], both.NetOfRows);
        Assert.Equal(Reaction.Recapture, both.Worst.Reaction);
        var group = Assert.Single(both.Groups);
        Assert.Equal([1, 2], group.Ranks);
        AssertYuan([800, 550], [group.Together, group.Apart]);
    }

    [Fact]
    public void Ways_in_use_take_over_by_what_still_flows_there_and_pass_what_survives()
    {
        // Cut by half: relay-a keeps 200 of 400, relay-b all 200. Lost 200; half of the flow left is by relay-a, of which half passes: (0.5·0.5 + 0.5·1)·200 = 150.
        var world = new StressWorld(new WorldText()
            .Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 400m, reseller: "relay-a")
            .Placement("p2", "2026-10-25", "alpha", "acct", "pirate.example", 200m, reseller: "relay-b")
            .Black("pirate.example", "2026-01-01"));
        var report = world.Run(world.Cut("relay-a", 0.5));
        AssertTest(report, Reaction.Recapture, 200 - 75, 200 - 112.5, 200 - 37.5);
    }

    [Fact]
    public void Similar_networks_take_over_where_nothing_flows()
    {
        // alpha pays {pirate, c1, c2}, beta {c1, c2}: cosine 2/√6; gamma {c1, c3}: 1/√6; delta shares nothing. Nearest one: beta; two: 2/3 beta, 1/3 gamma.
        var text = new WorldText().Black("pirate.example", "2026-01-01").Placement("p0", "2026-10-25", "alpha", "acct", "pirate.example", 600m);
        foreach (var (network, site) in new[] { ("alpha", "c1"), ("alpha", "c2"), ("beta", "c1"), ("beta", "c2"), ("gamma", "c1"), ("gamma", "c3"), ("delta", "c4") })
        {
            text.Placement($"{network}{site}", "2026-10-25", network, "other", site + ".example", 10m);
        }

        var world = new StressWorld(text);
        var one = new StressOptions { Nearest = 1 };
        AssertTest(world.Run(one, world.Cut("alpha")), Reaction.Recapture, 300, 150, 450);
        AssertTest(world.Run(one, world.Cut("alpha"), world.Cut("beta", 0.5)), Reaction.Recapture, 600 - 150, 600 - 225, 600 - 75);
        var two = one with { Nearest = 2 };
        AssertTest(world.Run(two, world.Cut("alpha"), world.Cut("beta", 0.5)), Reaction.Recapture, 600 - 200, 600 - 300, 600 - 100);
        AssertTest(world.Run(two, world.Cut("alpha"), world.Cut("beta")), Reaction.Recapture, 300, 150, 450);
        AssertTest(world.Run(two, world.Cut("alpha"), world.Cut("beta"), world.Cut("gamma")), Reaction.Recapture, 600, 600, 600);
    }

    [Fact]
    public void Networks_that_tie_with_the_last_take_over_as_well()
    {
        var world = new StressWorld(new WorldText().Black("pirate.example", "2026-01-01")
            .Placement("p0", "2026-10-25", "alpha", "acct", "pirate.example", 600m)
            .Placement("p1", "2026-10-25", "alpha", "other", "c.example", 10m)
            .Placement("p2", "2026-10-25", "beta", "other", "c.example", 10m)
            .Placement("p3", "2026-10-25", "gamma", "other", "c.example", 10m));
        var one = new StressOptions { Nearest = 1 };
        AssertTest(world.Run(one, world.Cut("alpha"), world.Cut("beta", 0.5)), Reaction.Recapture, 600 - 225, 600 - 337.5, 600 - 112.5);
        AssertTest(world.Run(one, world.Cut("alpha"), world.Cut("gamma", 0.5)), Reaction.Recapture, 600 - 225, 600 - 337.5, 600 - 112.5);
    }

    [Fact]
    public void A_cut_account_is_passed_only_as_far_as_it_survives()
    {
        var world = new StressWorld(new WorldText().Black("pirate.example", "2026-01-01")
            .Placement("p0", "2026-10-25", "alpha", "acct", "pirate.example", 600m)
            .Placement("p1", "2026-10-25", "alpha", "other", "c.example", 10m)
            .Placement("p2", "2026-10-25", "beta", "other", "c.example", 10m));
        AssertTest(world.Run(world.Cut("acct")), Reaction.Recapture, 600, 600, 600);
        AssertTest(world.Run(world.Cut("acct"), world.Cut("alpha")), Reaction.Recapture, 600, 600, 600);
        // beta takes over 300, a fifth of which passes the account.
        AssertTest(world.Run(world.Cut("alpha"), world.Cut("acct", 0.8)), Reaction.Recapture, 600 - 60, 600 - 90, 600 - 30);
        // beta is there, and is not to pay the account either.
        AssertTest(world.Run(world.Cut("alpha"), world.Cut("beta>acct")), Reaction.Recapture, 600, 600, 600);
    }

    [Fact]
    public void Accounts_come_back_under_new_ids()
    {
        // acct: 500 by alpha, 300 by relay; alpha's 500 are also cut by half at alpha. Without measures at accounts: 250; all: 800.
        var world = new StressWorld(new WorldText().Black("pirate.example", "2026-01-01")
            .Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 500m)
            .Placement("p2", "2026-10-25", "beta", "acct", "pirate.example", 300m, reseller: "relay"));
        AssertTest(world.Run(world.Cut("alpha", 0.5), world.Cut("acct")), Reaction.Reregister, 525, 250, 662.5);
        AssertTest(world.Run(world.Cut("alpha", 0.5), world.Cut("relay>acct")), Reaction.Reregister, 400, 250, 475);
        AssertTest(world.Run(world.Cut("alpha", 0.5), world.Cut("beta>relay")), Reaction.Reregister, 550, 550, 550);
        // Row 1 by recapture: of the 250 lost, alpha's way (250 left) passes half and relay's (300 left) all: 250·425/550 would come back, half of it does.
        AssertYuan([250 - (250 * 425.0 / 550 / 2), 525], world.Run(world.Cut("alpha", 0.5), world.Cut("acct")).NetOfRows);
    }

    [Fact]
    public void Picks_in_series_are_no_group()
    {
        var world = new StressWorld(new WorldText().Black("pirate.example", "2026-01-01")
            .Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 500m, reseller: "relay"));
        var report = world.Run(world.Cut("relay", 0.5), world.Cut("acct", 0.5));
        Assert.Empty(report.Groups);
        AssertTest(report, Reaction.None, 375, 375, 375);
    }

    [Fact]
    public void Groups_are_apart_where_ways_are()
    {
        // Two advertisers' networks, each with two resellers wide enough for all; a third one's reseller stands alone.
        var text = new WorldText();
        foreach (var k in new[] { 1, 2 })
        {
            text.Black($"pirate{k}.example", "2026-01-01");
            foreach (var relay in new[] { "a", "b" })
            {
                text.Placement($"p{k}{relay}", "2026-10-25", $"net{k}", $"acct{k}", $"pirate{k}.example", 100m * k, reseller: $"relay{k}{relay}")
                    .Placement($"c{k}{relay}", "2026-10-25", $"net{k}", $"acct{k}", "clean.example", 300m, reseller: $"relay{k}{relay}");
            }
        }

        var world = new StressWorld(text.Placement("p3", "2026-10-25", "net3", "acct3", "pirate1.example", 100m, reseller: "relay3"));
        var report = world.Run(world.Cut("relay1a"), world.Cut("relay2b"), world.Cut("relay3"), world.Cut("relay1b"), world.Cut("relay2a"));
        Assert.Equal([[2, 5], [1, 4]], report.Groups.Select(group => group.Ranks));
        AssertYuan([400, 0, 200, 0], report.Groups.SelectMany(group => new[] { group.Together, group.Apart }));
    }

    [Fact]
    public void A_plan_of_nothing_removes_nothing()
    {
        var world = new StressWorld(new WorldText().Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 500m).Black("pirate.example", "2026-01-01"));
        var report = world.Run();
        AssertTests(report, (0, 0, 0), (0, 0, 0), (0, 0, 0), (0, 0, 0));
        Assert.Empty(report.NetOfRows);
        Assert.Empty(report.Groups);
    }

    [Fact]
    public void Options_out_of_order_are_refused()
    {
        var world = new StressWorld(new WorldText().Placement("p1", "2026-10-25", "alpha", "acct", "clean.example", 500m));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Run(new StressOptions { Slack = new(0.25, 0.3, 0.5) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Run(new StressOptions { Recapture = new(0.5, 0.25, 1.1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Run(new StressOptions { Reregistration = new(double.NaN, 0, 1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => world.Run(new StressOptions { Nearest = 0 }));
    }

    private static void AssertTests(StressReport report, params (double Net, double Low, double High)[] yuan)
    {
        Assert.Equal(Enum.GetValues<Reaction>(), report.Tests.Select(test => test.Reaction));
        foreach (var (reaction, (net, low, high)) in Enum.GetValues<Reaction>().Zip(yuan))
        {
            AssertTest(report, reaction, net, low, high);
        }
    }

    private static void AssertTest(StressReport report, Reaction reaction, double net, double low, double high)
    {
        var test = report.Tests.Single(test => test.Reaction == reaction);
        AssertYuan([net, low, high], [test.Net, test.Low, test.High]);
    }

    private static void AssertYuan(IEnumerable<double> expected, IEnumerable<double> units) =>
        Assert.Equal(expected.Select(yuan => Math.Round(yuan * 10_000, 3)), units.Select(value => Math.Round(value, 3)));
}
