using MathNet.Numerics.Distributions;

namespace Graph.Analysis.Evaluation.Metrics;

/// <summary>Intervals of a rate k of n.</summary>
/// <remarks>Sources: Wilson (1927); Clopper, Pearson (1934); Newcombe, Statistics in Medicine 17 (1998) 857–872, whose table the tests repeat.</remarks>
public static class RateBounds
{
    /// <summary>The score interval: near its nominal level on average; for plots and tables.</summary>
    /// <param name="hits">k, 0..n.</param>
    /// <param name="cases">n; 0 gives 0..1 around an undefined value.</param>
    /// <param name="level">For example 0.95.</param>
    public static Estimate Wilson(int hits, int cases, double level)
    {
        Demand(hits, cases);
        if (cases == 0)
        {
            return new Estimate(double.NaN, 0.0, 1.0);
        }

        var z = Normal.InvCDF(0.0, 1.0, 0.5 + (level / 2.0));
        var rate = (double)hits / cases;
        var scale = 1.0 + (z * z / cases);
        var centre = (rate + (z * z / (2.0 * cases))) / scale;
        var half = z / scale * Math.Sqrt((rate * (1.0 - rate) / cases) + (z * z / (4.0 * cases * cases)));
        return new Estimate(rate, hits == 0 ? 0.0 : Math.Max(0.0, centre - half), hits == cases ? 1.0 : Math.Min(1.0, centre + half));
    }

    /// <summary>The exact interval: never below its nominal level.</summary>
    /// <param name="hits">k, 0..n.</param>
    /// <param name="cases">n; 0 gives 0..1 around an undefined value.</param>
    /// <param name="level">For example 0.95: 0.025 on each side.</param>
    public static Estimate ClopperPearson(int hits, int cases, double level)
    {
        Demand(hits, cases);
        var tail = (1.0 - level) / 2.0;
        return new Estimate(cases == 0 ? double.NaN : (double)hits / cases, Lower(hits, cases, tail), Upper(hits, cases, tail));
    }

    /// <summary>The exact one-sided upper bound: with this confidence the rate lies below it.</summary>
    /// <param name="hits">k, 0..n.</param>
    /// <param name="cases">n; 0 gives 1.</param>
    /// <param name="confidence">For example 0.95.</param>
    public static double UpperBound(int hits, int cases, double confidence)
    {
        Demand(hits, cases);
        return Upper(hits, cases, 1.0 - confidence);
    }

    private static double Lower(int hits, int cases, double tail) => hits == 0 ? 0.0 : Beta.InvCDF(hits, cases - hits + 1.0, tail);

    private static double Upper(int hits, int cases, double tail) => hits == cases ? 1.0 : Beta.InvCDF(hits + 1.0, cases - hits, 1.0 - tail);

    private static void Demand(int hits, int cases)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, cases);
    }
}
