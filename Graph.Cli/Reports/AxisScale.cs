using System.Globalization;

namespace Graph.Cli.Reports;

/// <summary>An axis from 0 to a round number, with round ticks: 1, 2 or 5 times a power of ten apart.</summary>
/// <param name="Step">The distance of the ticks, above 0.</param>
/// <param name="Steps">How many steps the axis has, 1 at least.</param>
internal sealed record AxisScale(decimal Step, int Steps)
{
    /// <summary>The end of the axis.</summary>
    public decimal End => Step * Steps;

    /// <summary>The ticks, 0 and the end among them.</summary>
    public IEnumerable<decimal> Ticks => Enumerable.Range(0, Steps + 1).Select(i => i * Step);

    /// <summary>The axis that holds 0 to <paramref name="most"/> in about <paramref name="wanted"/> steps.</summary>
    public static AxisScale Of(decimal most, int wanted)
    {
        if (most <= 0m)
        {
            return new AxisScale(1m, 1);
        }

        // 10^k with 10^k ≤ most / wanted < 10^(k + 1).
        var power = 1m;
        while (power * wanted > most)
        {
            power /= 10m;
        }

        while (power * 10m * wanted <= most)
        {
            power *= 10m;
        }

        var factor = (most / (power * wanted)) switch { <= 1m => 1m, <= 2m => 2m, <= 5m => 5m, _ => 10m };
        return new AxisScale(power * factor, (int)Math.Ceiling(most / (power * factor)));
    }

    /// <summary>A share of the axis, 0 at its start and 1 at its end.</summary>
    public double At(decimal value) => (double)(value / End);

    /// <summary>A tick or an amount in words for people: thousands in groups, large ones in millions (M) or thousands of those (bn).</summary>
    public static string Words(decimal value) => Math.Abs(value) switch
    {
        >= 1_000_000_000m => (value / 1_000_000_000m).ToString("#,0.##", CultureInfo.InvariantCulture) + "bn",
        >= 1_000_000m => (value / 1_000_000m).ToString("#,0.##", CultureInfo.InvariantCulture) + "M",
        _ => value.ToString("#,0.######", CultureInfo.InvariantCulture),
    };
}
