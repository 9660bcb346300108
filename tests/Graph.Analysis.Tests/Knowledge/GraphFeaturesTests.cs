using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Analysis.Flow;
using Graph.Analysis.Knowledge;
using Graph.Model.Flow;
using Graph.Model.Records;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge;

public sealed class GraphFeaturesTests
{
    private static readonly Gen<(FlowResult Flow, double[] Labels)> Labelled =
        from world in Gen.OneOf(RandomWorlds.Overlapping, RandomWorlds.Cyclic)
        let flow = FlowOf(world)
        from labels in Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0.0, 1.0]).Array[flow.Graph.Parties.Count]
        select (flow, labels);

    [Fact]
    public void Ones_own_label_changes_nothing_about_oneself() => Labelled.Sample(sample =>
    {
        var (flow, labels) = sample;
        var before = Run(flow, labels);
        for (var party = 0; party < labels.Length; party++)
        {
            var changed = labels.ToArray();
            changed[party] = labels[party] == 0.0 ? 0.7 : 0.0;
            var after = Run(flow, changed).Parties[party];
            Assert.Equal(before.Parties[party] with { KnownRank = 0 }, after with { KnownRank = 0 });
            Assert.Equal(before.Parties[party].KnownRank, after.KnownRank, 1e-6);
        }
    }, iter: 30, threads: 1);

    [Fact]
    public void Labels_of_others_are_felt()
    {
        // n1 and n2 pay the same account; n3 has a corner of its own.
        var flow = FlowOf(new WorldText()
            .Placement("1", "2026-10-30", "n1", "a", "x.example", 10)
            .Placement("2", "2026-10-30", "n2", "a", "y.example", 10)
            .Placement("3", "2026-10-30", "n3", "b", "z.example", 10));
        var found = Run(flow, [.. flow.Graph.Parties.Select(party => party.Id == "n2" ? 1.0 : 0.0)]);
        Assert.True(Of(flow, found, "n1").KnownRank > 0.1);
        Assert.Equal(0.0, Of(flow, found, "n2").KnownRank);
        Assert.Equal(0.0, Of(flow, found, "n3").KnownRank);
        Assert.Equal(1.0, Of(flow, found, "n1").CommunityKnownShare);
        Assert.Equal(0.0, Of(flow, found, "n2").CommunityKnownShare);
        Assert.Equal(0.0, Of(flow, found, "n3").CommunityKnownShare);
    }

    [Fact]
    public void Money_that_goes_where_all_money_goes_has_rank_one()
    {
        var world = new WorldText()
            .Placement("1", "2026-10-30", "n1", "a", "x.example", 10)
            .Placement("2", "2026-10-30", "n2", "b", "y.example", 30);
        var half = Run(FlowOf(world.Black("x.example", "2026-01-01", confidence: 50).Black("y.example", "2026-01-01", confidence: 50)), []);
        Assert.All(half.Parties, party => Assert.Equal(1.0, party.ListedRank, 1e-9));

        // With only the first listed, all of the walk ends on its side: four times what its quarter of the money would draw.
        var flow = FlowOf(world.White("y.example", "2026-01-01"));
        var first = Run(flow, []);
        Assert.Equal(4.0, Of(flow, first, "n1").ListedRank, 1e-9);
        Assert.Equal(0.0, Of(flow, first, "n2").ListedRank);
    }

    [Fact]
    public void A_party_that_carries_all_money_to_a_pirate_is_its_sole_route() => Labelled.Sample(sample =>
    {
        var found = Run(sample.Flow, sample.Labels);
        var pirate = PirateMoney(sample.Flow.Graph, without: -1);
        for (var party = 0; party < found.Parties.Length; party++)
        {
            var left = PirateMoney(sample.Flow.Graph, party);
            Assert.Equal(pirate == 0 ? 0.0 : (pirate - left) / pirate, found.Parties[party].SoleRouteShare, 1e-9);
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void Money_paid_back_is_counted_the_slow_way_too() => Labelled.Sample(sample =>
    {
        var sums = Sums(sample.Flow.Graph);
        var found = Run(sample.Flow, sample.Labels);
        for (var party = 0; party < found.Parties.Length; party++)
        {
            var paid = sums.Where(sum => sum.Key.Item1 == party).ToList();
            var back = paid.Sum(sum => (decimal)Math.Min(sum.Value, sums.GetValueOrDefault((sum.Key.Item2, party))));
            var all = paid.Sum(sum => (decimal)sum.Value);
            Assert.Equal(all == 0 ? 0.0 : (double)(back / all), found.Parties[party].Reciprocity, 1e-12);
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void Shares_of_the_community_leave_out_what_is_ones_own() => Labelled.Sample(sample =>
    {
        var (flow, labels) = sample;
        var graph = flow.Graph;
        using var dealings = PartyGraph.Of(graph, directed: false, threads: 1, CancellationToken.None);
        var community = Leiden.Run(dealings, new LeidenOptions(), CancellationToken.None).Community;
        var found = Run(flow, labels);
        for (var party = 0; party < graph.Parties.Count; party++)
        {
            var lanes = flow.Lanes.Where(lane => community[graph.Parties.Count + lane.Site] == community[party]
                && lane.Network != party && lane.Reseller != party && lane.Account != party).ToList();
            var money = lanes.Sum(lane => (decimal)lane.Amount);
            var pirate = lanes.Sum(lane => lane.Amount * graph.Belief[lane.Site]);
            Assert.Equal(money == 0 ? 0.0 : pirate / (double)money, found.Parties[party].CommunityPirateShare, 1e-9);
            var others = Enumerable.Range(0, graph.Parties.Count).Where(other => other != party && community[other] == community[party]
                && graph.Parties[other].Kind is PartyKind.Network or PartyKind.Reseller).ToList();
            Assert.Equal(others.Count == 0 ? 0.0 : others.Average(other => labels[other]), found.Parties[party].CommunityKnownShare, 1e-9);
            Assert.Equal(community.Count(c => c == community[party]), found.Parties[party].CommunitySize);
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void Threads_do_not_show() => Labelled.Sample(sample =>
    {
        var options = new GraphFeaturesOptions { KnownBad = sample.Labels };
        var one = GraphFeatures.Run(sample.Flow, options with { Threads = 1 }, CancellationToken.None);
        var three = GraphFeatures.Run(sample.Flow, options with { Threads = 3 }, CancellationToken.None);
        Assert.Equal(one.Parties, three.Parties);
    }, iter: 20, threads: 1);

    [Fact]
    public void Labels_that_are_none_are_refused()
    {
        var flow = FlowOf(new WorldText().Placement("1", "2026-10-30", "n1", "a", "x.example", 10));
        Assert.Throws<ArgumentException>(() => Run(flow, [1.0]));
        Assert.Throws<ArgumentException>(() => Run(flow, [.. Enumerable.Repeat(double.NaN, flow.Graph.Parties.Count)]));
    }

    [Fact]
    public void Nothing_is_said_about_nobody()
    {
        var flow = FlowGraphBuilder.Run(WorldRecords.Of(new WorldText(), Cut), CancellationToken.None);
        Assert.Empty(Run(flow, []).Parties);
    }

    private static readonly AsOfCut Cut = new(new DateOnly(2026, 11, 1), null, AsOfCut.DefaultWindowWeeks);

    private static FlowResult FlowOf(RandomWorld world) => FlowGraphBuilder.Run(WorldRecords.Of(world.World, world.Cut), CancellationToken.None);

    private static FlowResult FlowOf(WorldText world) => FlowGraphBuilder.Run(WorldRecords.Of(world, Cut), CancellationToken.None);

    private static GraphFeaturesResult Run(FlowResult flow, double[] labels) =>
        GraphFeatures.Run(flow, new GraphFeaturesOptions { KnownBad = labels, Tolerance = 1e-11 }, CancellationToken.None);

    private static PartyGraphFeatures Of(FlowResult flow, GraphFeaturesResult found, string id) =>
        found.Parties[flow.Graph.Parties.ToList().FindIndex(party => party.Id == id)];

    /// <summary>Sums over parties and sites, by ends.</summary>
    private static Dictionary<(int, int), long> Sums(FlowGraph graph)
    {
        var sums = new Dictionary<(int, int), long>();
        for (var node = 0; node < graph.NodeCount; node++)
        {
            for (var hop = graph.HopStart[node]; hop < graph.HopStart[node + 1]; hop++)
            {
                var ends = (End(graph, node), End(graph, graph.HopTarget[hop]));
                if (ends.Item1 != ends.Item2 && ends.Item2 != int.MaxValue)
                {
                    sums[ends] = sums.GetValueOrDefault(ends) + graph.HopAmount[hop];
                }
            }
        }

        return sums;
    }

    private static int End(FlowGraph graph, int node) =>
        graph.NodeParty[node] >= 0 ? graph.NodeParty[node]
        : graph.NodeSite[node] >= 0 ? graph.Parties.Count + graph.NodeSite[node]
        : int.MaxValue;

    /// <summary>Pirate money at the sites that money still reaches when a party is gone.</summary>
    private static double PirateMoney(FlowGraph graph, int without)
    {
        var next = Sums(graph).Keys.ToLookup(ends => ends.Item1, ends => ends.Item2);
        var reached = new HashSet<int>();
        var open = new Stack<int>(Enumerable.Range(0, graph.NodeCount).Where(node => graph.NodeParty[node] >= 0 && graph.OwnMoney(node) > 0).Select(node => graph.NodeParty[node]));
        while (open.TryPop(out var end))
        {
            if (end != without && reached.Add(end))
            {
                foreach (var target in next[end])
                {
                    open.Push(target);
                }
            }
        }

        return Enumerable.Range(0, graph.NodeCount)
            .Where(node => graph.NodeSite[node] >= 0 && reached.Contains(End(graph, node)))
            .Sum(node => graph.In[node] * graph.Belief[graph.NodeSite[node]]);
    }
}
