using System.Globalization;
using System.Text;
using Graph.Analysis.Evaluation.Metrics;

namespace Graph.Cli.Evaluation;

/// <summary>The reliability plot as SVG: what was predicted against what came true, with intervals.</summary>
/// <remarks>Both axes show the square root, for most probabilities are small; the diagonal stays straight.</remarks>
internal static class ReliabilityPlot
{
    private const double Side = 360.0;
    private const double Margin = 46.0;
    private static readonly double[] Ticks = [0.0, 0.05, 0.1, 0.25, 0.5, 0.75, 1.0];

    /// <summary>The drawing.</summary>
    public static string Svg(Calibration calibration)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {Side + (2 * Margin)} {Side + (2 * Margin)}\" role=\"img\" aria-label=\"Reliability plot\">");
        foreach (var tick in Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M{X(tick):0.#} {Y(0):0.#}V{Y(1):0.#}M{X(0):0.#} {Y(tick):0.#}H{X(1):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(tick):0.#}\" y=\"{Y(0) + 16:0.#}\" text-anchor=\"middle\">{tick:0.##}</text>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(0) - 6:0.#}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{tick:0.##}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"ideal\" d=\"M{X(0):0.#} {Y(0):0.#}L{X(1):0.#} {Y(1):0.#}\"/>");
        foreach (var bin in calibration.Bins)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"interval\" d=\"M{X(bin.MeanProbability):0.#} {Y(bin.Rate.Low):0.#}V{Y(bin.Rate.High):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(bin.MeanProbability):0.#}\" cy=\"{Y(bin.Rate.Value):0.#}\" r=\"4\"><title>{bin.Positives} of {bin.Count}, predicted {bin.MeanProbability:0.000}</title></circle>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(0.25):0.#}\" y=\"{Y(0) + 36:0.#}\" text-anchor=\"middle\">predicted</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(0):0.#}\" y=\"{Y(1) - 12:0.#}\" text-anchor=\"start\">came true</text>");
        return svg.Append("</svg>").ToString();
    }

    private static double X(double share) => Margin + (Side * Math.Sqrt(share));

    private static double Y(double share) => Margin + (Side * (1.0 - Math.Sqrt(share)));
}
