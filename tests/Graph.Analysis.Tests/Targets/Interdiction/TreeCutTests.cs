using Graph.Analysis.Targets.Interdiction;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Targets.Interdiction;

public sealed class TreeCutTests
{
    [Fact]
    public void Changed_capacities_give_the_cut_of_a_fresh_start()
    {
        for (var number = 0UL; number < 300; number++)
        {
            var random = SeededRandom.Stream(21, number, 0);
            var links = TinyLinks.Random(ref random);
            var actions = links.RandomActions(ref random);
            var network = CutNetwork.Of(links.Graph, ActionPlaces.Of(links.Graph, actions));
            var kept = new TreeCut(network);
            for (var change = 0; change < 30; change++)
            {
                for (var i = random.Below(4); i > 0 && network.Capacity.Count > 0; i--)
                {
                    kept.SetCapacity((int)random.Below(network.Capacity.Count), random.Below(15));
                }

                var fresh = new TreeCut(network);
                for (var pair = 0; pair < network.Capacity.Count; pair++)
                {
                    fresh.SetCapacity(pair, kept.CapacityOf(pair));
                }

                Assert.Equal(fresh.Solve(CancellationToken.None), kept.Solve(CancellationToken.None));
                for (var node = 0; node < network.NodeCount; node++)
                {
                    Assert.Equal(fresh.SourceReaches(node), kept.SourceReaches(node));
                    Assert.Equal(fresh.ReachesSink(node), kept.ReachesSink(node));
                }

                Assert.Equal(kept.Value, Cut(network, kept, kept.SourceReaches));
                Assert.Equal(kept.Value, Cut(network, kept, node => !kept.ReachesSink(node)));
            }
        }
    }

    /// <summary>What leaves a set of nodes with the source.</summary>
    private static long Cut(CutNetwork network, TreeCut cut, Func<int, bool> inside) =>
        Enumerable.Range(0, network.Capacity.Count)
            .Where(pair => inside(network.Tail[pair]) && !inside(network.End[pair])).Sum(cut.CapacityOf)
        + Enumerable.Range(0, network.NodeCount).Sum(node => inside(node) ? network.ToSink[node] : network.FromSource[node]);
}
