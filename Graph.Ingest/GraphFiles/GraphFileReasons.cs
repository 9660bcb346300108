using System.Globalization;
using System.Text;

namespace Graph.Ingest.GraphFiles;

/// <summary>What is said of lines that break the format.</summary>
internal static class GraphFileReasons
{
    private const int ShownLength = 40;

    /// <summary>The gzip data ends in the middle or fails its checks.</summary>
    public const string DamagedGzip = "the gzip data is damaged or cut short from here on; get the file again";

    /// <summary>A line longer than what is read.</summary>
    public static string EndlessLine { get; } = string.Create(CultureInfo.InvariantCulture, $"the line is longer than {LineBlocks.MaxLineBytes} bytes");

    /// <summary>A wrong number of fields.</summary>
    public static string FieldCount(int found, LineLayout layout) =>
        string.Create(CultureInfo.InvariantCulture, $"found {found} {(found == 1 ? "field" : "fields")}, expected {layout.FieldCount}: {layout.Expected}");

    /// <summary>A weight that cannot be read.</summary>
    public static string NotANumber(LineLayout layout, ReadOnlySpan<byte> found) => found.Length == 0
        ? $"the {layout.WeightName} is empty, expected a number"
        : $"{layout.WeightName} '{Shown(found)}' is not a finite number";

    /// <summary>A negative weight where none may be.</summary>
    public static string Negative(LineLayout layout, ReadOnlySpan<byte> found) => $"{layout.WeightName} '{Shown(found)}' is negative, expected at least 0";

    /// <summary>A capacity with a fraction or too large.</summary>
    public static string NotWhole(LineLayout layout, ReadOnlySpan<byte> found) =>
        $"{layout.WeightName} '{Shown(found)}' is not a whole number from 0 to 9223372036854775807";

    /// <summary>An amount that cannot be read.</summary>
    public static string NotMoney(LineLayout layout, ReadOnlySpan<byte> found, string reason) => $"{layout.WeightName} '{Shown(found)}': {reason}";

    /// <summary>A text short enough to be shown, without characters that would break the line.</summary>
    public static string Shown(ReadOnlySpan<byte> found) => Shown(Encoding.UTF8.GetString(found[..Math.Min(found.Length, ShownLength * 4)]));

    /// <inheritdoc cref="Shown(ReadOnlySpan{byte})"/>
    public static string Shown(string found)
    {
        var cut = found.Length <= ShownLength ? found : found[..ShownLength] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }
}
