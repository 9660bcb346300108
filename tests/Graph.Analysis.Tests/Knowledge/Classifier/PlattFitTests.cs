using Graph.Analysis.Knowledge.Classifier;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class PlattFitTests
{
    [Fact]
    public void It_finds_the_curve_that_the_labels_follow()
    {
        var random = new SeededRandom(3);
        var rows = new List<(double, bool)>();
        for (var i = 0; i < 40_000; i++)
        {
            var score = random.NextNormalQ16() / 65_536.0;
            rows.Add((score, random.Below(1_000_000) < 1_000_000 / (1.0 + Math.Exp(2.0 - (1.5 * score)))));
        }

        var fit = PlattFit.Of(rows);
        Assert.Equal(1.5, fit.Slope, 0.08);
        Assert.Equal(-2.0, fit.Intercept, 0.08);
    }

    [Fact]
    public void Two_scores_are_fitted_to_the_shrunken_shares()
    {
        // Two positives and two negatives: targets 3/4 and 1/4;
        // score 0 has one of each, mean target 1/2; score 1 likewise: flat at 1/2.
        var flat = PlattFit.Of([(0.0, true), (0.0, false), (1.0, true), (1.0, false)]);
        Assert.Equal(0.5, flat.Probability(0.3), 1e-9);

        // Score 0 negative twice, score 1 positive twice: two parameters meet both targets exactly.
        var steep = PlattFit.Of([(0.0, false), (0.0, false), (1.0, true), (1.0, true)]);
        Assert.Equal(0.25, steep.Probability(0.0), 1e-9);
        Assert.Equal(0.75, steep.Probability(1.0), 1e-9);
    }

    [Fact]
    public void Scores_that_hardly_differ_do_not_make_certainty()
    {
        // In sample a slope of a thousand would fit these, and a score of 0.1 would be certain.
        var fit = PlattFit.Of([(0.000, false), (0.001, false), (0.002, true), (0.003, true)]);
        Assert.Equal(5.0, fit.Slope);
        Assert.Equal(0.5, fit.Probability(0.0015), 1e-9);
        Assert.InRange(fit.Probability(0.1), 0.5, 0.65);
    }

    [Fact]
    public void A_score_that_points_the_wrong_way_tells_nothing()
    {
        var fit = PlattFit.Of([(1.0, false), (2.0, false), (-1.0, true), (-2.0, true)]);
        Assert.Equal(0.0, fit.Slope);
        Assert.Equal(0.5, fit.Probability(5.0), 1e-12);
    }
}
