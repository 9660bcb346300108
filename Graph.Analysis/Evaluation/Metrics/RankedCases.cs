namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>Cases sorted by score once, so that a figure of their ranking can be taken again and again with other multiplicities.</summary>
/// <remarks>Cases of equal score form one group: no order within it is invented. Cost: one sort, then O(cases) a figure.</remarks>
public sealed class RankedCases
{
    private readonly int[] order;
    private readonly int[] groupEnd;
    private readonly bool[] positive;

    /// <summary>Sorts the cases.</summary>
    /// <param name="scores">The higher, the earlier. Finite or infinite, never NaN.</param>
    /// <param name="positive">Which cases are positive.</param>
    /// <exception cref="ArgumentException">Different lengths, or a NaN score.</exception>
    public RankedCases(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positive);
        if (scores.Count != positive.Count)
        {
            throw new ArgumentException($"There are {scores.Count} scores and {positive.Count} labels: give one of each per case.", nameof(positive));
        }

        if (scores.Any(double.IsNaN))
        {
            throw new ArgumentException("A score is NaN: leave such cases out, or give them a score.", nameof(scores));
        }

        this.positive = [.. positive];
        order = [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ThenBy(i => i)];
        groupEnd = [.. Enumerable.Range(1, order.Length).Where(end => end == order.Length || scores[order[end]] != scores[order[end - 1]])];
    }

    /// <summary>Average precision: Σ over the groups, best first, of the recall that the group adds × the precision down to its end.</summary>
    /// <remarks>Equal scores enter together, so a constant score has the prevalence, whatever the order of the cases.</remarks>
    /// <param name="multiplicity">How often each case counts, ≥ 0; empty: once each.</param>
    /// <returns>0..1; NaN without a positive case.</returns>
    public double AveragePrecision(ReadOnlySpan<int> multiplicity = default)
    {
        var (seen, hits, sum, at) = (0L, 0L, 0.0, 0);
        foreach (var end in groupEnd)
        {
            var before = hits;
            for (; at < end; at++)
            {
                var times = multiplicity.IsEmpty ? 1 : multiplicity[order[at]];
                seen += times;
                hits += positive[order[at]] ? times : 0;
            }

            sum += seen == 0 ? 0.0 : (double)(hits - before) * hits / seen;
        }

        return hits == 0 ? double.NaN : sum / hits;
    }

    /// <summary>How many positives are expected among the first <paramref name="capacity"/> cases; where the limit falls into a group of equal
    /// scores, the group's members are drawn at random.</summary>
    /// <param name="capacity">≥ 0; all cases when there are fewer.</param>
    public double ExpectedHits(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        var (hits, at) = (0.0, 0);
        foreach (var end in groupEnd)
        {
            var start = at;
            var inGroup = 0;
            for (; at < end; at++)
            {
                inGroup += positive[order[at]] ? 1 : 0;
            }

            var taken = Math.Min(end, capacity) - start;
            hits += taken <= 0 ? 0.0 : (double)inGroup * taken / (end - start);
        }

        return hits;
    }

    /// <summary>The positive cases.</summary>
    public int Positives => positive.Count(p => p);

    /// <summary>All cases.</summary>
    public int Count => positive.Length;
}
