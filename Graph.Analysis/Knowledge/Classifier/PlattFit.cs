namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Probability 1/(1 + exp(−(Slope·s + Intercept))) of a score s.</summary>
/// <param name="Slope">0..5.</param>
/// <param name="Intercept">Log odds at score 0.</param>
internal readonly record struct PlattFit(double Slope, double Intercept)
{
    private const int MostSteps = 100;
    private const double MostSlope = 5.0;

    /// <summary>The probability of a score.</summary>
    public double Probability(double score) => Sigmoid((Slope * score) + Intercept);

    /// <summary>Fits by Newton's method with step halving; the slope lies within 0..5.</summary>
    /// <remarks>
    /// Targets are not 0 and 1 but 1/(N₋ + 2) and (N₊ + 1)/(N₊ + 2), and logarithms are taken where they cannot overflow (Lin, Lin, Weng, A note on
    /// Platt's probabilistic outputs for support vector machines, 2007). Scores are log odds already, so a slope is near 1, or somewhat above where
    /// they were shrunken. Where higher scores go with fewer positives it is 0. Where scores hardly differ at all it is not identified and could be
    /// anything: 5 is the end. The loss is convex, so at an end only the intercept remains to be fitted.
    /// </remarks>
    public static PlattFit Of(IReadOnlyList<(double Score, bool Positive)> rows)
    {
        var free = Fit(rows, new PlattFit(1.0, 0.0), slopeIsFree: true);
        var bound = Math.Clamp(free.Slope, 0.0, MostSlope);
        return bound == free.Slope ? free : Fit(rows, new PlattFit(bound, 0.0), slopeIsFree: false);
    }

    private static PlattFit Fit(IReadOnlyList<(double Score, bool Positive)> rows, PlattFit at, bool slopeIsFree)
    {
        var positives = rows.Count(row => row.Positive);
        var high = (positives + 1.0) / (positives + 2.0);
        var low = 1.0 / (rows.Count - positives + 2.0);
        var loss = Loss(rows, at, high, low);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, intercept) = Direction(rows, at, high, low, slopeIsFree);
            var found = false;
            for (var length = 1.0; length > 1e-10 && !found; length /= 2.0)
            {
                var next = new PlattFit(at.Slope + (length * slope), at.Intercept + (length * intercept));
                var value = Loss(rows, next, high, low);
                if (value < loss)
                {
                    found = true;
                    (at, loss) = (next, value);
                }
            }

            if (!found)
            {
                break;
            }
        }

        return at;
    }

    private static double Sigmoid(double logOdds) =>
        logOdds >= 0.0 ? 1.0 / (1.0 + Math.Exp(-logOdds)) : Math.Exp(logOdds) / (1.0 + Math.Exp(logOdds));

    private static double Loss(IReadOnlyList<(double Score, bool Positive)> rows, PlattFit fit, double high, double low)
    {
        var loss = 0.0;
        foreach (var (score, positive) in rows)
        {
            // −t·ln p − (1 − t)·ln(1 − p) with ln(1 + e^f) written so that the exponent is never positive
            var f = (fit.Slope * score) + fit.Intercept;
            loss += Math.Max(f, 0.0) + Math.Log(1.0 + Math.Exp(-Math.Abs(f))) - ((positive ? high : low) * f);
        }

        return loss;
    }

    private static (double Slope, double Intercept) Direction(
        IReadOnlyList<(double Score, bool Positive)> rows, PlattFit fit, double high, double low, bool slopeIsFree)
    {
        const double Ridge = 1e-12;
        var (g1, g0, h11, h10, h00) = (0.0, 0.0, Ridge, 0.0, Ridge);
        foreach (var (score, positive) in rows)
        {
            var p = fit.Probability(score);
            var off = p - (positive ? high : low);
            var curve = p * (1.0 - p);
            g1 += off * score;
            g0 += off;
            h11 += curve * score * score;
            h10 += curve * score;
            h00 += curve;
        }

        if (!slopeIsFree)
        {
            return (0.0, -g0 / h00);
        }

        var determinant = (h11 * h00) - (h10 * h10);
        return determinant <= 0.0 ? (0.0, 0.0) : (-((h00 * g1) - (h10 * g0)) / determinant, -((h11 * g0) - (h10 * g1)) / determinant);
    }
}
