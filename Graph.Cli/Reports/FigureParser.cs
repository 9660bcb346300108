using System.Globalization;
using Graph.Model;

namespace Graph.Cli.Reports;

/// <summary>Reads back the figures that <see cref="FigureText"/> writes.</summary>
internal static class FigureParser
{
    /// <summary>A share.</summary>
    public static double Share(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : throw Bad(text, "a share such as 0.25");

    /// <summary>A number of cost.</summary>
    public static decimal Cost(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var cost) ? cost : throw Bad(text, "a cost such as 1.5");

    /// <summary>A whole number.</summary>
    public static long Whole(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(text, "a whole number");

    /// <summary>An amount with 4 digits.</summary>
    public static Money Amount(string text)
    {
        var plain = text.Length > 5 && text[^5] == '.' ? text.Remove(text.Length - 5, 1) : "";
        return long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)
            ? new Money(units)
            : throw Bad(text, "an amount with 4 digits such as 12.3400");
    }

    private static CommandException Bad(string text, string expected) =>
        CommandException.Usage($"the run folder holds '{text}' where {expected} should stand. Make the folder again with `adchain run`.");
}
