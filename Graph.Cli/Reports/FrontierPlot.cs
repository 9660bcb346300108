using System.Globalization;
using System.Net;
using System.Text;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>frontier.svg: what a budget removes and what it cuts of honest sites, one line per collateral price.</summary>
/// <remarks>
/// Two panels over one cost axis. Lines are steps, for between two plans there is none. Series differ by colour and by mark, and are named at
/// their ends, so that neither colour nor a legend is needed to read them.
/// </remarks>
internal sealed class FrontierPlot
{
    private const double Width = 880;
    private const double Height = 660;
    private const double Left = 78;
    private const double Right = 196;
    private const double LabelGap = 15;
    private const int MostLowerLabels = 8;

    private const string Style =
        "text{font:13px \"Segoe UI\",\"Helvetica Neue\",Roboto,\"DejaVu Sans\",Arial,sans-serif;fill:#4a5663}.head,.name{font-weight:600}"
        + ".head,.title{fill:#17202b}.title{font-size:19px;font-weight:650}";

    /// <summary>Ordered from blue to orange: told apart also by eyes that do not see red and green.</summary>
    private static readonly string[] Colours = ["#08519c", "#3182bd", "#54788c", "#8a6d3b", "#c9660a", "#8c2d04"];

    private readonly IGrouping<decimal, FrontierLine>[] series;
    private readonly AxisScale cost;
    private readonly Panel removed;
    private readonly Panel collateral;
    private readonly StringBuilder svg = new();

    private FrontierPlot(IReadOnlyList<FrontierLine> lines)
    {
        series = [.. lines.GroupBy(line => line.CollateralPrice).OrderBy(group => group.Key)];
        cost = AxisScale.Of(lines.Max(line => line.Cost), 6);
        removed = new Panel(104, 390, AxisScale.Of((decimal)lines.Max(line => line.RemovedShare), 5), line => (decimal)line.RemovedShare);
        collateral = new Panel(452, 590, AxisScale.Of(lines.Max(Collateral), 3), Collateral);
    }

    /// <summary>The drawing.</summary>
    /// <param name="lines">The frontier, one plan at least.</param>
    public static string Svg(IReadOnlyList<FrontierLine> lines) => new FrontierPlot(lines).Draw();

