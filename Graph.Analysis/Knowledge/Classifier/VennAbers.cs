namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Inductive Venn–Abers prediction: isotonic calibration of a score, once as if its case were negative and once as if it were positive.</summary>
/// <remarks>
/// p0 and p1 are the isotonic regressions (pool adjacent violators) of the calibration labels on their scores, with the new case added as 0 and as 1
/// (Vovk and Petej, Venn–Abers predictors, 2014). One of the two is calibrated, whatever the distribution, if the cases are exchangeable: so [p0, p1]
/// is shown, and p = p1/(1 − p0 + p1) where one number is needed. Both rise with the score.
/// Pooling is prepared for every place where a case could be added, so that one costs a search and a few merges: the blocks below place i are
/// those of the cases below alone, and the last of them starts at <c>start[i]</c>; above, likewise, the first ends at <c>end[i]</c>. Comparisons of means are exact.
/// </remarks>
internal sealed class VennAbers
{
    private readonly double[] scores;
    private readonly long[] cases;
    private readonly long[] positives;
    private readonly int[] start;
    private readonly int[] end;

    /// <summary>Prepares for calibration cases. Scores are rounded to 6 digits, so that a model file stays short.</summary>
    public VennAbers(IEnumerable<(double Score, bool Positive)> calibration)
    {
        Cases = [.. calibration.Select(row => (Math.Round(row.Score, 6), row.Positive)).Order()];
        var groups = Cases.GroupBy(row => row.Score).ToList();
        scores = [.. groups.Select(group => group.Key)];
        cases = new long[scores.Length + 1];
        positives = new long[scores.Length + 1];
        start = new int[scores.Length + 1];
        end = new int[scores.Length + 1];
        for (var i = 0; i < scores.Length; i++)
        {
            cases[i + 1] = cases[i] + groups[i].Count();
            positives[i + 1] = positives[i] + groups[i].Count(row => row.Positive);
        }

        Pool();
    }

    /// <summary>The calibration cases, by rounded score.</summary>
    public IReadOnlyList<(double Score, bool Positive)> Cases { get; }

    /// <summary>Probability of a case with this score, as if it were negative and as if it were positive.</summary>
    public (double P0, double P1) Band(double score) => (With(score, 0), With(score, 1));

    /// <summary>The single number for a band.</summary>
    public static double Merged((double P0, double P1) band) => band.P1 / (1.0 - band.P0 + band.P1);

    private void Pool()
    {
        for (var i = 1; i <= scores.Length; i++)
        {
            start[i] = i - 1;
            while (start[i] > 0 && IsAtLeast(start[start[i]], start[i], Sum(start[i], i)))
            {
                start[i] = start[start[i]];
            }
        }

        for (var i = scores.Length - 1; i >= 0; i--)
        {
            end[i] = i + 1;
            while (end[i] < scores.Length && IsAtMost(end[i], end[end[i]], Sum(i, end[i])))
            {
                end[i] = end[end[i]];
            }
        }
    }

    private double With(double score, int label)
    {
        var found = Array.BinarySearch(scores, Math.Round(score, 6));
        var (low, high) = found >= 0 ? (found, found + 1) : (~found, ~found);
        while (true)
        {
            var inside = Sum(low, high);
            var block = (Positives: inside.Positives + label, Cases: inside.Cases + 1);
            if (low > 0 && IsAtLeast(start[low], low, block))
            {
                low = start[low];
            }
            else if (high < scores.Length && IsAtMost(high, end[high], block))
            {
                high = end[high];
            }
            else
            {
                return (double)block.Positives / block.Cases;
            }
        }
    }

    private (long Positives, long Cases) Sum(int from, int to) => (positives[to] - positives[from], cases[to] - cases[from]);

    private bool IsAtLeast(int from, int to, (long Positives, long Cases) block) =>
        Sum(from, to) is var own && own.Positives * block.Cases >= block.Positives * own.Cases;

    private bool IsAtMost(int from, int to, (long Positives, long Cases) block) =>
        Sum(from, to) is var own && own.Positives * block.Cases <= block.Positives * own.Cases;
}
