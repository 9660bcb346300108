namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>A party that the model might put forward.</summary>
/// <param name="RawScore">Its log odds before calibration.</param>
/// <param name="GroupKey">Its legal group, as <see cref="KnowledgeModel.GroupKey"/> gives it.</param>
public readonly record struct NamingCandidate(double RawScore, string GroupKey);

/// <summary>Who was named, candidate by candidate.</summary>
/// <param name="Naming">Counts, the smallest level that so many cases could support, and why nobody was named.</param>
/// <param name="Named">Per candidate: whether it was named.</param>
/// <param name="PValues">Per candidate: the share of cleared cases, itself counted among them, that score as high.</param>
public sealed record NamingResult(Naming Naming, IReadOnlyList<bool> Named, IReadOnlyList<double> PValues);

/// <summary>Conformal selection: whom the model may name while of those named at most a share α is expected to be innocent.</summary>
/// <remarks>
/// p = (1 + number of cleared calibration cases that score at least as high) / (n0 + 1); Benjamini and Hochberg over the m candidates: the k
/// smallest are named for the largest k with p ≤ αk/m (Bates et al., Testing for outliers with conformal p-values, 2023; Jin and Candès, Selection by
/// prediction with conformal p-values, 2023). The guarantee holds where innocent candidates and calibration cases are exchangeable; with scores
/// out of fold, and with cases from elsewhere or simulated, it is approximate. The least p possible is 1/(n0 + 1), so n0 cases cannot name
/// one of m below α = m/(n0 + 1); naming k of m takes about m/(αk) − 1 cases.
/// A legal group is never calibration and candidate at once: cases of the candidates' groups are left out.
/// </remarks>
public static class ConformalNaming
{
    /// <summary>Selects.</summary>
    /// <param name="calibration">Scores of cleared groups by models that did not see them.</param>
    /// <param name="candidates">Who is asked about.</param>
    /// <param name="alpha">The level, above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    public static NamingResult Run(IReadOnlyList<NegativeScore> calibration, IReadOnlyList<NamingCandidate> candidates, double alpha)
    {
        if (!(alpha is > 0.0 and < 1.0))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The level of false discoveries lies between 0 and 1.");
        }

        var asked = candidates.Select(candidate => candidate.GroupKey).ToHashSet(StringComparer.Ordinal);
        double[] scores = [.. calibration.Where(negative => !asked.Contains(negative.GroupKey)).Select(negative => negative.RawScore).Order()];
        double[] p = [.. candidates.Select(candidate => (1.0 + AtLeast(scores, candidate.RawScore)) / (scores.Length + 1.0))];
        var limit = Limit(p, alpha);
        bool[] named = [.. p.Select(value => value <= limit)];
        var smallest = Math.Min(1.0, candidates.Count / (scores.Length + 1.0));
        var count = named.Count(isNamed => isNamed);
        var abstains = count > 0 ? null : smallest > alpha ? "too_few_cases" : "none_passes";
        return new NamingResult(new Naming(alpha, scores.Length, smallest, candidates.Count, count, abstains), named, p);
    }

    private static int AtLeast(double[] ascending, double score)
    {
        var low = 0;
        var high = ascending.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ascending[middle] >= score ? (low, middle) : (middle + 1, high);
        }

        return ascending.Length - low;
    }

    /// <summary>The largest p that is named, or −1.</summary>
    private static double Limit(double[] p, double alpha)
    {
        double[] order = [.. p.Order()];
        for (var count = order.Length; count > 0; count--)
        {
            if (order[count - 1] <= alpha * count / order.Length)
            {
                return order[count - 1];
            }
        }

        return -1.0;
    }
}
