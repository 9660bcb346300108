namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>Precision at weekly capacity: of what an office can look into, the share that is positive.</summary>
/// <param name="Precision">Σ expected hits / Σ cases taken, over the batches; NaN without cases.</param>
/// <param name="Ceiling">What a perfect ranking would reach: a batch with fewer positives than capacity cannot reach 1.</param>
/// <param name="Taken">Cases taken in all.</param>
public sealed record CapacityPrecision(double Precision, double Ceiling, int Taken)
{
    /// <summary>Takes the first cases of every batch.</summary>
    /// <param name="batches">One per as-of date (and world): what is ranked together.</param>
    /// <param name="capacity">Cases a batch, ≥ 1.</param>
    public static CapacityPrecision Of(IEnumerable<RankedCases> batches, int capacity)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var (hits, best, taken) = (0.0, 0, 0);
        foreach (var batch in batches)
        {
            hits += batch.ExpectedHits(capacity);
            best += Math.Min(capacity, batch.Positives);
            taken += Math.Min(capacity, batch.Count);
        }

        return taken == 0 ? new CapacityPrecision(double.NaN, double.NaN, 0) : new CapacityPrecision(hits / taken, (double)best / taken, taken);
    }
}
