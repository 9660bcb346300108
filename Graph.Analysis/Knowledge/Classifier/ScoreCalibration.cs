namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>From raw scores to probabilities: Platt where positives are few, Venn–Abers where they are many; the band is Venn–Abers' in both cases.</summary>
/// <param name="Platt">The fit, or null where the probability is the merged one of the band.</param>
/// <param name="Band">The band.</param>
internal sealed record ScoreCalibration(PlattFit? Platt, VennAbers Band)
{
    /// <summary>Fits on scores of rows that the scoring model did not see.</summary>
    public static ScoreCalibration Of(IReadOnlyList<(double Score, bool Positive)> rows, bool byPlatt) =>
        new(byPlatt ? PlattFit.Of(rows) : null, new VennAbers(rows));

    /// <summary>Probability and band; the band is widened to the probability where that lies outside.</summary>
    public (double Probability, double Low, double High) Of(double raw)
    {
        var band = Band.Band(raw);
        var probability = Platt?.Probability(raw) ?? VennAbers.Merged(band);
        return (probability, Math.Min(band.P0, probability), Math.Max(band.P1, probability));
    }
}
