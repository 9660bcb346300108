using Graph.Analysis.Evaluation;
using Graph.Testing.Oracle;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation;

public sealed class BaselinesTests
{
    [Fact]
    public void Scores_of_a_market_worked_by_hand()
    {
        // n1 pays a pirate's account 30 and a clean one 10; n2 pays two clean ones 60.
        var view = KnowledgeWorlds.View(new WorldText()
            .Placement("1", "2026-10-30", "n1", "a", "p.example", 30)
            .Placement("2", "2026-10-30", "n1", "b", "x.example", 10)
            .Placement("3", "2026-10-30", "n2", "b", "x.example", 20)
            .Placement("4", "2026-10-30", "n2", "c", "y.example", 40)
            .Black("p.example", "2026-01-01"));
        var scores = Baselines.Run(view.Flow, view.Exposure, seed: 3, default);
        double Of(string name, string party) => scores[Baselines.Names.ToList().IndexOf(name)][view.Party(party)];
        Assert.Equal(Baselines.Names.Count, scores.Length);
        Assert.Equal((400_000.0, 600_000.0), (Of("revenue", "n1"), Of("revenue", "n2")));
        Assert.Equal((2.0, 3.0), (Of("degree", "n1"), Of("degree", "b")));
        Assert.Equal((0.75, 0.0), (Of("exposure_share", "n1"), Of("exposure_share", "n2")));
        Assert.Equal((300_000.0, 0.0), (Of("exposure_amount", "n1"), Of("exposure_amount", "n2")));
        Assert.True(Of("anti_trustrank", "n1") > 0.0);
        Assert.Equal(0.0, Of("anti_trustrank", "n2"));
        Assert.True(Of("betweenness", "b") > Of("betweenness", "n1"));
        Assert.True(Of("pagerank", "b") > Of("pagerank", "n1"));
    }

    [Fact]
    public void Chance_follows_the_seed_and_a_market_without_lists_has_no_distrust()
    {
        var view = KnowledgeWorlds.View(new WorldText().Placement("1", "2026-10-30", "n1", "a", "x.example", 30));
        var (first, again, other) = (Baselines.Run(view.Flow, view.Exposure, 1, default), Baselines.Run(view.Flow, view.Exposure, 1, default), Baselines.Run(view.Flow, view.Exposure, 2, default));
        Assert.Equal(first[0], again[0]);
        Assert.NotEqual(first[0], other[0]);
        Assert.All(first[5], score => Assert.Equal(0.0, score));
    }
}
