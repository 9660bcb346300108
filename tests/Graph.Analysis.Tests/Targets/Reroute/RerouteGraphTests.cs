using CsCheck;
using Graph.Analysis.Exposure;
using Graph.Analysis.Flow;
using Graph.Analysis.Targets.Reroute;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Reroute;

public sealed class RerouteGraphTests
{
    private static readonly Dictionary<int, double> NoParties = [];
    private static readonly Dictionary<(int, int), double> NoPairs = [];

    [Fact]
    public void Links_sum_lanes_and_carry_their_slack()
    {
        // Two lanes of alpha by relay, one of them clean; acct keeps its clean site out of the graph, beta has no pirate money at all.
        var world = new WorldText()
            .Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 300m, reseller: "relay")
            .Placement("p2", "2026-10-25", "alpha", "acct", "clean.example", 100m, reseller: "relay")
            .Placement("p3", "2026-10-25", "beta", "other", "clean.example", 50m)
            .Black("pirate.example", "2026-01-01");
        var (flow, graph) = Graph(world, 0.25);
        var party = flow.Graph.Parties.Select((info, index) => (info.Id, index)).ToDictionary(p => p.Id, p => p.index);
        int Node(string id) => Array.IndexOf(graph.PartyOf, party[id]);

        Assert.Equal(6, graph.NodeCount);
        Assert.Equal(-1, Node("beta"));
        Assert.Equal(3_000_000, graph.Capacity[graph.ArcBetween(graph.Source, Node("alpha"))]);
        Assert.Equal(5_000_000, graph.Capacity[graph.ArcBetween(Node("alpha"), Node("relay"))]);
        Assert.Equal(5_000_000, graph.Capacity[graph.ArcBetween(Node("relay"), Node("acct"))]);
        Assert.Equal(-1, graph.ArcBetween(graph.Source, Node("relay")));
        Assert.Equal([3_000_000L, 5_000_000, 3_750_000], new[] { "alpha", "relay", "acct" }.Select(id => graph.Throughputs()[Node(id)]));
        Assert.Equal(3_000_000, new RerouteFlow(graph, []).Value);
    }

    [Fact]
    public void Two_networks_that_pay_one_account_do_not_taint_each_other()
    {
        var world = new WorldText()
            .Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 300m)
            .Placement("p2", "2026-10-25", "beta", "acct", "clean.example", 500m)
            .Black("pirate.example", "2026-01-01");
        var (flow, graph) = Graph(world, 10.0);
        var parties = graph.PartyOf.Where(party => party >= 0).Select(party => flow.Graph.Parties[party].Id);
        Assert.Equal(["acct", "alpha"], parties.Order(StringComparer.Ordinal));
        Assert.Equal(3_000_000, new RerouteFlow(graph, []).Value);
        var alpha = Array.FindIndex(graph.PartyOf, party => party >= 0 && flow.Graph.Parties[party].Id == "alpha");
        var cut = new RerouteFlow(graph, [alpha]);
        cut.SetNode(alpha, 0.0);
        Assert.Equal(0, cut.Value);
    }

    [Fact]
    public void With_nothing_cut_all_pirate_money_flows_to_a_unit_per_arc() => RandomWorlds.Plain.Sample(AllMoneyFlows, iter: 150, threads: 1);

    [Fact]
    public void So_it_does_where_money_runs_in_circles() => RandomWorlds.Cyclic.Sample(AllMoneyFlows, iter: 100, threads: 1);

    [Fact]
    public void Slack_out_of_range_is_refused()
    {
        var world = new WorldText().Placement("p1", "2026-10-25", "alpha", "acct", "pirate.example", 300m).Black("pirate.example", "2026-01-01");
        Assert.Throws<ArgumentOutOfRangeException>(() => Graph(world, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Graph(world, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Graph(world, double.PositiveInfinity));
    }

    private static void AllMoneyFlows(RandomWorld w)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(w.World, w.Cut), CancellationToken.None);
        var exposure = ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None);
        foreach (var slack in new[] { 0.0, 0.37 })
        {
            var graph = RerouteGraph.Of(flow, exposure, slack);
            var found = new RerouteFlow(graph, []).Value;
            Assert.Equal(SlowReroute.Value(flow, exposure, slack, NoParties, NoPairs), found);
            Assert.InRange(found, exposure.PirateMoney - 1.0, exposure.PirateMoney + graph.NodeCount);
        }
    }

    private static (FlowResult Flow, RerouteGraph Graph) Graph(WorldText world, double slack)
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(world, world.DefaultCut), CancellationToken.None);
        return (flow, RerouteGraph.Of(flow, ExposureSolver.Run(flow, new ExposureOptions(), CancellationToken.None), slack));
    }
}
