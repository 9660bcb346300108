using Graph.Model;

namespace Graph.Analysis.Targets.Robust;

/// <summary>Random counts from whole numbers and roots alone, so that they are the same on every machine.</summary>
/// <remarks>Beyond <see cref="Direct"/> trials the sum is drawn from the normal distribution of the same mean and variance.</remarks>
internal static class WorldCounts
{
    /// <summary>Up to so many trials are drawn one by one.</summary>
    public const int Direct = 64;

    private const double NormalUnit = 1.0 / 65_536.0;

    // P(at most k) of the Poisson distribution of mean 1; the tail beyond the last is below 1e-16.
    private static readonly double[] PoissonOfOne = Cumulative();

    /// <summary>True with a probability.</summary>
    public static bool Chance(ref SeededRandom random, double probability) => (random.NextBits() >> 11) * (1.0 / (1L << 53)) < probability;

    /// <summary>How often n rows together come into a bootstrap sample: Poisson of mean n.</summary>
    public static long Poisson(ref SeededRandom random, long n)
    {
        if (n > Direct)
        {
            return Math.Max(0, (long)Math.Round(n + Math.Sqrt(n) * NormalUnit * random.NextNormalQ16()));
        }

        var sum = 0L;
        for (var row = 0L; row < n; row++)
        {
            var drawn = (random.NextBits() >> 11) * (1.0 / (1L << 53));
            var k = 0;
            while (k < PoissonOfOne.Length && drawn >= PoissonOfOne[k])
            {
                k++;
            }

            sum += k;
        }

        return sum;
    }

    /// <summary>How many of n rows are kept, each with a probability.</summary>
    public static long Binomial(ref SeededRandom random, long n, double probability)
    {
        if (n > Direct)
        {
            var spread = Math.Sqrt(n * probability * (1.0 - probability));
            return Math.Clamp((long)Math.Round(n * probability + spread * NormalUnit * random.NextNormalQ16()), 0, n);
        }

        var kept = 0L;
        for (var row = 0L; row < n; row++)
        {
            kept += Chance(ref random, probability) ? 1 : 0;
        }

        return kept;
    }

    private static double[] Cumulative()
    {
        var cumulative = new double[18];
        var (term, sum) = (1.0 / Math.E, 0.0);
        for (var k = 0; k < cumulative.Length; k++)
        {
            sum += term;
            cumulative[k] = sum;
            term /= k + 1;
        }

        return cumulative;
    }
}
