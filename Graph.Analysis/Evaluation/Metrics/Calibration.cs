namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>A bin of the reliability table.</summary>
/// <param name="Count">Cases.</param>
/// <param name="Positives">Positive cases among them.</param>
/// <param name="MeanProbability">What was predicted on average.</param>
/// <param name="Rate">The interval of what came true: share of positives with its 95 % Wilson interval.</param>
public sealed record ReliabilityBin(int Count, int Positives, double MeanProbability, Estimate Rate);

/// <summary>How well probabilities agree with what came true.</summary>
/// <param name="Brier">Mean of (p − outcome)²; NaN without cases.</param>
/// <param name="Error">Expected calibration error: Σ over bins of count/n · |mean p − rate|; NaN without cases. Never negative, so a little above 0 by
/// chance alone where bins are small.</param>
/// <param name="Bins">The bins, lowest probability first.</param>
public sealed record Calibration(double Brier, double Error, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>The most bins of a table.</summary>
    public const int MostBins = 15;

    /// <summary>The least cases that a bin of a table should have.</summary>
    public const int LeastCases = 20;

    /// <summary>Compares, in bins of equal counts; equal probabilities are never put in two bins.</summary>
    /// <param name="probabilities">0..1.</param>
    /// <param name="positive">What came true.</param>
    /// <exception cref="ArgumentException">Different lengths, or a probability outside 0..1.</exception>
    public static Calibration Of(IReadOnlyList<double> probabilities, IReadOnlyList<bool> positive)
    {
        Demand(probabilities, positive);
        var count = probabilities.Count;
        if (count == 0)
        {
            return new Calibration(double.NaN, double.NaN, []);
        }

        var brier = Enumerable.Range(0, count).Sum(i => Math.Pow(probabilities[i] - (positive[i] ? 1.0 : 0.0), 2)) / count;
        var order = Enumerable.Range(0, count).OrderBy(i => probabilities[i]).ThenBy(i => i).ToArray();
        var bins = new List<ReliabilityBin>();
        var wanted = Math.Clamp(count / LeastCases, 1, MostBins);
        for (var start = 0; start < count;)
        {
            var end = EndOf(order, probabilities, start, start + ((count - start) / Math.Max(1, wanted - bins.Count)));
            bins.Add(Bin(order.AsSpan(start..end), probabilities, positive));
            start = end;
        }

        return new Calibration(brier, bins.Sum(bin => (double)bin.Count / count * Math.Abs(bin.MeanProbability - bin.Rate.Value)), bins);
    }

    private static int EndOf(int[] order, IReadOnlyList<double> probabilities, int start, int planned)
    {
        var end = Math.Max(planned, start + 1);
        while (end < order.Length && probabilities[order[end]] == probabilities[order[end - 1]])
        {
            end++;
        }

        return Math.Min(end, order.Length);
    }

    private static ReliabilityBin Bin(ReadOnlySpan<int> cases, IReadOnlyList<double> probabilities, IReadOnlyList<bool> positive)
    {
        var (sum, hits) = (0.0, 0);
        foreach (var i in cases)
        {
            sum += probabilities[i];
            hits += positive[i] ? 1 : 0;
        }

        return new ReliabilityBin(cases.Length, hits, sum / cases.Length, RateBounds.Wilson(hits, cases.Length, 0.95));
    }

    private static void Demand(IReadOnlyList<double> probabilities, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(positive);
        if (probabilities.Count != positive.Count)
        {
            throw new ArgumentException($"There are {probabilities.Count} probabilities and {positive.Count} outcomes: give one of each per case.", nameof(positive));
        }

        if (probabilities.Any(p => p is not (>= 0.0 and <= 1.0)))
        {
            throw new ArgumentException("A probability does not lie within 0..1.", nameof(probabilities));
        }
    }
}
