using System.Globalization;
using Graph.Model;

namespace Graph.Analysis.Knowledge.Signals.Conduct;

/// <summary>Figures as the sentences of a finding show them: invariant text.</summary>
internal static class FactText
{
    /// <summary>What stands where a figure is not known.</summary>
    public const string Unknown = "—";

    /// <summary>A count.</summary>
    public static string Of(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>A day, or a dash.</summary>
    public static string Of(DateOnly? day) => day is { } known ? known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>An amount in 1/10000 units, as yuan with 4 digits.</summary>
    public static string Yuan(long units) => new Money(units).ToString();

    /// <summary>A share or ratio with at most 4 digits, or a dash.</summary>
    public static string Share(double share) =>
        double.IsFinite(share) ? share.ToString("0.####", CultureInfo.InvariantCulture) : Unknown;

    /// <summary>A p-value to two digits, or a dash.</summary>
    public static string PValue(double p) =>
        double.IsNaN(p) ? Unknown : p is 0.0 or >= 0.001 ? p.ToString("0.####", CultureInfo.InvariantCulture) : p.ToString("0.0E-0", CultureInfo.InvariantCulture);
}
