using MathNet.Numerics.Distributions;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Whether the prices of a party's rows on pirate sites differ from what they are compared with.</summary>
/// <param name="Mean">Impression-weighted mean residual, ln units.</param>
/// <param name="StandardError">The larger of the two of <see cref="Run"/>.</param>
/// <param name="PValue">Two-sided; NaN where it cannot be tested.</param>
internal readonly record struct PriceTest(double Mean, double StandardError, double PValue)
{
    /// <summary>Never believe that prices of different pirate sites scatter by less than this, ln units.</summary>
    private const double LeastScale = 0.05;

    /// <summary>Fewer sites than this cannot tell how much a party's own prices scatter.</summary>
    private const int LeastSites = 3;

    /// <summary>|mean| ÷ standard error.</summary>
    public double Z => Math.Abs(Mean) / StandardError;

    /// <summary>Tests a party at a stage.</summary>
    /// <remarks>
    /// Rows of one site are one cluster. Two standard errors of the mean Σ w·d / Σ w (w impressions by site): from the scatter that pairs of other
    /// chains show (robust scale · √Σw² / Σw, t with their number − 1 degrees of freedom), and, from three sites on, from the party's own
    /// (√(C/(C−1) · Σ w²(d − mean)²) / Σw, C − 1 degrees of freedom). The larger p-value counts.
    /// </remarks>
    /// <param name="prices">All pairs.</param>
    /// <param name="party">Whose.</param>
    /// <param name="stage">How far corrected.</param>
    public static PriceTest Run(PiratePrices prices, int party, PriceStage stage)
    {
        var sites = prices.Of(party).Where(pair => !double.IsNaN(pair.Residual[(int)stage])).GroupBy(pair => pair.Site)
            .Select(site => (Weight: site.Sum(pair => pair.Impressions), Value: site.Sum(pair => pair.Impressions * pair.Residual[(int)stage]) / site.Sum(pair => pair.Impressions)))
            .ToList();
        var peers = sites.Count == 0 ? 0 : prices.Scatter[(int)stage].CountWithout(party);
        if (peers < PiratePrices.LeastPairs)
        {
            return new PriceTest(double.NaN, double.NaN, double.NaN);
        }

        var weight = sites.Sum(site => site.Weight);
        var mean = sites.Sum(site => site.Weight * site.Value) / weight;
        var pooled = Math.Max(LeastScale, prices.Scatter[(int)stage].ScaleWithout(party)) * Math.Sqrt(sites.Sum(site => site.Weight * site.Weight)) / weight;
        var p = TwoSided(mean / pooled, peers - 1);
        if (sites.Count < LeastSites)
        {
            return new PriceTest(mean, pooled, p);
        }

        var scatter = sites.Sum(site => site.Weight * site.Weight * (site.Value - mean) * (site.Value - mean));
        var own = Math.Sqrt(scatter * sites.Count / (sites.Count - 1.0)) / weight;
        return new PriceTest(mean, Math.Max(pooled, own), own == 0.0 ? p : Math.Max(p, TwoSided(mean / own, sites.Count - 1)));
    }

    private static double TwoSided(double t, int degrees) => Math.Min(1.0, 2.0 * StudentT.CDF(0.0, 1.0, degrees, -Math.Abs(t)));
}
