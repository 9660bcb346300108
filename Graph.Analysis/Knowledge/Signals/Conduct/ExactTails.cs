using MathNet.Numerics;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Upper tails of counts, summed term by term from exact log probabilities, so that small tails keep their digits.</summary>
internal static class ExactTails
{
    /// <summary>P(X ≥ k) when n of N pairs are drawn without replacement and K of the N are marked.</summary>
    /// <param name="population">N ≥ 0.</param>
    /// <param name="marked">K, 0..N.</param>
    /// <param name="drawn">n, 0..N.</param>
    /// <param name="seen">k.</param>
    public static double Hypergeometric(long population, long marked, long drawn, long seen)
    {
        var sum = 0.0;
        for (var x = Math.Min(marked, drawn); x >= Math.Max(seen, Math.Max(0, marked + drawn - population)); x--)
        {
            sum += Math.Exp(LogChoose(marked, x) + LogChoose(population - marked, drawn - x) - LogChoose(population, drawn));
        }

        return Math.Clamp(sum, 0.0, 1.0);
    }

    /// <summary>P(X ≥ k) of n trials that each succeed with probability p.</summary>
    /// <param name="trials">n ≥ 0.</param>
    /// <param name="probability">p, 0..1.</param>
    /// <param name="seen">k.</param>
    public static double Binomial(long trials, double probability, long seen)
    {
        if (seen <= 0)
        {
            return 1.0;
        }

        if (seen > trials || probability <= 0.0)
        {
            return 0.0;
        }

        return probability >= 1.0 ? 1.0 : SpecialFunctions.BetaRegularized(seen, trials - seen + 1.0, probability);
    }

    /// <summary>ln of the binomial probability of exactly k successes; −∞ where impossible.</summary>
    public static double LogBinomial(long trials, double probability, long seen) =>
        LogChoose(trials, seen) + Times(seen, probability) + Times(trials - seen, 1.0 - probability);

    private static double Times(long count, double probability) => count == 0 ? 0.0 : count * Math.Log(probability);

    private static double LogChoose(long n, long k) =>
        k < 0 || k > n ? double.NegativeInfinity
        : SpecialFunctions.GammaLn(n + 1.0) - SpecialFunctions.GammaLn(k + 1.0) - SpecialFunctions.GammaLn(n - k + 1.0);
}
