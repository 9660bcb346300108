using MathNet.Numerics.Distributions;

namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>Whether an error becomes more frequent with size: the slope of its log odds against the natural logarithm of the size.</summary>
/// <param name="Slope">Log odds per e-fold of size, with its Wald interval.</param>
/// <param name="Intercept">Log odds at the mean log size.</param>
/// <param name="Events">Errors.</param>
/// <param name="Cases">Cases.</param>
/// <remarks>Logistic regression with Firth's penalty (Biometrika 80 (1993) 27–38: half the log determinant of the information), so that the
/// slope stays finite where errors are few, or where size separates them. Without a spread of sizes, without errors, and where all are errors it is
/// undefined: there the penalty alone would speak.</remarks>
public sealed record SizeTrend(Estimate Slope, double Intercept, int Events, int Cases)
{
    private const int MostSteps = 100;
    private const double LongestStep = 2.0;

    /// <summary>Whether the interval holds 0: no trend is shown. True where the slope is undefined.</summary>
    public bool NoTrend => !Slope.IsDefined || (Slope.Low <= 0.0 && Slope.High >= 0.0);

    /// <summary>Fits the slope.</summary>
    /// <param name="sizes">Sizes, &gt; 0.</param>
    /// <param name="wrong">Where the error occurred.</param>
    /// <param name="level">Level of the interval, for example 0.95.</param>
    /// <exception cref="ArgumentException">Different lengths, or a size that is not above 0.</exception>
    public static SizeTrend Of(IReadOnlyList<double> sizes, IReadOnlyList<bool> wrong, double level)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(wrong);
        if (sizes.Count != wrong.Count || sizes.Any(size => !(size > 0.0)))
        {
            throw new ArgumentException("Give one size above 0 and one outcome per case.", nameof(sizes));
        }

        var events = wrong.Count(w => w);
        if (sizes.Distinct().Count() < 2 || events == 0 || events == sizes.Count)
        {
            return new SizeTrend(Estimate.Undefined, double.NaN, events, sizes.Count);
        }

        var mean = sizes.Average(Math.Log);
        var (a, b, error) = Fit([.. sizes.Select(size => Math.Log(size) - mean)], wrong);
        var half = Normal.InvCDF(0.0, 1.0, 0.5 + (level / 2.0)) * error;
        return new SizeTrend(new Estimate(b, b - half, b + half), a, events, sizes.Count);
    }

    /// <summary>Newton steps on the penalised score: Σ (y − p + h(½ − p))·(1, x), h the leverage of the case.</summary>
    private static (double A, double B, double Error) Fit(double[] x, IReadOnlyList<bool> y)
    {
        var (a, b) = (0.0, 0.0);
        var information = new Information(x, a, b);
        for (var step = 0; step < MostSteps; step++)
        {
            var (scoreA, scoreB) = (0.0, 0.0);
            for (var i = 0; i < x.Length; i++)
            {
                var p = Chance(a + (b * x[i]));
                var residual = (y[i] ? 1.0 : 0.0) - p + (information.Leverage(x[i], p) * (0.5 - p));
                scoreA += residual;
                scoreB += residual * x[i];
            }

            var (stepA, stepB) = information.Solve(scoreA, scoreB);
            var cut = Math.Min(1.0, LongestStep / Math.Max(Math.Abs(stepA), Math.Max(Math.Abs(stepB), 1e-300)));
            (a, b) = (a + (cut * stepA), b + (cut * stepB));
            information = new Information(x, a, b);
            if (Math.Max(Math.Abs(stepA), Math.Abs(stepB)) < 1e-10)
            {
                break;
            }
        }

        return (a, b, Math.Sqrt(information.SlopeVariance));
    }

    private static double Chance(double logOdds) => 1.0 / (1.0 + Math.Exp(-logOdds));

    /// <summary>The Fisher information of intercept and slope: Σ p(1 − p)·(1, x)(1, x)ᵀ.</summary>
    private readonly struct Information
    {
        private readonly double one;
        private readonly double cross;
        private readonly double square;

        public Information(double[] x, double a, double b)
        {
            foreach (var value in x)
            {
                var p = Chance(a + (b * value));
                var weight = p * (1.0 - p);
                one += weight;
                cross += weight * value;
                square += weight * value * value;
            }
        }

        public double SlopeVariance => one / Determinant;

        private double Determinant => (one * square) - (cross * cross);

        public (double A, double B) Solve(double a, double b) =>
            (((square * a) - (cross * b)) / Determinant, ((one * b) - (cross * a)) / Determinant);

        public double Leverage(double x, double p) =>
            p * (1.0 - p) * (square - (2.0 * cross * x) + (one * x * x)) / Determinant;
    }
}
