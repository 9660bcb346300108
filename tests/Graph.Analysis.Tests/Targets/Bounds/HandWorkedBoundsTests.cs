using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets;
using Graph.Analysis.Targets.Bounds;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Bounds;

/// <summary>Bounds of removal worked out by hand; amounts in yuan.</summary>
public sealed class HandWorkedBoundsTests
{
    private const double Yuan = 10_000.0;
    private const string Day = "2026-10-20";

    [Fact]
    public void Accrued_money_is_known_exactly()
    {
        var world = World().Placement("p1", Day, "n", "a", "bad.example", 60m).Placement("p2", Day, "n", "b", "good.example", 40m);
        Assert.Equal((60, 60), Measure(world, ("n", 1.0)));
        Assert.Equal((30, 30), Measure(world, ("n", 0.5)));
        Assert.Equal((0, 0), Measure(world, ("b", 1.0)));
    }

    /// <summary>70 of 100 were paid, 60 of which accrued for the pirate site: 30 at least, 60 at most went to it.</summary>
    [Fact]
    public void Part_paid_lanes_leave_an_interval_and_lines_collapse_it()
    {
        var world = PartPaid();
        Assert.Equal((30, 60), Measure(world, ("n", 1.0)));
        Assert.Equal((15, 30), Measure(world, ("a", 0.5)));

        world.Line("s1", "p1", 45m).Line("s1", "p2", 25m);
        Assert.Equal((45, 45), Measure(world, ("n", 1.0)));
        Assert.Equal((22.5, 22.5), Measure(world, ("a", 0.5)));
    }

    /// <summary>A line over part of the payment: 20 are the pirate's, of the other 50 between 50 − 40 and 40.</summary>
    [Fact]
    public void Lines_over_part_of_a_payment_narrow_the_interval() =>
        Assert.Equal((30, 60), Measure(PartPaid().Line("s1", "p1", 20m), ("n", 1.0)));

    /// <summary>x pays n 80, n adds 20 and pays a pirate 60 and others 40: of x's 80 at least 60 − 20 = 40 must have gone to the pirate.</summary>
    [Fact]
    public void Opaque_money_is_followed_by_what_nothing_else_can_explain()
    {
        var world = Opaque();
        Assert.Equal((40, 60), Measure(world, ("x", 1.0)));
        // A half is left of each of the 40 … 60.
        Assert.Equal((20, 30), Measure(world, ("x", 0.5)));
        Assert.Equal((60, 60), Measure(world, ("n", 1.0)));
        // The pirate's account alone, and what is left of x's money for it.
        Assert.Equal((60, 60), Measure(world, ("a", 1.0), ("x", 1.0)));
        // Half of 60 at the account, and half of what is left of the 40 … 60.
        Assert.Equal((40, 45), Measure(world, ("a", 0.5), ("x", 0.5)));
    }

    /// <summary>w and x pay n 50 each and are cut in half each: whoever's money it was, half of the pirate's 60 is gone.</summary>
    [Fact]
    public void Where_all_money_is_cut_alike_mixing_does_not_matter()
    {
        var world = Opaque();
        world.Settlements.Clear();
        world.Settlement("s1", "x", "n", Day, 50m).Settlement("s2", "w", "n", Day, 50m);
        Assert.Equal((30, 30), Measure(world, ("x", 0.5), ("w", 0.5)));
        Assert.Equal((10, 50), Measure(world, ("x", 1.0)));
    }

    /// <summary>n and m pay through r; r pays its account 60 of the 100 that accrued: 20 … 60 of n's for the pirate, 0 … 40 of m's for others.</summary>
    [Fact]
    public void A_payment_that_networks_share_is_bounded_as_a_whole()
    {
        var world = World().Placement("p1", Day, "n", "a", "bad.example", 60m, "r").Placement("p2", Day, "m", "a", "good.example", 40m, "r")
            .Settlement("s1", "r", "a", Day, 60m);
        Assert.Equal((20, 60), Measure(world, ("a", 1.0)));
        // By the graph n passes 36 on to r; what more the pirate got was r's own.
        Assert.Equal((20, 36), Measure(world, ("n", 1.0)));
        Assert.Equal((0, 0), Measure(world, ("m", 1.0)));
    }

    private static WorldText World() => new WorldText().Black("bad.example", "2026-01-01");

    private static WorldText PartPaid() => World().Placement("p1", Day, "n", "a", "bad.example", 60m)
        .Placement("p2", Day, "n", "a", "good.example", 40m).Settlement("s1", "n", "a", Day, 70m);

    private static WorldText Opaque() => World().Placement("p1", Day, "n", "a", "bad.example", 60m)
        .Placement("p2", Day, "n", "b", "good.example", 40m).Settlement("s1", "x", "n", Day, 80m);

    private static (double Low, double High) Measure(WorldText world, params (string Party, double Efficacy)[] plan)
    {
        world.Party("x", PartyKind.Network).Party("w", PartyKind.Network);
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        var bounds = new RemovalBounds(flow, exposure);
        foreach (var (party, efficacy) in plan)
        {
            var index = Enumerable.Range(0, flow.Graph.Parties.Count).Single(p => flow.Graph.Parties[p].Id == party);
            bounds.Add(new CutTarget(TargetKind.Network, party, index, [], []), efficacy);
        }

        var (low, high) = bounds.Measure();
        return (Math.Round(low / Yuan, 6), Math.Round(high / Yuan, 6));
    }
}
