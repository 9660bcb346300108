using CsCheck;
using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class LeidenTests : CommunityKernelTests
{
    [Fact]
    public void The_karate_club()
    {
        // The best there is: 0.4198, with four communities.
        using var graph = KarateClub.Build(new CsrOptions());
        var found = Find(graph, new CommunityQuestion());
        Assert.InRange(found.Modularity, 0.4188, 0.41979);
        Assert.Equal(4, found.Count);
    }

    [Fact]
    public void Communities_are_connected() => Gen.Select(GraphGen.Any(maxNodes: 60, maxEdges: 150), Gen.Double[0, 3], Gen.Int[1, 3], Gen.Int[1, 3])
        .Sample((random, resolution, levels, sweeps) =>
        {
            using var graph = random.Build(new CsrOptions { Weights = EdgeWeightKind.Integer });
            foreach (var question in new[] { new CommunityQuestion(resolution), new CommunityQuestion(resolution, MaxLevels: levels, MaxIterations: sweeps) })
            {
                // A community in one part is called by the smallest node that is reached within it.
                var found = Find(graph, question);
                Assert.Equal(CommunityOracle.Parts(random.NodeCount, [.. Weighted(random)], found.Community), found.Community);
            }
        });

    [Fact]
    public void Communities_of_a_large_graph_are_connected()
    {
        using var list = Uniform(5_000, 12_000);
        using var graph = CsrGraph.Build(list, new CsrOptions { Directed = false, Weights = EdgeWeightKind.Double }, CancellationToken.None);
        var edges = Enumerable.Range(0, (int)list.Count).Select(edge => (list.Sources[edge], list.Targets[edge], list.DoubleWeights![edge])).ToList();
        for (var seed = 0UL; seed < 3; seed++)
        {
            var found = Find(graph, new CommunityQuestion(Seed: seed));
            Assert.Equal(CommunityOracle.Parts(graph.NodeCount, edges, found.Community), found.Community);
        }
    }

    protected override CommunityAnswer Find(CsrGraph graph, CommunityQuestion question, CancellationToken cancellation = default)
    {
        var found = Leiden.Run(graph, new LeidenOptions
        {
            Resolution = question.Resolution,
            Threads = question.Threads,
            Seed = question.Seed,
            MaxLevels = question.MaxLevels,
            MaxIterations = question.MaxIterations,
            Tolerance = question.Tolerance,
            Passes = question.Passes,
        }, cancellation);
        return new CommunityAnswer(found.Community, found.Count, found.Modularity, found.Levels, found.Convergence);
    }
}
