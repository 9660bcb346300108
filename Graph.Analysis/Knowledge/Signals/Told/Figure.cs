using System.Globalization;
using Graph.Model;

namespace Graph.Analysis.Knowledge.Signals.Told;

/// <summary>Figures as sentences show them.</summary>
internal static class Figure
{
    /// <summary>What stands where a figure is not known.</summary>
    public const string Unknown = "—";

    /// <summary>A whole number.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>An amount in yuan with 4 digits.</summary>
    public static string Amount(long units) => new Money(units).ToString();

    /// <summary>A share or a ratio with at most 4 digits; a dash where it is not known.</summary>
    public static string Ratio(double ratio) => double.IsNaN(ratio) ? Unknown : ratio.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A p-value: two digits, as small as it is.</summary>
    public static string Probability(double probability) => double.IsNaN(probability) ? Unknown : probability.ToString("G2", CultureInfo.InvariantCulture);
}
