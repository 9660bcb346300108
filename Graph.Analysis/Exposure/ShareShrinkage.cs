using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Graph.Analysis.Exposure;

/// <summary>Empirical-Bayes intervals of shares: a beta prior over parties, fitted by maximum likelihood, and each party's posterior.</summary>
/// <remarks>
/// A share p that rests on few sites is noisy. With n the effective number of sites (Kish: (Σw)²/Σw² of payouts by site) the party
/// counts as p·n pirate sites of n. The prior Beta(μM, (1−μ)M) maximises the beta-binomial likelihood over all parties (Griffiths
/// 1973) times the hyperprior (α+β)^(−5/2) (Gelman et al., Bayesian Data Analysis, 5.3), without which a handful of equal parties
/// would claim to know the market exactly; the interval is the central one of the posterior Beta(μM + pn, (1−μ)M + (1−p)n), widened
/// to the share itself where that lies outside: what was seen is never ruled out, and who was seen with nothing has 0 within. Fewer
/// than three parties cannot carry a prior: then Beta(½, ½) (Jeffreys). Ends are rounded to 6 digits, so that last bits of the special
/// functions do not show.
/// </remarks>
internal sealed class ShareShrinkage
{
    private const double MeanFloor = 1e-4;
    private const double StrengthFloor = 0.5;
    private const double StrengthCeiling = 1e4;

    private readonly double alpha = 0.5;
    private readonly double beta = 0.5;

    /// <summary>Fits the prior.</summary>
    /// <param name="observations">Share and effective number of sites of every party that paid anything.</param>
    public ShareShrinkage(IReadOnlyList<(double Share, double Sites)> observations)
    {
        if (observations.Count < 3)
        {
            return;
        }

        var (mean, strength) = Fit(observations);
        (alpha, beta) = (mean * strength, (1.0 - mean) * strength);
    }

    /// <summary>The interval of a share: the central posterior one, and the share itself.</summary>
    /// <param name="share">p, 0..1.</param>
    /// <param name="sites">Effective number of sites, ≥ 0.</param>
    /// <param name="level">For example 0.95.</param>
    public (double Low, double High) Interval(double share, double sites, double level)
    {
        var a = alpha + share * sites;
        var b = beta + (1.0 - share) * sites;
        var tail = (1.0 - level) / 2.0;
        return (Math.Round(Math.Min(share, Beta.InvCDF(a, b, tail)), 6), Math.Round(Math.Max(share, Beta.InvCDF(a, b, 1.0 - tail)), 6));
    }

    /// <summary>Pattern search over (logit mean, log strength): few parameters, a smooth surface, no derivatives needed.</summary>
    private static (double Mean, double Strength) Fit(IReadOnlyList<(double Share, double Sites)> observations)
    {
        var pooled = observations.Sum(o => o.Share * o.Sites) / Math.Max(1e-9, observations.Sum(o => o.Sites));
        var mean = Math.Clamp(pooled, MeanFloor, 1.0 - MeanFloor);
        var point = (X: Math.Log(mean / (1.0 - mean)), Y: Math.Log(10.0));
        var best = LogPosterior(observations, point);
        for (var step = 2.0; step > 1e-7;)
        {
            var improved = false;
            foreach (var (dx, dy) in new[] { (step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step) })
            {
                var candidate = (X: point.X + dx, Y: point.Y + dy);
                var value = LogPosterior(observations, candidate);
                if (value > best)
                {
                    (best, point, improved) = (value, candidate, true);
                    break;
                }
            }

            step = improved ? step : step / 2.0;
        }

        return Parameters(point);
    }

    private static (double Mean, double Strength) Parameters((double X, double Y) point) =>
        (Math.Clamp(1.0 / (1.0 + Math.Exp(-point.X)), MeanFloor, 1.0 - MeanFloor),
            Math.Clamp(Math.Exp(point.Y), StrengthFloor, StrengthCeiling));

    private static double LogPosterior(IReadOnlyList<(double Share, double Sites)> observations, (double X, double Y) point)
    {
        var (mean, strength) = Parameters(point);
        var (a, b) = (mean * strength, (1.0 - mean) * strength);
        var constant = SpecialFunctions.GammaLn(strength) - SpecialFunctions.GammaLn(a) - SpecialFunctions.GammaLn(b);
        var sum = Math.Log(a) + Math.Log(b) - 2.5 * Math.Log(strength); // in the coordinates of the search
        foreach (var (share, sites) in observations)
        {
            sum += SpecialFunctions.GammaLn(a + share * sites) + SpecialFunctions.GammaLn(b + (1.0 - share) * sites)
                - SpecialFunctions.GammaLn(strength + sites) + constant;
        }

        return sum;
    }
}
