using Graph.Analysis.Knowledge.Classifier;
using Graph.Model;
using Xunit;

namespace Graph.Analysis.Tests.Knowledge.Classifier;

public sealed class ConformalNamingTests
{
    [Fact]
    public void Four_candidates_worked_by_hand()
    {
        // 19 cases with scores 1..19. p of 20.0, 19.0, 10.0, 0.0: 1/20, 2/20, 11/20, 20/20. At 0.2: 0.05 ≤ 0.05 and 0.1 ≤ 0.1: two are named.
        var result = ConformalNaming.Run(Cases(19), [Candidate(20), Candidate(10), Candidate(19), Candidate(0)], 0.2);
        Assert.Equal([0.05, 0.55, 0.1, 1.0], result.PValues, (left, right) => Math.Abs(left - right) < 1e-15);
        Assert.Equal([true, false, true, false], result.Named);
        Assert.Equal(new Analysis.Knowledge.Naming(0.2, 19, 0.2, 4, 2, null), result.Naming);
    }

    [Fact]
    public void Few_cases_abstain_and_say_which_level_they_could_support()
    {
        var result = ConformalNaming.Run(Cases(9), [Candidate(99), Candidate(0), Candidate(0), Candidate(0)], 0.1);
        Assert.Equal(("too_few_cases", 0, 9, 0.4), (result.Naming.Abstains, result.Naming.Named, result.Naming.CalibrationCases, result.Naming.SmallestAlpha));
        Assert.Equal("none_passes", ConformalNaming.Run(Cases(99), [Candidate(50)], 0.1).Naming.Abstains);
        Assert.Equal("too_few_cases", ConformalNaming.Run([], [Candidate(50)], 0.1).Naming.Abstains);
        Assert.Equal("none_passes", ConformalNaming.Run(Cases(99), [], 0.1).Naming.Abstains);
    }

    [Fact]
    public void A_legal_group_is_never_calibration_and_candidate_at_once()
    {
        var cases = Cases(20);
        var own = new NamingCandidate(20.5, cases[19].GroupKey);
        Assert.Equal(19, ConformalNaming.Run(cases, [own], 0.1).Naming.CalibrationCases);
    }

    [Fact]
    public void Equal_scores_count_against_the_candidate() => Assert.Equal(0.5, ConformalNaming.Run([.. Cases(3).Select(one => one with { RawScore = one.RawScore > 1 ? 7 : 1 })], [Candidate(7)], 0.1).PValues[0] - 0.25, 1e-15);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void False_discoveries_stay_below_the_level_where_cases_and_candidates_are_alike(double alpha)
    {
        // 96 candidates of which 8 know and score higher; 200 cases; drawn anew each time.
        var random = new SeededRandom(21);
        var (share, named) = (0.0, 0);
        const int Times = 1_000;
        for (var time = 0; time < Times; time++)
        {
            NegativeScore[] cases = [.. Enumerable.Range(0, 200).Select(at => new NegativeScore(Normal(ref random), $"case{at}"))];
            NamingCandidate[] candidates = [.. Enumerable.Range(0, 96).Select(at => new NamingCandidate(Normal(ref random) + (at < 8 ? 3.5 : 0.0), $"candidate{at}"))];
            var result = ConformalNaming.Run(cases, candidates, alpha);
            var wrong = result.Named.Skip(8).Count(isNamed => isNamed);
            named += result.Naming.Named - wrong;
            share += (double)wrong / Math.Max(1, result.Naming.Named) / Times;
        }

        Assert.True(share <= alpha + 0.02, $"{share} above {alpha}");
        Assert.True(named > 0);
    }

    [Fact]
    public void Levels_outside_0_to_1_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConformalNaming.Run(Cases(3), [], 0.0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConformalNaming.Run(Cases(3), [], double.NaN));
    }

    private static NegativeScore[] Cases(int count) => [.. Enumerable.Range(1, count).Select(at => new NegativeScore(at, $"case{at}"))];

    private static NamingCandidate Candidate(double score) => new(score, $"candidate{score}");

    private static double Normal(ref SeededRandom random) => random.NextNormalQ16() / 65_536.0;
}
