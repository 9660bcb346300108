using CsCheck;
using Graph.Analysis.Evaluation.Metrics;
using Xunit;

namespace Graph.Analysis.Tests.Evaluation.Metrics;

public sealed class RankedCasesTests
{
    /// <summary>Scores with many ties.</summary>
    private static readonly Gen<(double[] Scores, bool[] Positive, int[] Times)> Cases =
        from n in Gen.Int[1, 30]
        from scores in Gen.Int[0, 6].Select(i => i / 4.0).Array[n]
        from positive in Gen.Int[0, 3].Select(i => i == 0).Array[n]
        from times in Gen.Int[0, 3].Array[n]
        select (scores, positive, times);

    /// <summary>Every threshold by itself, counted anew.</summary>
    private static double SlowAveragePrecision(double[] scores, bool[] positive)
    {
        var all = positive.Count(p => p);
        var (sum, lastRecall) = (0.0, 0.0);
        foreach (var threshold in scores.Distinct().OrderByDescending(s => s))
        {
            var taken = Enumerable.Range(0, scores.Length).Where(i => scores[i] >= threshold).ToArray();
            var hits = taken.Count(i => positive[i]);
            sum += ((double)hits / all - lastRecall) * hits / taken.Length;
            lastRecall = (double)hits / all;
        }

        return sum;
    }

    [Fact]
    public void Average_precision_of_known_examples()
    {
        // The example of scikit-learn's documentation of average_precision_score.
        Assert.Equal(0.8333333, new RankedCases([0.1, 0.4, 0.35, 0.8], [false, false, true, true]).AveragePrecision(), 6);
        // Ranks 1, 3, 5: (1 + 2/3 + 3/5) / 3, an exercise of textbooks on retrieval.
        Assert.Equal(0.7555556, new RankedCases([5, 4, 3, 2, 1], [true, false, true, false, true]).AveragePrecision(), 6);
        // A constant score has the prevalence.
        Assert.Equal(0.25, new RankedCases([7, 7, 7, 7], [false, false, true, false]).AveragePrecision(), 12);
        Assert.True(double.IsNaN(new RankedCases([1, 2], [false, false]).AveragePrecision()));
    }

    [Fact]
    public void Average_precision_agrees_with_counting_every_threshold() => Cases.Sample(c =>
    {
        if (c.Positive.Any(p => p))
        {
            Assert.Equal(SlowAveragePrecision(c.Scores, c.Positive), new RankedCases(c.Scores, c.Positive).AveragePrecision(), 1e-12);
        }
    });

    [Fact]
    public void Counting_a_case_k_times_is_having_it_k_times() => Cases.Sample(c =>
    {
        var rows = Enumerable.Range(0, c.Scores.Length).SelectMany(i => Enumerable.Repeat(i, c.Times[i])).ToArray();
        var copied = new RankedCases([.. rows.Select(i => c.Scores[i])], [.. rows.Select(i => c.Positive[i])]).AveragePrecision();
        Assert.Equal(copied, new RankedCases(c.Scores, c.Positive).AveragePrecision(c.Times), 1e-12);
    });

    [Fact]
    public void Expected_hits_are_the_mean_over_all_orders_of_equal_scores()
    {
        // 9 | 5 5 5 (one positive) | 1: of the first two cases one is the 9, the other is positive in a third of the orders.
        var cases = new RankedCases([5, 9, 5, 5, 1], [false, true, true, false, true]);
        Assert.Equal(0.0, cases.ExpectedHits(0), 12);
        Assert.Equal(1.0, cases.ExpectedHits(1), 12);
        Assert.Equal(1.0 + 1.0 / 3.0, cases.ExpectedHits(2), 12);
        Assert.Equal(2.0, cases.ExpectedHits(4), 12);
        Assert.Equal(3.0, cases.ExpectedHits(99), 12);
    }

    [Fact]
    public void Precision_at_capacity_pools_batches_and_knows_its_ceiling()
    {
        RankedCases[] weeks =
        [
            new([3, 2, 1], [true, false, false]),
            new([3, 2, 1], [false, true, true]),
        ];
        var two = CapacityPrecision.Of(weeks, 2);
        Assert.Equal((0.5, 0.75, 4), (two.Precision, two.Ceiling, two.Taken));
        var many = CapacityPrecision.Of(weeks, 10);
        Assert.Equal((0.5, 0.5, 6), (many.Precision, many.Ceiling, many.Taken));
        Assert.True(double.IsNaN(CapacityPrecision.Of([], 3).Precision));
    }

    [Fact]
    public void Bad_cases_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RankedCases([1.0], []));
        Assert.Throws<ArgumentException>(() => new RankedCases([double.NaN], [true]));
    }
}
