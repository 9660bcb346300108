using Graph.Analysis.Algorithms;
using Graph.Model.Graphs;
using Graph.Testing.Graphs;
using Xunit;

namespace Graph.Analysis.Tests.Algorithms;

public sealed class LouvainTests : CommunityKernelTests
{
    [Fact]
    public void The_karate_club()
    {
        // The best there is: 0.4198, with four communities.
        using var graph = KarateClub.Build(new CsrOptions());
        var found = Find(graph, new CommunityQuestion());
        Assert.InRange(found.Modularity, 0.415, 0.41979);
        Assert.InRange(found.Count, 3, 5);
    }

    protected override CommunityAnswer Find(CsrGraph graph, CommunityQuestion question, CancellationToken cancellation = default)
    {
        var found = Louvain.Run(graph, new LouvainOptions
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