    private string Draw()
    {
        Head();
        Frame(removed, "Share of pirate money removed", tick => AxisScale.Words(tick * 100m) + "%");
        Frame(collateral, "Honest sites' money cut as well (yuan)", AxisScale.Words);
        foreach (var tick in cost.Ticks)
        {
            Text(X(tick), collateral.Bottom + 20, "middle", AxisScale.Words(tick));
        }

        Text(X(cost.End), collateral.Bottom + 42, "end", "cost of the plan", "head");
        for (var i = 0; i < series.Length; i++)
        {
            Series(i, removed);
            Series(i, collateral);
        }

        Labels(removed);
        if (series.Length <= MostLowerLabels)
        {
            Labels(collateral);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private void Head()
    {
        var plans = series.Sum(group => group.Count());
        svg.Append(string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" role="img" aria-labelledby="title desc">
            <title id="title">What a budget removes, and what it costs honest sites</title>
            <desc id="desc">{WebUtility.HtmlEncode(Description(plans))}</desc>
            <style>{Style}</style>
            <rect width="{Width}" height="{Height}" fill="#ffffff"/>

            """).ReplaceLineEndings("\n"));
        Text(24, 36, "start", "What a budget removes, and what it costs honest sites", "title");
        Text(24, 60, "start", "Each mark is a plan that no other beats in cost, removal and collateral at once. A line: one price on honest sites' money.");
    }

    private string Description(int plans)
    {
        var best = series.SelectMany(group => group).MaxBy(line => line.RemovedShare)!;
        return string.Create(CultureInfo.InvariantCulture,
            $"{plans} plans. The one that removes most costs {AxisScale.Words(best.Cost)}, removes {best.RemovedShare * 100:0.#}% of pirate money with {best.Actions} actions and cuts {AxisScale.Words(Yuan(best.Collateral))} yuan of honest sites' money. All plans stand in frontier.csv.");
    }

    private void Frame(Panel panel, string name, Func<decimal, string> words)
    {
        Text(24, panel.Top - 16, "start", name, "head");
        foreach (var tick in panel.Scale.Ticks)
        {
            var y = panel.Y(tick);
            var colour = tick == 0m ? "#7c8896" : "#e3e7ec";
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {y:0.#}H{X(cost.End):0.#}\" stroke=\"{colour}\"/>\n");
            Text(Left - 8, y + 4.5, "end", words(tick));
        }
    }

    private void Series(int index, Panel panel)
    {
        var points = series[index].Select(line => (X: X(line.Cost), Y: panel.Y(panel.Value(line)), Line: line)).ToArray();
        var path = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}"));
        foreach (var (x, y, _) in points[1..])
        {
            path.Append(CultureInfo.InvariantCulture, $"H{x:0.#}V{y:0.#}");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{Colour(index)}\" stroke-width=\"2\"/>\n");
        foreach (var point in points)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<path d=\"{Mark(index, point.X, point.Y)}\" fill=\"{Colour(index)}\" stroke=\"#ffffff\"><title>{WebUtility.HtmlEncode(Words(point.Line))}</title></path>\n");
        }
    }

    /// <summary>The name of each line beside its end, moved apart where two would touch.</summary>
    private void Labels(Panel panel)
    {
        var ends = series.Select((group, index) => (Index: index, X: X(group.Last().Cost), Y: panel.Y(panel.Value(group.Last())))).OrderBy(end => end.Y).ToArray();
        var places = Spread([.. ends.Select(end => end.Y)], panel.Top - 4, panel.Bottom + 4);
        for (var i = 0; i < ends.Length; i++)
        {
            var x = X(cost.End) + 22;
            svg.Append(CultureInfo.InvariantCulture,
                $"<path d=\"M{ends[i].X + 6:0.#} {ends[i].Y:0.#}L{x - 8:0.#} {places[i]:0.#}H{x - 4:0.#}\" fill=\"none\" stroke=\"{Colour(ends[i].Index)}\" stroke-opacity=\"0.45\"/>\n");
            Text(x, places[i] + 4.5, "start", Name(series[ends[i].Index].Key), "name", Colour(ends[i].Index));
        }
    }

    /// <summary>Places in the same order, at least a label apart, within the panel where they fit.</summary>
    private static double[] Spread(double[] wanted, double top, double bottom)
    {
        var places = wanted.ToArray();
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = Math.Max(places[i], i == 0 ? top : places[i - 1] + LabelGap);
        }

        for (var i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], i == places.Length - 1 ? bottom : places[i + 1] - LabelGap);
        }

        return places;
    }

    private string Name(decimal price) =>
        series.Length == 1 && price == 0m ? "collateral not priced" : price == 0m ? "price 0" :
            price < 0.01m ? $"{FigureText.Cost(price * 1_000_000m)} per million yuan" : $"{FigureText.Cost(price)} per yuan";

    private string Colour(int index) => Colours[series.Length == 1 ? 0 : index * (Colours.Length - 1) / (series.Length - 1)];

    private void Text(double x, double y, string anchor, string text, string? style = null, string? colour = null)
    {
        var look = (style is null ? "" : $" class=\"{style}\"") + (colour is null ? "" : $" style=\"fill:{colour}\"");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" text-anchor=\"{anchor}\"{look}>{WebUtility.HtmlEncode(text)}</text>\n");
    }

    private double X(decimal value) => Left + (cost.At(value) * (Width - Left - Right));

    private static string Mark(int index, double x, double y) => (index % 4) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"M{x - 4.5:0.#} {y:0.#}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"),
        1 => string.Create(CultureInfo.InvariantCulture, $"M{x - 4:0.#} {y - 4:0.#}h8v8h-8z"),
        2 => string.Create(CultureInfo.InvariantCulture, $"M{x - 5:0.#} {y + 4:0.#}h10l-5 -9z"),
        _ => string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y - 5.5:0.#}l5 5.5l-5 5.5l-5 -5.5z"),
    };

    private static string Words(FrontierLine line) => string.Create(CultureInfo.InvariantCulture,
        $"cost {FigureText.Cost(line.Cost)}, {line.Actions} actions: removes {line.RemovedShare * 100:0.#}%, cuts {AxisScale.Words(Yuan(line.Collateral))} yuan of honest sites' money");

    private static decimal Collateral(FrontierLine line) => Yuan(line.Collateral);

    private static decimal Yuan(Money amount) => (decimal)amount.Units / Money.UnitsPerYuan;

    /// <summary>A part of the drawing with an axis of its own.</summary>
    private sealed record Panel(double Top, double Bottom, AxisScale Scale, Func<FrontierLine, decimal> Value)
    {
        public double Y(decimal value) => Bottom - (Scale.At(value) * (Bottom - Top));
    }
}
