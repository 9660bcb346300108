using System.Globalization;
using System.Text;
using Graph.Analysis.Evaluation.Backtest;

namespace Graph.Cli.Evaluation;

/// <summary>The curves of a backtest as SVG: share of the future pirate money removed, by budget, with bands.</summary>
/// <remarks>Colours are those of Okabe and Ito, which colour-blind readers tell apart; lines are dashed differently besides, and named at their end. Only
/// the plan and the best baseline carry bands: eleven would hide each other.</remarks>
internal static class BacktestPlot
{
    private const double Width = 560.0;
    private const double Height = 380.0;
    private const double Left = 56.0;
    private const double Top = 30.0;
    private const double LabelRoom = 150.0;
    private const double LabelHeight = 14.0;
    private static readonly string[] Colours = ["#0072B2", "#555555", "#E69F00", "#B07800", "#009E73", "#56B4E9", "#CC79A7", "#D55E00", "#8F4B00", "#7A6FAC", "#000000"];
    private static readonly string[] Dashes = ["", "2 3", "6 3", "6 3 2 3", "8 3", "3 2", "10 4", "", "4 2", "1 2", "2 2"];

    /// <summary>The drawing.</summary>
    public static string Svg(BacktestResult result)
    {
        var scale = new Scale(result);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Left + Width + LabelRoom} {Top + Height + 50}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\" aria-label=\"Share of the future pirate money removed, by budget\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
        Grid(svg, scale);
        foreach (var method in new[] { BestBaseline(result), BacktestMethod.Plan })
        {
            Band(svg, scale, result.Methods[(int)method]);
        }

        var labels = Labels(result, scale);
        foreach (var method in result.Methods.Reverse())
        {
            Curve(svg, scale, method, labels[method.Method]);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private sealed class Scale
    {
        public Scale(BacktestResult result)
        {
            Budgets = result.Methods[0].Curve.Count;
            Most = Math.Min(1.0, Math.Ceiling(10.0 * result.Methods.Max(method => method.Curve.Max(point =>
                Math.Max(point.Value, double.IsNaN(point.High) ? 0.0 : point.High))) + 1e-9) / 10.0);
        }

        public int Budgets { get; }

        public double Most { get; }

        /// <summary>Every curve begins at budget 0 with nothing removed.</summary>
        public double X(int budget) => Left + (Width * budget / Budgets);

        public double Y(double share) => Top + (Height * (1.0 - (Math.Clamp(share, 0.0, Most) / Most)));
    }

    private static BacktestMethod BestBaseline(BacktestResult result) => result.Methods
        .Where(method => method.Method is not (BacktestMethod.Plan or BacktestMethod.Foresight)).MaxBy(method => method.Area.Value)!.Method;

    private static void Grid(StringBuilder svg, Scale scale)
    {
        for (var tick = 0; tick <= 5; tick++)
        {
            var share = scale.Most * tick / 5.0;
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left:0.#} {scale.Y(share):0.#}H{Left + Width:0.#}\" stroke=\"#dddddd\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6:0.#}\" y=\"{scale.Y(share) + 4:0.#}\" text-anchor=\"end\">{share:0.##}</text>\n");
        }

        var step = Math.Max(1, scale.Budgets / 10);
        for (var budget = 0; budget <= scale.Budgets; budget += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{scale.X(budget):0.#}\" y=\"{Top + Height + 18:0.#}\" text-anchor=\"middle\">{budget}</text>\n");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left + (Width / 2):0.#}\" y=\"{Top + Height + 38:0.#}\" text-anchor=\"middle\">budget</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 40:0.#}\" y=\"{Top - 12:0.#}\">share of the future pirate money removed (mean over dates; bands: 95 %)</text>\n");
    }

    private static void Band(StringBuilder svg, Scale scale, MethodSummary method)
    {
        if (method.Curve.Any(point => double.IsNaN(point.Low)))
        {
            return;
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{scale.X(0):0.#} {scale.Y(0):0.#}");
        for (var b = 0; b < method.Curve.Count; b++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"L{scale.X(b + 1):0.#} {scale.Y(method.Curve[b].High):0.#}");
        }

        for (var b = method.Curve.Count - 1; b >= 0; b--)
        {
            svg.Append(CultureInfo.InvariantCulture, $"L{scale.X(b + 1):0.#} {scale.Y(method.Curve[b].Low):0.#}");
        }

        svg.Append(CultureInfo.InvariantCulture, $"Z\" fill=\"{Colours[(int)method.Method]}\" fill-opacity=\"0.15\"/>\n");
    }

    private static void Curve(StringBuilder svg, Scale scale, MethodSummary method, double label)
    {
        var colour = Colours[(int)method.Method];
        svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{(method.Method == BacktestMethod.Plan ? 3 : 1.5)}\"");
        if (Dashes[(int)method.Method] is { Length: > 0 } dashes)
        {
            svg.Append(CultureInfo.InvariantCulture, $" stroke-dasharray=\"{dashes}\"");
        }

        svg.Append(CultureInfo.InvariantCulture, $" d=\"M{scale.X(0):0.#} {scale.Y(0):0.#}");
        for (var b = 0; b < method.Curve.Count; b++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"L{scale.X(b + 1):0.#} {scale.Y(method.Curve[b].Value):0.#}");
        }

        svg.Append(CultureInfo.InvariantCulture, $"\"><title>{BacktestText.Word(method.Method)}</title></path>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<path d=\"M{Left + Width:0.#} {scale.Y(method.Curve[^1].Value):0.#}L{Left + Width + 10:0.#} {label:0.#}\" stroke=\"{colour}\" stroke-width=\"0.5\"/>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{Left + Width + 14:0.#}\" y=\"{label + 4:0.#}\" fill=\"{colour}\">{BacktestText.Word(method.Method)} {method.Curve[^1].Value:0.00}</text>\n");
    }

    /// <summary>Where the names stand: at the end of their lines, moved apart so that none covers another.</summary>
    private static Dictionary<BacktestMethod, double> Labels(BacktestResult result, Scale scale)
    {
        var places = new Dictionary<BacktestMethod, double>();
        var next = Top;
        var ordered = result.Methods.OrderBy(method => scale.Y(method.Curve[^1].Value)).ThenBy(method => method.Method).ToArray();
        foreach (var method in ordered)
        {
            next = Math.Max(next, scale.Y(method.Curve[^1].Value));
            places.Add(method.Method, next);
            next += LabelHeight;
        }

        // What ran out below is pushed up again.
        var lowest = Top + Height;
        foreach (var method in ordered.Reverse())
        {
            places[method.Method] = Math.Min(places[method.Method], lowest);
            lowest = places[method.Method] - LabelHeight;
        }

        return places;
    }
}
