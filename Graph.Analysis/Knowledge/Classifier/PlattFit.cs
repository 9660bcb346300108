namespace Graph.Analysis.Knowledge.Classifier;

/// <summary>Probability 1/(1 + exp(−(Slope·s + Intercept))) of a score s.</summary>
/// <param name="Slope">≥ 0.</param>
/// <param name="Intercept">Log odds at score 0.</param>
internal readonly record struct PlattFit(double Slope, double Intercept)
{
    private const int MostSteps = 100;

    /// <summary>The probability of a score.</summary>
    public double Probability(double score) => Sigmoid((Slope * score) + Intercept);

    /// <summary>Fits by Newton's method with step halving.</summary>
    /// <remarks>
    /// Targets are not 0 and 1 but 1/(N₋ + 2) and (N₊ + 1)/(N₊ + 2), and logarithms are taken where they cannot overflow (Lin, Lin, Weng, A note on
    /// Platt's probabilistic outputs for support vector machines, 2007). Where higher scores go with fewer positives, the slope is 0 and all get the share of positives.
    /// </remarks>
    public static PlattFit Of(IReadOnlyList<(double Score, bool Positive)> rows)
    {
        var positives = rows.Count(row => row.Positive);
        var high = (positives + 1.0) / (positives + 2.0);
        var low = 1.0 / (rows.Count - positives + 2.0);
        var flat = new PlattFit(0.0, Math.Log((positives + 1.0) / (rows.Count - positives + 1.0)));
        var at = flat;
        var loss = Loss(rows, at, high, low);
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, intercept) = Direction(rows, at, high, low);
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

            if (!found || Math.Max(Math.Abs(slope), Math.Abs(intercept)) < 1e-10)
            {
                break;
            }
        }

        return at.Slope >= 0.0 ? at : flat;
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
        IReadOnlyList<(double Score, bool Positive)> rows, PlattFit fit, double high, double low)
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

        var determinant = (h11 * h00) - (h10 * h10);
        return determinant <= 0.0 ? (0.0, 0.0) : (-((h00 * g1) - (h10 * g0)) / determinant, -((h11 * g0) - (h10 * g1)) / determinant);
    }
}
